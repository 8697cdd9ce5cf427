// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text/composite_text.h"

namespace engine::anonymize {

namespace {

/// Reads the attribute at `at`; returns where it ends (at a comma or parenthesis), npos when it does not.
size_t readField(std::string_view value, size_t at, CompositeField &field)
{
    bool isQuoted = false;
    for (size_t i = at; i < value.size(); ++i) {
        const char c = value[i];
        if (!isQuoted && (c == ',' || c == ')')) {
            field.written = value.substr(at, i - at);
            return i;
        }
        if (c == '\\' && i + 1 < value.size()) {
            field.decoded.push_back(value[++i]);
        } else if (c == '"' && isQuoted && i + 1 < value.size() && value[i + 1] == '"') {
            field.decoded.push_back(value[++i]);
        } else if (c == '"') {
            isQuoted = !isQuoted;
        } else {
            field.decoded.push_back(c);
        }
    }
    return std::string_view::npos;
}

} // namespace

std::optional<std::vector<CompositeField>> readComposite(std::string_view value)
{
    if (!value.starts_with('('))
        return std::nullopt;
    std::vector<CompositeField> fields;
    for (size_t at = 1;;) {
        const size_t end = readField(value, at, fields.emplace_back());
        if (end == std::string_view::npos)
            return std::nullopt;
        at = end + 1;
        if (value[end] == ')')
            return at == value.size() ? std::optional(std::move(fields)) : std::nullopt;
    }
}

void appendCompositeField(std::string_view value, std::string &out)
{
    const bool needsQuotes = value.empty() || value.find_first_of("\"\\(), \t\n\r\v\f") != std::string_view::npos;
    if (!needsQuotes) {
        out.append(value);
        return;
    }
    out.push_back('"');
    for (const char c : value) {
        if (c == '"' || c == '\\')
            out.push_back(c);
        out.push_back(c);
    }
    out.push_back('"');
}

} // namespace engine::anonymize
