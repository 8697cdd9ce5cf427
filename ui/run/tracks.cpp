// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run/tracks.h"

#include <QTimer>

#include <algorithm>

namespace ui {

Tracks::Tracks(engine::workspace::Workspace &workspace, Background &background)
    : m_workspace(workspace)
    , m_background(background)
{
    m_tracks.push_back(std::make_unique<Track>(workspace, background));
    follow(main());
}

void Tracks::follow(Track &track)
{
    connect(&track.runner, &OperationRunner::stateChanged, this, &Tracks::changed);
    connect(&track.monitor, &RunMonitor::stateChanged, this, &Tracks::changed);
    connect(&track.runner, &OperationRunner::finished, this,
            [this, &track](const engine::runs::Report &report) { emit finished(&track, report); });
}

Track &Tracks::add(const QString &environment)
{
    m_tracks.push_back(std::make_unique<Track>(m_workspace, m_background));
    Track &track = *m_tracks.back();
    track.environment = environment;
    follow(track);
    emit added(&track);
    emit changed();
    return track;
}

void Tracks::release(Track &track)
{
    const auto found = std::find_if(m_tracks.begin() + 1, m_tracks.end(),
                                    [&](const std::unique_ptr<Track> &each) { return each.get() == &track; });
    if (found == m_tracks.end())
        return;
    emit released(&track);
    // It may be one of its own signals that ends it.
    auto gone = std::shared_ptr<Track>(std::move(*found));
    m_tracks.erase(found);
    QTimer::singleShot(0, this, [gone] {});
    emit changed();
}

Track *Tracks::of(const QString &environment) const
{
    const auto found = std::find_if(m_tracks.begin() + 1, m_tracks.end(), [&](const std::unique_ptr<Track> &track) {
        return track->environment == environment;
    });
    return found == m_tracks.end() ? nullptr : found->get();
}

QList<Track *> Tracks::running() const
{
    QList<Track *> running;
    for (const std::unique_ptr<Track> &track : m_tracks) {
        if (track->monitor.isRunning())
            running << track.get();
    }
    return running;
}

} // namespace ui
