// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/restore_point.h"

#include "engine/catalog/aside/set_aside.h"
#include "engine/environments/clone_mark.h"
#include "engine/sql/identifier.h"
#include "engine/target/extension_rows.h"
#include "engine/target/outside_views.h"
#include "engine/target/session/own_state.h"
#include "engine/target/session/target_session.h"

#include <chrono>
#include <set>
#include <thread>

namespace engine::target {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// "Sosi" and 1: the first number keeps out of the way of applications that count their advisory locks from 1.
constexpr std::string_view tryLock = "SELECT pg_catalog.pg_try_advisory_lock(1399812969, 1)";

constexpr std::string_view lockHolder = R"(
SELECT l.pid, coalesce(a.application_name, ''), coalesce(a.client_addr::text, 'local'), coalesce(a.backend_start::text, '')
FROM pg_catalog.pg_locks AS l LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.classid = 1399812969 AND l.objid = 1 AND l.granted
    AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
LIMIT 1)";

// made: what a finished clone had put into the target, and how much was done to each table by then. What is not there
// was made since.
constexpr std::string_view createMarkerTables = R"(
CREATE TABLE IF NOT EXISTS sosie_state.restore_point (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    phase text NOT NULL CHECK (phase IN ('working', 'complete')),
    started timestamptz NOT NULL DEFAULT pg_catalog.now(),
    source text NOT NULL,
    schemas text[] NOT NULL,
    new_schemas text[] NOT NULL,
    new_extensions text[] NOT NULL,
    undo text NOT NULL
);
CREATE TABLE IF NOT EXISTS sosie_state.made (
    point bigint NOT NULL,
    catalog oid NOT NULL,
    object oid NOT NULL,
    file oid NOT NULL,
    inserted bigint NOT NULL,
    changed bigint NOT NULL,
    PRIMARY KEY (point, catalog, object)
))";

constexpr std::string_view insertMarker = R"(
INSERT INTO sosie_state.restore_point (phase, source, schemas, new_schemas, new_extensions, undo)
VALUES ('working', $1, $2, $3, $4, $5)
RETURNING id, pg_catalog.to_char(started AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))";

constexpr std::string_view insertComplete = R"(
INSERT INTO sosie_state.restore_point (phase, source, schemas, new_schemas, new_extensions, undo)
VALUES ('complete', $1, '{}', '{}', '{}', $2) RETURNING id)";

constexpr pg::Statement markerTableExists = "SELECT pg_catalog.to_regclass('sosie_state.restore_point') IS NOT NULL";

constexpr pg::Statement selectNewest = R"(
SELECT id, phase, pg_catalog.to_char(started AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), source,
    schemas, new_schemas, new_extensions, undo
FROM sosie_state.restore_point ORDER BY id DESC LIMIT 1)";

constexpr std::string_view selectOlder = R"(
SELECT id, phase, '', source, schemas, new_schemas, new_extensions, undo
FROM sosie_state.restore_point WHERE id < $1 ORDER BY id)";

// What bringing back makes of a restore point of which only the dropping is left: an interrupted clone that has made
// these schemas and set nothing aside.
constexpr std::string_view writeOnlyDropping = R"(
UPDATE sosie_state.restore_point
SET phase = 'working', schemas = '{}', new_schemas = $2, new_extensions = '{}', undo = $3 WHERE id = $1)";

constexpr auto lockPatience = 3s;

Result<RestorePoint> pointOf(const pg::QueryResult &rows, int row)
{
    TRY_ASSIGN(UndoActions undo, UndoActions::fromJson(QByteArray::fromStdString(rows.string(row, 7))));
    return RestorePoint{.id = rows.integer(row, 0),
                        .phase = rows.view(row, 1) == "complete" ? RestorePoint::Phase::Complete
                                                                 : RestorePoint::Phase::Working,
                        .started = rows.string(row, 2),
                        .source = rows.string(row, 3),
                        .schemas = rows.array(row, 4),
                        .newSchemas = rows.array(row, 5),
                        .newExtensions = rows.array(row, 6),
                        .undo = std::move(undo)};
}

Result<std::optional<RestorePoint>> firstOf(const pg::QueryResult &rows)
{
    if (rows.rowCount() == 0)
        return std::optional<RestorePoint>();
    TRY_ASSIGN(RestorePoint point, pointOf(rows, 0));
    return std::optional(std::move(point));
}

