// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace engine::anonymize {

enum class Script { Latin, Arabic };
enum class CaseStyle { Capitalised, Upper, Lower };

/// Arabic when the text has a letter of the Arabic blocks.
[[nodiscard]] Script scriptOf(std::string_view utf8);
[[nodiscard]] CaseStyle caseStyleOf(std::string_view utf8);
/// Appends `word` (Capitalised) in the given style.
void appendStyled(std::string_view word, CaseStyle style, std::string &out);

/// What is equal for a person is equal here: small letters, one form of each character (full width, presentation forms,
/// composed or not), Western digits, no tatweel, no invisible characters, no blanks at the ends. Replaces `out`.
/// Text that is no UTF-8 gets small ASCII letters.
void fold(std::string_view utf8, std::string &out);
/// As fold(), without accents and other marks either, and with one letter for those that Arabic writes for each other:
/// for dictionaries.
void foldPlain(std::string_view utf8, std::string &out);
/// Begins with a capital letter, or with a letter of a script that has none.
[[nodiscard]] bool startsWithCapital(std::string_view utf8);

[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Number of code points; bytes that are not UTF-8 count for at most one each.
[[nodiscard]] size_t characterCount(std::string_view utf8);
/// The first characters. `limit` 0: all.
[[nodiscard]] std::string_view cut(std::string_view utf8, int limit);

[[nodiscard]] inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
[[nodiscard]] inline bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
[[nodiscard]] inline bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
[[nodiscard]] inline bool isLetter(char c)
{
    return isLower(c) || isUpper(c);
}
[[nodiscard]] inline char toLower(char c)
{
    return isUpper(c) ? static_cast<char>(c + 32) : c;
}
[[nodiscard]] inline char toUpper(char c)
{
    return isLower(c) ? static_cast<char>(c - 32) : c;
}
[[nodiscard]] inline bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}
[[nodiscard]] inline bool isAscii(char c)
{
    return static_cast<unsigned char>(c) < 0x80U;
}

} // namespace engine::anonymize
