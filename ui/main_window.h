// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/report.h"
#include "ui/help/help_window.h"
#include "ui/page_request.h"
#include "ui/shell/language.h"
#include "ui/theme/appearance.h"

#include <QHash>
#include <QMainWindow>

#include <functional>
#include <memory>

class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace ui {

class Actions;
class ActivityBar;
class CommandPalette;
class Desk;
class DockProgress;
class LayoutMemory;
class MessageBar;
class Notifications;
struct FoundThing;
struct Message;
struct Track;
class Screen;
class ShortcutList;
class Sidebar;
class WindowSettings;

/// What the composition root gives the window besides its pages.
struct WindowOptions
{
    QList<Language> languages{};
    /// The code of the one that was chosen; empty: as the system.
    QString currentLanguage{};
    /// Installs the translators; the window hears of it through LanguageChange. Empty: as the system.
    std::function<void(const QString &code)> setLanguage{};
    /// Where the window remembers how it was arranged; null: nowhere. Outlives the window.
    WindowSettings *settings = nullptr;
};

/// The window: sidebar, one page at a time, the bar of the running operation. Knows `Screen` and no page: which there
/// are is said by the desk, and what they ask of each other goes through here.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(std::unique_ptr<Desk> desk, Appearance &appearance, WindowOptions options, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Pages in the order of the sidebar.
    [[nodiscard]] int pageCount() const { return int(m_screens.size()); }
    void showPage(int page);
    /// By its key; nothing where there is no such page.
    void showPage(const QString &key);
    /// The program was started again with these, files or addresses: comes to the front, and takes them.
    void takeOver(const QStringList &given);
    /// On the page that is shown.
    void say(const Message &message);
    /// Everything that can be done here.
    [[nodiscard]] const Actions &actions() const { return *m_actions; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void buildScreens();
    void connectScreen(Screen &screen);
    void buildLayout();
    void buildActions();
    void addPreferences();
    /// As it was left the last time, or as fits the screen.
    void arrange();
    void rememberArrangement();
    void connectRuns();
    void addActivity(Track &track);
    /// What Ctrl+B does.
    void backUp();
    void dismiss();
    void search();
    [[nodiscard]] QList<FoundThing> findableThings();
    void showShortcuts();
    void foldSidebar();
    void sayTitle();
    void retranslate();
    void open(const PageRequest &request);
    /// Files that were dropped on the window go to the page that wants them.
    void take(const QStringList &files, const QString &target);
    /// The page that files are for; null: none.
    [[nodiscard]] const Screen *taker(const QStringList &files) const;
    [[nodiscard]] int pageOf(const QString &key) const;
    /// Of the page on which operations are shown.
    [[nodiscard]] int runPage() const;
    void askBeforeClosing();
    void showHelp();
    void openHelp(HelpPage page);
    /// Says on whatever page is shown how an operation ended.
    void announce(const engine::runs::Report &report);
    [[nodiscard]] Message messageAbout(const engine::runs::Report &report);
    /// By the desktop, when the window is not in front.
    void tellWhoIsAway(const Message &message);

    std::unique_ptr<Desk> m_desk;
    Appearance &m_appearance;
    WindowOptions m_options;
    std::unique_ptr<LayoutMemory> m_memory;
    Actions *m_actions;
    QList<Screen *> m_screens;
    // Made in the order in which the Tab key visits them.
    Sidebar *m_sidebar;
    QToolButton *m_helpButton;
    MessageBar *m_closeQuestion;
    /// What a page wants said on whatever page.
    MessageBar *m_notice;
    QStackedWidget *m_stack;
    /// One line for each run.
    QVBoxLayout *m_activity;
    QHash<Track *, ActivityBar *> m_bars;
    DockProgress *m_progress;
    Notifications *m_notifications;
    CommandPalette *m_palette = nullptr;
    ShortcutList *m_shortcuts = nullptr;
    HelpWindow *m_help = nullptr;
    /// Where the end of an operation was told, until its report is looked at.
    Screen *m_announcedOn = nullptr;
    bool m_closeWhenDone = false;
};

} // namespace ui
