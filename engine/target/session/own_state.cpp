// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/session/own_state.h"

#include "engine/environments/clone_mark.h"
#include "engine/sql/identifier.h"

namespace engine::target {

namespace {

// Global default privileges (ALTER DEFAULT PRIVILEGES without IN SCHEMA) may give others rights on what Sosie makes.
constexpr std::string_view givenToOthers = R"(
SELECT DISTINCT pg_catalog.format('REVOKE ALL ON %s FROM %s CASCADE', o.name,
    CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END)
FROM (SELECT 'SCHEMA ' || pg_catalog.quote_ident(n.nspname), n.nspowner, n.nspacl
      FROM pg_catalog.pg_namespace AS n WHERE n.nspname = $1
      UNION ALL
      SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END
          || pg_catalog.format('%I.%I', n.nspname, c.relname), c.relowner, c.relacl
      FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind IN ('r', 'S')) AS o (name, owner, acl)
CROSS JOIN LATERAL pg_catalog.aclexplode(o.acl) AS a
WHERE a.grantee <> o.owner)";

Result<> keepToOurselves(pg::Connection &target, const std::string &schema)
{
    TRY_ASSIGN(const pg::QueryResult given, target.query(givenToOthers, {schema}));
    for (int row = 0; row < given.rowCount(); ++row)
        TRY(target.execute(given.view(row, 0)));
    return {};
}

} // namespace

Result<> makeOwnState(pg::Connection &target)
{
    TRY_ASSIGN(const bool exists, environments::trustOwnState(target));
    return exists ? Result<>() : makeOwnSchema(target, "sosie_state");
}

Result<> makeOwnTables(pg::Connection &target, std::string_view statement)
{
    TRY(target.execute(statement));
    return keepToOurselves(target, "sosie_state");
}

Result<> makeOwnSchema(pg::Connection &target, const std::string &name)
{
    // Not IF NOT EXISTS: somebody may have been quicker.
    TRY(target.execute("CREATE SCHEMA " + sql::quoted(name)));
    return keepToOurselves(target, name);
}

} // namespace engine::target
