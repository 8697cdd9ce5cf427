// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/environment.h"
#include "engine/operations/clone/clone_options.h"
#include "engine/operations/job.h"
#include "engine/runs/plan.h"
#include "engine/runs/report.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ui {

class Backend;
class Background;
class RunMonitor;

/// What the person chose for a clone.
struct CloneChoices
{
    engine::environments::Environment source{};
    engine::environments::Environment target{};
    /// What is known of it now, whatever its type: for the command; the plan looks for itself.
    bool fromProduction = false;
    bool anonymize = true;
    QString rawReason{};
    /// A rule file; empty: the rules kept for the source decide, and detection about the rest.
    QString ruleFile{};
    bool strict = false;
    std::vector<std::string> schemas{};
    /// Without the meaning of groups, which is looked up for each plan.
    engine::selection::RowChoice rows{};
    /// Where rows of the source that break its own keys are listed, which are left out then; empty: they stand in the
    /// way.
    QString brokenRowsFile{};
    /// The rest without what no server reads back.
    bool leaveOutBroken = false;
    int jobs = 0;
    bool verify = true;
    std::optional<engine::supabase::MissingUsers> missingUsers{};

    bool operator==(const CloneChoices &) const = default;
};

/// Plans an operation, asks the guard, runs it: one at a time for the whole window. A new plan replaces the one being
/// made. Lives on the window's thread; what blocks is done in the background or on the job's control thread.
class OperationRunner final : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Planning, Planned, Running };

    OperationRunner(Backend &backend, Background &background, RunMonitor &monitor, QObject *parent = nullptr);
    ~OperationRunner() override;

    void planClone(const CloneChoices &choices);
    void planRollback(const engine::environments::Environment &target);
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
    /// How long the plan is being made for.
    [[nodiscard]] std::chrono::milliseconds planningFor() const;
    /// Runs the plan. REQUIRES: Planned. What the guard refuses comes back as failed().
    void run(const QString &typedName);

signals:
    void stateChanged();
    void failed(const engine::Error &error);
    void finished(const engine::runs::Report &report);

private:
    using OperationMaker = std::function<engine::Result<std::shared_ptr<engine::operations::Operation>>()>;
    void makeAndPlan(OperationMaker maker);
    void startPlanning(std::shared_ptr<engine::operations::Operation> operation);
    void takePlan(const engine::runs::Plan &plan);
    void takeReport(const engine::runs::Report &report);
    void setState(State state);
    void dropJob();

    Backend &m_backend;
    Background &m_background;
    RunMonitor &m_monitor;
    State m_state = State::Idle;
    /// Answers of an older round are out of date.
    quint64 m_round = 0;
    std::unique_ptr<engine::operations::Job> m_job;
    std::optional<engine::runs::Plan> m_plan;
    QList<engine::Error> m_objections;
    QDateTime m_started;
    QElapsedTimer m_planning;
};

} // namespace ui
