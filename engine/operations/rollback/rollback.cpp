// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/rollback/rollback.h"

#include "engine/base/errors/sentence.h"
#include "engine/catalog/aside/outside_dependents.h"
#include "engine/environments/evidence.h"
#include "engine/operations/compared_sides.h"
#include "engine/runs/plan.h"
#include "engine/safety/guard.h"
#include "engine/target/outside_binding.h"
#include "engine/target/outside_views.h"
#include "engine/target/restore_point.h"
#include "engine/target/session/lock_holders.h"
#include "engine/target/session/target_session.h"
#include "engine/undo/copy_dependents.h"
#include "engine/undo/migration_undo.h"
#include "engine/undo/restore_point_end.h"
#include "engine/undo/rollback_references.h"
#include "engine/undo/since_clone.h"

#include <QElapsedTimer>

#include <algorithm>

namespace engine::operations {

using namespace Qt::StringLiterals;
using pg::Statement;

namespace {

constexpr Statement aboutTarget = R"(
SELECT pg_catalog.current_database(), pg_catalog.current_setting('server_version'),
    pg_catalog.pg_database_size(pg_catalog.current_database()), pg_catalog.pg_is_in_recovery())";

// The session must own what it moves.
constexpr Statement tablesOfCopy = R"(
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), greatest(c.reltuples, 0)::bigint,
    pg_catalog.pg_table_size(c.oid), pg_catalog.pg_has_role(c.relowner, 'USAGE'), c.relkind IN ('r', 'p')
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1::text[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                        AND d.deptype = 'e')
ORDER BY 1)";

constexpr Statement missingSchemas = R"(
SELECT s FROM pg_catalog.unnest($1::text[]) AS s
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = s))";

// Of the five seconds or so that people wait for a plan.
constexpr std::chrono::milliseconds mostForReferences{2000};

void inform(runs::Plan &plan, runs::Notice::Severity severity, const Sentence &sentence)
{
    plan.notices.append({.severity = severity, .sentence = sentence});
}

/// Somebody may have renamed or dropped what was set aside, or where it belongs.
Result<> findMissingSchemas(pg::ReadOnlyConnection &target, const target::RestorePoint &point, runs::Plan &plan)
{
    std::vector<std::string> names = point.schemasBefore();
    for (const std::vector<std::string> &places : {point.schemas, point.otherSchemas()})
        names.insert(names.end(), places.begin(), places.end());
    TRY_ASSIGN(const pg::QueryResult missing, target.query(missingSchemas, {sql::arrayLiteral(names)}));
    for (int row = 0; row < missing.rowCount(); ++row)
        plan.problems.append(
            {.code = ErrorCode::ObjectMissing, .subject = text("schema " + sql::displayed(missing.view(row, 0)))});
    return {};
}

Result<> describeCopy(pg::ReadOnlyConnection &target, const target::RestorePoint &point, runs::Plan &plan)
{
    TRY_ASSIGN(const pg::QueryResult rows, target.query(tablesOfCopy, {sql::arrayLiteral(point.schemasOfCopy())}));
    for (int row = 0; row < rows.rowCount(); ++row) {
        const QString name = text(rows.view(row, 0));
        if (!rows.boolean(row, 3))
            plan.problems.append({.code = ErrorCode::PermissionDenied, .subject = name, .detail = u"ALTER"_s});
        if (!rows.boolean(row, 4))
            continue;
        ++plan.target.tables;
        plan.replacedTables.append(name);
        plan.replacedRows += rows.integer(row, 1);
        plan.replacedBytes += rows.integer(row, 2);
    }
    return {};
}

void describeSince(const undo::SinceClone &since, const target::RestorePoint &point, runs::Plan &plan)
{
    using enum runs::Notice::Severity;
    QStringList kept;
    for (size_t i = 0; i < point.newSchemas.size() + point.schemas.size(); ++i)
        kept.append(text(point.schemaKept(i)));
    if (!since.made.isEmpty())
        inform(plan, Warning,
               Tr::sentence("Made since the clone, in its schemas: %1. So that nothing of it is lost, the copy is not "
                            "dropped but kept aside, with all that is in it, in %2.")
                   .arg(since.made.join(u", "_s), kept.join(u", "_s)));
    if (!since.changed.isEmpty())
        inform(
            plan, Warning,
            (since.made.isEmpty()
                 ? Tr::sentence("Rows added, changed or deleted since the clone are dropped with the copy; by the "
                                "server's counters, in %1.")
                 : Tr::sentence("Rows added, changed or deleted since the clone stay in the copy that is kept aside; "
                                "by the server's counters, in %1."))
                .arg(since.changed.join(u", "_s)));
    if (!since.isCounted)
        inform(
            plan, Warning,
            Tr::sentence("Whether rows were changed since the clone cannot be known: the server's counters have been "
                         "reset."));
    if (!since.extensions.isEmpty())
        inform(plan, Information,
               Tr::sentence("Made since the clone, and left where it is: %1.").arg(since.extensions.join(u", "_s)));
    if (!since.movedAway.isEmpty())
        inform(plan, Information,
               Tr::sentence("Tables of the copy that are in other schemas by now stay there: %1.")
                   .arg(since.movedAway.join(u", "_s)));
}

