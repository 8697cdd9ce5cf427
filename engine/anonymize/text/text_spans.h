// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/text/letters.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>
#include <string_view>

/// What a stretch of text looks like, byte by byte: numbers in groups, dates, amounts, the edges of words and names.
/// For the scrubber, in whose innermost loop they are; all look at a bounded piece of text.
namespace engine::anonymize {

inline constexpr size_t nowhere = std::string_view::npos;
/// More digits than an IBAN has.
inline constexpr size_t mostDigits = 36;

inline bool isWordByte(char c)
{
    return isLetter(c) || isDigit(c) || !isAscii(c);
}

inline bool isArabicDigitAt(std::string_view text, size_t at)
{
    return at + 1 < text.size() && text[at] == '\xD9' && text[at + 1] >= '\xA0' && text[at + 1] <= '\xA9';
}

inline size_t digitWidth(std::string_view text, size_t at)
{
    if (at < text.size() && isDigit(text[at]))
        return 1;
    return isArabicDigitAt(text, at) ? 2 : 0;
}

inline bool separatesDigits(char c)
{
    return c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')';
}

/// Where a number in groups could end.
struct GroupEnd
{
    size_t at = 0;
    /// Digits up to there.
    size_t digits = 0;
};

/// The groups of digits from `at` on, with at most two separators between two of them; no more groups than a number
/// has.
template <size_t maxEnds>
size_t groupEnds(std::string_view text, size_t at, std::array<GroupEnd, maxEnds> &ends)
{
    size_t count = 0;
    size_t digits = 0;
    size_t i = at;
    while (count < maxEnds && digits < mostDigits) {
        for (size_t width = digitWidth(text, i); width > 0; width = digitWidth(text, i), ++digits)
            i += width;
        ends[count++] = {.at = i, .digits = digits};
        size_t next = i;
        while (next < text.size() && next < i + 3 && separatesDigits(text[next]))
            ++next;
        if (text.substr(next, 2) == "\xC2\xA0")
            next += 2;
        if (next == i || digitWidth(text, next) == 0)
            break;
        i = next;
    }
    return count;
}

inline bool matches(std::string_view text, std::string_view shape)
{
    if (text.size() < shape.size())
        return false;
    for (size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == '9' ? !isDigit(text[i]) : text[i] != shape[i])
            return false;
    }
    return true;
}

/// Length of a date at the start, as machines or people write it; 0 when there is none.
inline size_t dateLength(std::string_view text)
{
    static constexpr std::array<std::string_view, 7> shapes{"9999-99-99", "9999/99/99", "99/99/9999", "99-99-9999",
                                                            "99.99.9999", "9/99/9999",  "9/9/9999"};
    for (const std::string_view shape : shapes) {
        if (matches(text, shape) && (text.size() == shape.size() || !isDigit(text[shape.size()])))
            return shape.size();
    }
    return 0;
}

/// 12 000 000 or 12.000.000: thousands in groups.
inline bool isGroupedAmount(std::string_view text)
{
    const size_t first = text.find_first_of(" .");
    if (first == nowhere || first > 3 || text[0] == '0')
        return false;
    for (size_t i = first; i < text.size(); i += 4) {
        if (text[i] != text[first] || !matches(text.substr(i + 1), "999"))
            return false;
    }
    return true;
}

inline bool isIpAddress(std::string_view text)
{
    const auto dots = std::count(text.begin(), text.end(), '.');
    return dots == 3 && text.find_first_not_of("0123456789.") == nowhere && text.find("..") == nowhere
           && text.size() <= 15;
}

inline bool isTitle(std::string_view folded)
{
    static constexpr std::array<std::string_view, 12> titles{"m",        "mr",     "mme", "mlle", "dr",    "mrs",
                                                             "monsieur", "madame", "ms",  "pr",   "السيد", "السيدة"};
    return std::find(titles.begin(), titles.end(), folded) != titles.end();
}

