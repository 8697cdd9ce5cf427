// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using List = std::vector<std::string_view>;

/// Numbers that depend on where they are asked for alone.
class Dice final
{
public:
    explicit Dice(std::string_view where, uint64_t row)
        : m_state(std::hash<std::string_view>{}(where)*31 + row * 0x9E3779B97F4A7C15U)
    {}
    uint64_t next(uint64_t count)
    {
        m_state += 0x9E3779B97F4A7C15U;
        uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return (mixed ^ (mixed >> 31U)) % count;
    }
    std::string of(const List &list) { return std::string(list[next(list.size())]); }
    std::string from(std::string_view alphabet, int count)
    {
        std::string text;
        for (int i = 0; i < count; ++i)
            text.push_back(alphabet[next(alphabet.size())]);
        return text;
    }
    std::string digits(int count) { return from("0123456789", count); }
    std::string number(uint64_t low, uint64_t high) { return std::to_string(low + next(high - low + 1)); }
    std::string padded(uint64_t low, uint64_t high, size_t width)
    {
        std::string text = number(low, high);
        return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
    }

private:
    uint64_t m_state;
};

inline constexpr std::string_view hexDigits = "0123456789abcdef";
inline constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
inline constexpr std::string_view base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
inline constexpr std::string_view tokenLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

[[nodiscard]] std::string lower(std::string text);
[[nodiscard]] std::string ibanText(Dice &dice);
[[nodiscard]] std::string sentenceText(Dice &dice);
[[nodiscard]] std::string slugText(Dice &dice);
