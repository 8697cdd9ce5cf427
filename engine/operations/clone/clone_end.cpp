// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/contains.h"
#include "engine/catalog/model/table_names.h"
#include "engine/operations/clone/clone_run.h"
#include "engine/target/session/lock_holders.h"
#include "engine/target/session/target_session.h"
#include "engine/undo/restore_point_end.h"

#include <QElapsedTimer>

#include <map>
#include <thread>

/// How a clone ends: made final, or given up and the target put back.
namespace engine::operations {

using namespace std::chrono_literals;

namespace {

// For putting the target back: who waits for a network that has gone silent should hear of it soon.
constexpr std::chrono::seconds undoConnectTimeout{4};

} // namespace

/// Names that the database declares are replaced in columns that no rule is about, too: only the rows have told which.
void CloneRun::noteWhatWasReplaced()
{
    std::map<QString, sql::QualifiedName> names;
    for (const catalog::Object *table : m_schema.tablesWithRows())
        names.emplace(text(nameOf(*table).displayed()), nameOf(*table));
    std::map<sql::QualifiedName, target::UndoActions::Replaced> byTable;
    for (target::UndoActions::Replaced &part : m_point->undo.replaced)
        byTable.emplace(part.table, std::move(part));
    for (const runs::TableReport &table : m_report.tables) {
        const auto name = names.find(table.name);
        if (name == names.end() || table.anonymizedColumns.isEmpty())
            continue;
        target::UndoActions::Replaced &part = byTable[name->second];
        part.table = name->second;
        for (auto column = table.anonymizedColumns.begin(); column != table.anonymizedColumns.end(); ++column) {
            if (!contains(part.columns, column.key().toStdString()))
                part.columns.push_back(column.key().toStdString());
        }
    }
    m_point->undo.replaced.clear();
    for (auto &[table, part] : byTable)
        m_point->undo.replaced.push_back(std::move(part));
}

Result<> CloneRun::commit()
{
    m_progress.enter(Phase::Commit);
    noteWhatWasReplaced();
    // From here on Cancel comes too late: the answer of the server must be known.
    m_committing = true;
    m_session->setStop({});
    TRY_ASSIGN(const QList<Sentence> said, target::tryingAgain(*m_session, again(), [&] {
                   return undo::complete(*m_session, m_permit, *m_point);
               }));
    m_report.warnings.append(said);
    return {};
}

void CloneRun::describeOutcome()
{
    m_report.outcome = runs::Outcome::Succeeded;
    m_report.targetState = TargetState::Replaced;
    m_report.verified = m_options.verify;
}

bool CloneRun::isMarkedComplete() const
{
    Result<pg::Connection> session = target::openTarget(m_target.connection, "sosie", {}, undoConnectTimeout);
    if (!session || !m_permit.recheck(*session))
        return false;
    const Result<std::optional<target::RestorePoint>> point = target::newestRestorePoint(*session);
    return point && *point && (*point)->id == m_point->id && (*point)->phase == target::RestorePoint::Phase::Complete;
}

Result<> CloneRun::putBack(pg::Connection &session, const target::RestorePoint &point)
{
    TRY_ASSIGN(const QList<Sentence> said, undo::undo(session, m_permit, point));
    m_report.warnings.append(said);
    return {};
}

Result<TargetState> CloneRun::putBackOnFreshConnection()
{
    // The session may be inside a broken transaction or gone; closing it frees the target's lock.
    m_session.reset();
    TRY_ASSIGN(pg::Connection session, target::openTarget(m_target.connection, "sosie undo", {}, undoConnectTimeout));
    TRY(m_permit.recheck(session));
    TRY(target::lockTarget(session));
    if (m_isHeldUp)
        TRY(session.execute("SET lock_timeout = '1s'"));
    // The answer to a COMMIT may have been lost, to that of setting aside or to that of an earlier try to undo: the
    // marker tells whether it happened.
    TRY_ASSIGN(const std::optional<target::RestorePoint> newest, target::newestRestorePoint(session));
    if (!m_point && (!newest || newest->phase == target::RestorePoint::Phase::Complete))
        return TargetState::Unchanged;
    if (m_point && (!newest || newest->id != m_point->id))
        return TargetState::Restored;
    m_point = newest;
    TRY(putBack(session, *m_point));
    return TargetState::Restored;
}

/// Where somebody else's locks are in the way: what is set aside, and put back.
std::vector<std::string> CloneRun::schemasInUse() const
{
    std::vector<std::string> schemas = m_before.schemaNames();
    if (m_point) {
        for (const std::string &before : m_point->schemasBefore())
            schemas.push_back(before);
    }
    return schemas;
}

void CloneRun::abandon(Error error)
{
    m_leader.reset();
    if (m_session)
        error = target::namingHolders(*m_session, std::move(error), schemasInUse(),
                                      m_point ? m_point->applicationName() : "");
    m_report.outcome = error.isCancelled() ? runs::Outcome::Cancelled : runs::Outcome::Failed;
    error.state = TargetState::Unchanged;
    if (m_settingAside) {
        // COMMIT sent, answer lost: the server knows.
        if (m_committing && isMarkedComplete()) {
            describeOutcome();
            return;
        }
        QElapsedTimer timer;
        timer.start();
        // Whoever was named as the holder of a lock is in the way of this too; who gave up waiting need not wait again.
        m_isHeldUp = m_isHeldUp && error.isCancelled();
        Result<TargetState> state = putBackOnFreshConnection();
        for (auto pause = 200ms;
             !state && state.error().isRetryable() && std::chrono::milliseconds(timer.elapsed()) < undoConnectTimeout;
             pause *= 3) {
            std::this_thread::sleep_for(pause);
            state = putBackOnFreshConnection();
        }
        error.state = state.value_or(TargetState::Incomplete);
        if (!state)
            error.causes.append(state.error());
    }
    m_report.targetState = error.state;
    m_report.error = std::move(error);
}

} // namespace engine::operations
