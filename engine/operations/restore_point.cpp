// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/restore_point.h"

#include "engine/catalog/set_aside.h"
#include "engine/operations/auth_users.h"
#include "engine/operations/large_objects.h"
#include "engine/operations/target_session.h"
#include "engine/pg/identifier.h"

#include <chrono>
#include <thread>

namespace engine::operations {

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

constexpr std::string_view createMarkerTable = R"(
CREATE SCHEMA IF NOT EXISTS sosie_state;
CREATE TABLE IF NOT EXISTS sosie_state.restore_point (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    phase text NOT NULL CHECK (phase IN ('working', 'complete')),
    started timestamptz NOT NULL DEFAULT pg_catalog.now(),
    source text NOT NULL,
    schemas text[] NOT NULL,
    new_schemas text[] NOT NULL,
    new_extensions text[] NOT NULL,
    undo text[] NOT NULL
))";

constexpr std::string_view insertMarker = R"(
INSERT INTO sosie_state.restore_point (phase, source, schemas, new_schemas, new_extensions, undo)
VALUES ('working', $1, $2, $3, $4, $5)
RETURNING id, pg_catalog.to_char(started AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))";

constexpr pg::Statement markerTableExists = "SELECT pg_catalog.to_regclass('sosie_state.restore_point') IS NOT NULL";

constexpr pg::Statement selectNewest = R"(
SELECT id, phase, pg_catalog.to_char(started AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), source,
    schemas, new_schemas, new_extensions, undo
FROM sosie_state.restore_point ORDER BY id DESC LIMIT 1)";

constexpr std::string_view selectOlder = R"(
SELECT id, phase, '', source, schemas, new_schemas, new_extensions, undo
FROM sosie_state.restore_point WHERE id < $1)";

constexpr std::string_view endProcesses = R"(
SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
WHERE application_name = $1 AND pid <> pg_catalog.pg_backend_pid()
    AND datname = pg_catalog.current_database())";

// To drop a table takes some ten locks (indexes, constraints, types), with many foreign keys several times that, out of
// a store that all sessions share: 6,400 by default. With more tables than this, what is no longer wanted goes in
// several transactions.
constexpr std::string_view tablesDroppedAtOnce = R"(
SELECT greatest(10, pg_catalog.current_setting('max_locks_per_transaction')::int
    * (pg_catalog.current_setting('max_connections')::int
       + pg_catalog.current_setting('max_prepared_transactions')::int) / 64))";

// Partitions before what they are partitions of, so that a parent does not take all of them along at once.
constexpr std::string_view tablesIn = R"(
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p') AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS d
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relispartition DESC, c.oid DESC)";

// What bringing back makes of a restore point of which only the dropping is left: an interrupted clone that has made
// these schemas and set nothing aside.
constexpr std::string_view onlyDropping = R"(
UPDATE sosie_state.restore_point
SET phase = 'working', schemas = '{}', new_schemas = $2, new_extensions = '{}', undo = '{}' WHERE id = $1)";

// Each statement on its own would wait for the way to the server and back.
constexpr size_t movedAtOnce = 100;

constexpr auto lockPatience = 3s;
constexpr auto processPatience = 5s;

RestorePoint pointOf(const pg::QueryResult &rows, int row)
{
    return {.id = rows.integer(row, 0),
            .phase = rows.view(row, 1) == "complete" ? RestorePoint::Phase::Complete : RestorePoint::Phase::Working,
            .started = rows.string(row, 2),
            .source = rows.string(row, 3),
            .schemas = rows.array(row, 4),
            .newSchemas = rows.array(row, 5),
            .newExtensions = rows.array(row, 6),
            .undo = rows.array(row, 7)};
}

std::optional<RestorePoint> firstOf(const pg::QueryResult &rows)
{
    return rows.rowCount() == 0 ? std::nullopt : std::optional(pointOf(rows, 0));
}

