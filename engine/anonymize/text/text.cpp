// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace engine::anonymize {

namespace {

constexpr char latinLead = '\xC3';

unsigned char byteOf(char c)
{
    return static_cast<unsigned char>(c);
}

/// À to Þ without ×, as the second byte after 0xC3.
bool isLatinUpper(char second)
{
    return byteOf(second) >= 0x80 && byteOf(second) <= 0x9E && byteOf(second) != 0x97;
}

/// à to þ without ÷.
bool isLatinLower(char second)
{
    return byteOf(second) >= 0xA0 && byteOf(second) <= 0xBE && byteOf(second) != 0xB7;
}

/// The ASCII letter below a lower-case accented one; 0 when there is none, or when it takes two.
char withoutAccent(char second)
{
    // Counted, not ended by its first NUL: the letters behind æ were lost once.
    static constexpr std::array<char, 32> letters{'a', 'a', 'a', 'a', 'a', 'a', 0,   'c', 'e', 'e', 'e',
                                                  'e', 'i', 'i', 'i', 'i', 'd', 'n', 'o', 'o', 'o', 'o',
                                                  'o', 0,   'o', 'u', 'u', 'u', 'u', 'y', 0,   'y'};
    const size_t index = byteOf(second) - 0xA0U;
    return index < letters.size() ? letters.at(index) : '\0';
}

/// Whether ASCII and à to ÿ are all there is: what those need is done in place. ß, æ and þ become two letters.
bool isSimpleLatin(std::string_view text)
{
    for (size_t i = 0; i < text.size(); ++i) {
        if (isAscii(text[i]))
            continue;
        if (text[i] != latinLead || i + 1 == text.size() || !isContinuation(text[i + 1]))
            return false;
        const unsigned char second = byteOf(text[++i]);
        if (second == 0x9F || second == 0x86 || second == 0xA6 || second == 0x9E || second == 0xBE)
            return false;
    }
    return true;
}

constexpr int32_t tatweel = 0x0640;

/// Western digits for those of Arabic and Persian; other characters as they are.
int32_t withWesternDigit(int32_t character)
{
    if (character >= 0x0660 && character <= 0x0669)
        return character - 0x0660 + '0';
    return character >= 0x06F0 && character <= 0x06F9 ? character - 0x06F0 + '0' : character;
}

/// Letters that people write for each other and that Unicode does not take apart.
std::u32string_view plainLetters(int32_t character)
{
    switch (character) {
    case 0x0649: // alef maksura, and the Persian and Urdu forms of ya
    case 0x06CC:
    case 0x06D2:
        return U"\u064A";
    case 0x0629: // ta marbuta, and other forms of ha
    case 0x06C1:
    case 0x06D5:
    case 0x06BE:
        return U"\u0647";
    case 0x0671: // alef wasla
        return U"\u0627";
    case 0x06A9: // Persian kaf
        return U"\u0643";
    case 0x00F8:
        return U"o";
    case 0x0142:
        return U"l";
    case 0x0111:
    case 0x00F0:
        return U"d";
    case 0x0131:
        return U"i";
    case 0x00E6:
        return U"ae";
    case 0x0153:
        return U"oe";
    case 0x00FE:
        return U"th";
    default:
        return {};
    }
}

void appendCharacter(int32_t character, std::string &out)
{
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(character, bytes.data());
    for (size_t i = 0; i < static_cast<size_t>(size); ++i)
        out.push_back(static_cast<char>(bytes.at(i)));
}

/// By Unicode's tables: compatible forms are one form, letters are small, and digits are Western; without marks when
/// `plain`. False, and `out` as it was, when the text is no UTF-8.
bool foldByTables(std::string_view text, bool plain, std::string &out)
{
    const auto options
        = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE
                                         | (plain ? UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK : UTF8PROC_COMPOSE));
    const auto *bytes = reinterpret_cast<const utf8proc_uint8_t *>(text.data());
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    // One character can become 18.
    static thread_local std::vector<utf8proc_int32_t> characters;
    characters.resize(std::max(characters.size(), text.size() + 32));
    auto count
        = utf8proc_decompose(bytes, size, characters.data(), static_cast<utf8proc_ssize_t>(characters.size()), options);
    if (count > static_cast<utf8proc_ssize_t>(characters.size())) {
        characters.resize(static_cast<size_t>(count));
        count = utf8proc_decompose(bytes, size, characters.data(), count, options);
    }
    if (count < 0)
        return false;
    if (!plain)
        count = std::max<utf8proc_ssize_t>(utf8proc_normalize_utf32(characters.data(), count, options), 0);
    out.clear();
    for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
        const int32_t character = withWesternDigit(characters[i]);
        if (character == tatweel)
            continue;
        const std::u32string_view letters = plain ? plainLetters(character) : std::u32string_view{};
        if (letters.empty())
            appendCharacter(character, out);
        for (const char32_t letter : letters)
            appendCharacter(static_cast<int32_t>(letter), out);
    }
    if (characters.size() > 65536)
        characters = {};
    return true;
}

