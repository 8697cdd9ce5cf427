// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/rewriting/scrubber.h"
#include "engine/anonymize/text/escaped_text.h"
#include "engine/anonymize/text/text.h"
#include "engine/anonymize/text/text_spans.h"

#include <algorithm>
#include <array>

/// What the scrubber takes off before it looks, and what nobody may read at all: names written with percent signs, the
/// pages of people, hashes and keys in the middle of a text.
namespace engine::anonymize {

namespace {

constexpr size_t shortestSecret = 20;
/// How far before a page "https://" may stand.
constexpr size_t longestServer = 200;

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
    std::string decoded;
    const EscapedText run = readEscaped(text, at, decoded);
    m_escapedTo = std::max(run.end, at + 1);
    std::string scrubbed;
    if (!run.isEscaped || !scrubInside(decoded, scrubbed))
        return at;
    appendEscaped(scrubbed, run.mark, out);
    return run.end;
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
