// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dumping/database_facts.h"

#include "engine/sql/identifier.h"

namespace engine::dumping {

namespace {

// The names of columns changed from version to version: the row as JSON has those that there are.
constexpr pg::Statement readFacts = R"(
SELECT d.oid, d.datname, pg_catalog.pg_get_userbyid(d.datdba), pg_catalog.pg_encoding_to_char(d.encoding),
    d.datcollate, d.datctype,
    CASE j.row->>'datlocprovider' WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE '' END,
    coalesce(j.row->>'datlocale', j.row->>'daticulocale', ''),
    coalesce(s.description, ''), s.description IS NOT NULL
FROM pg_catalog.pg_database AS d
CROSS JOIN LATERAL (SELECT pg_catalog.to_jsonb(d)) AS j (row)
LEFT JOIN pg_catalog.pg_shdescription AS s
    ON s.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass AND s.objoid = d.oid
WHERE d.datname = pg_catalog.current_database())";

} // namespace

Result<DatabaseFacts> readDatabaseFacts(pg::ReadOnlyConnection &connection)
{
    TRY_ASSIGN(const pg::QueryResult rows, connection.query(readFacts));
    if (rows.rowCount() != 1)
        return failure({.code = ErrorCode::ProtocolViolation, .subject = QStringLiteral("pg_database")});
    return DatabaseFacts{.oid = static_cast<quint32>(rows.integer(0, 0)),
                         .name = rows.string(0, 1),
                         .owner = rows.string(0, 2),
                         .encoding = rows.string(0, 3),
                         .collation = rows.string(0, 4),
                         .characterType = rows.string(0, 5),
                         .provider = rows.string(0, 6),
                         .locale = rows.string(0, 7),
                         .comment = rows.string(0, 8),
                         .hasComment = rows.boolean(0, 9)};
}

std::string createDatabaseSql(const DatabaseFacts &facts)
{
    std::string sql = "CREATE DATABASE " + sql::quoted(facts.name)
                      + " WITH TEMPLATE = template0 ENCODING = " + sql::literal(facts.encoding);
    if (!facts.provider.empty())
        sql += " LOCALE_PROVIDER = " + facts.provider;
    if (facts.collation == facts.characterType)
        sql += " LOCALE = " + sql::literal(facts.collation);
    else
        sql += " LC_COLLATE = " + sql::literal(facts.collation) + " LC_CTYPE = " + sql::literal(facts.characterType);
    if (facts.provider == "icu")
        sql += " ICU_LOCALE = " + sql::literal(facts.locale);
    else if (facts.provider == "builtin")
        sql += " BUILTIN_LOCALE = " + sql::literal(facts.locale);
    return sql;
}

} // namespace engine::dumping
