// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/operations/operation.h"
#include "engine/safety/guard.h"

#include <QObject>

#include <memory>
#include <optional>
#include <thread>

namespace engine::operations {

/// Runs one operation on a control thread and tells the thread it lives in how it went.
///
/// Owns the operation and the counters. plan() and run() return at once; each ends with exactly one signal, delivered
/// to the thread of this object. progress() may be polled from any thread at any time. Destroying a running job stops
/// it and waits until the target is in order again.
class Job final : public QObject
{
    Q_OBJECT

public:
    explicit Job(std::shared_ptr<Operation> operation, QObject *parent = nullptr);
    ~Job() override;

    /// REQUIRES: not running.
    void plan();
    /// REQUIRES: not running, and a plan was made.
    void run(safety::Permit permit);
    /// Returns at once; the signal comes when everything is in order. May be called more than once.
    void requestStop();

    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] Progress &progress() { return *m_progress; }
    [[nodiscard]] const Progress &progress() const { return *m_progress; }

signals:
    void planned(const engine::runs::Plan &plan);
    /// The plan was stopped, or could not be made.
    void planFailed(const engine::Error &error);
    void finished(const engine::runs::Report &report);

private:
    void start(std::function<void(std::stop_token)> work);

    std::shared_ptr<Operation> m_operation;
    std::shared_ptr<Progress> m_progress;
    bool m_running = false;
    std::jthread m_controlThread;
};

} // namespace engine::operations
