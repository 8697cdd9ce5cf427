// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sql/identifier.h"

#include <algorithm>
#include <array>

namespace engine::sql {

namespace {

// The words PostgreSQL 18 reserves (fully, or for types and functions): a name that is one needs quotes.
constexpr std::array reservedWords{
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "binary",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "collation",
    "column",
    "concurrently",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "lateral",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "natural",
    "not",
    "notnull",
    "null",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "session_user",
    "similar",
    "some",
    "symmetric",
    "system_user",
    "table",
    "tablesample",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
};

bool isPlain(std::string_view identifier)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    if (identifier.empty() || !isLetter(identifier.front()))
        return false;
    const bool plainCharacters = std::all_of(identifier.begin(), identifier.end(),
                                             [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '$'; });
    return plainCharacters && std::none_of(reservedWords.begin(), reservedWords.end(), [&](const char *word) {
               return identifier == word;
           });
}

std::string enclosed(std::string_view text, char quote)
{
    std::string result;
    result.reserve(text.size() + 2);
    result += quote;
    for (const char c : text) {
        if (c == quote)
            result += quote;
        result += c;
    }
    result += quote;
    return result;
}

} // namespace

std::string quoted(std::string_view identifier)
{
    return enclosed(identifier, '"');
}

std::string displayed(std::string_view identifier)
{
    return isPlain(identifier) ? std::string(identifier) : quoted(identifier);
}

std::string literal(std::string_view text)
{
    if (text.find('\\') == std::string_view::npos)
        return enclosed(text, '\'');
    std::string doubled;
    doubled.reserve(text.size() + 8);
    for (const char c : text) {
        if (c == '\\')
            doubled += '\\';
        doubled += c;
    }
    return " E" + enclosed(doubled, '\'');
}

std::string quotedList(const std::vector<std::string> &identifiers)
{
    std::string list;
    for (const std::string &identifier : identifiers) {
        if (!list.empty())
            list += ", ";
        list += quoted(identifier);
    }
    return list;
}

std::string arrayLiteral(const std::vector<std::string> &elements)
{
    std::string text = "{";
    for (const std::string &element : elements) {
        if (text.size() > 1)
            text += ',';
        text += '"';
        for (const char c : element) {
            if (c == '"' || c == '\\')
                text += '\\';
            text += c;
        }
        text += '"';
    }
    return text + '}';
}

} // namespace engine::sql
