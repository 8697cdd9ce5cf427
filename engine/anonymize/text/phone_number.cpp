// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text/phone_number.h"

#include "engine/anonymize/text/text.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

/// Length of the country code at the start of `digits`, by the numbering plan of ITU E.164.
size_t countryCodeLength(std::span<const uint8_t> digits)
{
    static constexpr std::array<uint8_t, 44> twoDigits{20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46,
                                                       47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63,
                                                       64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98};
    if (digits.size() < 3)
        return 0;
    if (digits[0] == 1 || digits[0] == 7)
        return 1;
    const auto pair = static_cast<uint8_t>(digits[0] * 10 + digits[1]);
    return std::find(twoDigits.begin(), twoDigits.end(), pair) != twoDigits.end() ? 2 : 3;
}

/// Of a number in which the + was left out, or lost where it was stored as a whole number: 33611223344. By countries
/// whose numbers have one length; other numbers of that length begin otherwise.
size_t bareCountryLength(std::span<const uint8_t> digits)
{
    struct Plan
    {
        unsigned code;
        size_t codeLength;
        size_t count;
        uint8_t least;
        uint8_t most;
    };
    static constexpr std::array<Plan, 13> plans{{{213, 3, 12, 5, 7},
                                                 {213, 3, 11, 2, 4},
                                                 {33, 2, 11, 1, 9},
                                                 {212, 3, 12, 5, 8},
                                                 {216, 3, 11, 2, 9},
                                                 {32, 2, 11, 4, 4},
                                                 {41, 2, 11, 2, 9},
                                                 {44, 2, 12, 1, 9},
                                                 {34, 2, 11, 6, 9},
                                                 {39, 2, 12, 3, 3},
                                                 {49, 2, 13, 1, 1},
                                                 {351, 3, 12, 2, 9},
                                                 {1, 1, 11, 2, 9}}};
    for (const Plan &plan : plans) {
        if (digits.size() != plan.count)
            continue;
        unsigned code = 0;
        for (size_t i = 0; i < plan.codeLength; ++i)
            code = code * 10 + digits[i];
        const uint8_t next = digits[plan.codeLength];
        if (code == plan.code && next >= plan.least && next <= plan.most)
            return plan.codeLength;
    }
    return 0;
}

bool isSeparator(char c)
{
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || c == '+';
}

/// Reads digits and places; false when something else stands there.
bool readDigits(std::string_view text, PhoneNumber &number)
{
    for (size_t i = 0; i < text.size(); ++i) {
        uint8_t digit = 0;
        const size_t place = i;
        if (isDigit(text[i])) {
            digit = static_cast<uint8_t>(text[i] - '0');
        } else if (text[i] == '\xD9' && i + 1 < text.size() && text[i + 1] >= '\xA0' && text[i + 1] <= '\xA9') {
            digit = static_cast<uint8_t>(text[++i] - '\xA0');
        } else if (text[i] == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0') {
            ++i;
            continue;
        } else if (isSeparator(text[i])) {
            continue;
        } else {
            return false;
        }
        if (number.count == PhoneNumber::maxDigits)
            return false;
        number.digits.at(number.count) = digit;
        number.places.at(number.count++) = static_cast<uint16_t>(place);
    }
    return number.count >= 4;
}

/// Digits before the national number.
size_t prefixLength(const PhoneNumber &number, bool hasPlus)
{
    const auto digits = std::span(number.digits).first(number.count);
    const bool hasZeros = digits[0] == 0 && digits[1] == 0;
    if (hasPlus || (hasZeros && number.count > 9)) {
        const size_t zeros = hasZeros ? 2 : 0;
        size_t prefix = zeros + countryCodeLength(digits.subspan(zeros));
        if (prefix < number.count && digits[prefix] == 0 && number.count - prefix >= 9)
            ++prefix;
        return prefix;
    }
    if (const size_t country = bareCountryLength(digits); country > 0)
        return country;
    return digits[0] == 0 && number.count >= 9 ? 1 : 0;
}

} // namespace

uint8_t PhoneNumber::kind() const
{
    return kept > 0 && count - kept < national ? digits.at(count - national) : uint8_t{0};
}

std::optional<PhoneNumber> readPhone(std::string_view text)
{
    PhoneNumber number;
    if (text.size() > 60 || !readDigits(text, number))
        return std::nullopt;
    const size_t prefix = prefixLength(number, text.find('+') != std::string_view::npos);
    number.national = number.count - prefix;
    // What is kept decides how the fake itself would be read: the same way, or two numbers could get one fake.
    size_t areaOrKind = 0;
    if (number.national >= 11)
        areaOrKind = 4;
    else if (number.national >= 9)
        areaOrKind = 1;
    else if (number.national == 8)
        areaOrKind = 2;
    number.kept = prefix + areaOrKind;
    if (number.kept >= number.count)
        number.kept = 0;
    return number;
}

bool looksLikePhone(const PhoneNumber &number, std::string_view text)
{
    const bool hasPlus = text.find('+') != std::string_view::npos;
    const bool hasZeros = number.digits[0] == 0 && number.digits[1] == 0;
    if (hasPlus || hasZeros)
        return number.count >= 9 && number.count <= 16;
    // Of numbers without plus only these are surely one; what begins with 33 or 1 may be any number.
    if (number.count == 12)
        return number.digits[0] == 2 && number.digits[1] == 1 && number.digits[2] == 3
               && prefixLength(number, false) == 3;
    return number.digits[0] == 0 && (number.count == 9 || number.count == 10);
}

} // namespace engine::anonymize
