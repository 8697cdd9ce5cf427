// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/sentence.h"
#include "engine/environments/identity_reader.h"
#include "engine/operations/clone.h"
#include "engine/operations/restore_point.h"
#include "engine/operations/target_session.h"

#include <QElapsedTimer>

namespace engine::operations {

using namespace Qt::StringLiterals;
using pg::Statement;

namespace {

constexpr Statement aboutTarget = R"(
SELECT pg_catalog.current_database(), pg_catalog.current_setting('server_version'),
    pg_catalog.pg_database_size(pg_catalog.current_database()), pg_catalog.pg_is_in_recovery())";

Result<> inspect(const End &target, safety::Plan &plan, std::stop_token stop)
{
    TRY_ASSIGN(pg::ReadOnlyConnection connection,
               pg::ReadOnlyConnection::open(target.connection, {.stop = std::move(stop)}));
    TRY(connection.begin());
    TRY_ASSIGN(const pg::QueryResult about, connection.query(aboutTarget));
    plan.target.database = text(about.view(0, 0));
    plan.target.serverVersion = text(about.view(0, 1));
    plan.target.bytes = about.integer(0, 2);
    plan.target.isInRecovery = about.boolean(0, 3);
    const Result<environments::Identity> identity = environments::readIdentity(connection);
    if (identity)
        plan.target.identity = *identity;

    TRY_ASSIGN(const std::optional<RestorePoint> point, newestRestorePoint(connection));
    if (!point)
        return failure({.code = ErrorCode::NothingToRollBack, .subject = target.environment.name});
    if (point->phase == RestorePoint::Phase::Working)
        plan.steps.append(Tr::sentence("Undo the clone of \"%1\" into \"%2\" that began on %3 and did not end.")
                              .arg(text(point->source), target.environment.name, point->startedAt()));
    else
        plan.steps.append(
            Tr::sentence("Bring back what the clone of \"%1\" on %3 replaced in \"%2\", and drop the copy.")
                .arg(text(point->source), target.environment.name, point->startedAt()));
    return {};
}

/// It could not be asked whether the target was brought back.
Error unknownState(Error error)
{
    error.state = TargetState::Incomplete;
    return error;
}

Result<UsersLeft> bringBackNewest(const End &target, const safety::DestructivePermit &permit, std::stop_token stop)
{
    TRY_ASSIGN(pg::Connection session, openTarget(target.connection, "sosie rollback", std::move(stop)));
    TRY(permit.recheck(session));
    TRY(lockTarget(session));
    TRY_ASSIGN(const std::optional<RestorePoint> point, newestRestorePoint(session));
    if (!point)
        return failure({.code = ErrorCode::NothingToRollBack, .subject = target.environment.name});
    Result<UsersLeft> done = undo(session, permit, *point);
    if (done || done.error().code != ErrorCode::ConnectionLost)
        return done;
    // The answer to the COMMIT may have been lost: the marker is gone when it happened, or names only what is to drop.
    TRY_ASSIGN(pg::Connection again, openTarget(target.connection, "sosie rollback", {}).map_error(unknownState));
    TRY(permit.recheck(again).map_error(unknownState));
    TRY(lockTarget(again).map_error(unknownState));
    TRY_ASSIGN(const std::optional<RestorePoint> left, newestRestorePoint(again).map_error(unknownState));
    if (left && left->id == point->id && left->schemas == point->schemas)
        return done;
    return UsersLeft{};
}

} // namespace

Rollback::Rollback(End target, RetryPolicy retries)
    : m_target(std::move(target))
    , m_retries(retries)
{}

Result<safety::Plan> Rollback::plan(std::stop_token stop, Progress &progress)
{
    progress.enter(Phase::Preflight);
    safety::Plan plan{.operation = u"rollback"_s};
    plan.target.environment = m_target.environment;
    plan.anonymized = false;
    const Result<> inspected = tryingAgain(m_retries, stop, progress, [&] { return inspect(m_target, plan, stop); });
    if (!inspected && inspected.error().isCancelled())
        return failure(inspected.error());
    if (!inspected)
        plan.problems.append(inspected.error());
    return plan;
}

Report Rollback::run(const safety::DestructivePermit &permit, std::stop_token stop, Progress &progress)
{
    QElapsedTimer timer;
    timer.start();
    progress.enter(Phase::Commit);
    Report report{.operation = u"rollback"_s, .target = m_target.environment.name};
    const Result<UsersLeft> done = bringBackNewest(m_target, permit, std::move(stop));
    if (done) {
        report.outcome = Outcome::Succeeded;
        report.targetState = TargetState::Restored;
        if (!done->isEmpty())
            report.warnings.append(done->description());
    } else {
        Error error = done.error();
        // One transaction: either it has all happened or none of it.
        if (error.state != TargetState::Incomplete)
            error.state = TargetState::Unchanged;
        report.outcome = error.isCancelled() ? Outcome::Cancelled : Outcome::Failed;
        report.targetState = error.state;
        report.error = std::move(error);
    }
    report.durationMilliseconds = timer.elapsed();
    progress.enter(Phase::Done);
    return report;
}

} // namespace engine::operations
