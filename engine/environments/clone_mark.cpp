// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/clone_mark.h"

namespace engine::environments {

namespace {

// One row for each thing that is not as Sosie makes it. A role is trusted that could act as the account used: it can do
// nothing through Sosie that it cannot do without. Indexes and sequences follow their tables.
constexpr pg::Statement findForeign = R"(
WITH own AS (
    SELECT n.oid, n.nspname, n.nspowner, n.nspacl
    FROM pg_catalog.pg_namespace AS n
    WHERE n.nspname ~ '^sosie_(state|(before|discard|kept)_[0-9]+_[0-9]+)$'
),
layout (name, columns) AS (
    VALUES ('restore_point', 'id bigint, phase text, started timestamp with time zone, source text, schemas text[], '
                             'new_schemas text[], new_extensions text[], undo text'),
           ('made', 'point bigint, catalog oid, object oid, file oid, inserted bigint, changed bigint'),
           ('added_user', 'point bigint, id uuid'),
           ('large_object', 'point bigint, number oid, existed boolean, is_copy boolean, owner text, '
                            'privileges text[], grantees text[], grantable boolean[], comment text'),
           ('large_object_piece', 'point bigint, number oid, place bigint, content bytea')
),
relations AS (
    SELECT c.*, pg_catalog.format('%I.%I', own.nspname, c.relname) AS name
    FROM pg_catalog.pg_class AS c JOIN own ON own.oid = c.relnamespace AND own.nspname = 'sosie_state'
),
tables AS (SELECT * FROM relations WHERE relkind NOT IN ('i', 'S')),
grants (place, name, owner, grantee, privilege) AS (
    SELECT 2, 'schema ' || pg_catalog.quote_ident(own.nspname), own.nspowner, a.grantee, a.privilege_type
    FROM own CROSS JOIN LATERAL pg_catalog.aclexplode(own.nspacl) AS a WHERE a.privilege_type <> 'USAGE'
    UNION ALL
    SELECT 4, r.name, r.relowner, a.grantee, a.privilege_type
    FROM relations AS r CROSS JOIN LATERAL pg_catalog.aclexplode(r.relacl) AS a WHERE a.privilege_type <> 'SELECT'
    UNION ALL
    SELECT 4, r.name, r.relowner, x.grantee, x.privilege_type
    FROM relations AS r JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid
    CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) AS x WHERE x.privilege_type <> 'SELECT'
),
found (place, name, owner, reason) AS (
    SELECT 1, 'schema ' || pg_catalog.quote_ident(own.nspname), own.nspowner, 'owner'
    FROM own WHERE NOT pg_catalog.pg_has_role(own.nspowner, current_user, 'MEMBER')
    UNION ALL
    SELECT g.place, g.name, g.owner, pg_catalog.format('%s: %s', g.privilege,
        CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(g.grantee) END)
    FROM grants AS g
    WHERE CASE WHEN g.grantee = 0 THEN true ELSE NOT pg_catalog.pg_has_role(g.grantee, current_user, 'MEMBER') END
    UNION ALL
    SELECT 3, r.name, r.relowner, 'owner'
    FROM relations AS r WHERE NOT pg_catalog.pg_has_role(r.relowner, current_user, 'MEMBER')
    UNION ALL
    SELECT 5, t.name, t.relowner, 'relkind ' || t.relkind::text
    FROM tables AS t LEFT JOIN layout AS l ON l.name = t.relname
    WHERE t.relkind <> 'r' OR t.relpersistence <> 'p' OR t.relispartition OR l.name IS NULL
    UNION ALL
    SELECT 6, t.name, t.relowner, columns.list
    FROM tables AS t JOIN layout AS l ON l.name = t.relname
    CROSS JOIN LATERAL (
        SELECT pg_catalog.string_agg(a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod), ', '
                                     ORDER BY a.attnum) AS list,
            pg_catalog.bool_or(a.attgenerated <> '') AS is_generated
        FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
    WHERE columns.list IS DISTINCT FROM l.columns OR columns.is_generated
    UNION ALL
    SELECT 7, t.name, t.relowner, 'row security' FROM tables AS t WHERE t.relrowsecurity OR t.relforcerowsecurity
    UNION ALL
    SELECT 7, t.name, t.relowner, pg_catalog.pg_describe_object(d.class, d.object, 0)
    FROM tables AS t JOIN LATERAL (
        SELECT 'pg_catalog.pg_trigger'::pg_catalog.regclass::oid, g.oid FROM pg_catalog.pg_trigger AS g
        WHERE g.tgrelid = t.oid
        UNION ALL
        SELECT 'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid FROM pg_catalog.pg_rewrite AS r WHERE r.ev_class = t.oid
        UNION ALL
        SELECT 'pg_catalog.pg_policy'::pg_catalog.regclass, p.oid FROM pg_catalog.pg_policy AS p WHERE p.polrelid = t.oid
        UNION ALL
        SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, i.inhrelid FROM pg_catalog.pg_inherits AS i
        WHERE i.inhparent = t.oid
        UNION ALL
        SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, i.inhparent FROM pg_catalog.pg_inherits AS i
        WHERE i.inhrelid = t.oid
        UNION ALL
        SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, i.indexrelid FROM pg_catalog.pg_index AS i
        WHERE i.indrelid = t.oid AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
        UNION ALL
        SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass, f.oid FROM pg_catalog.pg_attrdef AS f
        WHERE f.adrelid = t.oid AND pg_catalog.pg_get_expr(f.adbin, f.adrelid) NOT IN ('now()', 'pg_catalog.now()')
    ) AS d (class, object) ON true
    UNION ALL
    SELECT 8, pg_catalog.pg_describe_object(d.classid, d.objid, 0), own.nspowner, 'sosie_state'
    FROM own JOIN pg_catalog.pg_depend AS d
        ON d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.refobjid = own.oid
    WHERE own.nspname = 'sosie_state' AND d.classid NOT IN ('pg_catalog.pg_class'::pg_catalog.regclass)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_type AS y
                        WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND y.oid = d.objid
                            AND (y.typrelid <> 0 OR y.typelem <> 0))
)
SELECT f.name, pg_catalog.pg_get_userbyid(f.owner), f.reason FROM found AS f ORDER BY f.place, f.name, f.reason LIMIT 1)";

