// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/compare/compare_presenter.h"
#include "ui/screen.h"

#include <array>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QToolButton;
class QTreeView;

namespace ui {

class RunMonitor;
class ScriptView;
class SideBySide;

/// Two environments side by side: what differs, what should follow, and the script for that.
class CompareScreen final : public Screen
{
    Q_OBJECT

public:
    CompareScreen(ComparePresenter &presenter, RunMonitor &monitor, QWidget *parent = nullptr);

    [[nodiscard]] QString key() const override;
    [[nodiscard]] Place place() const override { return {.group = 1, .order = 3}; }
    [[nodiscard]] QString label() const override;
    [[nodiscard]] Glyph glyph() const override { return Glyph::Compare; }
    [[nodiscard]] HelpPage helpPage() const override { return HelpPage::Compare; }
    [[nodiscard]] bool watchesItsRuns() const override { return true; }
    void receive(const PageRequest &request) override;

protected:
    void retranslate() override;

private:
    QWidget *buildEnds();
    QWidget *buildRunning();
    QWidget *buildContent();
    QWidget *buildTree();
    QWidget *buildObject();
    void connectPresenter();
    void connectChoices();
    void addShortcuts();
    void fillEnds();
    void buildIgnoreMenu();
    void buildReportMenu();
    void refresh();
    void refreshChips();
    void refreshTicks();
    void takeResult();
    void expandSome();
    void showCurrent();
    void step(int direction);
    void askWhere(ComparePresenter::File file);

    ComparePresenter &m_presenter;
    RunMonitor &m_monitor;
    QComboBox *m_source;
    QToolButton *m_swap;
    QComboBox *m_target;
    QPushButton *m_ignore;
    QMenu *m_ignoreMenu;
    QPushButton *m_compare;
    QStackedWidget *m_pages;
    QLabel *m_empty;
    QWidget *m_running;
    QLabel *m_runningWords;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QWidget *m_content;
    QLabel *m_summary;
    std::array<QPushButton *, 4> m_chips{};
    QLineEdit *m_search;
    QTreeView *m_tree;
    /// Looked at last, whether a row shows it or not.
    std::optional<engine::catalog::ObjectKey> m_current;
    QLabel *m_nothing;
    QPushButton *m_all;
    QPushButton *m_none;
    QLabel *m_ticks;
    QPushButton *m_showHidden;
    QTabWidget *m_tabs;
    QLabel *m_object;
    SideBySide *m_sides;
    QLabel *m_neighbours;
    ScriptView *m_script;
    QPushButton *m_report;
    QMenu *m_reportMenu;
};

} // namespace ui
