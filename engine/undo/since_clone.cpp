// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/undo/since_clone.h"

#include "engine/sql/identifier.h"

namespace engine::undo {

namespace {

constexpr std::string_view writeMade = R"(
INSERT INTO sosie_state.made (point, catalog, object, file, inserted, changed)
SELECT $1::bigint, d.classid, d.objid, coalesce(c.relfilenode, 0),
    coalesce(pg_catalog.pg_stat_get_tuples_inserted(c.oid), 0),
    coalesce(pg_catalog.pg_stat_get_tuples_updated(c.oid) + pg_catalog.pg_stat_get_tuples_deleted(c.oid), 0)
FROM pg_catalog.pg_namespace AS n
JOIN pg_catalog.pg_depend AS d ON d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.refobjid = n.oid
LEFT JOIN pg_catalog.pg_class AS c
    ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = d.objid AND c.relkind = 'r'
WHERE n.nspname = ANY ($2::text[]) AND d.deptype = 'n'
ON CONFLICT DO NOTHING)";

// What an extension brought along follows the extension.
constexpr pg::Statement newObjects = R"(
SELECT d.classid = 'pg_catalog.pg_extension'::pg_catalog.regclass, pg_catalog.pg_describe_object(d.classid, d.objid, 0)
FROM pg_catalog.pg_namespace AS n
JOIN pg_catalog.pg_depend AS d ON d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.refobjid = n.oid
WHERE n.nspname = ANY ($2::text[]) AND d.deptype = 'n'
    AND NOT EXISTS (SELECT FROM sosie_state.made AS m
                    WHERE m.point = $1::bigint AND m.catalog = d.classid AND m.object = d.objid)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e
                    WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e')
ORDER BY 1, 2)";

// The counters of a table only grow, unless somebody resets them or the server crashed. Those of a materialized view
// say that it was filled anew, by the clone itself among others; nothing in it is anybody's work.
constexpr pg::Statement tablesNow = R"(
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), n.nspname = ANY ($2::text[]),
    CASE WHEN c.relkind = 'm' THEN 0 ELSE pg_catalog.pg_stat_get_tuples_inserted(c.oid) - m.inserted END,
    CASE WHEN c.relkind = 'm' THEN 0
        ELSE pg_catalog.pg_stat_get_tuples_updated(c.oid) + pg_catalog.pg_stat_get_tuples_deleted(c.oid) - m.changed
    END,
    c.relkind = 'r' AND c.relfilenode <> m.file
FROM sosie_state.made AS m
JOIN pg_catalog.pg_class AS c ON m.catalog = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = m.object
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE m.point = $1::bigint AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
ORDER BY 1)";

Result<SinceClone> sinceOf(const Result<pg::QueryResult> &objects, const Result<pg::QueryResult> &tables)
{
    TRY(objects);
    TRY(tables);
    SinceClone since;
    for (int row = 0; row < objects->rowCount(); ++row)
        (objects->boolean(row, 0) ? since.extensions : since.made).append(text(objects->view(row, 1)));
    for (int row = 0; row < tables->rowCount(); ++row) {
        const QString name = text(tables->view(row, 0));
        const qint64 inserted = tables->integer(row, 2);
        const qint64 changed = tables->integer(row, 3);
        if (!tables->boolean(row, 1))
            since.movedAway.append(name);
        else if (inserted < 0 || changed < 0)
            since.isCounted = false;
        else if (inserted > 0 || changed > 0 || tables->boolean(row, 4))
            since.changed.append(inserted + changed > 0 ? QStringLiteral("%1 (%2)").arg(name).arg(inserted + changed)
                                                        : name);
    }
    return since;
}

} // namespace

Result<> rememberMade(pg::Connection &target, const target::RestorePoint &point)
{
    TRY(target.query(writeMade, {std::to_string(point.id), sql::arrayLiteral(point.schemasOfCopy())}));
    return {};
}

Result<SinceClone> readSinceClone(pg::Connection &target, const target::RestorePoint &point)
{
    const std::vector<pg::Parameter> values{std::to_string(point.id), sql::arrayLiteral(point.schemasOfCopy())};
    const Result<pg::QueryResult> objects = target.query(newObjects.sql(), values);
    return sinceOf(objects, target.query(tablesNow.sql(), values));
}

Result<SinceClone> readSinceClone(pg::ReadOnlyConnection &target, const target::RestorePoint &point)
{
    const std::vector<pg::Parameter> values{std::to_string(point.id), sql::arrayLiteral(point.schemasOfCopy())};
    const Result<pg::QueryResult> objects = target.query(newObjects, values);
    return sinceOf(objects, target.query(tablesNow, values));
}

} // namespace engine::undo
