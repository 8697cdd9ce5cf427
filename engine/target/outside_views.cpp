// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/outside_views.h"

#include "engine/base/contains.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/defusing/outward.h"
#include "engine/sql/identifier.h"
#include "engine/target/session/code_paths.h"

#include <algorithm>
#include <set>

namespace engine::target {

using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;
using catalog::OutsideDependent;

namespace {

constexpr std::string_view materializedView = "materialized view";

// By their rules, which are what depends.
constexpr pg::Statement namesOfViews = R"(
SELECT n.nspname, c.relname, r.oid
FROM pg_catalog.pg_rewrite AS r JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE r.oid = ANY ($1::oid[]))";

// The rule of a view is as old as its query.
constexpr std::string_view writeViews = R"(
INSERT INTO sosie_state.made (point, catalog, object, file, inserted, changed)
SELECT $1::bigint, 'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid, 0, 0, 0
FROM ROWS FROM (pg_catalog.unnest($2::text[]), pg_catalog.unnest($3::text[])) AS v (schema, name)
JOIN pg_catalog.pg_namespace AS n ON n.nspname = v.schema
JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = v.name AND c.relkind = 'm'
JOIN pg_catalog.pg_rewrite AS r ON r.ev_class = c.oid
ON CONFLICT DO NOTHING)";

constexpr pg::Statement otherViews = R"(
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
FROM ROWS FROM (pg_catalog.unnest($2::text[]), pg_catalog.unnest($3::text[])) AS v (schema, name)
JOIN pg_catalog.pg_namespace AS n ON n.nspname = v.schema
JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = v.name
LEFT JOIN pg_catalog.pg_rewrite AS r ON r.ev_class = c.oid AND c.relkind = 'm'
WHERE NOT EXISTS (SELECT FROM sosie_state.made AS m
                  WHERE m.point = $1::bigint AND m.catalog = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
                      AND m.object = r.oid)
ORDER BY 1)";

constexpr std::string_view isThere = R"(
SELECT CASE $1 WHEN 'statistics' THEN EXISTS (
           SELECT FROM pg_catalog.pg_statistic_ext AS s JOIN pg_catalog.pg_namespace AS n ON n.oid = s.stxnamespace
           WHERE n.nspname = $2 AND s.stxname = $3)
       ELSE EXISTS (SELECT FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
                    WHERE n.nspname = $2 AND c.relname = $3 AND c.relkind = 'm') END)";

std::vector<pg::Parameter> parametersOf(long long point, const std::vector<UndoActions::Aside> &aside)
{
    std::vector<std::string> schemas;
    std::vector<std::string> names;
    for (const UndoActions::Aside &object : aside) {
        if (object.kind != materializedView)
            continue;
        schemas.push_back(object.schema);
        names.push_back(object.name);
    }
    return {std::to_string(point), sql::arrayLiteral(schemas), sql::arrayLiteral(names)};
}

std::vector<std::string> firstColumn(const pg::QueryResult &rows)
{
    std::vector<std::string> all;
    for (int row = 0; row < rows.rowCount(); ++row)
        all.push_back(rows.string(row, 0));
    return all;
}

/// The views and what hangs on them.
catalog::Schema partsOf(const catalog::Schema &outside, const std::set<ObjectKey> &views)
{
    catalog::Schema parts;
    parts.serverVersion = outside.serverVersion;
    parts.databaseName = outside.databaseName;
    for (const Object &object : outside.objects) {
        const bool isIndex
            = object.key.kind == ObjectKind::Index
              && views.contains(
                  {.kind = ObjectKind::MaterializedView, .schema = object.key.schema, .name = object.key.parent});
        const bool isStatistics
            = object.key.kind == ObjectKind::Statistics
              && std::ranges::any_of(object.dependsOn.value, [&](const ObjectKey &key) { return views.contains(key); });
        if (views.contains(object.key) || isIndex || isStatistics)
            parts.objects.push_back(object);
    }
    return parts;
}

std::string joined(const std::vector<catalog::DdlStatement> &statements, const ObjectKey &key)
{
    std::string sql;
    for (const catalog::DdlStatement &statement : statements) {
        if (statement.object == key)
            sql += statement.sql + ";\n";
    }
    return sql;
}

} // namespace

