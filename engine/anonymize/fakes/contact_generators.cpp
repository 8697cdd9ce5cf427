// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/keys/permutation.h"
#include "engine/anonymize/keys/siphash.h"
#include "engine/anonymize/text/phone_number.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace engine::anonymize {

void appendHashText(const HashKey &key, std::string_view value, int length, std::string &out)
{
    // Neither a nor e, i, o: no run of these letters is somebody's name.
    static constexpr std::string_view alphabet = "0123456789bcdfghjklmnpqrstuvwxyz";
    static_assert(alphabet.size() == 32);
    const Hash128 hash = sipHash128(key, value);
    uint64_t bits = hash.low;
    std::array<char, hashTextLength> letters;
    const auto count = static_cast<size_t>(std::clamp(length, 0, hashTextLength));
    for (size_t i = 0; i < count; ++i) {
        if (i == 12)
            bits = hash.high;
        letters[i] = alphabet[bits & 31U];
        bits >>= 5U;
    }
    out.append(letters.data(), count);
}

namespace {

/// Gives letters the upper case that tells apart values that differ by case only: none when the value has none.
void spellLike(std::string_view value, std::string_view folded, const HashKey &key, char *text, size_t size)
{
    if (value == folded)
        return;
    uint64_t bits = sipHash64(key, value) | 1U;
    for (size_t i = 0; i < size; ++i, bits = (bits >> 1U) | (bits << 63U)) {
        if ((bits & 1U) != 0)
            text[i] = toUpper(text[i]);
    }
}

/// u4k8…@exemple.test. Compared without case and blanks around; those leave a mark in the fake's case and blanks, so
/// that a unique column that holds both spellings stays unique.
class EmailGenerator final : public Generator
{
public:
    EmailGenerator(Limits limits, const ProjectKey &key)
        : m_key(key.derive("email"))
        , m_domain("@exemple.test")
        , m_digits(hashTextLength)
    {
        const int room = limits.maxLength;
        if (room == 0 || room >= 1 + m_digits + static_cast<int>(m_domain.size()))
            return;
        m_domain = "@e.test";
        m_digits = std::clamp(room - 1 - static_cast<int>(m_domain.size()), 1, hashTextLength);
    }

    void generate(std::string_view value, std::string &out) override
    {
        const std::string_view address = trimmed(value);
        fold(address, m_folded);
        const size_t start = out.size();
        out.push_back('u');
        appendHashText(m_key, m_folded, m_digits, out);
        spellLike(address, m_folded, m_key, out.data() + start, out.size() - start);
        out.append(m_domain);
    }

private:
    HashKey m_key;
    std::string_view m_domain;
    int m_digits;
    std::string m_folded;
};

class UsernameGenerator final : public Generator
{
public:
    UsernameGenerator(Limits limits, const ProjectKey &key)
        : m_key(key.derive("username"))
        , m_digits(limits.maxLength == 0 ? hashTextLength : std::clamp(limits.maxLength - 1, 1, hashTextLength))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        fold(value, m_folded);
        const size_t start = out.size();
        out.push_back('u');
        appendHashText(m_key, m_folded, m_digits, out);
        spellLike(trimmed(value), m_folded, m_key, out.data() + start, out.size() - start);
    }

private:
    HashKey m_key;
    int m_digits;
    std::string m_folded;
};

/// Keeps length, separators, prefix and kind of number; permutes the other digits. Numbers in use become numbers that
/// no operator has given out (a national plan never fills both halves of the first free digit).
class PhoneGenerator final : public Generator
{
public:
    PhoneGenerator(Limits limits, const ProjectKey &key)
        : m_permutation(key.derive("phone"))
        , m_textKey(key.derive("phone/text"))
        , m_limits(limits)
    {}

    void generate(std::string_view value, std::string &out) override
    {
        auto number = readPhone(value);
        if (!number) {
            inventNumber(value, out);
            return;
        }
        const uint8_t kind = number->kind();
        m_permutation.exchange(number->variable(), kind == 5 ? usedAfter5 : usedElsewhere, kind);
        const size_t start = out.size();
        out.append(value);
        for (size_t i = number->kept; i < number->count; ++i) {
            const size_t place = start + number->places.at(i);
            if (isDigit(out[place]))
                out[place] = static_cast<char>('0' + number->digits.at(i));
            else
                out[place + 1] = static_cast<char>(0xA0 + number->digits.at(i));
        }
    }

private:
    // Algeria: 054 to 056 are in use, and 065 to 069, 075 to 079; France and others likewise begin with 5 to 9 mostly.
    static constexpr std::array<uint8_t, 5> usedAfter5{4, 5, 6, 7, 8};
    static constexpr std::array<uint8_t, 5> usedElsewhere{5, 6, 7, 8, 9};

    /// For what is not a number at all ("ask my mother"): a number that depends on the whole text.
    void inventNumber(std::string_view value, std::string &out) const
    {
        std::string digits = "05";
        const std::string random = std::to_string(sipHash64(m_textKey, value) % 100'000'000 + 100'000'000);
        digits.append(random, 1);
        out.append(cut(digits, m_limits.maxLength));
    }

    Permutation m_permutation;
    HashKey m_textKey;
    Limits m_limits;
};

} // namespace

GeneratorHandle makeEmail(Limits limits, const ProjectKey &key)
{
    return std::make_unique<EmailGenerator>(limits, key);
}

GeneratorHandle makeUsername(Limits limits, const ProjectKey &key)
{
    return std::make_unique<UsernameGenerator>(limits, key);
}

GeneratorHandle makePhone(Limits limits, const ProjectKey &key)
{
    return std::make_unique<PhoneGenerator>(limits, key);
}

} // namespace engine::anonymize
