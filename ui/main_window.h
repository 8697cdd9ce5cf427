// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/workspace/workspace.h"
#include "ui/theme/appearance.h"

#include <QMainWindow>

#include <functional>
#include <memory>

class QStackedWidget;
class QToolButton;

namespace ui {

class ActivityBar;
class HelpWindow;
class MessageBar;
struct Message;
class Screen;
class Sidebar;
struct Presenters;

/// A language the window can be shown in.
struct Language
{
    QString code{};
    /// In its own language: "Français".
    QString name{};
};

/// What the composition root gives the window besides the workspace.
struct WindowOptions
{
    QList<Language> languages{};
    QString currentLanguage{};
    /// Installs the translators; the window hears of it through LanguageChange.
    std::function<void(const QString &code)> setLanguage{};
};

/// The window: sidebar, one page at a time, the bar of the running operation. Knows `Screen`; what the screens say to
/// each other goes through their presenters, which it owns.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(engine::workspace::Workspace &workspace, Appearance &appearance, WindowOptions options,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    /// In the order of the sidebar.
    enum Page { EnvironmentsPage, ClonePage, AnonymizationPage };
    static constexpr int pageCount = AnonymizationPage + 1;
    void showPage(int page);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void buildScreens();
    void buildLayout();
    void buildSettings();
    void connectPresenters();
    void addShortcuts();
    void retranslate();
    void askBeforeClosing();
    /// Names the environments in which a clone did not end, as long as there are any, on whatever page.
    void sayWhatIsIncomplete();
    [[nodiscard]] Message messageAboutIncomplete(const QStringList &names);
    void askForRollback(const QString &environment);
    void showHelp();
    /// Says on whatever page is shown how an operation ended.
    void announce(const engine::runs::Report &report);
    [[nodiscard]] Message messageAbout(const engine::runs::Report &report);

    engine::workspace::Workspace &m_workspace;
    Appearance &m_appearance;
    WindowOptions m_options;
    std::unique_ptr<Presenters> m_presenters;
    QList<Screen *> m_screens;
    // Made in the order in which the Tab key visits them.
    Sidebar *m_sidebar;
    QToolButton *m_languageButton;
    QToolButton *m_appearanceButton;
    QToolButton *m_helpButton;
    MessageBar *m_closeQuestion;
    MessageBar *m_incomplete;
    QStackedWidget *m_stack;
    ActivityBar *m_activity;
    HelpWindow *m_help = nullptr;
    /// Where the end of an operation was told, until its report is looked at.
    Screen *m_announcedOn = nullptr;
    /// Said already: a message that was closed does not come back for the same.
    QStringList m_saidIncomplete;
    bool m_closeWhenDone = false;
};

} // namespace ui
