// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/stream/copy_text.h"

namespace engine::stream {

namespace {

char unescaped(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return c;
    }
}

std::optional<std::string> valueOf(std::string_view field)
{
    if (field == "\\N")
        return std::nullopt;
    std::string value;
    value.reserve(field.size());
    for (size_t i = 0; i < field.size(); ++i)
        value += field[i] == '\\' && i + 1 < field.size() ? unescaped(field[++i]) : field[i];
    return value;
}

} // namespace

std::vector<std::optional<std::string>> fieldsOfTextRow(std::string_view row)
{
    if (!row.empty() && row.back() == '\n')
        row.remove_suffix(1);
    std::vector<std::optional<std::string>> fields;
    while (true) {
        // A tab inside a value is written \t, so every tab is a border.
        const size_t tab = row.find('\t');
        fields.push_back(valueOf(row.substr(0, tab)));
        if (tab == std::string_view::npos)
            return fields;
        row.remove_prefix(tab + 1);
    }
}

} // namespace engine::stream
