// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/script/entry_statements.h"

#include "engine/sql/identifier.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace engine::formats {

namespace {

using namespace std::string_view_literals;

// Named by word, schema and name alone.
constexpr std::array ownedByName{"COLLATION"sv,
                                 "CONVERSION"sv,
                                 "DOMAIN"sv,
                                 "FOREIGN TABLE"sv,
                                 "MATERIALIZED VIEW"sv,
                                 "SEQUENCE"sv,
                                 "STATISTICS"sv,
                                 "TABLE"sv,
                                 "TEXT SEARCH CONFIGURATION"sv,
                                 "TEXT SEARCH DICTIONARY"sv,
                                 "TYPE"sv,
                                 "VIEW"sv,
                                 "DATABASE"sv,
                                 "PROCEDURAL LANGUAGE"sv,
                                 "SCHEMA"sv,
                                 "EVENT TRIGGER"sv,
                                 "FOREIGN DATA WRAPPER"sv,
                                 "SERVER"sv,
                                 "PUBLICATION"sv,
                                 "SUBSCRIPTION"sv};
// Named by what the statement that drops them says.
constexpr std::array ownedByRemoval{"AGGREGATE"sv,      "FUNCTION"sv,        "OPERATOR"sv,
                                    "OPERATOR CLASS"sv, "OPERATOR FAMILY"sv, "PROCEDURE"sv};

template <size_t size>
bool isOneOf(const std::array<std::string_view, size> &words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

void insertBehind(std::string &sql, std::string_view words, std::string_view what)
{
    const size_t place = sql.find(words);
    if (place != std::string::npos)
        sql.insert(place + words.size(), what);
}

/// Names hold line ends; a comment does not.
std::string onOneLine(std::string text)
{
    std::ranges::replace_if(
        text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

/// A view as it was before it had its query, where it is there at all.
std::string ifViewExists(const Entry &entry)
{
    const std::string view = entry.name.substr(0, entry.name.rfind(' '));
    const sql::QualifiedName name{entry.schema.value_or(""), view};
    return "DO "
           + sql::literal("BEGIN IF pg_catalog.to_regclass(" + sql::literal(name.quoted())
                          + ") IS NOT NULL THEN EXECUTE " + sql::literal(entry.removal) + "; END IF; END")
           + ";\n";
}

} // namespace

Pass passOf(const Entry &entry)
{
    if (entry.kind == "ACL" || entry.kind == "ACL LANGUAGE" || entry.kind == "DEFAULT ACL")
        return Pass::Grants;
    const bool isOfEventTrigger
        = (entry.kind == "COMMENT" || entry.kind == "SECURITY LABEL") && entry.name.starts_with("EVENT TRIGGER ");
    const bool isLast = entry.kind == "EVENT TRIGGER" || entry.kind == "MATERIALIZED VIEW DATA" || isOfEventTrigger;
    return isLast ? Pass::Last : Pass::Main;
}

std::string ownerSql(const Entry &entry)
{
    if (entry.owner.empty() || entry.removal.empty())
        return {};
    const std::string to = " OWNER TO " + sql::quoted(entry.owner) + ";\n";
    if (entry.kind == "BLOB")
        return "ALTER LARGE OBJECT " + entry.name + to;
    if (isOneOf(ownedByName, entry.kind)) {
        const bool isQualified = entry.schema && !entry.schema->empty();
        return "ALTER " + entry.kind + ' ' + (isQualified ? sql::quoted(*entry.schema) + '.' : std::string())
               + sql::quoted(entry.name) + to;
    }
    constexpr std::string_view drop = "DROP ";
    constexpr std::string_view end = ";\n";
    const bool isNamed
        = isOneOf(ownedByRemoval, entry.kind) && entry.removal.starts_with(drop) && entry.removal.ends_with(end);
    return isNamed ? "ALTER " + entry.removal.substr(drop.size(), entry.removal.size() - drop.size() - end.size()) + to
                   : std::string();
}

std::string removalSql(const Entry &entry, bool ifExists)
{
    if (entry.removal.empty() || entry.removal.starts_with("--") || entry.kind == "DATABASE")
        return {};
    if (!ifExists)
        return entry.removal;
    std::string sql = entry.removal;
    if (entry.kind == "BLOB")
        return "SELECT pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata WHERE oid = '" + entry.name
               + "';\n";
    if (sql.starts_with("CREATE OR REPLACE VIEW"))
        return ifViewExists(entry);
    if (sql.starts_with("ALTER TABLE")) {
        insertBehind(sql, "ALTER TABLE", " IF EXISTS");
        insertBehind(sql, "DROP CONSTRAINT", " IF EXISTS");
    } else if (sql.starts_with("ALTER DOMAIN")) {
        // There is no ALTER DOMAIN IF EXISTS; it goes with its domain.
        return {};
    } else {
        insertBehind(sql, "DROP " + entry.kind, " IF EXISTS");
    }
    return sql;
}

bool isLeftOut(const Entry &entry, const ScriptChoice &choice)
{
    if (entry.kind == "DATABASE" || entry.kind == "DATABASE PROPERTIES")
        return true;
    if ((entry.kind == "COMMENT" || entry.kind == "SECURITY LABEL" || entry.kind == "ACL")
        && entry.name.starts_with("DATABASE "))
        return true;
    return !choice.grants && passOf(entry) == Pass::Grants;
}

std::string headingOf(const Entry &entry)
{
    return "--\n-- Name: " + onOneLine(entry.name) + "; Type: " + onOneLine(entry.kind)
           + "; Schema: " + onOneLine(entry.schema.value_or("-"))
           + "; Owner: " + (entry.owner.empty() ? std::string("-") : onOneLine(entry.owner)) + "\n--\n\n";
}

std::string prologueOf(const Contents &contents)
{
    return "--\n-- PostgreSQL database script, from server " + onOneLine(contents.serverVersion) + ", written by "
           + onOneLine(contents.writerVersion)
           + "\n--\n\nSET statement_timeout = 0;\nSET lock_timeout = 0;\nSET idle_in_transaction_session_timeout = 0;\n"
             "SET client_encoding = "
           + sql::literal(contents.encoding)
           + ";\nSET standard_conforming_strings = " + (contents.standardStrings ? "on" : "off")
           + ";\nSELECT pg_catalog.set_config('search_path', " + sql::literal(contents.searchPath)
           + ", false);\nSET check_function_bodies = false;\nSET xmloption = content;\nSET client_min_messages = "
             "warning;\nSET row_security = off;\n\n";
}

} // namespace engine::formats
