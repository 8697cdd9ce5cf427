// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text/array_text.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

/// Reads a quoted element at `at` into `decoded`; returns where it ends, npos when it does not.
size_t readQuoted(std::string_view text, size_t at, std::string &decoded)
{
    decoded.clear();
    for (size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '"')
            return i + 1;
        if (text[i] == '\\' && ++i == text.size())
            break;
        decoded.push_back(text[i]);
    }
    return std::string_view::npos;
}

bool isNullWord(std::string_view element)
{
    constexpr std::string_view word = "null";
    return element.size() == word.size()
           && std::equal(element.begin(), element.end(), word.begin(),
                         [](char c, char lower) { return c == lower || c == lower - 'a' + 'A'; });
}

/// As array_out() writes it: in quotes only where it must be, so that what is read back is the same bytes.
void appendElement(std::string_view element, std::string &out)
{
    const bool needsQuotes = element.empty() || isNullWord(element)
                             || element.find_first_of("\"\\{}, \t\n\r\v\f") != std::string_view::npos;
    if (!needsQuotes) {
        out.append(element);
        return;
    }
    out.push_back('"');
    for (const char c : element) {
        if (c == '"' || c == '\\')
            out.push_back('\\');
        out.push_back(c);
    }
    out.push_back('"');
}

} // namespace

bool rewriteArray(std::string_view text, const ElementRewriter &rewrite, std::string &out)
{
    const size_t start = out.size();
    const size_t open = text.find('{');
    if (open == std::string_view::npos)
        return false;
    out.append(text.substr(0, open));
    std::string decoded;
    std::string made;
    size_t at = open;
    while (at < text.size()) {
        if (text[at] == '{' || text[at] == '}' || text[at] == ',') {
            out.push_back(text[at++]);
            continue;
        }
        const bool isQuoted = text[at] == '"';
        const size_t end
            = isQuoted ? readQuoted(text, at, decoded) : std::min(text.find_first_of(",{}", at), text.size());
        if (end == std::string_view::npos) {
            out.resize(start);
            return false;
        }
        const std::string_view written = text.substr(at, end - at);
        const std::string_view element = isQuoted ? std::string_view(decoded) : written;
        made.clear();
        const bool isNull = !isQuoted && written == "NULL";
        if (!isNull && !element.empty() && rewrite(element, made))
            appendElement(made, out);
        else
            out.append(written);
        at = end;
    }
    return true;
}

} // namespace engine::anonymize
