// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/supabase/platform_parts.h"

#include "engine/catalog/reading/schema_reader.h"
#include "engine/defusing/program_text.h"
#include "engine/sql/identifier.h"

#include <algorithm>

namespace engine::supabase {

namespace {

// A trigger whose function is in the schema of its table is the platform's own.
constexpr pg::Statement partsOfOthersTables = R"(
WITH t AS (
    SELECT c.oid, c.relname, n.oid AS schema_oid, n.nspname, pg_catalog.pg_get_userbyid(n.nspowner) AS owner,
        pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$|sosie_(state|(before|discard|kept)_[0-9]+_[0-9]+)$)'
)
SELECT t.nspname, t.owner, fn.nspname, pg_catalog.pg_get_userbyid(fn.nspowner),
    f.prosrc, 'trigger', pg_catalog.format('%I on %s', g.tgname, t.name), t.name,
    g.tgname,
    pg_catalog.pg_get_triggerdef(g.oid)
        || CASE g.tgenabled WHEN 'O' THEN '' ELSE pg_catalog.format('; ALTER TABLE %s %s TRIGGER %I', t.name,
               CASE g.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
               g.tgname) END,
    t.relname, pg_catalog.format('%I.%I', fn.nspname, f.proname)
FROM t JOIN pg_catalog.pg_trigger AS g ON g.tgrelid = t.oid JOIN pg_catalog.pg_proc AS f ON f.oid = g.tgfoid
JOIN pg_catalog.pg_namespace AS fn ON fn.oid = f.pronamespace
WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND f.pronamespace <> t.schema_oid
UNION ALL
SELECT t.nspname, t.owner, NULL, NULL, '', 'policy', pg_catalog.format('%I on %s', p.polname, t.name), t.name,
    p.polname,
    pg_catalog.format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, t.name,
        CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
        CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
            ELSE 'ALL' END,
        (SELECT pg_catalog.string_agg(CASE WHEN r = 0 THEN 'PUBLIC'
                ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(r)) END, ', ')
         FROM pg_catalog.unnest(p.polroles) AS r))
        || coalesce(' USING (' || pg_catalog.pg_get_expr(p.polqual, p.polrelid) || ')', '')
        || coalesce(' WITH CHECK (' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),
    t.relname, ''
FROM t JOIN pg_catalog.pg_policy AS p ON p.polrelid = t.oid)";

constexpr pg::Statement tablesOfThose = R"(
SELECT t.name
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL pg_catalog.format('%I.%I', n.nspname, c.relname) AS t (name)
WHERE c.relkind IN ('r', 'p') AND t.name = ANY ($1::text[]))";

} // namespace

Result<std::set<std::string>> readTablesThere(pg::ReadOnlyConnection &target, const std::vector<PlatformPart> &parts)
{
    std::vector<std::string> tables;
    for (const PlatformPart &part : parts)
        tables.push_back(part.table);
    TRY_ASSIGN(const pg::QueryResult rows, target.query(tablesOfThose, {sql::arrayLiteral(tables)}));
    std::set<std::string> there;
    for (int row = 0; row < rows.rowCount(); ++row)
        there.insert(rows.string(row, 0));
    return there;
}

Result<std::vector<PlatformPart>> readPlatformParts(pg::ReadOnlyConnection &connection, Whose whose)
{
    TRY_ASSIGN(const pg::QueryResult rows, connection.query(partsOfOthersTables));
    std::vector<PlatformPart> parts;
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (whose == Whose::Platform && !catalog::isManagedSchema(rows.view(row, 0), rows.view(row, 1)))
            continue;
        const bool callsPlatform = catalog::isManagedSchema(rows.view(row, 2), rows.view(row, 3));
        parts.push_back(
            {.kind = rows.string(row, 5),
             .name = rows.string(row, 6),
             .table = rows.string(row, 7),
             .createStatement = rows.string(row, 9),
             .place = {.kind = rows.string(row, 5),
                       .name = rows.string(row, 8),
                       .table = {rows.string(row, 0), rows.string(row, 10)}},
             .function = rows.string(row, 11),
             .staysInside
             = !callsPlatform && !defusing::ProgramText::body(text(rows.view(row, 4)), true).leavesDatabase()});
    }
    std::sort(parts.begin(), parts.end());
    return parts;
}

std::vector<PlatformPart> missingParts(const std::vector<PlatformPart> &source, const std::vector<PlatformPart> &target)
{
    std::vector<PlatformPart> missing;
    for (const PlatformPart &part : source) {
        const bool isThere = std::ranges::any_of(
            target, [&](const PlatformPart &other) { return other.kind == part.kind && other.name == part.name; });
        if (!isThere)
            missing.push_back(part);
    }
    return missing;
}

} // namespace engine::supabase