Result<OutsideViews> OutsideViews::plan(pg::ReadOnlyConnection &target, const catalog::Schema &copy,
                                        catalog::DdlOptions options, std::vector<OutsideDependent> &dependents)
{
    OutsideViews planned;
    std::vector<std::string> rules;
    for (const OutsideDependent &dependent : dependents) {
        if (dependent.kind == materializedView)
            rules.push_back(std::to_string(dependent.place.object));
    }
    if (rules.empty())
        return planned;
    TRY_ASSIGN(const pg::QueryResult names, target.query(namesOfViews, {sql::arrayLiteral(rules)}));
    std::map<unsigned, ObjectKey> keys;
    std::set<ObjectKey> views;
    std::set<std::string> schemas;
    for (int row = 0; row < names.rowCount(); ++row) {
        const ObjectKey key{
            .kind = ObjectKind::MaterializedView, .schema = names.string(row, 0), .name = names.string(row, 1)};
        keys.emplace(static_cast<unsigned>(names.integer(row, 2)), key);
        views.insert(key);
        schemas.insert(key.schema);
    }
    TRY_ASSIGN(const catalog::Schema outside,
               catalog::readSchema(target, {.schemas = {schemas.begin(), schemas.end()}}));
    // What they read is the copy's by then.
    catalog::Schema all = outside;
    all.objects.insert(all.objects.end(), copy.objects.begin(), copy.objects.end());
    all.sort();
    all.notCarried.clear();
    defusing::keepInside(all);
    const catalog::Schema parts = partsOf(all, views);
    for (const ObjectKey &key : views) {
        const auto named = std::ranges::find_if(all.notCarried, [&](const catalog::Uncarried &other) {
            return other.kind == "rows of materialized view" && other.name == key.display();
        });
        if (named != all.notCarried.end())
            planned.m_notFilled.push_back(*named);
    }
    options.existingSchemas = {schemas.begin(), schemas.end()};
    options.movedExtensions.clear();
    options.missingRoles.clear();
    options.rolesGrantedByDefault = catalog::rolesGrantedByDefault(outside);
    TRY_ASSIGN(options.codePaths, readCodePaths(target));
    options.closedSchemas = schemasNotGranted(outside, outside, 'U');
    options.schemasWithoutCreate = schemasNotGranted(outside, outside, 'C');
    TRY_ASSIGN(planned.m_script, catalog::creationScript(parts, options));
    for (OutsideDependent &dependent : dependents) {
        const auto key = keys.find(dependent.place.object);
        if (dependent.kind == materializedView && key != keys.end())
            dependent.createStatement = joined(planned.m_script.preData, key->second);
    }
    for (const Object &object : parts.objects) {
        if (object.key.kind == ObjectKind::Statistics)
            planned.m_aside.push_back({"statistics", object.key.schema, object.key.name});
    }
    for (const ObjectKey &key : views)
        planned.m_aside.push_back({std::string(materializedView), key.schema, key.name});
    return planned;
}

Result<std::vector<UnfilledView>> OutsideViews::finish(pg::Connection &target, const TryingAgain &again) const
{
    for (const auto *statements : {&m_script.indexes, &m_script.keys, &m_script.validations, &m_script.postData})
        TRY(runScript(target, *statements, again));
    TRY_ASSIGN(std::vector<UnfilledView> unfilled, fillViews(target, m_script.refreshes, again));
    TRY(runScript(target, m_script.finish, again));
    return unfilled;
}

Result<std::vector<std::string>> viewsMadeSince(pg::Connection &target, long long point,
                                                const std::vector<UndoActions::Aside> &aside)
{
    if (aside.empty())
        return std::vector<std::string>();
    return target.query(otherViews.sql(), parametersOf(point, aside)).map(firstColumn);
}

Result<std::vector<std::string>> viewsMadeSince(pg::ReadOnlyConnection &target, long long point,
                                                const std::vector<UndoActions::Aside> &aside)
{
    if (aside.empty())
        return std::vector<std::string>();
    return target.query(otherViews, parametersOf(point, aside)).map(firstColumn);
}

Result<> rememberViews(pg::Connection &target, long long point, const std::vector<UndoActions::Aside> &aside)
{
    if (!aside.empty())
        TRY(target.query(writeViews, parametersOf(point, aside)));
    return {};
}

Result<> moveAside(pg::Connection &target, const UndoActions::Aside &object, const std::string &schema)
{
    TRY_ASSIGN(const pg::QueryResult there, target.query(isThere, {object.kind, object.schema, object.name}));
    if (!there.boolean(0, 0))
        return {};
    return target.execute(std::string("ALTER ") + (object.kind == "statistics" ? "STATISTICS " : "MATERIALIZED VIEW ")
                          + sql::QualifiedName{object.schema, object.name}.quoted() + " SET SCHEMA "
                          + sql::quoted(schema));
}

} // namespace engine::target
