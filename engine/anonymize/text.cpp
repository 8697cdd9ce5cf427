// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text.h"

#include <algorithm>

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

/// The ASCII letter below a lower-case accented one; 0 when there is none.
char withoutAccent(char second)
{
    constexpr std::string_view letters = "aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0y";
    const size_t index = byteOf(second) - 0xA0U;
    return index < letters.size() ? letters[index] : '\0';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
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
    out.assign(trimmed(utf8));
    // In place, and without a look at each byte's neighbours: this is asked of every value with a rule.
    for (char &c : out)
        c = toLower(c);
    const size_t end = out.empty() ? 0 : out.size() - 1;
    for (size_t i = out.find(latinLead); i < end; i = out.find(latinLead, i + 2)) {
        if (isLatinUpper(out[i + 1]))
            out[i + 1] = static_cast<char>(byteOf(out[i + 1]) + 0x20);
    }
}

void foldPlain(std::string_view utf8, std::string &out)
{
    fold(utf8, out);
    size_t written = std::min(out.find(latinLead), out.size());
    for (size_t i = written; i < out.size(); ++i) {
        if (out[i] == latinLead && i + 1 < out.size()) {
            const char plain = withoutAccent(out[i + 1]);
            if (plain != '\0') {
                out[written++] = plain;
                ++i;
                continue;
            }
        }
        out[written++] = out[i];
    }
    out.resize(written);
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
