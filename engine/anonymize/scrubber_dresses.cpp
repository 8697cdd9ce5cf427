// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/encoded_text.h"
#include "engine/anonymize/scrubber.h"
#include "engine/anonymize/text.h"
#include "engine/anonymize/text_spans.h"

#include <algorithm>
#include <array>

/// What the scrubber takes off before it looks, and what nobody may read at all: names written with percent signs, the
/// pages of people, hashes and keys in the middle of a text.
namespace engine::anonymize {

namespace {

constexpr size_t shortestSecret = 20;
/// How far before a page "https://" may stand.
constexpr size_t longestServer = 200;

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

bool beginsAsSecret(std::string_view rest)
{
    static constexpr std::array<std::string_view, 22> starts{
        "$2a$", "$2b$",       "$2y$",     "$argon2",  "$pbkdf2",  "$scrypt", "$6$",         "$5$",
        "$1$",  "pbkdf2_sha", "sk_live_", "sk_test_", "rk_live_", "whsec_",  "github_pat_", "ghp_",
        "gho_", "glpat-",     "xoxb-",    "xoxp-",    "AKIA",     "AIzaSy"};
    return std::any_of(starts.begin(), starts.end(),
                       [rest](std::string_view start) { return rest.starts_with(start); });
}

bool endsSecret(char c)
{
    return static_cast<unsigned char>(c) <= ' ' || std::string_view("\"'<>;(){}\\").find(c) != nowhere;
}

/// "me", "edit": what stands where a login would, and is nobody.
bool isPlaceOfSite(std::string_view segment)
{
    static constexpr std::array<std::string_view, 16> places{
        "me",   "new",   "edit", "login",   "sign_in", "sign_up", "password", "settings",
        "list", "index", "all",  "current", "self",    "search",  "profile",  "confirmation"};
    return std::find(places.begin(), places.end(), segment) != places.end();
}

} // namespace

size_t Scrubber::scrubEscaped(std::string_view text, size_t at, std::string &out)
{
    constexpr std::string_view marks = "%\\=";
    size_t end = at;
    char mark = '\0';
    bool isEscaped = false;
    std::string decoded;
    while (end < text.size()) {
        if (standsForItself(text[end])) {
            decoded.push_back(text[end++]);
            continue;
        }
        const bool mayBegin = mark == '\0' ? marks.find(text[end]) != nowhere : text[end] == mark;
        const size_t width = mayBegin ? readEscape(text, end, text[end], decoded) : 0;
        if (width == 0)
            break;
        mark = text[end];
        // An escape in an escape is read inside.
        isEscaped = isEscaped || !isAscii(decoded.back()) || (mark == '%' && decoded.back() == '%');
        end += width;
    }
    m_escapedTo = std::max(end, at + 1);
    std::string scrubbed;
    if (!isEscaped || !isText(decoded) || !scrubInside(decoded, scrubbed))
        return at;
    appendEscaped(scrubbed, mark, out);
    return end;
}

size_t Scrubber::scrubSecret(std::string_view text, size_t at, std::string &out)
{
    if (at > 0 && isWordByte(text[at - 1]))
        return at;
    const std::string_view rest = text.substr(at);
    size_t length = 0;
    if (rest.starts_with("-----BEGIN ")) {
        if (rest.substr(0, 48).find("PRIVATE KEY") == nowhere)
            return at;
        const size_t foot = rest.find("-----END ");
        const size_t dashes = foot == nowhere ? nowhere : rest.find("-----", foot + 9);
        length = dashes == nowhere ? rest.size() : dashes + 5;
    } else if (beginsAsSecret(rest)) {
        length = static_cast<size_t>(std::find_if(rest.begin(), rest.end(), endsSecret) - rest.begin());
    }
    if (length < shortestSecret)
        return at;
    m_secret->generate(rest.substr(0, length), out);
    return at + length;
}

size_t Scrubber::scrubPage(std::string_view text, size_t at, std::string &out)
{
    static constexpr std::array<std::string_view, 12> places{"/users/",    "/user/",   "/u/",       "/profile/",
                                                             "/profiles/", "/people/", "/members/", "/author/",
                                                             "/authors/",  "/in/",     "/@",        "/~"};
    const std::string_view rest = text.substr(at);
    const auto place = std::find_if(places.begin(), places.end(),
                                    [rest](std::string_view start) { return rest.starts_with(start); });
    if (place == places.end())
        return at;
    const size_t back = std::min(at, longestServer);
    std::string_view server = text.substr(at - back, back);
    server.remove_prefix(std::min(server.find_last_of(" \t\n\"'<>(") + 1, server.size()));
    const bool isPage = server.starts_with("http") && server.find("://") != nowhere
                        && (*place != "/in/" || server.ends_with("linkedin.com"));
    const size_t begin = at + place->size();
    const size_t end = std::min(text.find_first_of("/?#&\"'<>)(,; \t\r\n%", begin), text.size());
    const std::string_view segment = text.substr(begin, end - begin);
    const bool hasName = std::count_if(segment.begin(), segment.end(), isLetter) >= 3
                         && segment.find_first_not_of("0123456789abcdefABCDEF-") != nowhere && segment.size() <= 64;
    if (!isPage || !hasName || isPlaceOfSite(segment))
        return at;
    out.append(*place);
    m_login->generate(segment, out);
    return end;
}

} // namespace engine::anonymize
