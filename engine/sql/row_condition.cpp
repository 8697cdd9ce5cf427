// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sql/row_condition.h"

#include "engine/sql/identifier.h"

#include <algorithm>
#include <array>
#include <optional>

namespace engine::sql {

namespace {

using namespace Qt::StringLiterals;

// Every word that may stand unquoted and is no column.
constexpr std::array keywords{std::to_array<std::string_view>({"and", "or", "not", "is", "null", "true", "false", "in",
                                                               "between", "symmetric", "like", "ilike", "distinct",
                                                               "from", "escape", "current_date", "current_timestamp"})};
// Syntax, not functions of a schema.
constexpr std::array syntaxFunctions{std::to_array<std::string_view>({"coalesce", "nullif", "greatest", "least"})};
// All of them compute from what they are given, and nothing else.
constexpr std::array functions{std::to_array<std::string_view>(
    {"now",   "lower",      "upper",     "length",      "char_length", "btrim", "left",
     "right", "substr",     "strpos",    "abs",         "mod",         "round", "floor",
     "ceil",  "date_trunc", "date_part", "starts_with", "cardinality", "md5",   "hashtext"})};
constexpr std::array types{std::to_array<std::string_view>(
    {"date",    "time", "timetz",  "timestamp", "timestamptz", "interval", "smallint", "integer", "int",
     "bigint",  "int2", "int4",    "int8",      "numeric",     "real",     "float4",   "float8",  "text",
     "varchar", "uuid", "boolean", "bool",      "json",        "jsonb",    "inet"})};
constexpr std::array operators{
    std::to_array<std::string_view>({"=",  "<>", "!=", "<",  "<=",  ">",  ">=",  "+",  "-",   "*",  "/",  "%",
                                     "||", "~",  "~*", "!~", "!~*", "->", "->>", "#>", "#>>", "@>", "<@", "&&"})};

template <typename List>
bool isOneOf(const List &list, std::string_view word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool startsWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool continuesWord(char c)
{
    return startsWord(c) || isDigit(c) || c == '$';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isOperator(char c)
{
    return std::string_view("+-*/<>=~!@#%^&|`?").find(c) != std::string_view::npos;
}

/// SQL's names for what pg_type calls otherwise.
std::string qualifiedType(std::string_view type)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> aliases{{{"smallint", "int2"},
                                                                                           {"integer", "int4"},
                                                                                           {"int", "int4"},
                                                                                           {"bigint", "int8"},
                                                                                           {"real", "float4"},
                                                                                           {"boolean", "bool"}}};
    const auto alias
        = std::find_if(aliases.begin(), aliases.end(), [type](const auto &pair) { return pair.first == type; });
    return "pg_catalog." + quoted(alias == aliases.end() ? type : alias->second);
}

} // namespace

/// Reads one condition from left to right.
class RowConditionParser final
{
public:
    /// `columns`: null while they are not known; any word may be one then.
    RowConditionParser(std::string_view condition, const std::vector<std::string> *columns)
        : m_text(condition)
        , m_columns(columns)
    {}

