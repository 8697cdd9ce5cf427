// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/model/sql_pieces.h"

namespace engine::catalog {

namespace {

/// A word (`USING`, `public.lower`, `'x'::text`), a comma, or all between two parentheses, with them.
struct Piece
{
    std::string_view text{};
    bool isGroup = false;
    /// Nothing stands between it and the piece before.
    bool isAdjacent = false;
};

bool isSpace(char letter)
{
    return letter == ' ' || letter == '\n' || letter == '\t';
}

/// The place behind the string or quoted name that begins at `place`; npos when it does not end. `E` before a string
/// makes a backslash take the next letter along.
size_t behindQuote(std::string_view sql, size_t place)
{
    const char quote = sql[place];
    const bool hasEscapes = quote == '\'' && place > 0 && (sql[place - 1] == 'E' || sql[place - 1] == 'e');
    for (size_t i = place + 1; i < sql.size(); ++i) {
        if (hasEscapes && sql[i] == '\\')
            ++i;
        else if (sql[i] == quote)
            return i + 1;
    }
    return std::string_view::npos;
}

size_t behindGroup(std::string_view sql, size_t place)
{
    int depth = 0;
    for (size_t i = place; i < sql.size(); ++i) {
        const char letter = sql[i];
        if (letter == '\'' || letter == '"') {
            const size_t behind = behindQuote(sql, i);
            if (behind == std::string_view::npos)
                return behind;
            i = behind - 1;
        } else if (letter == '(' || letter == '[') {
            ++depth;
        } else if (letter == ')' || letter == ']') {
            if (--depth == 0)
                return i + 1;
        }
    }
    return std::string_view::npos;
}

size_t behindWord(std::string_view sql, size_t place)
{
    size_t i = place;
    while (i < sql.size() && !isSpace(sql[i]) && sql[i] != ',' && sql[i] != '(' && sql[i] != '[') {
        if (sql[i] == ')' || sql[i] == ']')
            return std::string_view::npos;
        if (sql[i] != '\'' && sql[i] != '"') {
            ++i;
            continue;
        }
        i = behindQuote(sql, i);
        if (i == std::string_view::npos)
            return i;
    }
    return i;
}

std::optional<std::vector<Piece>> piecesOf(std::string_view sql)
{
    std::vector<Piece> pieces;
    bool isAdjacent = false;
    for (size_t i = 0; i < sql.size();) {
        if (isSpace(sql[i])) {
            isAdjacent = false;
            ++i;
            continue;
        }
        const bool isGroup = sql[i] == '(' || sql[i] == '[';
        const size_t end = sql[i] == ',' ? i + 1 : isGroup ? behindGroup(sql, i) : behindWord(sql, i);
        if (end == std::string_view::npos)
            return {};
        pieces.push_back({.text = sql.substr(i, end - i), .isGroup = isGroup, .isAdjacent = isAdjacent});
        isAdjacent = sql[i] != ',';
        i = end;
    }
    return pieces;
}

/// The keys of an index, an exclusion constraint (`USING gist (…)`) or a partitioned table (`RANGE (…)`).
bool isListOfKeys(const std::vector<Piece> &pieces, size_t place)
{
    if (place == 0 || pieces[place].isAdjacent)
        return false;
    const std::string_view before = pieces[place - 1].text;
    return before == "RANGE" || before == "LIST" || before == "HASH"
           || (place > 1 && pieces[place - 2].text == "USING");
}

std::string_view inside(std::string_view group)
{
    return group.substr(1, group.size() - 2);
}

} // namespace

std::optional<std::vector<ExpressionPair>> differingExpressions(std::string_view one, std::string_view other)
{
    const auto left = piecesOf(one);
    const auto right = piecesOf(other);
    if (!left || !right || left->size() != right->size())
        return {};
    std::vector<ExpressionPair> pairs;
    for (size_t i = 0; i < left->size(); ++i) {
        const Piece &mine = (*left)[i];
        const Piece &theirs = (*right)[i];
        if (mine.text == theirs.text && mine.isAdjacent == theirs.isAdjacent)
            continue;
        if (!mine.isGroup || !theirs.isGroup || mine.isAdjacent != theirs.isAdjacent)
            return {};
        if (isListOfKeys(*left, i)) {
            const auto keys = differingExpressions(inside(mine.text), inside(theirs.text));
            if (!keys)
                return {};
            pairs.insert(pairs.end(), keys->begin(), keys->end());
            continue;
        }
        // The name of the function, which is the same in both.
        const std::string call(mine.isAdjacent && i > 0 ? (*left)[i - 1].text : std::string_view());
        pairs.push_back({.one = call + std::string(mine.text), .other = call + std::string(theirs.text)});
    }
    return pairs;
}

size_t behindName(std::string_view sql, size_t place)
{
    for (size_t i = place; i < sql.size();) {
        if (sql[i] == '"') {
            i = behindQuote(sql, i);
        } else {
            const size_t start = i;
            while (i < sql.size() && !isSpace(sql[i]) && sql[i] != '(' && sql[i] != '.' && sql[i] != '"')
                ++i;
            if (i == start)
                return std::string_view::npos;
        }
        // A doubled quote is one of the name.
        if (i == std::string_view::npos || i >= sql.size() || (sql[i] != '.' && sql[i] != '"'))
            return i;
        if (sql[i] == '.')
            ++i;
    }
    return std::string_view::npos;
}

} // namespace engine::catalog