/// What in other schemas hangs on the copy: it follows to what comes back, or it is in the way.
Result<> describeDependents(pg::ReadOnlyConnection &target, const target::RestorePoint &point, bool isDropped,
                            runs::Plan &plan)
{
    const auto isOfClone = [&](const catalog::OutsideDependent &dependent) {
        return std::ranges::any_of(point.undo.parts, [&](const target::UndoActions::Part &part) {
            return part.kind == dependent.kind
                   && sql::displayed(part.name) + " on " + part.table.displayed() == dependent.identity;
        });
    };
    TRY_ASSIGN(const auto dependents, undo::dependentsOutsideOfCopy(target, point));
    for (const catalog::OutsideDependent &dependent : dependents) {
        if (target::comesBack(point, dependent))
            continue;
        if (dependent.createStatement.empty())
            plan.problems.append(target::inTheWay(dependent));
        else if (!isOfClone(dependent))
            inform(plan, runs::Notice::Severity::Information,
                   Tr::sentence("%1 depends on %2 and is made anew to follow what comes back.")
                       .arg(target::displayNameOf(dependent), text(dependent.dependsOn)));
    }
    TRY_ASSIGN(const std::vector<std::string> views, target::viewsMadeSince(target, point.id, point.undo.aside));
    for (const std::string &view : views)
        plan.problems.append({.code = ErrorCode::DependentsInTheWay, .subject = text("materialized view " + view)});
    if (!isDropped)
        return {};
    TRY_ASSIGN(std::vector<catalog::TakenAlong> taken, catalog::readTakenAlong(target, point.schemasOfCopy()));
    std::erase_if(taken, [&](const catalog::TakenAlong &other) {
        const bool isRemade = std::ranges::any_of(point.undo.remakes, [&](const target::UndoActions::Remake &remake) {
            return other.type == catalog::kindKey(remake.key.kind) && remake.key.display() == other.identity;
        });
        return catalog::isAmong(other, dependents) || isRemade || other.needsExtension
               || point.undo.hasMade(other.type, other.identity);
    });
    if (!taken.empty())
        plan.problems.append(target::inTheWay(taken));
    return {};
}

/// Of what was made or changed since the migration, and of tables that go.
Result<> describeMigration(const End &target, const target::RestorePoint &point, runs::Plan &plan,
                           const std::stop_token &stop)
{
    const target::UndoActions::Migration &done = *point.undo.migration;
    plan.steps.append(Tr::sentence("Take back the change of structure of %1 in \"%2\" (like \"%3\"), with the values "
                                   "that were set aside (%4 tables).")
                          .arg(point.startedAt(), target.environment.name, text(point.source),
                               static_cast<qint64>(done.kept.size())));
    TRY_ASSIGN(const catalog::Schema now, readStructure(target, done.schemas, stop));
    TRY_ASSIGN(const undo::WayBack way, undo::wayBack(point, now, {}, false));
    for (const catalog::Change &change : way.since)
        inform(plan, runs::Notice::Severity::Warning,
               Tr::sentence("Changed since the migration: %1").arg(change.description()));
    for (const catalog::ObjectKey &key : way.dropped) {
        const catalog::Object *table = now.find(key);
        plan.replacedTables.append(text(key.display()));
        if (table != nullptr && table->as<catalog::Table>() != nullptr) {
            plan.replacedRows += std::max(table->as<catalog::Table>()->rowEstimate.value, 0LL);
            plan.replacedBytes += table->as<catalog::Table>()->totalBytes.value;
        }
    }
    return {};
}

Result<> inspect(const End &target, runs::Plan &plan, const std::stop_token &stop)
{
    TRY_ASSIGN(pg::ReadOnlyConnection connection, pg::ReadOnlyConnection::open(target.connection, {.stop = stop}));
    TRY(connection.begin());
    TRY_ASSIGN(const pg::QueryResult about, connection.query(aboutTarget));
    plan.target.database = text(about.view(0, 0));
    plan.target.serverVersion = text(about.view(0, 1));
    plan.target.bytes = about.integer(0, 2);
    plan.target.isInRecovery = about.boolean(0, 3);
    TRY_ASSIGN(const environments::Evidence evidence, environments::readEvidence(connection, target.connection));
    plan.target.take(evidence);

    TRY_ASSIGN(const std::optional<target::RestorePoint> point, target::newestRestorePoint(connection));
    if (!point)
        return failure({.code = ErrorCode::NothingToRollBack, .subject = target.environment.name});
    TRY(findMissingSchemas(connection, *point, plan));
    if (point->undo.migration)
        return describeMigration(target, *point, plan, stop);
    if (point->phase == target::RestorePoint::Phase::Working) {
        plan.steps.append(Tr::sentence("Undo the clone of \"%1\" into \"%2\" that began on %3 and did not end.")
                              .arg(text(point->source), target.environment.name, point->startedAt()));
        return {};
    }
    plan.steps.append(Tr::sentence("Bring back what the clone of \"%1\" on %3 replaced in \"%2\", and drop the copy.")
                          .arg(text(point->source), target.environment.name, point->startedAt()));
    TRY(describeCopy(connection, *point, plan));
    TRY_ASSIGN(const undo::SinceClone since, undo::readSinceClone(connection, *point));
    describeSince(since, *point, plan);
    TRY(describeDependents(connection, *point, since.made.isEmpty(), plan));
    TRY_ASSIGN(const undo::ReturningReferences references,
               undo::findReturningReferences(connection, *point, mostForReferences));
    plan.problems += references.broken;
    if (!references.notCounted.isEmpty())
        inform(plan, runs::Notice::Severity::Warning,
               Tr::sentence("Whether what comes back has every row that other schemas refer to could not be counted in "
                            "a short time: %1. If one is missing, nothing is brought back.")
                   .arg(references.notCounted.join(u", "_s)));
    return {};
}

