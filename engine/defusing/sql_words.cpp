// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/defusing/sql_words.h"

#include "engine/sql/lexing.h"

#include <algorithm>

namespace engine::defusing {

namespace {

/// A word or a name in quotes, as it is called.
struct Word
{
    std::string name{};
    size_t end = 0;
    bool isName = false;
};

/// The word at or behind `at`; `end` is npos when there is none.
Word nextWord(std::string_view sql, size_t at)
{
    while (at < sql.size()) {
        if (sql[at] == '\'') {
            at = sql::behindQuotes(sql, at);
        } else if (sql[at] == '"') {
            Word word{.end = sql::behindQuotes(sql, at), .isName = true};
            for (size_t i = at + 1; i + 1 < word.end; ++i) {
                word.name.push_back(sql[i]);
                i += sql[i] == '"' ? 1 : 0;
            }
            return word;
        } else if (sql::isWordCharacter(sql[at])) {
            size_t end = at;
            while (end < sql.size() && sql::isWordCharacter(sql[end]))
                ++end;
            return {.name = std::string(sql.substr(at, end - at)), .end = end};
        } else {
            ++at;
        }
    }
    return {.end = std::string_view::npos};
}

/// The parenthesis that closes the one at `open`; npos when none does.
size_t closing(std::string_view sql, size_t open)
{
    int depth = 0;
    for (size_t at = open; at < sql.size();) {
        if (sql[at] == '\'' || sql[at] == '"') {
            at = sql::behindQuotes(sql, at);
            continue;
        }
        depth += sql[at] == '(' || sql[at] == '[' ? 1 : sql[at] == ')' || sql[at] == ']' ? -1 : 0;
        if (depth == 0)
            return at;
        ++at;
    }
    return std::string_view::npos;
}

/// The first part of an element of an index: a column, a call or an expression in parentheses.
std::string keyOf(std::string_view element)
{
    size_t end = 0;
    if (element.starts_with('(')) {
        end = closing(element, 0) + 1;
    } else {
        end = nextWord(element, 0).end;
        while (end < element.size() && element[end] == '.')
            end = nextWord(element, end).end;
        if (end < element.size() && element[end] == '(')
            end = closing(element, end) + 1;
    }
    return std::string(element.substr(0, end));
}

/// What stands between the commas of the list that begins behind `open`; `close` is where it ends.
std::vector<std::string_view> elementsOf(std::string_view definition, size_t open, size_t close)
{
    std::vector<std::string_view> elements;
    size_t begin = open + 1;
    for (size_t at = begin; at <= close;) {
        const char c = definition[at];
        if (c == '\'' || c == '"') {
            at = sql::behindQuotes(definition, at);
        } else if (c == '(' || c == '[') {
            at = closing(definition, at) + 1;
        } else if (c == ',' || at == close) {
            std::string_view element = definition.substr(begin, at - begin);
            element.remove_prefix(std::min(element.find_first_not_of(' '), element.size()));
            elements.push_back(element);
            begin = ++at;
        } else {
            ++at;
        }
    }
    return elements;
}

} // namespace

std::vector<std::string> calledFunctions(std::string_view expression)
{
    std::vector<std::string> called;
    std::string schema;
    for (Word word = nextWord(expression, 0); word.end != std::string_view::npos;
         word = nextWord(expression, word.end)) {
        size_t at = word.end;
        if (at < expression.size() && expression[at] == '.') {
            schema = word.name;
            continue;
        }
        while (at < expression.size() && expression[at] == ' ')
            ++at;
        if (at < expression.size() && expression[at] == '(')
            called.push_back(schema.empty() ? word.name : schema + '.' + word.name);
        schema.clear();
    }
    return called;
}

bool namesSchema(std::string_view expression)
{
    for (Word word = nextWord(expression, 0); word.end != std::string_view::npos;
         word = nextWord(expression, word.end)) {
        const bool isNumber = !word.isName && word.name.front() >= '0' && word.name.front() <= '9';
        if (!isNumber && word.end < expression.size() && expression[word.end] == '.')
            return true;
    }
    return false;
}

bool namesColumn(std::string_view expression, std::string_view column)
{
    for (Word word = nextWord(expression, 0); word.end != std::string_view::npos;
         word = nextWord(expression, word.end)) {
        if (word.name == column)
            return true;
    }
    return false;
}

std::string conditionOfCheck(std::string_view definition)
{
    constexpr std::string_view begin = "CHECK (";
    if (!definition.starts_with(begin))
        return {};
    const size_t end = closing(definition, begin.size() - 1);
    return end == std::string_view::npos ? std::string()
                                         : std::string(definition.substr(begin.size(), end - begin.size()));
}

std::optional<IndexParts> partsOfIndex(std::string_view definition)
{
    const size_t method = definition.find(" USING ");
    const size_t open = method == std::string_view::npos ? method : definition.find('(', method);
    const size_t close = open == std::string_view::npos ? open : closing(definition, open);
    if (close == std::string_view::npos)
        return std::nullopt;
    IndexParts parts;
    for (const std::string_view element : elementsOf(definition, open, close))
        parts.keys.push_back(keyOf(element));
    constexpr std::string_view where = " WHERE ";
    const size_t condition = definition.find(where, close);
    if (condition != std::string_view::npos)
        parts.predicate = definition.substr(condition + where.size());
    return parts;
}

std::optional<ExclusionParts> partsOfExclusion(std::string_view definition)
{
    constexpr std::string_view with = " WITH ";
    const size_t open = definition.starts_with("EXCLUDE ") ? definition.find('(') : std::string_view::npos;
    const size_t close = open == std::string_view::npos ? open : closing(definition, open);
    if (close == std::string_view::npos)
        return std::nullopt;
    ExclusionParts parts;
    for (const std::string_view element : elementsOf(definition, open, close)) {
        const size_t behind = element.rfind(with);
        if (behind == std::string_view::npos)
            return std::nullopt;
        parts.keys.push_back(keyOf(element));
        parts.operators.emplace_back(element.substr(behind + with.size()));
    }
    const std::string_view rest = definition.substr(close);
    if (const size_t where = rest.find(" WHERE ("); where != std::string_view::npos) {
        const size_t begin = where + 7;
        const size_t end = closing(rest, begin);
        if (end == std::string_view::npos)
            return std::nullopt;
        parts.predicate = rest.substr(begin, end + 1 - begin);
    }
    return parts;
}

} // namespace engine::defusing