constexpr pg::Statement hasState = "SELECT pg_catalog.to_regnamespace('sosie_state') IS NOT NULL";

constexpr pg::Statement mayLook = R"(
SELECT EXISTS (SELECT FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
               WHERE n.nspname = 'sosie_state' AND c.relname = 'restore_point'
                   AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')))";

// The lock is the one that every operation holds while it writes to a target (operations/restore_point.cpp).
constexpr pg::Statement selectMark = R"(
SELECT phase = 'complete', source, pg_catalog.to_char(started AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    EXISTS (SELECT FROM pg_catalog.pg_locks AS l JOIN pg_catalog.pg_database AS d ON d.oid = l.database
            WHERE l.locktype = 'advisory' AND l.classid = 1399812969 AND l.objid = 1 AND l.granted
                AND d.datname = pg_catalog.current_database())
FROM sosie_state.restore_point ORDER BY id DESC LIMIT 1)";

Result<bool> judge(const Result<pg::QueryResult> &exists, const Result<pg::QueryResult> &foreign)
{
    TRY(foreign);
    TRY(exists);
    if (foreign->rowCount() > 0)
        return failure({.code = ErrorCode::StateNotTrusted,
                        .subject = text(foreign->view(0, 0)),
                        .detail = text("OWNER " + foreign->string(0, 1) + "; " + foreign->string(0, 2))});
    return exists->boolean(0, 0);
}

} // namespace

Result<bool> trustOwnState(pg::Connection &target)
{
    // In this order: what comes to be in between is not read.
    const Result<pg::QueryResult> exists = target.query(hasState.sql());
    return judge(exists, target.query(findForeign.sql()));
}

Result<bool> trustOwnState(pg::ReadOnlyConnection &target)
{
    const Result<pg::QueryResult> exists = target.query(hasState);
    return judge(exists, target.query(findForeign));
}

Result<std::optional<CloneMark>> readCloneMark(pg::ReadOnlyConnection &target)
{
    TRY_ASSIGN(const pg::QueryResult exists, target.query(mayLook));
    TRY_ASSIGN(const bool isOurs, trustOwnState(target));
    if (!isOurs || !exists.boolean(0, 0))
        return std::optional<CloneMark>();
    TRY_ASSIGN(const pg::QueryResult rows, target.query(selectMark));
    if (rows.rowCount() == 0)
        return std::optional<CloneMark>();
    return CloneMark{.isComplete = rows.boolean(0, 0),
                     .source = text(rows.view(0, 1)),
                     .started = QDateTime::fromString(text(rows.view(0, 2)), Qt::ISODate),
                     .isUnderWay = rows.boolean(0, 3)};
}

} // namespace engine::environments