/// It could not be asked whether the target was brought back.
Error unknownState(Error error)
{
    error.state = TargetState::Incomplete;
    return error;
}

Result<QList<Sentence>> bringBackNewest(const End &target, const safety::DestructivePermit &permit,
                                        const std::stop_token &stop, const target::TryingAgain &again)
{
    TRY_ASSIGN(pg::Connection session, target::openTarget(target.connection, "sosie rollback", stop));
    TRY(permit.recheck(session));
    TRY(target::lockTarget(session));
    TRY_ASSIGN(const std::optional<target::RestorePoint> point, target::newestRestorePoint(session));
    if (!point)
        return failure({.code = ErrorCode::NothingToRollBack, .subject = target.environment.name});
    Result<QList<Sentence>> done
        = target::tryingAgain(session, again, [&]() -> Result<QList<Sentence>> {
              if (!point->undo.migration)
                  return undo::undo(session, permit, *point);
              TRY_ASSIGN(const catalog::Schema now, readStructure(target, point->undo.migration->schemas, stop));
              TRY(undo::undoMigration(session, permit, *point, now));
              return QList<Sentence>();
          }).map_error([&](Error error) {
              std::vector<std::string> schemas = point->schemasOfCopy();
              for (const std::string &before : point->schemasBefore())
                  schemas.push_back(before);
              return target::namingHolders(session, std::move(error), schemas);
          });
    if (done || done.error().code != ErrorCode::ConnectionLost)
        return done;
    // The answer to the COMMIT may have been lost: the marker is gone when it happened, or names only what is to drop.
    TRY_ASSIGN(pg::Connection other,
               target::openTarget(target.connection, "sosie rollback", {}).map_error(unknownState));
    TRY(permit.recheck(other).map_error(unknownState));
    TRY(target::lockTarget(other).map_error(unknownState));
    TRY_ASSIGN(const std::optional<target::RestorePoint> left,
               target::newestRestorePoint(other).map_error(unknownState));
    if (left && left->id == point->id && left->schemas == point->schemas)
        return done;
    return QList<Sentence>();
}

} // namespace

Rollback::Rollback(End target, RetryPolicy retries)
    : m_target(std::move(target))
    , m_retries(retries)
{}

Result<runs::Plan> Rollback::plan(std::stop_token stop, Progress &progress)
{
    progress.enter(Phase::Preflight);
    runs::Plan plan{
        .kind = runs::OperationKind::Rollback, .number = runs::newPlanNumber(), .effects = runs::effectsOfRollback()};
    plan.target.environment = m_target.environment;
    plan.anonymized = false;
    const Result<> inspected = tryingAgain(m_retries, stop, progress, [&] { return inspect(m_target, plan, stop); });
    if (!inspected && inspected.error().isCancelled())
        return failure(inspected.error());
    if (!inspected)
        plan.problems.append(inspected.error());
    m_planNumber = plan.number;
    return plan;
}

runs::Report Rollback::run(const safety::Permit &permit, std::stop_token stop, Progress &progress)
{
    const safety::DestructivePermit *destructive = permit.destructiveFor(m_planNumber);
    if (destructive == nullptr) {
        runs::Plan other{.kind = runs::OperationKind::Rollback};
        other.target.environment = m_target.environment;
        return withoutPermit(other);
    }
    QElapsedTimer timer;
    timer.start();
    progress.enter(Phase::Commit);
    runs::Report report{.kind = runs::OperationKind::Rollback, .target = m_target.environment.name};
    const Result<QList<Sentence>> done = bringBackNewest(m_target, *destructive, stop, {m_retries, stop, &progress});
    if (done) {
        report.outcome = runs::Outcome::Succeeded;
        report.targetState = TargetState::Restored;
        report.warnings.append(*done);
    } else {
        Error error = done.error();
        // One transaction: either it has all happened or none of it.
        if (error.state != TargetState::Incomplete)
            error.state = TargetState::Unchanged;
        report.outcome = error.isCancelled() ? runs::Outcome::Cancelled : runs::Outcome::Failed;
        report.targetState = error.state;
        report.error = std::move(error);
    }
    report.durationMilliseconds = timer.elapsed();
    progress.enter(Phase::Done);
    return report;
}

} // namespace engine::operations