inline size_t digitsAt(std::string_view text, size_t at)
{
    return isDigit(text[at]) ? std::min(text.find_first_not_of("0123456789", at), text.size()) - at : 0;
}

/// Names, and titles that are written small ("mme", "dr").
inline bool mayStartName(char c)
{
    return isUpper(c) || !isAscii(c) || c == 'm' || c == 'd';
}

inline bool isCapitalisedOrArabic(std::string_view word)
{
    const bool isAccentedUpper = word.size() > 1 && word[0] == '\xC3' && static_cast<unsigned char>(word[1]) < 0x9F;
    return isUpper(word[0]) || isAccentedUpper || static_cast<unsigned char>(word[0]) >= 0xD8;
}

/// Blanks and signs that nothing begins with: most of what is no letter.
inline bool beginsNothing(char c)
{
    static constexpr std::array<bool, 128> plain = [] {
        std::array<bool, 128> signs{};
        for (const char sign : std::string_view(" \t\r\n.,;:!?'\"()[]{}<>|&*^`~#@_"))
            signs.at(static_cast<size_t>(sign)) = true;
        return signs;
    }();
    return isAscii(c) && plain[static_cast<unsigned char>(c)];
}

/// Whether a hash or a key could begin there ("$2a$", "sk_live_", "-----BEGIN"): asked of each word, so two bytes
/// decide nearly always.
inline bool mayBeginSecret(std::string_view text, size_t at)
{
    if (at + 3 >= text.size())
        return false;
    const char second = text[at + 1];
    const char third = text[at + 2];
    switch (text[at]) {
    case '$':
        return isLower(second) || isDigit(second);
    case '-':
        return second == '-' && third == '-';
    case 's':
    case 'r':
        return second == 'k' && third == '_';
    case 'w':
        return second == 'h' && third == 's';
    case 'g':
        return (second == 'h' && text[at + 3] == '_') || (second == 'i' && third == 't')
               || (second == 'l' && third == 'p');
    case 'x':
        return second == 'o' && third == 'x';
    case 'p':
        return second == 'b' && third == 'k';
    case 'A':
        return (second == 'K' && third == 'I') || (second == 'I' && third == 'z');
    default:
        return false;
    }
}

inline bool isOfLogin(char c)
{
    return isLetter(c) || isDigit(c) || !isAscii(c) || c == '.' || c == '_' || c == '-';
}

inline bool isBase64(char c)
{
    return isLetter(c) || isDigit(c) || c == '+' || c == '/' || c == '-' || c == '_';
}

/// What stands between the words of one name: "Ben Ali", "ben-ali", "ben.ali". 0 when something else does.
inline size_t gapWidth(std::string_view text, size_t at)
{
    if (at >= text.size())
        return 0;
    if (std::string_view(" -'._+").find(text[at]) != nowhere)
        return 1;
    if (text.substr(at, 2) == "\xC2\xA0")
        return 2;
    return text.substr(at, 3) == "\xE2\x80\x99" ? 3 : 0;
}

/// Whether the word is part of a path, a login or a code rather than of a sentence. A colon before it makes none: a
/// label stands there ("N:Benali;Amina"), and what follows has accents and blanks as in its column.
inline bool isInCode(std::string_view text, size_t at, size_t end)
{
    constexpr std::string_view signs = "_/\\@=#~%&";
    const char before = at > 0 ? text[at - 1] : ' ';
    const char after = end < text.size() ? text[end] : ' ';
    return isDigit(before) || isDigit(after) || signs.find(before) != nowhere || signs.find(after) != nowhere
           || (after == '.' && end + 1 < text.size() && isLetterAt(text, end + 1))
           || (before == '.' && at > 1 && isLetter(text[at - 2]));
}

/// Where "aminaBenali" goes on with the second word.
inline size_t humpEnd(std::string_view text, size_t at, size_t end)
{
    for (size_t i = at + 1; i < end; ++i) {
        if (isUpper(text[i]) && isLower(text[i - 1]))
            return i;
    }
    return end;
}

} // namespace engine::anonymize
