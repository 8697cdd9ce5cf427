// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run/operation_runner.h"

#include "engine/anonymize/model/rule_set.h"
#include "engine/columns/kept_rules.h"
#include "engine/operations/clone/clone.h"
#include "engine/operations/rollback/rollback.h"
#include "ui/backend.h"
#include "ui/background.h"
#include "ui/run/run_monitor.h"

namespace ui {

using engine::Result;
using engine::environments::End;
using engine::environments::Environment;
using engine::operations::Clone;
using engine::operations::CloneOptions;
using engine::operations::Job;
using engine::operations::Operation;
using engine::operations::Rollback;
using engine::runs::Plan;
using engine::runs::Report;

namespace {

Result<End> resolved(const Backend &backend, const Environment &environment, std::stop_token stop)
{
    TRY_ASSIGN(auto connection, backend.credentials().resolve(environment, std::move(stop)));
    return End{environment, std::move(connection)};
}

Result<CloneOptions> optionsOf(const Backend &backend, const CloneChoices &choices)
{
    CloneOptions options;
    options.anonymize = choices.anonymize;
    options.rawReason = choices.anonymize ? QString() : choices.rawReason;
    options.strict = choices.strict;
    options.schemas = choices.schemas;
    options.rows = choices.rows;
    if (options.rows.usesGroups()) {
        TRY_ASSIGN(options.rows.groups, backend.tableGroups());
    }
    options.brokenRowsFile = choices.brokenRowsFile;
    options.leaveOutBroken = choices.leaveOutBroken;
    options.jobs = choices.jobs;
    options.verify = choices.verify;
    options.missingUsers = choices.missingUsers;
    if (choices.anonymize && !choices.ruleFile.isEmpty()) {
        TRY_ASSIGN(auto file, engine::anonymize::RuleSet::readFile(choices.ruleFile));
        options.rules = std::make_shared<const engine::anonymize::RuleSet>(std::move(file.rules));
        options.ruleMistakes = std::move(file.mistakes);
    } else if (options.rawReason.isEmpty()) {
        // Also where nothing is to be replaced: the source may turn out to be a production.
        const QString &source = choices.source.name;
        TRY_ASSIGN(options.rules, engine::columns::keptRules(backend.environmentStore().ruleFiles(), source));
        options.rulesKeptFor = options.rules ? source : QString();
    }
    options.findKey = [&backend] { return backend.projectKey(); };
    return options;
}

Result<std::shared_ptr<Operation>> makeClone(const Backend &backend, const CloneChoices &choices,
                                             const std::stop_token &stop)
{
    TRY_ASSIGN(End source, resolved(backend, choices.source, stop));
    TRY_ASSIGN(End target, resolved(backend, choices.target, stop));
    TRY_ASSIGN(CloneOptions options, optionsOf(backend, choices));
    return std::shared_ptr<Operation>(
        std::make_shared<Clone>(std::move(source), std::move(target), std::move(options), backend.registry()));
}

Result<std::shared_ptr<Operation>> makeRollback(const Backend &backend, const Environment &target, std::stop_token stop)
{
    TRY_ASSIGN(End end, resolved(backend, target, std::move(stop)));
    return std::shared_ptr<Operation>(std::make_shared<Rollback>(std::move(end)));
}

RunHeading headingOf(const Plan &plan)
{
    if (plan.kind == engine::runs::OperationKind::Rollback)
        return {.kind = RunHeading::Kind::Rollback, .target = badgeOf(plan.target.environment)};
    return {.source = badgeOf(plan.source.environment), .target = badgeOf(plan.target.environment)};
}

} // namespace

OperationRunner::OperationRunner(Backend &backend, Background &background, RunMonitor &monitor, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_background(background)
    , m_monitor(monitor)
{
    connect(&m_monitor, &RunMonitor::cancelRequested, this, [this] {
        if (m_job)
            m_job->requestStop();
    });
}

// The monitor must not look at counters that go away with the job.
OperationRunner::~OperationRunner()
{
    m_monitor.end();
}

void OperationRunner::planClone(const CloneChoices &choices)
{
    makeAndPlan(
        [&backend = m_backend, choices, stop = m_background.stopToken()] { return makeClone(backend, choices, stop); });
}

void OperationRunner::planRollback(const Environment &target)
{
    makeAndPlan([&backend = m_backend, target, stop = m_background.stopToken()] {
        return makeRollback(backend, target, stop);
    });
}

void OperationRunner::makeAndPlan(OperationMaker maker)
{
    if (m_state == State::Running)
        return;
    dropJob();
    const quint64 round = ++m_round;
    m_plan.reset();
    m_objections.clear();
    m_planning.start();
    setState(State::Planning);
    m_background.run(this, std::move(maker), [this, round](const Result<std::shared_ptr<Operation>> &operation) {
        if (round != m_round)
            return;
        if (operation) {
            startPlanning(*operation);
            return;
        }
        setState(State::Idle);
        emit failed(operation.error());
    });
}

void OperationRunner::startPlanning(std::shared_ptr<Operation> operation)
{
    m_job = std::make_unique<Job>(std::move(operation));
    connect(m_job.get(), &Job::planned, this, [this, round = m_round](const Plan &plan) {
        if (round == m_round)
            takePlan(plan);
    });
    connect(m_job.get(), &Job::planFailed, this, [this, round = m_round](const engine::Error &error) {
        if (round != m_round)
            return;
        setState(State::Idle);
        if (!error.isCancelled())
            emit failed(error);
    });
    connect(m_job.get(), &Job::finished, this, &OperationRunner::takeReport);
    m_job->plan();
}

void OperationRunner::takePlan(const Plan &plan)
{
    m_plan = plan;
    m_objections = plan.problems + m_backend.guard().objections(plan);
    setState(State::Planned);
}

bool OperationRunner::needsConfirmation() const
{
    return m_plan && engine::safety::Guard::needsConfirmation(*m_plan);
}

QList<engine::Sentence> OperationRunner::saidWhilePlanning() const
{
    qsizetype first = 0;
    return m_state == State::Planning && m_job ? m_job->progress().warningsSince(first) : QList<engine::Sentence>();
}

std::chrono::milliseconds OperationRunner::planningFor() const
{
    return std::chrono::milliseconds(m_state == State::Planning && m_planning.isValid() ? m_planning.elapsed() : 0);
}

void OperationRunner::run(const QString &typedName)
{
    if (m_state != State::Planned)
        return;
    auto permit = m_backend.guard().permit(*m_plan, {.typedName = typedName});
    if (!permit) {
        emit failed(permit.error());
        return;
    }
    m_started = QDateTime::currentDateTimeUtc();
    m_monitor.begin(headingOf(*m_plan), m_job->progress());
    setState(State::Running);
    m_job->run(*std::move(permit));
}

void OperationRunner::takeReport(const Report &report)
{
    m_backend.remember(report, m_started);
    m_monitor.end();
    m_plan.reset();
    m_objections.clear();
    dropJob();
    setState(State::Idle);
    emit finished(report);
}

void OperationRunner::forgetPlan()
{
    if (m_state == State::Running)
        return;
    ++m_round;
    dropJob();
    m_plan.reset();
    m_objections.clear();
    setState(State::Idle);
}

void OperationRunner::dropJob()
{
    if (!m_job)
        return;
    // Destroying a job that is planning would wait for the server; let it come back first.
    Job *job = m_job.release();
    job->disconnect(this);
    if (!job->isRunning()) {
        job->deleteLater();
        return;
    }
    job->setParent(this);
    connect(job, &Job::planned, job, &QObject::deleteLater);
    connect(job, &Job::planFailed, job, &QObject::deleteLater);
    job->requestStop();
}

void OperationRunner::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged();
}

} // namespace ui
