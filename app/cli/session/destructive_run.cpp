// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/session/destructive_run.h"

#include "app/cli/output/numbers.h"
#include "app/cli/output/report_output.h"
#include "app/tr.h"
#include "engine/runs/plan_json.h"
#include "engine/safety/guard.h"

#include <QDateTime>
#include <QJsonArray>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Error;
using engine::Progress;
using engine::Result;
using engine::TargetState;
using engine::runs::Outcome;
using engine::runs::Plan;
using engine::runs::Report;
using engine::safety::Guard;
using engine::safety::Permit;

namespace {

/// The report of an operation that did not begin: the target is untouched.
Report reportOfNothingDone(const DestructiveRun &asked, Error error)
{
    if (error.state == TargetState::NotConcerned)
        error.state = TargetState::Unchanged;
    const ExitCode code = exitCodeOf(error);
    Report report;
    report.kind = asked.kind;
    report.source = asked.source;
    report.target = asked.target;
    report.outcome = error.isCancelled()         ? Outcome::Cancelled
                     : code == ExitCode::Refused ? Outcome::Refused
                                                 : Outcome::Failed;
    report.targetState = error.state;
    report.error = std::move(error);
    return report;
}

/// What is typed, or what --confirm gave; empty when nobody can be asked.
Result<QString> confirmedName(const Session &session, const DestructiveRun &asked, const Plan &plan, const Guard &guard)
{
    const bool alreadyRefused = !plan.problems.isEmpty() || !guard.objections(plan).isEmpty();
    if (!asked.confirmedName.isEmpty() || alreadyRefused || !Guard::needsConfirmation(plan)
        || !session.terminal().canAsk())
        return asked.confirmedName;
    const Terminal &terminal = session.terminal();
    const QString what = asked.source.isEmpty()
                             ? Tr::tr("What the clone has put into \"%1\" will be dropped: %2 rows, %3.")
                             : Tr::tr("What \"%1\" holds will be set aside and replaced: %2 rows, %3.");
    if (plan.replacedRows > 0 || !plan.replacedTables.isEmpty() || asked.source.isEmpty())
        terminal.say(what.arg(asked.target, number(plan.replacedRows), size(plan.replacedBytes)));
    for (const QString &sentence : texts(clearDataSentences(plan)))
        terminal.say(sentence);
    return terminal.ask(Tr::tr("Type the name of the target to go on (%1):").arg(asked.target), session.stop());
}

ExitCode showPlan(const Session &session, const Services &services, const DestructiveRun &asked, const Plan &plan)
{
    if (session.options().json)
        session.printJson(engine::runs::toJson(plan));
    else
        session.terminal().print(planForPeople(session.terminal(), plan));
    // Everything but the typing of the name, which a dry run does not need.
    const Result<Permit> permit = services.guard().permit(plan, {.typedName = asked.target});
    if (permit)
        return ExitCode::Done;
    const Report report = reportOfNothingDone(asked, permit.error());
    return session.options().json ? session.codeOf(report) : session.fail(report);
}

/// The checks were made by the plan; a run begins with what comes after them.
engine::Phase firstOf(const QList<engine::runs::Stage> &stages)
{
    for (const engine::runs::Stage &stage : stages) {
        if (stage.phase != engine::Phase::Preflight)
            return stage.phase;
    }
    return engine::Phase::Preflight;
}

/// The report for who asked for it now: the history has one without passwords.
QJsonObject withSecrets(const Report &report)
{
    QJsonObject json = report.toJson();
    QJsonArray warnings = json.value(u"warnings"_s).toArray();
    for (const QString &secret : texts(report.secrets))
        warnings.append(secret);
    json.insert(u"warnings"_s, warnings);
    return json;
}

void showNotices(const Session &session, const Plan &plan)
{
    for (const engine::runs::Notice &notice : plan.notices) {
        if (notice.severity == engine::runs::Notice::Severity::Warning)
            session.warn(notice.sentence.text());
    }
}

} // namespace

ExitCode runDestructive(Session &session, Services &services, const DestructiveRun &asked)
{
    const QDateTime started = QDateTime::currentDateTimeUtc();
    const QList<engine::runs::Stage> stages = asked.work.stages();
    const auto plan = session.withProgress<Result<Plan>>(
        asked.title,
        [&](std::stop_token stop, Progress &progress) { return asked.work.plan(std::move(stop), progress); }, stages);
    if (!plan)
        return session.fail(reportOfNothingDone(asked, plan.error()));
    if (asked.dryRun)
        return showPlan(session, services, asked, *plan);
    showNotices(session, *plan);

    const Result<QString> typedName = confirmedName(session, asked, *plan, services.guard());
    if (!typedName)
        return session.fail(reportOfNothingDone(asked, typedName.error()));
    const Result<Permit> permit = services.guard().permit(*plan, {.typedName = *typedName});
    if (!permit)
        return session.fail(reportOfNothingDone(asked, permit.error()));

    const auto report = session.withProgress<Report>(
        {},
        [&](std::stop_token stop, Progress &progress) {
            progress.enter(firstOf(stages));
            return asked.work.run(*permit, std::move(stop), progress);
        },
        stages);
    services.remember(report, started);
    if (report.outcome != Outcome::Succeeded)
        return session.fail(report);
    if (session.options().json)
        session.printJson(withSecrets(report));
    else
        session.terminal().print(reportForPeople(session.terminal(), report));
    return ExitCode::Done;
}

} // namespace app::cli
