// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/session/readable_tables.h"

namespace engine::target {

namespace {

constexpr pg::Statement missingRights = R"(
SELECT n.nspname, c.relname,
    CASE WHEN NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE') THEN 'USAGE'
        WHEN NOT pg_catalog.has_table_privilege(c.oid, 'SELECT') THEN 'SELECT' ELSE 'BYPASSRLS' END
FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS wanted (schema_name, table_name)
JOIN pg_catalog.pg_namespace AS n ON n.nspname = wanted.schema_name
JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = wanted.table_name
CROSS JOIN (SELECT rolsuper OR rolbypassrls AS sees_all FROM pg_catalog.pg_roles WHERE rolname = current_user) AS me
WHERE NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE') OR NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')
    OR (c.relrowsecurity AND NOT me.sees_all
        AND (c.relforcerowsecurity OR NOT pg_catalog.pg_has_role(c.relowner, 'USAGE'))))";

} // namespace

Result<QList<Error>> unreadableTables(pg::ReadOnlyConnection &connection, const std::vector<sql::QualifiedName> &tables)
{
    std::vector<std::string> schemas;
    std::vector<std::string> names;
    for (const sql::QualifiedName &table : tables) {
        schemas.push_back(table.schema);
        names.push_back(table.name);
    }
    TRY_ASSIGN(const pg::QueryResult rows,
               connection.query(missingRights, {sql::arrayLiteral(schemas), sql::arrayLiteral(names)}));
    QList<Error> unreadable;
    for (int row = 0; row < rows.rowCount(); ++row) {
        const sql::QualifiedName name{rows.string(row, 0), rows.string(row, 1)};
        unreadable.append({.code = ErrorCode::PermissionDenied,
                           .subject = text(name.displayed()),
                           .detail = text(rows.view(row, 2))});
    }
    return unreadable;
}

} // namespace engine::target