    Result<RowCondition> parse();

private:
    Result<> next();
    Result<> word();
    Result<> quotedName();
    Result<> string();
    Result<> number();
    Result<> operatorSign();
    Result<> cast();
    Result<> column(std::string name, size_t begin);
    Result<std::string> quotedText(char quote);
    std::string_view bareWord();
    void skipBlanks();
    [[nodiscard]] char peek(size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    void add(std::string sql)
    {
        m_condition.m_parts.push_back({.text = std::move(sql)});
        m_afterValue = false;
    }

    tl::unexpected<Error> invalid(const QString &what, size_t at) const
    {
        return failure({.code = ErrorCode::FilterInvalid, .detail = QStringLiteral("%1 (%2)").arg(what).arg(at + 1)});
    }

    std::string_view m_text;
    const std::vector<std::string> *m_columns;
    size_t m_at = 0;
    int m_depth = 0;
    /// A column, a constant or a cast came last: no other value may follow it.
    bool m_afterValue = false;
    RowCondition m_condition;
};

Result<RowCondition> RowConditionParser::parse()
{
    skipBlanks();
    if (m_at == m_text.size())
        return invalid(u"empty"_s, 0);
    while (m_at < m_text.size()) {
        TRY(next());
        skipBlanks();
    }
    if (m_depth != 0)
        return invalid(u"missing )"_s, m_text.size());
    return std::move(m_condition);
}

void RowConditionParser::skipBlanks()
{
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
        ++m_at;
}

Result<> RowConditionParser::next()
{
    const char c = peek();
    if (startsWord(c))
        return word();
    if (c == '"')
        return quotedName();
    if (c == '\'')
        return string();
    if (isDigit(c) || (c == '.' && isDigit(peek(1))))
        return number();
    if (c == ':' && peek(1) == ':')
        return cast();
    if (isOperator(c))
        return operatorSign();
    // A condition stands in parentheses of ours: it must not close them.
    if (c == '(' || (c == ')' && m_depth > 0) || (c == ',' && m_depth > 0)) {
        m_depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        add(std::string(1, c));
        ++m_at;
        return {};
    }
    return invalid(QString(QChar::fromLatin1(c)), m_at);
}

std::string_view RowConditionParser::bareWord()
{
    const size_t begin = m_at;
    while (m_at < m_text.size() && continuesWord(m_text[m_at]))
        ++m_at;
    return m_text.substr(begin, m_at - begin);
}

Result<> RowConditionParser::word()
{
    const size_t begin = m_at;
    std::string name(bareWord());
    for (char &c : name)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    skipBlanks();
    const bool isCall = peek() == '(';
    if (isCall && isOneOf(functions, name))
        add("pg_catalog." + quoted(name));
    else if (isCall && isOneOf(syntaxFunctions, name))
        add(std::move(name));
    else if (peek() == '\'' && isOneOf(types, name)) {
        // date '2026-01-01'
        TRY(string());
        add("::" + qualifiedType(name));
        m_afterValue = true;
    } else if (isOneOf(keywords, name)) {
        add(std::move(name));
    } else {
        return column(std::move(name), begin);
    }
    return {};
}

Result<> RowConditionParser::column(std::string name, size_t begin)
{
    skipBlanks();
    // What is sent has the alias of the table before the column: with parentheses behind, it would call a function.
    if (m_afterValue || peek() == '(' || (m_columns != nullptr && !isOneOf(*m_columns, name)))
        return invalid(text(name), begin);
    m_condition.m_parts.push_back({.text = std::move(name), .isColumn = true});
    m_afterValue = true;
    return {};
}

Result<std::string> RowConditionParser::quotedText(char quote)
{
    const size_t begin = m_at++;
    std::string content;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at++];
        if (c == '\0')
            break;
        if (c == quote) {
            if (peek() != quote)
                return content;
            ++m_at;
        }
        content.push_back(c);
    }
    return invalid(u"missing "_s + QChar::fromLatin1(quote), begin);
}

Result<> RowConditionParser::quotedName()
{
    const size_t begin = m_at;
    TRY_ASSIGN(std::string name, quotedText('"'));
    return column(std::move(name), begin);
}

Result<> RowConditionParser::string()
{
    const size_t begin = m_at;
    TRY_ASSIGN(const std::string content, quotedText('\''));
    if (m_afterValue)
        return invalid(text(m_text.substr(begin, m_at - begin)), begin);
    add(literal(content));
    m_afterValue = true;
    return {};
}

Result<> RowConditionParser::number()
{
    const size_t begin = m_at;
    while (isDigit(peek()) || peek() == '.')
        ++m_at;
    const std::string_view digits = m_text.substr(begin, m_at - begin);
    if (m_afterValue)
        return invalid(text(digits), begin);
    add(std::string(digits));
    m_afterValue = true;
    return {};
}

Result<> RowConditionParser::operatorSign()
{
    const size_t begin = m_at;
    size_t end = m_at;
    while (end < m_text.size() && isOperator(m_text[end]))
        ++end;
    // The longest one that there is, but a sign before a number belongs to the number: `a <-1` is `a < -1` here.
    for (size_t size = end - begin; size > 0; --size) {
        const std::string_view sign = m_text.substr(begin, size);
        const std::string_view rest = m_text.substr(begin + size, end - begin - size);
        if (isOneOf(operators, sign) && (rest.empty() || rest == "-" || rest == "+")) {
            add(std::string(sign));
            m_at += size;
            return {};
        }
    }
    return invalid(text(m_text.substr(begin, end - begin)), begin);
}

Result<> RowConditionParser::cast()
{
    m_at += 2;
    skipBlanks();
    const size_t begin = m_at;
    const std::string name(bareWord());
    if (!isOneOf(types, name))
        return invalid(text(name), begin);
    add("::" + qualifiedType(name));
    m_afterValue = true;
    return {};
}

Result<RowCondition> RowCondition::parse(std::string_view condition, const std::vector<std::string> &columns)
{
    return RowConditionParser(condition, &columns).parse();
}

Result<> RowCondition::check(std::string_view condition)
{
    TRY(RowConditionParser(condition, nullptr).parse());
    return {};
}

std::string RowCondition::sql(std::string_view alias) const
{
    std::string sql;
    for (const Part &part : m_parts) {
        // A blank between all parts: two signs that were apart never become one, such as the -- of a comment.
        if (!sql.empty())
            sql += ' ';
        sql += part.isColumn ? std::string(alias) + '.' + quoted(part.text) : part.text;
    }
    return sql;
}

} // namespace engine::sql
