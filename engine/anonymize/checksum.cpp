// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/checksum.h"

#include "engine/anonymize/text.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

/// Appends one character to a number modulo 97; -1 for what is no letter or digit.
int appended(int remainder, char c)
{
    if (isDigit(c))
        return (remainder * 10 + (c - '0')) % 97;
    if (isLetter(c))
        return (remainder * 100 + (toUpper(c) - 'A' + 10)) % 97;
    return -1;
}

bool isIgnored(char c)
{
    return c == ' ' || c == '-';
}

} // namespace

int ibanRemainder(std::string_view iban)
{
    int head[4] = {};
    int count = 0;
    int remainder = 0;
    for (const char c : iban) {
        if (isIgnored(c))
            continue;
        if (count < 4) {
            if (count < 2 ? !isLetter(c) : !isDigit(c))
                return -1;
            head[count] = c;
        } else {
            remainder = appended(remainder, c);
            if (remainder < 0)
                return -1;
        }
        ++count;
    }
    if (count < 15 || count > 34)
        return -1;
    for (const int c : head)
        remainder = appended(remainder, static_cast<char>(c));
    return remainder;
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
