// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run/operation_runner.h"

#include "engine/workspace/workspace.h"
#include "ui/background.h"

namespace ui {

using engine::Result;
using engine::operations::Job;
using engine::operations::Operation;
using engine::runs::Plan;
using engine::runs::Report;
using engine::workspace::Prepared;

namespace {

RunHeading headingOf(const Plan &plan, RunTitle title, QList<engine::runs::Stage> stages)
{
    RunHeading heading{.title = std::move(title), .stages = std::move(stages)};
    if (!plan.source.environment.name.isEmpty())
        heading.source = badgeOf(plan.source.environment);
    heading.target = badgeOf(plan.target.environment);
    return heading;
}

} // namespace

OperationRunner::OperationRunner(engine::workspace::Workspace &workspace, Background &background, RunMonitor &monitor,
                                 QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
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

void OperationRunner::plan(engine::workspace::Preparation preparation, RunTitle title, Watching watching)
{
    if (m_state == State::Running)
        return;
    dropJob();
    const quint64 round = ++m_round;
    m_plan.reset();
    m_objections.clear();
    m_title = std::move(title);
    m_watching = watching;
    m_planning.start();
    setState(State::Planning);
    const auto make
        = [preparation = std::move(preparation), stop = m_background.stopToken()] { return preparation(stop); };
    m_background.run(this, make, [this, round](const Result<Prepared> &prepared) {
        if (round != m_round)
            return;
        if (prepared) {
            startPlanning(prepared->operation);
            return;
        }
        setState(State::Idle);
        emit failed(prepared.error());
    });
}

void OperationRunner::startPlanning(std::shared_ptr<Operation> operation)
{
    m_stages = operation->stages();
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
    m_objections = plan.problems + m_workspace.guard().objections(plan);
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
    auto permit = m_workspace.guard().permit(*m_plan, {.typedName = typedName});
    if (!permit) {
        emit failed(permit.error());
        return;
    }
    m_started = QDateTime::currentDateTimeUtc();
    m_monitor.begin(headingOf(*m_plan, m_title, m_stages), m_job->progress());
    setState(State::Running);
    m_job->run(*std::move(permit));
}

void OperationRunner::takeReport(const Report &report)
{
    m_workspace.remember(report, m_started);
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
