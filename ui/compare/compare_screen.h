// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/compare/compare_presenter.h"
#include "ui/compare/rows/rows_presenter.h"
#include "ui/screen.h"

class QAction;
class QComboBox;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace ui {

class BandRow;
class EmptyPage;
class ProofPresenter;
class RowsView;
class RunMonitor;
class StructureView;

/// Two environments side by side: what differs, what should follow, and the script for that, proven and applied.
class CompareScreen final : public Screen
{
    Q_OBJECT

public:
    /// What the page shows, each without its widgets.
    struct Presenters
    {
        ComparePresenter &structure;
        ProofPresenter &proof;
        RowsPresenter &rows;
    };
    CompareScreen(const Presenters &presenters, RunMonitor &monitor, QWidget *parent = nullptr);

    [[nodiscard]] QString key() const override;
    [[nodiscard]] Place place() const override { return {.group = 1, .order = 3}; }
    [[nodiscard]] QString label() const override;
    [[nodiscard]] Glyph glyph() const override { return Glyph::Compare; }
    [[nodiscard]] HelpPage helpPage() const override { return HelpPage::Compare; }
    [[nodiscard]] bool watchesItsRuns() const override { return true; }
    void receive(const PageRequest &request) override;
    void shown() override;

protected:
    void retranslate() override;

private:
    enum Part { StructurePart, RowsPart };

    QWidget *buildEnds();
    QWidget *buildRunning();
    void buildActions();
    void connectPresenters();
    void connectChoices();
    void fillEnds();
    void buildIgnoreMenu();
    void buildReportMenu();
    void refresh();
    void refreshHead();
    void refreshActions();
    void show(Part part);
    void askWhere(ComparePresenter::File file);
    void askWhereForRows(RowsPresenter::File file);
    void askWhere(const QString &name, const QString &ending, const std::function<void(const QString &)> &save);

    ComparePresenter &m_presenter;
    ProofPresenter &m_proof;
    RowsPresenter &m_rowsPresenter;
    RunMonitor &m_monitor;
    QComboBox *m_source;
    QToolButton *m_swap;
    QComboBox *m_target;
    QPushButton *m_ignore;
    QMenu *m_ignoreMenu;
    QPushButton *m_compare;
    BandRow *m_ends;
    QTabBar *m_parts;
    QStackedWidget *m_pages;
    EmptyPage *m_empty;
    QWidget *m_running;
    QLabel *m_runningWords;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    StructureView *m_structure;
    RowsView *m_rows;
    QPushButton *m_report;
    QMenu *m_reportMenu;
    // What can be done here, for the keyboard and for the search of the window.
    QAction *m_again;
    QAction *m_nextDifference;
    QAction *m_differenceBefore;
    QAction *m_find;
    QAction *m_prove;
    QAction *m_apply;
    QAction *m_compareRows;
};

} // namespace ui
