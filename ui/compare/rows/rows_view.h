// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/compare/rows/rows_presenter.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QCompleter;
class QLabel;
class QLineEdit;
class QMenu;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QStringListModel;
class QTabWidget;
class QTableView;
class QToolButton;

namespace ui {

class ElidedLabel;
class EmptyPage;
class LineView;
class RunMonitor;

/// The rows of both environments: the tables with what differs, one of them row by row and page by page, and the
/// script for the rows that are ticked.
class RowsView final : public QWidget
{
    Q_OBJECT

public:
    RowsView(RowsPresenter &presenter, RunMonitor &monitor, QWidget *parent = nullptr);

    void refresh();
    void retranslate();

signals:
    void saveRequested(ui::RowsPresenter::File file);

private:
    QWidget *buildHead();
    QWidget *buildRunning();
    QWidget *buildTables();
    QWidget *buildRows();
    QWidget *buildScript();
    void connectParts();
    void buildEqualMenu();
    void takeResult();
    void showTable();
    void refreshRows();
    void refreshPager();
    void refreshScript();

    RowsPresenter &m_presenter;
    RunMonitor &m_monitor;
    QLineEdit *m_wanted;
    QStringListModel *m_names;
    QPushButton *m_equal;
    QMenu *m_equalMenu;
    QPushButton *m_compare;
    QStackedWidget *m_pages;
    EmptyPage *m_empty;
    QWidget *m_running = nullptr;
    QLabel *m_runningWords;
    QProgressBar *m_bar;
    QPushButton *m_stop;
    QSplitter *m_content;
    QLineEdit *m_search;
    QTableView *m_tables;
    QCheckBox *m_showEqual;
    QLabel *m_summary;
    QTabWidget *m_tabs;
    QLabel *m_name;
    QLabel *m_notes;
    std::array<QPushButton *, 3> m_chips{};
    QTableView *m_rows;
    QPushButton *m_reveal;
    QPushButton *m_all;
    QPushButton *m_none;
    QToolButton *m_before;
    QLabel *m_page;
    QToolButton *m_next;
    QLabel *m_scriptWords;
    LineView *m_text;
    QPushButton *m_reverse;
    QPushButton *m_save;
};

} // namespace ui
