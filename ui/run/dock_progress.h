// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

namespace ui {

class Tracks;

/// How far everything that runs is, as one number: in the title of the window, and on the icon of the program in docks
/// that show it (com.canonical.Unity.LauncherEntry: GNOME with an extension, KDE, Ubuntu).
class DockProgress final : public QObject
{
    Q_OBJECT

public:
    explicit DockProgress(Tracks &tracks, QObject *parent = nullptr);

    /// The mean of what runs; -1 while nothing does.
    [[nodiscard]] int percent() const { return m_percent; }

signals:
    void percentChanged(int percent);

private:
    void measure();
    void tellTheDock() const;

    Tracks &m_tracks;
    int m_percent = -1;
};

} // namespace ui
