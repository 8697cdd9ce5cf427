// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/report.h"
#include "ui/page_request.h"
#include "ui/theme/appearance.h"

#include <QHash>
#include <QMainWindow>

#include <functional>
#include <memory>

class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace ui {

class ActivityBar;
class Desk;
class HelpWindow;
class MessageBar;
struct Message;
struct Track;
class Screen;
class Sidebar;

/// A language the window can be shown in.
struct Language
{
    QString code{};
    /// In its own language: "Français".
    QString name{};
};

/// What the composition root gives the window besides its pages.
struct WindowOptions
{
    QList<Language> languages{};
    QString currentLanguage{};
    /// Installs the translators; the window hears of it through LanguageChange.
    std::function<void(const QString &code)> setLanguage{};
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

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void buildScreens();
    void connectScreen(Screen &screen);
    void buildLayout();
    void buildSettings();
    void connectRuns();
    void addActivity(Track &track);
    void say(const Message &message);
    /// What Ctrl+B does.
    void backUp();
    void addShortcuts();
    void retranslate();
    void open(const PageRequest &request);
    /// Files that were dropped on the window go to the page that wants them.
    void take(const QStringList &files);
    [[nodiscard]] int pageOf(const QString &key) const;
    /// Of the page on which operations are shown.
    [[nodiscard]] int runPage() const;
    void askBeforeClosing();
    void showHelp();
    /// Says on whatever page is shown how an operation ended.
    void announce(const engine::runs::Report &report);
    [[nodiscard]] Message messageAbout(const engine::runs::Report &report);

    std::unique_ptr<Desk> m_desk;
    Appearance &m_appearance;
    WindowOptions m_options;
    QList<Screen *> m_screens;
    QAction *m_backUp;
    // Made in the order in which the Tab key visits them.
    Sidebar *m_sidebar;
    QToolButton *m_languageButton;
    QToolButton *m_appearanceButton;
    QToolButton *m_helpButton;
    MessageBar *m_closeQuestion;
    /// What a page wants said on whatever page.
    MessageBar *m_notice;
    QStackedWidget *m_stack;
    /// One line for each run.
    QVBoxLayout *m_activity;
    QHash<Track *, ActivityBar *> m_bars;
    HelpWindow *m_help = nullptr;
    /// Where the end of an operation was told, until its report is looked at.
    Screen *m_announcedOn = nullptr;
    bool m_closeWhenDone = false;
};

} // namespace ui
