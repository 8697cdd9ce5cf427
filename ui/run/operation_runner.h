// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/operations/job.h"
#include "engine/runs/plan.h"
#include "engine/runs/report.h"
#include "engine/workspace/requests/prepared.h"
#include "ui/run/run_monitor.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace engine::workspace {
class Workspace;
}

namespace ui {

class Background;

/// Plans an operation, asks the guard, runs it: one at a time for the whole window. A new plan replaces the one being
/// made. Knows no verb. Lives on the window's thread; what blocks is done in the background or on the job's control
/// thread.
class OperationRunner final : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Planning, Planned, Running };
    /// Where a run is followed: on the page for that, or on the one that asked for it and shows what comes of it.
    enum class Watching { RunPage, WhereItStarted };

    OperationRunner(engine::workspace::Workspace &workspace, Background &background, RunMonitor &monitor,
                    QObject *parent = nullptr);
    ~OperationRunner() override;

    /// Makes the operation and its plan. `title`: what the run is called, made anew in each language.
    void plan(engine::workspace::Preparation preparation, RunTitle title, Watching watching = Watching::RunPage);
    /// Forgets the plan; stops one that is being made. Nothing while an operation runs.
    void forgetPlan();

    [[nodiscard]] State state() const { return m_state; }
    /// Set while Planned and Running.
    [[nodiscard]] const std::optional<engine::runs::Plan> &plan() const { return m_plan; }
    /// Problems of the plan, then what the guard has against it.
    [[nodiscard]] const QList<engine::Error> &objections() const { return m_objections; }
    [[nodiscard]] bool needsConfirmation() const;
    /// What was said while the plan is being made: another try, in so many seconds. Empty otherwise.
    [[nodiscard]] QList<engine::Sentence> saidWhilePlanning() const;
    [[nodiscard]] Watching watching() const { return m_watching; }
    /// How long the plan is being made for.
    [[nodiscard]] std::chrono::milliseconds planningFor() const;
    /// Runs the plan. REQUIRES: Planned. What the guard refuses comes back as failed().
    void run(const QString &typedName);
    /// Asks what runs to stop; nothing when nothing does.
    void requestStop() { m_monitor.cancel(); }

signals:
    void stateChanged();
    void failed(const engine::Error &error);
    void finished(const engine::runs::Report &report);

private:
    void startPlanning(std::shared_ptr<engine::operations::Operation> operation);
    void takePlan(const engine::runs::Plan &plan);
    void takeReport(const engine::runs::Report &report);
    void setState(State state);
    void dropJob();

    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    RunMonitor &m_monitor;
    State m_state = State::Idle;
    /// Answers of an older round are out of date.
    quint64 m_round = 0;
    std::unique_ptr<engine::operations::Job> m_job;
    RunTitle m_title;
    Watching m_watching = Watching::RunPage;
    QList<engine::runs::Stage> m_stages;
    std::optional<engine::runs::Plan> m_plan;
    QList<engine::Error> m_objections;
    QDateTime m_started;
    QElapsedTimer m_planning;
};

} // namespace ui
