// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/script/script_token.h"

#include "engine/sql/lexing.h"

#include <algorithm>

/// As src/fe_utils/psqlscan.l and src/backend/parser/scan.l of PostgreSQL have it.
namespace engine::formats {

namespace {

using Kind = ScriptToken::Kind;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// What a name may begin with: no digit, no '$'.
bool beginsWord(char c)
{
    return sql::isWordCharacter(c) && !isDigit(c) && c != '$';
}

/// For a token that ends where a character is that does not belong to it.
ScriptToken open(Kind kind, size_t begin, size_t end, std::string_view sql)
{
    return {.kind = kind, .begin = begin, .end = end, .mayGoOn = end == sql.size()};
}

ScriptToken unfinished(Kind kind, size_t begin, std::string_view sql)
{
    return {.kind = kind, .begin = begin, .end = sql.size(), .isClosed = false, .mayGoOn = true};
}

size_t behindLine(std::string_view sql, size_t at)
{
    const size_t end = sql.find_first_of("\r\n", at);
    return end == std::string_view::npos ? sql.size() : end;
}

ScriptToken blockComment(std::string_view sql, size_t begin)
{
    size_t depth = 1;
    for (size_t i = begin + 2; i + 1 < sql.size();) {
        i = sql.find_first_of("*/", i);
        if (i == std::string_view::npos || i + 1 >= sql.size())
            break;
        if (sql[i] == '/' && sql[i + 1] == '*') {
            ++depth;
            i += 2;
        } else if (sql[i] == '*' && sql[i + 1] == '/') {
            i += 2;
            if (--depth == 0)
                return {.kind = Kind::BlockComment, .begin = begin, .end = i};
        } else {
            ++i;
        }
    }
    return unfinished(Kind::BlockComment, begin, sql);
}

/// Behind the closing quote; npos where it is missing.
size_t behindQuote(std::string_view sql, size_t inside, char quote, bool hasEscapes)
{
    const char wanted[] = {quote, '\\', '\0'};
    for (size_t i = inside;;) {
        i = hasEscapes ? sql.find_first_of(wanted, i) : sql.find(quote, i);
        if (i == std::string_view::npos)
            return i;
        if (sql[i] == '\\')
            i += 2;
        else if (i + 1 < sql.size() && sql[i + 1] == quote)
            i += 2;
        else
            return i + 1;
    }
}

/// Where the next part of a literal that goes on behind a line break has its quote; npos where it does not go on.
struct Continuation
{
    size_t quote = std::string_view::npos;
    bool mayCome = false;
};

Continuation continuationOf(std::string_view sql, size_t end)
{
    bool hasBreak = false;
    for (size_t i = end; i < sql.size();) {
        if (isSpace(sql[i])) {
            hasBreak = hasBreak || sql[i] == '\n' || sql[i] == '\r';
            ++i;
        } else if (sql.substr(i, 2) == "--") {
            i = behindLine(sql, i);
        } else {
            const bool mayBecomeComment = sql[i] == '-' && i + 1 == sql.size();
            return {hasBreak && sql[i] == '\'' ? i : std::string_view::npos, mayBecomeComment};
        }
    }
    return {std::string_view::npos, true};
}

ScriptToken quoted(Kind kind, std::string_view sql, size_t begin, size_t quoteAt, bool hasEscapes)
{
    const char quote = sql[quoteAt];
    for (size_t from = quoteAt + 1;;) {
        const size_t end = behindQuote(sql, from, quote, hasEscapes);
        if (end == std::string_view::npos)
            return unfinished(kind, begin, sql);
        // Only where backslashes count does it matter whether the next text is a part of this one.
        const Continuation next = hasEscapes ? continuationOf(sql, end) : Continuation{};
        if (next.quote == std::string_view::npos) {
            return {.kind = kind, .begin = begin, .end = end, .mayGoOn = end == sql.size() || next.mayCome};
        }
        from = next.quote + 1;
    }
}

ScriptToken number(std::string_view sql, size_t begin)
{
    size_t i = begin;
    const auto digits = [&] {
        while (i < sql.size() && isDigit(sql[i]))
            ++i;
    };
    digits();
    if (i < sql.size() && sql[i] == '.') {
        ++i;
        digits();
    }
    if (i < sql.size() && (sql[i] == 'e' || sql[i] == 'E')) {
        const size_t sign = i + 1 < sql.size() && (sql[i + 1] == '+' || sql[i + 1] == '-') ? 2 : 1;
        if (i + sign < sql.size() && isDigit(sql[i + sign])) {
            i += sign;
            digits();
        } else if (i + sign >= sql.size()) {
            return open(Kind::Number, begin, sql.size(), sql);
        }
    }
    return open(Kind::Number, begin, i, sql);
}

/// $tag$…$tag$, $1, or a '$' that is neither.
ScriptToken dollar(std::string_view sql, size_t begin)
{
    size_t i = begin + 1;
    if (i < sql.size() && isDigit(sql[i])) {
        while (i < sql.size() && isDigit(sql[i]))
            ++i;
        return open(Kind::Number, begin, i, sql);
    }
    while (i < sql.size() && (i == begin + 1 ? beginsWord(sql[i]) : sql::isWordCharacter(sql[i]) && sql[i] != '$'))
        ++i;
    if (i == sql.size())
        return unfinished(Kind::Symbol, begin, sql);
    if (sql[i] != '$')
        return {.kind = Kind::Symbol, .begin = begin, .end = begin + 1};
    const std::string_view tag = sql.substr(begin, i + 1 - begin);
    const size_t end = sql.find(tag, i + 1);
    if (end == std::string_view::npos)
        return unfinished(Kind::Text, begin, sql);
    return {.kind = Kind::Text, .begin = begin, .end = end + tag.size()};
}

/// A word, or what begins with a letter and is none: E'…', U&"…".
ScriptToken word(std::string_view sql, size_t begin, bool standardStrings)
{
    const char first = sql[begin];
    const std::string_view rest = sql.substr(begin + 1);
    if (std::string_view("eEbBxXnN").find(first) != std::string_view::npos && rest.starts_with('\'')) {
        const bool isNational = first == 'n' || first == 'N';
        const bool hasEscapes = first == 'e' || first == 'E' || (isNational && !standardStrings);
        return quoted(Kind::Text, sql, begin, begin + 1, hasEscapes);
    }
    if (first == 'u' || first == 'U') {
        if (rest.starts_with("&'"))
            return quoted(Kind::Text, sql, begin, begin + 2, false);
        if (rest.starts_with("&\""))
            return quoted(Kind::QuotedName, sql, begin, begin + 2, false);
        if (rest == "&")
            return unfinished(Kind::Word, begin, sql);
    }
    size_t i = begin;
    while (i < sql.size() && sql::isWordCharacter(sql[i]))
        ++i;
    return open(Kind::Word, begin, i, sql);
}

std::string lowered(std::string_view word)
{
    std::string result(word);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

/// Without quotes, prefix and tag; what backslashes say is left as it is.
std::string withoutQuotes(std::string_view token, size_t longest)
{
    if (token.starts_with('$')) {
        const size_t tag = token.find('$', 1) + 1;
        return std::string(token.substr(tag, std::min(longest, token.size() - std::min(token.size(), 2 * tag))));
    }
    const size_t open = token.find_first_of("'\"");
    const char quote = token[open];
    std::string result;
    for (size_t i = open + 1; i + 1 < token.size() && result.size() < longest; ++i) {
        result += token[i];
        if (token[i] == quote)
            ++i;
    }
    return result;
}

} // namespace

ScriptToken tokenAt(std::string_view sql, size_t at, bool standardStrings)
{
    const char c = sql[at];
    const char next = at + 1 < sql.size() ? sql[at + 1] : '\0';
    if (c == '\0')
        return {.kind = Kind::Nul, .begin = at, .end = at + 1};
    if (isSpace(c)) {
        size_t end = at;
        while (end < sql.size() && isSpace(sql[end]))
            ++end;
        return {.kind = Kind::Space, .begin = at, .end = end};
    }
    if (c == '-' && next == '-')
        return open(Kind::LineComment, at, behindLine(sql, at), sql);
    if (c == '/' && next == '*')
        return blockComment(sql, at);
    if (c == '\'')
        return quoted(Kind::Text, sql, at, at, !standardStrings);
    if (c == '"')
        return quoted(Kind::QuotedName, sql, at, at, false);
    if (c == '$')
        return dollar(sql, at);
    if (isDigit(c))
        return number(sql, at);
    if (beginsWord(c))
        return word(sql, at, standardStrings);
    ScriptToken symbol{.kind = Kind::Symbol, .begin = at, .end = at + 1};
    symbol.mayGoOn = (c == '-' || c == '/' || c == '\\') && at + 1 == sql.size();
    return symbol;
}

std::vector<ScriptWord> wordsOf(std::string_view sql, size_t most, bool standardStrings, size_t longestText)
{
    std::vector<ScriptWord> words;
    for (size_t at = 0; at < sql.size() && words.size() < most;) {
        const ScriptToken token = tokenAt(sql, at, standardStrings);
        const std::string_view bytes = sql.substr(token.begin, token.end - token.begin);
        at = token.end;
        switch (token.kind) {
        case Kind::Space:
        case Kind::LineComment:
        case Kind::BlockComment:
        case Kind::Nul:
            break;
        case Kind::Word:
            words.push_back({token.kind, lowered(bytes), token.begin});
            break;
        case Kind::QuotedName:
        case Kind::Text:
            words.push_back({token.kind, token.isClosed ? withoutQuotes(bytes, longestText) : "", token.begin});
            break;
        case Kind::Number:
        case Kind::Symbol:
            words.push_back({token.kind, std::string(bytes), token.begin});
            break;
        }
    }
    return words;
}

} // namespace engine::formats
