// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/background.h"
#include "ui/environment_list.h"
#include "ui/page_request.h"
#include "ui/run/tracks.h"
#include "ui/shell/preferences.h"
#include "ui/widgets/message_bar.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <functional>

class QWidget;

namespace ui {

class Screen;

/// What the pages of a window share, and which pages there are. Filled before the window is made, by whoever knows the
/// pages (all_pages.h); the window knows none of them.
///
/// Lives on the window's thread and must outlive its pages.
class Desk final : public QObject
{
    Q_OBJECT

public:
    explicit Desk(engine::workspace::Workspace &workspace)
        : m_workspace(workspace)
        , m_list(workspace, m_background)
        , m_tracks(workspace, m_background)
    {}

    [[nodiscard]] engine::workspace::Workspace &workspace() { return m_workspace; }
    [[nodiscard]] Background &background() { return m_background; }
    [[nodiscard]] EnvironmentList &list() { return m_list; }
    /// What can be chosen in the window.
    [[nodiscard]] Preferences &preferences() { return m_preferences; }
    /// All that runs.
    [[nodiscard]] Tracks &tracks() { return m_tracks; }
    /// Of the track on which pages plan.
    [[nodiscard]] RunMonitor &monitor() { return m_tracks.main().monitor; }
    [[nodiscard]] OperationRunner &runner() { return m_tracks.main().runner; }

    /// The parent of what a page is made over: it may speak to its page while it is destroyed, so it outlives the
    /// pages, and it is gone before all of the above.
    [[nodiscard]] QObject *presenters() { return &m_presenters; }

    /// Makes the page, owned by `parent`.
    using PageMaker = std::function<Screen *(Desk &desk, QWidget *parent)>;
    void addPage(PageMaker maker) { m_pages.append(std::move(maker)); }
    [[nodiscard]] const QList<PageMaker> &pages() const { return m_pages; }

    /// What is done to one environment beside the pages, as a question in a dialog. `window` is its parent.
    using Dialog = std::function<void(Desk &desk, const QString &environment, QWidget *window)>;
    void addDialog(const QString &key, Dialog dialog) { m_dialogs.insert(key, std::move(dialog)); }
    /// Does nothing where there is no such dialog.
    void openDialog(const QString &key, const QString &environment, QWidget *window)
    {
        if (const auto dialog = m_dialogs.constFind(key); dialog != m_dialogs.cend())
            (*dialog)(*this, environment, window);
    }

signals:
    /// The rules kept for an environment are others now.
    void rulesChanged(const QString &environment);
    /// There are other backups, or more is proven of one.
    void backupsChanged();
    /// To be said on the page that is shown.
    void said(const ui::Message &message);

private:
    // Destroyed bottom up: what runs in the background last, once nobody wants its answers any more.
    engine::workspace::Workspace &m_workspace;
    Background m_background;
    EnvironmentList m_list;
    Preferences m_preferences;
    Tracks m_tracks;
    QList<PageMaker> m_pages;
    QHash<QString, Dialog> m_dialogs;
    QObject m_presenters;
};

} // namespace ui