Result<> executeAll(pg::Connection &target, const std::vector<std::string> &statements)
{
    for (const std::string &statement : statements)
        TRY(target.execute(statement));
    return {};
}

Result<> setOthersAside(pg::Connection &target, const RestorePoint &point)
{
    size_t place = point.schemas.size();
    for (const std::string &schema : point.otherSchemas()) {
        const std::string before = point.schemaBefore(place++);
        TRY(makeOwnSchema(target, before));
        for (const UndoActions::Aside &object : point.undo.aside) {
            if (object.schema == schema)
                TRY(moveAside(target, object, before));
        }
    }
    if (point.undo.rows.empty())
        return {};
    TRY(makeOwnSchema(target, point.placeOfRows()));
    return storeExtensionRows(target, point.undo.rows, point.placeOfRows());
}

} // namespace

std::string RestorePoint::schemaBefore(size_t index) const
{
    return "sosie_before_" + std::to_string(id) + '_' + std::to_string(index);
}

std::vector<std::string> RestorePoint::otherSchemas() const
{
    std::set<std::string> others;
    for (const UndoActions::Aside &object : undo.aside)
        others.insert(object.schema);
    return {others.begin(), others.end()};
}

std::vector<std::string> RestorePoint::schemasBefore() const
{
    std::vector<std::string> places;
    for (size_t i = 0; i < schemas.size() + otherSchemas().size(); ++i)
        places.push_back(schemaBefore(i));
    if (!undo.rows.empty() || undo.migration)
        places.push_back(placeOfRows());
    return places;
}

std::string RestorePoint::placeOfRows() const
{
    return schemaBefore(schemas.size() + otherSchemas().size());
}

std::string RestorePoint::schemaKept(size_t index) const
{
    return "sosie_kept_" + std::to_string(id) + '_' + std::to_string(index);
}

std::vector<std::string> RestorePoint::schemasOfCopy() const
{
    std::vector<std::string> names = schemas;
    names.insert(names.end(), newSchemas.begin(), newSchemas.end());
    return names;
}

QDateTime RestorePoint::startedAt() const
{
    return QDateTime::fromString(text(started), Qt::ISODate);
}

std::string RestorePoint::applicationName() const
{
    return "sosie clone " + std::to_string(id);
}

Result<> lockTarget(pg::Connection &target)
{
    const auto deadline = std::chrono::steady_clock::now() + lockPatience;
    while (true) {
        TRY_ASSIGN(const pg::QueryResult locked, target.query(tryLock));
        if (locked.boolean(0, 0))
            return {};
        if (std::chrono::steady_clock::now() > deadline)
            break;
        std::this_thread::sleep_for(100ms);
    }
    Error busy{.code = ErrorCode::TargetBusy, .subject = text(target.displayName())};
    TRY_ASSIGN(const pg::QueryResult holder, target.query(lockHolder));
    if (holder.rowCount() > 0)
        busy.detail = QStringLiteral("pid %1, %2, %3, %4")
                          .arg(text(holder.view(0, 0)), text(holder.view(0, 1)), text(holder.view(0, 2)),
                               text(holder.view(0, 3)));
    return failure(std::move(busy));
}

Result<std::optional<RestorePoint>> newestRestorePoint(pg::Connection &target)
{
    TRY_ASSIGN(const pg::QueryResult exists, target.query(markerTableExists.sql()));
    TRY_ASSIGN(const bool isOurs, environments::trustOwnState(target));
    if (!isOurs || !exists.boolean(0, 0))
        return std::optional<RestorePoint>();
    TRY_ASSIGN(const pg::QueryResult rows, target.query(selectNewest.sql()));
    return firstOf(rows);
}

Result<std::optional<RestorePoint>> newestRestorePoint(pg::ReadOnlyConnection &target)
{
    TRY_ASSIGN(const pg::QueryResult exists, target.query(markerTableExists));
    TRY_ASSIGN(const bool isOurs, environments::trustOwnState(target));
    if (!isOurs || !exists.boolean(0, 0))
        return std::optional<RestorePoint>();
    TRY_ASSIGN(const pg::QueryResult rows, target.query(selectNewest));
    return firstOf(rows);
}

