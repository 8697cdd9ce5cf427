// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/run/operation_runner.h"
#include "ui/run/run_monitor.h"

#include <QList>
#include <QObject>

#include <memory>
#include <vector>

namespace ui {

/// One operation at a time, with what watches it.
struct Track
{
    Track(engine::workspace::Workspace &workspace, Background &background)
        : runner(workspace, background, monitor)
    {}

    // The runner tells the monitor when it goes away.
    RunMonitor monitor{};
    OperationRunner runner;
    /// What is backed up on it; empty on the main one.
    QString environment{};
};

/// Everything that runs from this window: one track on which pages plan, and one more for each backup, which waits for
/// nobody. Lives on the window's thread.
class Tracks final : public QObject
{
    Q_OBJECT

public:
    Tracks(engine::workspace::Workspace &workspace, Background &background);

    [[nodiscard]] Track &main() { return *m_tracks.front(); }
    /// One more, for one operation on this environment: release() when that is over.
    Track &add(const QString &environment);
    void release(Track &track);
    /// The backup of this environment that is planned or runs; null without one.
    [[nodiscard]] Track *of(const QString &environment) const;
    /// On which something runs, in the order in which they began.
    [[nodiscard]] QList<Track *> running() const;
    /// Asks for the page of this run.
    void show(Track &track) { emit wanted(&track); }

signals:
    void added(ui::Track *track);
    /// It is about to go.
    void released(ui::Track *track);
    /// What runs is something else than before.
    void changed();
    void finished(ui::Track *track, const engine::runs::Report &report);
    void wanted(ui::Track *track);

private:
    void follow(Track &track);

    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    std::vector<std::unique_ptr<Track>> m_tracks;
};

} // namespace ui