/// In place, and without a look at each byte's neighbours: this is asked of every value with a rule.
void foldSimpleLatin(std::string &text)
{
    for (char &c : text)
        c = toLower(c);
    const size_t end = text.empty() ? 0 : text.size() - 1;
    for (size_t i = text.find(latinLead); i < end; i = text.find(latinLead, i + 2)) {
        if (isLatinUpper(text[i + 1]))
            text[i + 1] = static_cast<char>(byteOf(text[i + 1]) + 0x20);
    }
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// In one pass: nearly all words are ASCII, and this is asked of every word. False, and anything in `out`, for others.
bool foldAscii(std::string_view text, std::string &out)
{
    out.resize(text.size());
    unsigned char all = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        all |= byteOf(text[i]);
        out[i] = toLower(text[i]);
    }
    return all < 0x80;
}

} // namespace

Script scriptOf(std::string_view utf8)
{
    for (const char c : utf8) {
        const unsigned char byte = byteOf(c);
        if ((byte >= 0xD8 && byte <= 0xDB) || byte == 0xEF)
            return Script::Arabic;
    }
    return Script::Latin;
}

CaseStyle caseStyleOf(std::string_view utf8)
{
    bool hasUpper = false;
    bool hasLower = false;
    bool startsLower = false;
    for (size_t i = 0; i < utf8.size(); ++i) {
        const bool isPair = utf8[i] == latinLead && i + 1 < utf8.size();
        const bool lower = isPair ? isLatinLower(utf8[i + 1]) : isLower(utf8[i]);
        const bool upper = isPair ? isLatinUpper(utf8[i + 1]) : isUpper(utf8[i]);
        if (lower && !hasUpper && !hasLower)
            startsLower = true;
        hasLower = hasLower || lower;
        hasUpper = hasUpper || upper;
    }
    if (hasUpper && !hasLower)
        return CaseStyle::Upper;
    return startsLower && !hasUpper ? CaseStyle::Lower : CaseStyle::Capitalised;
}

void appendStyled(std::string_view word, CaseStyle style, std::string &out)
{
    if (style == CaseStyle::Capitalised) {
        out.append(word);
        return;
    }
    for (size_t i = 0; i < word.size(); ++i) {
        if (word[i] == latinLead && i + 1 < word.size()) {
            char second = word[++i];
            if (style == CaseStyle::Upper && isLatinLower(second))
                second = static_cast<char>(byteOf(second) - 0x20);
            else if (style == CaseStyle::Lower && isLatinUpper(second))
                second = static_cast<char>(byteOf(second) + 0x20);
            out.push_back(latinLead);
            out.push_back(second);
        } else {
            out.push_back(style == CaseStyle::Upper ? toUpper(word[i]) : toLower(word[i]));
        }
    }
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

void fold(std::string_view utf8, std::string &out)
{
    const std::string_view text = trimmed(utf8);
    if (foldAscii(text, out) || (!isSimpleLatin(text) && foldByTables(text, false, out)))
        return;
    out.assign(text);
    foldSimpleLatin(out);
}

void foldPlain(std::string_view utf8, std::string &out)
{
    const std::string_view text = trimmed(utf8);
    if (foldAscii(text, out) || (!isSimpleLatin(text) && foldByTables(text, true, out)))
        return;
    out.assign(text);
    foldSimpleLatin(out);
    size_t written = std::min(out.find(latinLead), out.size());
    for (size_t i = written; i < out.size(); ++i) {
        const char plain = out[i] == latinLead && i + 1 < out.size() ? withoutAccent(out[i + 1]) : '\0';
        if (plain != '\0')
            ++i;
        out[written++] = plain != '\0' ? plain : out[i];
    }
    out.resize(written);
}

bool startsWithCapital(std::string_view utf8)
{
    if (utf8.empty() || isAscii(utf8.front()))
        return !utf8.empty() && isUpper(utf8.front());
    utf8proc_int32_t character = 0;
    const auto *bytes = reinterpret_cast<const utf8proc_uint8_t *>(utf8.data());
    if (utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(utf8.size()), &character) <= 0)
        return false;
    const utf8proc_category_t category = utf8proc_category(character);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT || category == UTF8PROC_CATEGORY_LO;
}

size_t characterCount(std::string_view utf8)
{
    size_t count = 0;
    for (const char c : utf8)
        count += isContinuation(c) ? 0 : 1;
    return count;
}

std::string_view cut(std::string_view utf8, int limit)
{
    if (limit <= 0 || utf8.size() <= static_cast<size_t>(limit))
        return utf8;
    size_t characters = 0;
    for (size_t i = 0; i < utf8.size(); ++i) {
        if (isContinuation(utf8[i]))
            continue;
        if (characters == static_cast<size_t>(limit))
            return utf8.substr(0, i);
        ++characters;
    }
    return utf8;
}

} // namespace engine::anonymize