Result<RestorePoint> setAside(pg::Connection &target, const safety::DestructivePermit &permit,
                              const SetAsideRequest &request)
{
    RestorePoint point{.source = request.source,
                       .schemas = request.schemas,
                       .newSchemas = request.newSchemas,
                       .newExtensions = request.newExtensions,
                       .undo = request.undo};
    TRY(transaction(target, [&]() -> Result<> {
        TRY(permit.recheck(target));
        TRY(silenceEventTriggers(target, point.undo.switchedOff));
        TRY(makeOwnState(target));
        TRY(makeOwnTables(target, createMarkerTables));
        TRY_ASSIGN(const pg::QueryResult inserted,
                   target.query(insertMarker,
                                {point.source, sql::arrayLiteral(point.schemas), sql::arrayLiteral(point.newSchemas),
                                 sql::arrayLiteral(point.newExtensions), point.undo.toJson().toStdString()}));
        point.id = inserted.integer(0, 0);
        point.started = inserted.string(0, 1);
        TRY(executeAll(target, request.statements));
        for (size_t i = 0; i < point.schemas.size(); ++i) {
            if (point.undo.isWhole(point.schemas[i])) {
                TRY(catalog::renameSchema(target, point.schemas[i], point.schemaBefore(i)));
                TRY(makeOwnSchema(target, point.schemas[i]));
                TRY(catalog::moveExtensions(target, point.schemaBefore(i), point.schemas[i]));
                continue;
            }
            TRY(makeOwnSchema(target, point.schemaBefore(i)));
            TRY(catalog::moveAll(target, point.schemas[i], point.schemaBefore(i)));
        }
        TRY(executeAll(target, request.attributes));
        return setOthersAside(target, point);
    }));
    TRY(target.execute("SET application_name = " + sql::literal(point.applicationName())));
    return point;
}

Result<RestorePoint> beginMigration(pg::Connection &target, const std::string &source, UndoActions undo)
{
    RestorePoint point{.phase = RestorePoint::Phase::Complete, .source = source, .undo = std::move(undo)};
    TRY(makeOwnState(target));
    TRY(makeOwnTables(target, createMarkerTables));
    TRY_ASSIGN(const pg::QueryResult inserted,
               target.query(insertComplete, {point.source, point.undo.toJson().toStdString()}));
    point.id = inserted.integer(0, 0);
    TRY(makeOwnSchema(target, point.placeOfRows()));
    return point;
}

RestorePoint onlyDropping(const RestorePoint &point, std::vector<std::string> schemas)
{
    // The old objects are back: of the actions nothing is left but what the copy may still need.
    UndoActions undo;
    undo.made = point.undo.made;
    return {.id = point.id, .source = point.source, .newSchemas = std::move(schemas), .undo = std::move(undo)};
}

Result<> markOnlyDropping(pg::Connection &target, const RestorePoint &rest)
{
    TRY(target.query(writeOnlyDropping,
                     {std::to_string(rest.id), sql::arrayLiteral(rest.newSchemas), rest.undo.toJson().toStdString()}));
    return {};
}

Result<> deleteMarker(pg::Connection &target, long long id)
{
    for (const std::string_view table : {"restore_point WHERE id", "made WHERE point"})
        TRY(target.query("DELETE FROM sosie_state." + std::string(table) + " = $1", {std::to_string(id)}));
    TRY_ASSIGN(const pg::QueryResult others, target.query("SELECT 1 FROM sosie_state.restore_point LIMIT 1"));
    if (others.rowCount() > 0)
        return {};
    // Tables of ours alone are in it, or trustOwnState() would have said so.
    TRY_ASSIGN(const pg::QueryResult tables,
               target.query("SELECT pg_catalog.string_agg(pg_catalog.format('sosie_state.%I', relname), ', ')"
                            " FROM pg_catalog.pg_class WHERE relkind = 'r'"
                            " AND relnamespace = pg_catalog.to_regnamespace('sosie_state')"));
    TRY(target.execute("DROP TABLE " + tables.string(0, 0)));
    return target.execute("DROP SCHEMA sosie_state");
}

Result<std::vector<RestorePoint>> olderRestorePoints(pg::Connection &target, const RestorePoint &point)
{
    TRY(environments::trustOwnState(target));
    TRY_ASSIGN(const pg::QueryResult rows, target.query(selectOlder, {std::to_string(point.id)}));
    std::vector<RestorePoint> points;
    for (int row = 0; row < rows.rowCount(); ++row) {
        TRY_ASSIGN(RestorePoint older, pointOf(rows, row));
        points.push_back(std::move(older));
    }
    return points;
}

} // namespace engine::target
