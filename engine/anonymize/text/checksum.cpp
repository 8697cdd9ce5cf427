// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text/checksum.h"

#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace engine::anonymize {

namespace {

/// A number of any length modulo 97, written character by character: digits, and letters as A = 10 to Z = 35.
class Remainder final
{
public:
    /// False for what is no letter or digit.
    bool append(char c)
    {
        if (isDigit(c))
            m_number = m_number * 10 + static_cast<uint64_t>(c - '0');
        else if (isLetter(c))
            m_number = m_number * 100 + static_cast<uint64_t>(toUpper(c) - 'A' + 10);
        else
            return false;
        // Rarely: divisions are what takes time here.
        if (m_number >= uint64_t{1} << 56U)
            m_number %= 97;
        return true;
    }
    [[nodiscard]] int value() const { return static_cast<int>(m_number % 97); }

private:
    uint64_t m_number = 0;
};

bool isIgnored(char c)
{
    return c == ' ' || c == '-';
}

bool isWordByte(char c)
{
    return isLetter(c) || isDigit(c) || !isAscii(c);
}

constexpr size_t shortestIban = 15;
constexpr size_t longestIban = 34;
/// With a blank or dash between groups of four.
constexpr size_t longestWrittenIban = 44;

} // namespace

int ibanRemainder(std::string_view iban)
{
    std::array<char, 4> head{};
    size_t count = 0;
    Remainder remainder;
    for (const char c : iban) {
        if (isIgnored(c))
            continue;
        if (count < 4) {
            if (count < 2 ? !isLetter(c) : !isDigit(c))
                return -1;
            head.at(count) = c;
        } else if (!remainder.append(c)) {
            return -1;
        }
        ++count;
    }
    if (count < shortestIban || count > longestIban)
        return -1;
    for (const char c : head)
        remainder.append(c);
    return remainder.value();
}

size_t ibanLength(std::string_view text)
{
    // Country and check digits count as if they stood at the end, as a number of six digits.
    int head = 0;
    size_t count = 0;
    size_t longest = 0;
    Remainder remainder;
    for (size_t i = 0; i < std::min(text.size(), longestWrittenIban); ++i) {
        const char c = text[i];
        if (isIgnored(c))
            continue;
        if (count < 4) {
            if (count < 2 ? !isLetter(c) : !isDigit(c))
                return 0;
            head = count < 2 ? head * 100 + toUpper(c) - 'A' + 10 : head * 10 + c - '0';
        } else if (count == longestIban || !remainder.append(c)) {
            break;
        }
        ++count;
        const bool endsHere = i + 1 == text.size() || !isWordByte(text[i + 1]);
        if (count < shortestIban || !endsHere)
            continue;
        if ((remainder.value() * 1'000'000 + head) % 97 == 1)
            longest = i + 1;
    }
    return longest;
}

int luhnSum(std::string_view text)
{
    int sum = 0;
    bool doubled = false;
    for (size_t i = text.size(); i-- > 0;) {
        if (!isDigit(text[i]))
            continue;
        int digit = text[i] - '0';
        if (doubled)
            digit = digit > 4 ? digit * 2 - 9 : digit * 2;
        sum += digit;
        doubled = !doubled;
    }
    return sum % 10;
}

bool isValidCard(std::string_view text)
{
    const auto digits = std::count_if(text.begin(), text.end(), isDigit);
    return digits >= 12 && digits <= 19 && luhnSum(text) == 0;
}

} // namespace engine::anonymize
