// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/personal_signs.h"

#include "engine/anonymize/checksum.h"
#include "engine/anonymize/phone_number.h"
#include "engine/anonymize/text.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>

namespace engine::anonymize {

namespace {

// Shorter texts hold neither an address nor a number.
constexpr size_t shortestSign = 6;
constexpr size_t longestPhone = 32;
constexpr size_t longestIban = 34;

bool isWord(char c)
{
    return isLetter(c) || isDigit(c) || !isAscii(c);
}

bool isOfLocalPart(char c)
{
    return isWord(c) || c == '.' || c == '_' || c == '+' || c == '-' || c == '\'';
}

bool isOfDomain(char c)
{
    return isWord(c) || c == '.' || c == '-';
}

/// Whether `after` has `sign` too; both may be the same text.
bool isStillIn(std::string_view sign, std::string_view before, std::string_view after)
{
    return before.data() == after.data() || after.find(sign) != std::string_view::npos;
}

/// The address around the sign at `at`, `width` bytes long; empty when it is none.
std::string_view addressAround(std::string_view text, size_t at, size_t width)
{
    size_t begin = at;
    while (begin > 0 && isOfLocalPart(text[begin - 1]))
        --begin;
    size_t end = at + width;
    while (end < text.size() && isOfDomain(text[end]))
        ++end;
    while (end > at + width && !isWord(text[end - 1]))
        --end;
    const std::string_view domain = text.substr(at + width, end - at - width);
    const size_t dot = domain.rfind('.');
    const bool isDomain = dot != std::string_view::npos && dot > 0 && domain.size() - dot > 2
                          && std::none_of(domain.begin() + static_cast<ptrdiff_t>(dot) + 1, domain.end(), isDigit);
    return begin < at && isDomain ? text.substr(begin, end - begin) : std::string_view{};
}

/// `mark`: how an @ is written.
bool addressSurvives(std::string_view before, std::string_view after, std::string_view mark)
{
    for (size_t at = before.find(mark); at != std::string_view::npos; at = before.find(mark, at + mark.size())) {
        const std::string_view address = addressAround(before, at, mark.size());
        if (!address.empty() && isStillIn(address, before, after))
            return true;
    }
    return false;
}

size_t digitCount(std::string_view text)
{
    // Eight bytes at once: every value that is watched is counted. With the bits of '0' taken out, a digit is below 10.
    constexpr uint64_t zeros = 0x3030303030303030ULL;
    constexpr uint64_t sevenBits = 0x7f7f7f7f7f7f7f7fULL;
    constexpr uint64_t toEighth = 0x7676767676767676ULL;
    size_t count = 0;
    for (; text.size() >= sizeof(uint64_t); text.remove_prefix(sizeof(uint64_t))) {
        uint64_t bytes = 0;
        std::memcpy(&bytes, text.data(), sizeof bytes);
        bytes ^= zeros;
        const uint64_t others = (((bytes & sevenBits) + toEighth) | bytes) & ~sevenBits;
        count += sizeof(uint64_t) - static_cast<size_t>(std::popcount(others));
    }
    for (const char c : text)
        count += isDigit(c) ? 1 : 0;
    return count;
}

bool isOfPhone(char c)
{
    return isDigit(c) || c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')';
}

/// Whether it is a fraction like 0.123456789, which has the digits of a telephone number.
bool isFraction(std::string_view run)
{
    return run.starts_with("0.") && std::all_of(run.begin() + 2, run.end(), isDigit);
}

bool phoneSurvives(std::string_view before, std::string_view after)
{
    for (size_t at = 0; at < before.size(); ++at) {
        const bool begins = before[at] == '+' || before[at] == '0';
        const bool isInside = at > 0 && (isWord(before[at - 1]) || before[at - 1] == '_' || before[at - 1] == '-');
        if (!begins || isInside)
            continue;
        size_t end = at + 1;
        while (end < before.size() && end - at < longestPhone && isOfPhone(before[end]))
            ++end;
        const bool goesOn = end < before.size() && isWord(before[end]);
        while (end > at && !isDigit(before[end - 1]))
            --end;
        const std::string_view run = before.substr(at, end - at);
        const auto number = goesOn || isFraction(run) ? std::nullopt : readPhone(run);
        if (number && looksLikePhone(*number, run) && isStillIn(run, before, after))
            return true;
        at = std::max(at, end == at ? at : end - 1);
    }
    return false;
}

bool ibanSurvives(std::string_view before, std::string_view after)
{
    std::string compact;
    for (size_t at = 0; at + 15 <= before.size(); ++at) {
        const bool begins = isUpper(before[at]) && isUpper(before[at + 1]) && isDigit(before[at + 2])
                            && isDigit(before[at + 3]) && (at == 0 || !isWord(before[at - 1]));
        if (!begins)
            continue;
        compact.clear();
        size_t end = at;
        while (end < before.size() && compact.size() < longestIban
               && (isUpper(before[end]) || isDigit(before[end]) || before[end] == ' ')) {
            if (before[end] != ' ')
                compact.push_back(before[end]);
            ++end;
        }
        if (isValidIban(compact) && isStillIn(before.substr(at, end - at), before, after))
            return true;
    }
    return false;
}

} // namespace

bool personalSignsSurvive(std::string_view before, std::string_view after)
{
    if (before.size() < shortestSign)
        return false;
    const auto has
        = [before](unsigned char byte) { return std::memchr(before.data(), byte, before.size()) != nullptr; };
    if (has('@') && addressSurvives(before, after, "@"))
        return true;
    if (has('%') && addressSurvives(before, after, "%40"))
        return true;
    if (has(0xEF) && addressSurvives(before, after, "\xEF\xBC\xA0"))
        return true;
    const size_t digits = digitCount(before);
    return digits >= 9 && (phoneSurvives(before, after) || (digits >= 12 && ibanSurvives(before, after)));
}

} // namespace engine::anonymize
