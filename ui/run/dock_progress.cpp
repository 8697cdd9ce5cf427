// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run/dock_progress.h"

#include "ui/run/tracks.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

DockProgress::DockProgress(Tracks &tracks, QObject *parent)
    : QObject(parent)
    , m_tracks(tracks)
{
    const auto follow
        = [this](Track *track) { connect(&track->monitor, &RunMonitor::updated, this, &DockProgress::measure); };
    follow(&m_tracks.main());
    connect(&m_tracks, &Tracks::added, this, follow);
    connect(&m_tracks, &Tracks::changed, this, &DockProgress::measure);
}

void DockProgress::measure()
{
    const QList<Track *> running = m_tracks.running();
    int sum = 0;
    for (const Track *track : running)
        sum += track->monitor.percent();
    const int percent = running.isEmpty() ? -1 : std::clamp(int(sum / running.size()), 0, 100);
    if (percent == m_percent)
        return;
    m_percent = percent;
    tellTheDock();
    emit percentChanged(percent);
}

void DockProgress::tellTheDock() const
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage update
        = QDBusMessage::createSignal(u"/org/sosie/sosie/dock"_s, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s);
    update << u"application://org.sosie.sosie.desktop"_s
           << QVariantMap{{u"progress"_s, double(std::max(0, m_percent)) / 100},
                          {u"progress-visible"_s, m_percent >= 0}};
    bus.send(update);
}

} // namespace ui
