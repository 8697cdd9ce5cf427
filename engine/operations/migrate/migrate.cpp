// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/migrate/migrate.h"

#include "engine/catalog/model/kind_names.h"
#include "engine/migration/report/comparison_report.h"
#include "engine/operations/planned_end.h"
#include "engine/target/restore_point.h"
#include "engine/target/session/lock_holders.h"
#include "engine/target/session/target_session.h"
#include "engine/undo/lost_values.h"

#include <QElapsedTimer>
#include <QRegularExpression>

#include <algorithm>

namespace engine::operations {

using namespace Qt::StringLiterals;
using catalog::Change;
using catalog::ObjectKey;
using catalog::Schema;
using runs::Notice;

namespace {

// A new label cannot be used in the transaction that adds it.
constexpr auto unsafeNewLabel = "55P04"_L1;

/// "public.orders", "orders", with * and ?; a part of a table also by its table.
bool matches(const std::string &pattern, const ObjectKey &key)
{
    const QRegularExpression expression(QRegularExpression::wildcardToRegularExpression(text(pattern)));
    const QString table = text(key.schema + '.' + (key.parent.empty() ? key.name : key.parent));
    for (const QString &name : {text(key.display()), text(key.schema + '.' + key.name), text(key.name), table}) {
        if (expression.match(name).hasMatch())
            return true;
    }
    return false;
}

/// Back in the names of the target as it is now, so that what is lost of it can be told.
Result<Schema> withOldNames(const Schema &after, const std::vector<migration::Rename> &renames)
{
    Schema named = after;
    TRY(migration::applyRenames(migration::takenBack(renames), named));
    return named;
}

} // namespace

Migrate::Migrate(StructureSource source, End target, MigrationRun how, const safety::ProductionRegistry &registry)
    : m_source(std::move(source))
    , m_target{.end = std::move(target)}
    , m_how(std::move(how))
    , m_registry(registry)
{}

QList<runs::Stage> Migrate::stages() const
{
    return {{.phase = Phase::Preflight, .weight = 5},
            {.phase = Phase::Structure, .weight = 30},
            {.phase = Phase::Verification, .weight = 40},
            {.phase = Phase::Commit, .weight = 25}};
}

Result<> Migrate::inspectEnds(const std::stop_token &stop)
{
    TRY(openForInspection(m_target.end, m_plan.target, stop));
    if (!m_source.file)
        TRY(openForInspection(m_source.end, m_plan.source, stop));
    return {};
}

/// All of it, or what was chosen with what that needs.
Result<> Migrate::choose()
{
    const migration::Comparison &comparison = *m_compared.comparison;
    if (m_how.only.empty() && !m_how.ticked) {
        m_script = wholeScript(m_compared);
        m_heldBack = comparison.script.heldBack;
        return {};
    }
    migration::Choice choice{.ticked = m_how.ticked.value_or(std::set<ObjectKey>()),
                             .mayLoseData = m_how.compare.mayLoseData};
    for (const std::string &pattern : m_how.only) {
        const size_t before = choice.ticked.size();
        for (const Change &change : comparison.changes) {
            // A drop follows only where data may be lost.
            if ((change.kind != Change::Kind::Drop || choice.mayLoseData) && matches(pattern, change.key))
                choice.ticked.insert(change.key);
        }
        if (choice.ticked.size() == before)
            return failure({.code = ErrorCode::PatternUnmatched, .subject = text(pattern)});
    }
    TRY_ASSIGN(const migration::ChosenScript chosen, migration::chosenScript(comparison, choice));
    for (const auto &[key, cause] : chosen.added)
        m_plan.notices.append({.sentence = Tr::sentence("%1 follows as well, because %2 needs it.")
                                               .arg(catalog::kindAndName(key), catalog::kindAndName(cause))});
    m_script = scriptOfChoice(m_compared, chosen);
    m_heldBack = chosen.script.heldBack;
    return {};
}

void Migrate::describe()
{
    const auto warn = [&](const Sentence &sentence) {
        m_plan.notices.append({.severity = Notice::Severity::Warning, .sentence = sentence});
    };
    const migration::Comparison &comparison = *m_compared.comparison;
    for (const Sentence &remark : comparison.remarks)
        warn(remark);
    const auto toRun = std::ranges::count_if(m_script.statements, [](const auto &one) { return !one.isHeldBack; });
    if (toRun == 0) {
        m_plan.steps.append(Tr::sentence("Nothing: \"%1\" is as it should be.").arg(m_target.name()));
    } else {
        m_plan.steps.append(
            Tr::sentence("Set aside in \"%1\" what the script destroys, so that a rollback brings it back.")
                .arg(m_target.name()));
        m_plan.steps.append(Tr::sentence("Run %1 statement(s) in one transaction: %2.")
                                .arg(qint64{toRun}, migration::counts(comparison)));
        m_plan.steps.append(Tr::sentence("Compare again."));
    }
    if (m_heldBack > 0)
        warn(Tr::sentence("%n drop(s) are left out: without --allow-data-loss nothing of the target is lost.", nullptr,
                          m_heldBack));
    migration::Comparison part{.script = {.statements = m_script.statements}};
    for (const migration::Hazard &hazard : migration::hazardsOf(part)) {
        const bool isNote = hazard.severity == migration::Hazard::Severity::Note;
        m_plan.notices.append({.severity = isNote ? Notice::Severity::Information : Notice::Severity::Warning,
                               .sentence = hazard.sentence()});
    }
}

Result<> Migrate::inspect(const std::stop_token &stop, Progress &progress)
{
    TRY(inspectEnds(stop));
    TRY_ASSIGN(m_compared, compareStructures(m_source, m_target, m_how.compare, m_registry, stop, progress));
    TRY(choose());
    describe();
    m_proof.reset();
    if (m_compared.comparison->areEqual())
        return {};
    TRY_ASSIGN(m_proof, proveScript(m_script, &m_target.end, m_how.place, stop, progress));
    for (const ProofStep &step : m_proof->steps)
        m_plan.notices.append({.sentence = step.what});
    m_plan.notices.append({.sentence = m_proof->verdict()});
    for (const Sentence &sentence : m_proof->notTried)
        m_plan.notices.append({.sentence = Tr::sentence("Not tried: %1").arg(sentence)});
    using State = StructureProof::State;
    if (m_proof->state == State::Failed || m_proof->state == State::NotPossible) {
        QList<Sentence> why;
        for (const ProofStep &step : m_proof->steps) {
            if (step.outcome != ProofStep::Outcome::Good)
                why << step.what;
        }
        for (const RowCheck &check : m_proof->checks) {
            if (check.isBroken())
                why << check.sentence();
        }
        m_plan.problems.append(
            {.code = ErrorCode::ScriptNotProven, .subject = m_target.name(), .differences = std::move(why)});
    }
    if (m_how.take)
        m_how.take(m_script, *m_proof, m_compared);
    return {};
}

Result<runs::Plan> Migrate::plan(std::stop_token stop, Progress &progress)
{
    progress.enter(Phase::Preflight);
    m_plan = {.kind = runs::OperationKind::Migrate,
              .number = runs::newPlanNumber(),
              .effects = runs::effectsOfMigration(!m_source.file)};
    m_plan.anonymized = false;
    m_plan.source.environment = m_source.end.environment;
    m_plan.target.environment = m_target.end.environment;
    if (const Result<> done = inspect(stop, progress); !done) {
        if (done.error().isCancelled())
            return failure(done.error());
        m_plan.problems.append(done.error());
    }
    return m_plan;
}

/// A proof is for the two structures that it was made with.
Result<> Migrate::checkUnchanged(const std::stop_token &stop) const
{
    TRY(checkProofHolds(m_target, *m_compared.target, stop));
    return checkProofHolds(m_source, *m_compared.source, stop);
}

Result<std::vector<migration::Statement>> Migrate::inOneTransaction() const
{
    migration::MigrationOptions options = m_compared.comparison->options;
    options.mayLoseData = true;
    options.isOneTransaction = true;
    TRY_ASSIGN(migration::Migration script, migration::migrationScript(*m_script.renamed, *m_script.reached, options));
    std::vector<migration::Statement> statements = m_compared.comparison->renames;
    std::ranges::move(script.statements, std::back_inserter(statements));
    return statements;
}

Result<> Migrate::applyOnce(pg::Connection &session, const safety::DestructivePermit &permit, bool isOneTransaction)
{
    std::vector<migration::Statement> statements = m_script.statements;
    if (isOneTransaction) {
        TRY_ASSIGN(statements, inOneTransaction());
    }
    TRY_ASSIGN(const Schema after, withOldNames(*m_script.reached, m_script.renames));
    TRY_ASSIGN(std::vector<undo::Kept> kept, undo::lostValues(*m_script.target, after));
    target::UndoActions::Migration done{.before = m_script.target,
                                        .after = m_script.reached,
                                        .schemas = m_compared.target->schemaNames(),
                                        .kept = std::move(kept)};
    for (const std::string &name : m_script.reached->schemaNames()) {
        if (std::ranges::find(done.schemas, name) == done.schemas.end())
            done.schemas.push_back(name);
    }
    for (const migration::Rename &rename : m_script.renames)
        done.renamed.push_back(migration::renameText(rename));
    // What an earlier clone says of the rows is still so.
    TRY_ASSIGN(const std::optional<target::RestorePoint> newest, target::newestRestorePoint(session));
    target::UndoActions undo;
    if (newest) {
        undo.replaced = newest->undo.replaced;
        undo.origin = newest->undo.origin;
    }
    undo.migration = std::move(done);
    return target::transaction(session, [&]() -> Result<> {
        TRY(permit.recheck(session));
        TRY_ASSIGN(const target::RestorePoint point,
                   target::beginMigration(session, m_source.name().toStdString(), std::move(undo)));
        m_point = point.id;
        TRY(undo::setLostAside(session, *m_script.target, after, point.undo.migration->kept, point.placeOfRows()));
        for (const bool isOutside : {true, false}) {
            for (const migration::Statement &statement : statements) {
                if (statement.isOutside == isOutside && !statement.isHeldBack)
                    TRY(session.execute(statement.sql).map_error(during(text(statement.object.display()))));
            }
        }
        return {};
    });
}

/// The answer to the COMMIT may have been lost: the restore point is there if it happened.
Result<bool> Migrate::isApplied() const
{
    TRY_ASSIGN(pg::Connection session, target::openTarget(m_target.end.connection, "sosie migrate", {}));
    TRY_ASSIGN(const std::optional<target::RestorePoint> newest, target::newestRestorePoint(session));
    return newest && newest->id == m_point;
}

Result<> Migrate::apply(const safety::DestructivePermit &permit, const std::stop_token &stop, Progress &progress)
{
    TRY_ASSIGN(pg::Connection session, target::openTarget(m_target.end.connection, "sosie migrate", stop));
    TRY(permit.recheck(session));
    TRY(target::lockTarget(session));
    TRY(checkUnchanged(stop));
    progress.enter(Phase::Commit);
    TRY(session.execute("SET lock_timeout = '4s'"));
    const target::TryingAgain again{m_how.retries, stop, &progress};
    Result<> done = target::tryingAgain(session, again, [&] { return applyOnce(session, permit, false); });
    if (!done && done.error().sqlState == unsafeNewLabel && session.isUsable())
        done = target::tryingAgain(session, again, [&] { return applyOnce(session, permit, true); });
    if (!done && session.isUsable())
        return done.map_error([&](Error error) {
            return target::namingHolders(session, std::move(error), m_compared.target->schemaNames());
        });
    if (done || done.error().code != ErrorCode::ConnectionLost || m_point == 0)
        return done;
    const Result<bool> isThere = isApplied();
    if (isThere)
        return *isThere ? Result<>() : done;
    Error unknown = isThere.error();
    unknown.state = TargetState::Incomplete;
    return failure(std::move(unknown));
}

/// What the target is now beside what it should be.
Result<std::vector<Change>> Migrate::compareAgain(const std::stop_token &stop, Progress &progress) const
{
    progress.enter(Phase::Verification);
    const StructureSource wanted{.end = {.environment = {.name = m_source.name()}},
                                 .file = StructureFile{.saved = m_script.reached}};
    ComparisonOptions options{.schemas = m_how.compare.schemas, .compare = m_how.compare.compare, .mayLoseData = true};
    options.compare.columnOrder = options.compare.columnOrder && !m_script.hasOtherOrder;
    TRY_ASSIGN(const StructuresCompared again,
               compareStructures(wanted, m_target, options, m_registry, stop, progress));
    return again.comparison->changes;
}

runs::Report Migrate::run(const safety::Permit &permit, std::stop_token stop, Progress &progress)
{
    const safety::DestructivePermit *destructive = permit.destructiveFor(m_plan.number);
    if (destructive == nullptr)
        return withoutPermit(m_plan);
    QElapsedTimer timer;
    timer.start();
    runs::Report report{.kind = runs::OperationKind::Migrate,
                        .source = m_source.name(),
                        .target = m_target.name(),
                        .outcome = runs::Outcome::Succeeded,
                        .targetState = TargetState::Unchanged};
    const auto fail = [&](Error error, TargetState state) {
        error.state = error.state == TargetState::Incomplete ? error.state : state;
        report.outcome = error.isCancelled() ? runs::Outcome::Cancelled : runs::Outcome::Failed;
        report.targetState = error.state;
        report.error = std::move(error);
    };
    const bool hasNothing = std::ranges::all_of(m_script.statements, [](const auto &one) { return one.isHeldBack; });
    const Result<> done = hasNothing ? Result<>() : apply(*destructive, stop, progress);
    if (!done) {
        fail(done.error(), TargetState::Unchanged);
    } else if (!hasNothing) {
        report.targetState = TargetState::Replaced;
        if (m_proof)
            report.remarks << m_proof->verdict();
        for (const migration::Statement &statement : m_script.statements) {
            if (!statement.isHeldBack)
                ++report.objects[QString::fromLatin1(catalog::kindKey(statement.object.kind))];
        }
        const auto left = compareAgain(stop, progress);
        report.verified = left && left->empty();
        if (!left)
            report.warnings << Tr::sentence("The change was made, and could not be compared again.");
        else if (!left->empty())
            report.warnings << Tr::sentence("The change was made; this is not as it should be:");
        if (left) {
            for (const Change &change : *left)
                report.warnings << change.description();
        }
    } else {
        report.verified = true;
    }
    report.durationMilliseconds = timer.elapsed();
    progress.enter(Phase::Done);
    return report;
}

} // namespace engine::operations
