// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/phone_number.h"

#include "engine/anonymize/text.h"

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
    const bool isAlgerianWithoutPlus
        = number.count == 12 && digits[0] == 2 && digits[1] == 1 && digits[2] == 3 && digits[3] >= 5 && digits[3] <= 7;
    if (isAlgerianWithoutPlus)
        return 3;
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
    if (number.count == 12)
        return prefixLength(number, false) == 3;
    return number.digits[0] == 0 && (number.count == 9 || number.count == 10);
}

} // namespace engine::anonymize