// Event triggers of the target must not look at what Sosie itself does: they may refuse it, or need what has moved.
// A DO block, because somebody may have dropped one until it is switched on again.
constexpr std::string_view switchableEventTriggers = R"(
SELECT pg_catalog.format('ALTER EVENT TRIGGER %I DISABLE', evtname),
    pg_catalog.format('DO %L', pg_catalog.format(
        'BEGIN IF EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE evtname = %L AND evtenabled = ''D'') THEN '
        'ALTER EVENT TRIGGER %I ENABLE%s; END IF; END', evtname, evtname,
        CASE evtenabled WHEN 'R' THEN ' REPLICA' WHEN 'A' THEN ' ALWAYS' ELSE '' END))
FROM pg_catalog.pg_event_trigger
WHERE evtenabled <> 'D' AND pg_catalog.pg_has_role(evtowner, 'USAGE')
ORDER BY evtname)";

/// Switches off the event triggers that the session may switch off, and adds to `switchOn` what undoes that.
Result<> silenceEventTriggers(pg::Connection &target, std::vector<std::string> &switchOn)
{
    TRY_ASSIGN(const pg::QueryResult rows, target.query(switchableEventTriggers));
    for (int row = 0; row < rows.rowCount(); ++row) {
        TRY(target.execute(rows.view(row, 0)));
        switchOn.push_back(rows.string(row, 1));
    }
    return {};
}

Result<> executeAll(pg::Connection &target, const std::vector<std::string> &statements)
{
    for (const std::string &statement : statements)
        TRY(target.execute(statement));
    return {};
}

Result<> moveAll(pg::Connection &target, const std::string &from, const std::string &to)
{
    TRY_ASSIGN(const std::vector<std::string> statements, catalog::moveStatements(target, from, to));
    for (size_t first = 0; first < statements.size(); first += movedAtOnce) {
        std::string sql;
        for (size_t i = first; i < std::min(first + movedAtOnce, statements.size()); ++i)
            sql += statements[i] + ";\n";
        TRY(target.execute(sql));
    }
    return {};
}

/// What is dropped before one transaction can drop the rest of the schemas: a statement for each transaction.
Result<std::vector<std::string>> earlierDrops(pg::Connection &target, const std::vector<std::string> &schemas)
{
    TRY_ASSIGN(const pg::QueryResult limit, target.query(tablesDroppedAtOnce));
    TRY_ASSIGN(const pg::QueryResult tables, target.query(tablesIn, {pg::arrayLiteral(schemas)}));
    const int atOnce = static_cast<int>(limit.integer(0, 0));
    const int last = tables.rowCount() - atOnce;
    std::vector<std::string> drops;
    for (int first = 0; first < last; first += atOnce) {
        std::string list;
        for (int row = first; row < std::min(first + atOnce, last); ++row)
            list += (row == first ? "" : ", ") + tables.string(row, 0);
        drops.push_back("DROP TABLE IF EXISTS " + list + " CASCADE");
    }
    return drops;
}

Result<> dropSchemas(pg::Connection &target, const std::vector<std::string> &schemas)
{
    for (const std::string &schema : schemas)
        TRY(target.execute("DROP SCHEMA IF EXISTS " + pg::quoted(schema) + " CASCADE"));
    return {};
}

Result<> deleteMarker(pg::Connection &target, long long id)
{
    TRY(target.query("DELETE FROM sosie_state.restore_point WHERE id = $1", {std::to_string(id)}));
    return {};
}

/// What of an older restore point is in the target: what it had set aside, or what is left of it to drop.
std::vector<std::string> schemasOf(const RestorePoint &older)
{
    std::vector<std::string> schemas = older.newSchemas;
    if (older.phase == RestorePoint::Phase::Complete) {
        schemas.clear();
        for (size_t i = 0; i < older.schemas.size(); ++i)
            schemas.push_back(older.schemaBefore(i));
    }
    return schemas;
}

/// Workers whose client is gone may still be inside a statement, with locks on what is about to be dropped.
Result<> endOtherProcesses(pg::Connection &target, const RestorePoint &point)
{
    const auto deadline = std::chrono::steady_clock::now() + processPatience;
    while (true) {
        TRY_ASSIGN(const pg::QueryResult ended, target.query(endProcesses, {point.applicationName()}));
        if (ended.rowCount() == 0 || std::chrono::steady_clock::now() > deadline)
            return {};
        std::this_thread::sleep_for(20ms);
    }
}

