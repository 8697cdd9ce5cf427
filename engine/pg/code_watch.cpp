// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/code_watch.h"

namespace engine::pg {

namespace {

// Open as long as the watch is, as the transaction that reads: between statements it holds nothing back.
constexpr std::string_view settings = R"(
SELECT pg_catalog.set_config(s.name, wanted.value, true)
FROM (VALUES ('search_path', ''), ('statement_timeout', '0'), ('lock_timeout', '10s'), ('jit', 'off'),
             ('idle_in_transaction_session_timeout', '0'), ('transaction_timeout', '0'),
             ('tcp_keepalives_idle', '10'), ('tcp_keepalives_interval', '3'), ('tcp_keepalives_count', '3'),
             ('tcp_user_timeout', '20000'), ('standard_conforming_strings', 'on'), ('array_nulls', 'on'),
             ('transform_null_equals', 'off'))
    AS wanted (name, value)
JOIN pg_catalog.pg_settings AS s ON s.name OPERATOR(pg_catalog.=) wanted.name)";

constexpr std::string_view ofOthers = R"(
WITH RECURSIVE trusted AS MATERIALIZED (
    SELECT r.oid FROM pg_catalog.pg_roles AS r WHERE r.rolsuper OR r.rolname = current_user
), others (relation) AS (
    SELECT c.oid FROM pg_catalog.pg_class AS c
    WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384 AND c.relowner NOT IN (SELECT t.oid FROM trusted AS t)
    UNION
    SELECT a.attrelid FROM pg_catalog.pg_type AS y
    JOIN pg_catalog.pg_attribute AS a ON a.atttypid = y.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE y.oid >= 16384 AND y.typowner NOT IN (SELECT t.oid FROM trusted AS t)
), lineage (relation, ancestor) AS (
    SELECT i.inhrelid, i.inhparent FROM pg_catalog.pg_inherits AS i
    JOIN pg_catalog.pg_class AS c ON c.oid = i.inhrelid AND c.relispartition
    UNION
    SELECT l.relation, i.inhparent FROM lineage AS l JOIN pg_catalog.pg_inherits AS i ON i.inhrelid = l.ancestor
)
SELECT n.nspname, c.relname
FROM (SELECT o.relation FROM others AS o
      UNION SELECT l.ancestor FROM others AS o JOIN lineage AS l ON l.relation = o.relation
      UNION SELECT l.relation FROM others AS o JOIN lineage AS l ON l.ancestor = o.relation) AS f
JOIN pg_catalog.pg_class AS c ON c.oid = f.relation AND c.relkind IN ('r', 'p')
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace)";

} // namespace

Result<CodeWatch> CodeWatch::open(const ConnectionInfo &info, const OpenOptions &options)
{
    TRY_ASSIGN(Connection connection, Connection::open(info, options));
    TRY(connection.query("BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY"));
    TRY(connection.query(settings));
    return CodeWatch(std::move(connection));
}

Result<UntrustedTables> CodeWatch::now()
{
    TRY_ASSIGN(const QueryResult rows, m_connection.query(untrustedTablesQuery(), untrustedTablesParameters()));
    return untrustedTablesOf(rows);
}

std::string_view tablesOfOthersQuery()
{
    return ofOthers;
}

} // namespace engine::pg
