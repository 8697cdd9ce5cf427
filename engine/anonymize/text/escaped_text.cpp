// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text/escaped_text.h"

#include "engine/anonymize/text/encoded_text.h"
#include "engine/anonymize/text/text.h"

namespace engine::anonymize {

namespace {

constexpr size_t longestWord = 64;

int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    const char small = toLower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool standsForItself(char c)
{
    return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

int hexNumber(std::string_view text, size_t at, size_t digits)
{
    if (at + digits > text.size())
        return -1;
    int number = 0;
    for (size_t i = at; i < at + digits; ++i) {
        if (hexDigit(text[i]) < 0)
            return -1;
        number = number * 16 + hexDigit(text[i]);
    }
    return number;
}

void appendUtf8(int character, std::string &out)
{
    const auto put = [&out](int byte) { out.push_back(static_cast<char>(byte)); };
    if (character < 0x80) {
        put(character);
    } else if (character < 0x800) {
        put(0xC0 | character >> 6);
        put(0x80 | (character & 0x3F));
    } else {
        put(0xE0 | character >> 12);
        put(0x80 | (character >> 6 & 0x3F));
        put(0x80 | (character & 0x3F));
    }
}

/// "%C3" of addresses, "=C3" of mail, "\u00e9" of programs: what stands at `at`, taken into `decoded`. Its width, or 0.
size_t readEscape(std::string_view text, size_t at, char mark, std::string &decoded)
{
    if (text[at] != mark)
        return 0;
    if (mark != '\\') {
        const int byte = hexNumber(text, at + 1, 2);
        if (byte <= 0)
            return 0;
        decoded.push_back(static_cast<char>(byte));
        return 3;
    }
    const int character = text.substr(at + 1, 1) == "u" ? hexNumber(text, at + 2, 4) : -1;
    if (character <= 0 || (character >= 0xD800 && character <= 0xDFFF))
        return 0;
    appendUtf8(character, decoded);
    return 6;
}

void appendHex(unsigned number, unsigned digits, std::string &out)
{
    for (unsigned i = digits; i-- > 0;)
        out.push_back("0123456789ABCDEF"[number >> (4 * i) & 15U]);
}

} // namespace

EscapedText readEscaped(std::string_view text, size_t at, std::string &decoded)
{
    constexpr std::string_view marks = "%\\=";
    EscapedText run{.end = at};
    decoded.clear();
    while (run.end < text.size()) {
        const char c = text[run.end];
        if (standsForItself(c)) {
            decoded.push_back(c);
            ++run.end;
            continue;
        }
        const bool mayBegin = run.mark == '\0' ? marks.find(c) != std::string_view::npos : c == run.mark;
        const size_t width = mayBegin ? readEscape(text, run.end, c, decoded) : 0;
        if (width == 0)
            break;
        run.mark = c;
        // An escape in an escape is read inside.
        run.isEscaped = run.isEscaped || !isAscii(decoded.back()) || (c == '%' && decoded.back() == '%');
        run.end += width;
    }
    run.isEscaped = run.isEscaped && isText(decoded);
    return run;
}

size_t escapedBegin(std::string_view text, size_t at)
{
    size_t begin = at;
    while (begin > 0 && at - begin < longestWord && standsForItself(text[begin - 1]))
        --begin;
    return begin;
}

/// The escapes again; what was no letter of a text has been one before.
void appendEscaped(std::string_view text, char mark, std::string &out)
{
    for (size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (standsForItself(text[i])) {
            out.push_back(text[i]);
        } else if (mark != '\\') {
            out.push_back(mark);
            appendHex(byte, 2, out);
        } else {
            unsigned character = byte;
            if (byte >= 0xE0 && i + 2 < text.size())
                character = (byte & 15U) << 12U | (static_cast<unsigned char>(text[i + 1]) & 63U) << 6U
                            | (static_cast<unsigned char>(text[i + 2]) & 63U);
            else if (byte >= 0xC0 && i + 1 < text.size())
                character = (byte & 31U) << 6U | (static_cast<unsigned char>(text[i + 1]) & 63U);
            i += byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : 0;
            out.append("\\u");
            appendHex(character, 4, out);
        }
    }
}

} // namespace engine::anonymize