/// Gives back the schemas that are left to drop.
Result<std::vector<std::string>> bringBack(pg::Connection &target, const RestorePoint &point,
                                           std::vector<std::string> &switchOn)
{
    const auto discardName
        = [&](size_t index) { return "sosie_discard_" + std::to_string(point.id) + '_' + std::to_string(index); };
    std::vector<std::string> left = point.newSchemas;
    TRY(silenceEventTriggers(target, switchOn));
    for (size_t i = 0; i < point.schemas.size(); ++i) {
        left.push_back(discardName(i));
        TRY(target.execute("CREATE SCHEMA " + pg::quoted(discardName(i))));
        TRY(moveAll(target, point.schemas[i], discardName(i)));
    }
    for (const std::string &extension : point.newExtensions)
        TRY(target.execute("DROP EXTENSION IF EXISTS " + pg::quoted(extension) + " CASCADE"));
    for (size_t i = 0; i < point.schemas.size(); ++i) {
        TRY(moveAll(target, point.schemaBefore(i), point.schemas[i]));
        TRY(target.execute("DROP SCHEMA " + pg::quoted(point.schemaBefore(i))));
    }
    // Binds what is elsewhere to the old objects again: only then can the new ones go without taking it with them.
    TRY(executeAll(target, point.undo));
    TRY(silenceEventTriggers(target, switchOn));
    return left;
}

/// Drops what bringBack() has left, and forgets the restore point.
Result<UsersLeft> dropLeft(pg::Connection &target, const RestorePoint &point, const std::vector<std::string> &left)
{
    TRY(dropSchemas(target, left));
    // Nothing of the copy refers to them any more.
    TRY_ASSIGN(UsersLeft users, removeAddedUsers(target, point.id));
    TRY(deleteMarker(target, point.id));
    TRY_ASSIGN(const pg::QueryResult others, target.query("SELECT 1 FROM sosie_state.restore_point LIMIT 1"));
    if (others.rowCount() == 0)
        TRY(target.execute("DROP SCHEMA sosie_state CASCADE"));
    return users;
}

Result<UsersLeft> dropLeftInPieces(pg::Connection &target, const safety::DestructivePermit &permit,
                                   const RestorePoint &point, const std::vector<std::string> &left)
{
    TRY_ASSIGN(const std::vector<std::string> drops, earlierDrops(target, left));
    for (const std::string &drop : drops)
        TRY(transaction(target, [&]() -> Result<> {
            TRY(permit.recheck(target));
            std::vector<std::string> switchOn;
            TRY(silenceEventTriggers(target, switchOn));
            TRY(target.execute(drop));
            return executeAll(target, switchOn);
        }));
    UsersLeft users;
    TRY(transaction(target, [&]() -> Result<> {
        TRY(permit.recheck(target));
        std::vector<std::string> switchOn;
        TRY(silenceEventTriggers(target, switchOn));
        TRY_ASSIGN(users, dropLeft(target, point, left));
        return executeAll(target, switchOn);
    }));
    return users;
}

} // namespace

std::string RestorePoint::schemaBefore(size_t index) const
{
    return "sosie_before_" + std::to_string(id) + '_' + std::to_string(index);
}

QDateTime RestorePoint::startedAt() const
{
    return QDateTime::fromString(text(started), Qt::ISODate);
}

std::string RestorePoint::applicationName() const
{
    return "sosie clone " + std::to_string(id);
}

Sentence UsersLeft::description() const
{
    const QString names = ids.join(u", "_s) + (count > ids.size() ? u", …"_s : QString());
    return Tr::sentence(
               "%Ln user(s) that the clone had added to auth.users could not be removed and are still there: %1",
               nullptr, count)
        .arg(names);
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
    if (!exists.boolean(0, 0))
        return std::optional<RestorePoint>();
    TRY_ASSIGN(const pg::QueryResult rows, target.query(selectNewest.sql()));
    return firstOf(rows);
}

Result<std::optional<RestorePoint>> newestRestorePoint(pg::ReadOnlyConnection &target)
{
    TRY_ASSIGN(const pg::QueryResult exists, target.query(markerTableExists));
    if (!exists.boolean(0, 0))
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
        TRY(silenceEventTriggers(target, point.switchOn));
        point.undo.insert(point.undo.end(), point.switchOn.begin(), point.switchOn.end());
        TRY(target.execute(createMarkerTable));
        TRY_ASSIGN(const pg::QueryResult inserted,
                   target.query(insertMarker,
                                {point.source, pg::arrayLiteral(point.schemas), pg::arrayLiteral(point.newSchemas),
                                 pg::arrayLiteral(point.newExtensions), pg::arrayLiteral(point.undo)}));
        point.id = inserted.integer(0, 0);
        point.started = inserted.string(0, 1);
        TRY(executeAll(target, request.statements));
        for (size_t i = 0; i < point.schemas.size(); ++i) {
            TRY(target.execute("CREATE SCHEMA " + pg::quoted(point.schemaBefore(i))));
            TRY(moveAll(target, point.schemas[i], point.schemaBefore(i)));
        }
        return {};
    }));
    TRY(target.execute("SET application_name = " + pg::literal(point.applicationName())));
    return point;
}

Result<> complete(pg::Connection &target, const safety::DestructivePermit &permit, const RestorePoint &point)
{
    TRY_ASSIGN(const pg::QueryResult rows, target.query(selectOlder, {std::to_string(point.id)}));
    std::vector<RestorePoint> later;
    TRY(transaction(target, [&]() -> Result<> {
        TRY(permit.recheck(target));
        TRY(target.execute("SET LOCAL synchronous_commit = on"));
        std::vector<std::string> switchOn = point.switchOn;
        TRY(silenceEventTriggers(target, switchOn));
        for (int row = 0; row < rows.rowCount(); ++row) {
            const RestorePoint older = pointOf(rows, row);
            const std::vector<std::string> schemas = schemasOf(older);
            TRY(forgetLargeObjects(target, older.id));
            TRY(forgetAddedUsers(target, older.id));
            TRY_ASSIGN(const std::vector<std::string> drops, earlierDrops(target, schemas));
            if (!drops.empty()) {
                TRY(target.query(onlyDropping, {std::to_string(older.id), pg::arrayLiteral(schemas)}));
                later.push_back({.id = older.id, .newSchemas = schemas});
            } else {
                TRY(dropSchemas(target, schemas));
                TRY(deleteMarker(target, older.id));
            }
        }
        TRY(target.query("UPDATE sosie_state.restore_point SET phase = 'complete' WHERE id = $1",
                         {std::to_string(point.id)}));
        return executeAll(target, switchOn);
    }));
    // The clone is done. What cannot be dropped now is dropped by the next one.
    for (const RestorePoint &older : later)
        static_cast<void>(dropLeftInPieces(target, permit, older, older.newSchemas));
    return {};
}

Result<UsersLeft> undo(pg::Connection &target, const safety::DestructivePermit &permit, const RestorePoint &point)
{
    TRY(endOtherProcesses(target, point));
    TRY(undoLargeObjects(target, permit, point));
    std::vector<std::string> left;
    bool many = false;
    UsersLeft users;
    TRY(transaction(target, [&]() -> Result<> {
        TRY(permit.recheck(target));
        TRY(target.execute("SET LOCAL synchronous_commit = on"));
        std::vector<std::string> switchOn;
        TRY_ASSIGN(left, bringBack(target, point, switchOn));
        TRY_ASSIGN(const std::vector<std::string> drops, earlierDrops(target, left));
        many = !drops.empty();
        if (many) {
            TRY(target.query(onlyDropping, {std::to_string(point.id), pg::arrayLiteral(left)}));
        } else {
            TRY_ASSIGN(users, dropLeft(target, point, left));
        }
        return executeAll(target, switchOn);
    }));
    // The old contents are back. What cannot be dropped now is dropped by whoever finds the marker next.
    return many ? dropLeftInPieces(target, permit, point, left).value_or(UsersLeft{}) : users;
}

} // namespace engine::operations
