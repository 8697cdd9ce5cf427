// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/run/run_monitor.h"
#include "ui/run/run_table_filter.h"

#include <QList>
#include <QWidget>

#include <array>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QTableView;
class QToolButton;

namespace ui {

class ElidedLabel;
class Note;
class PhaseStrip;
class Sparkline;

/// The operation that runs: phases, total, speed, what is being made, table by table with what is at work on top,
/// Cancel; the log is folded to its last line.
class RunView final : public QWidget
{
    Q_OBJECT

public:
    explicit RunView(RunMonitor &monitor, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildTotals();
    QWidget *buildTables();
    QWidget *buildChips();
    QWidget *buildLog();
    void retranslate();
    void begin();
    void refresh();

    void refreshChips();
    void refreshMaking();
    void setLogOpen(bool isOpen);
    void addToLog(const QList<LogLine> &lines);
    void writeLog();

    // A log that is followed for hours must not grow without end.
    static constexpr int maxLogLines = 2000;
    static constexpr std::array chipKinds{RunTableFilter::Show::All, RunTableFilter::Show::AtWork,
                                          RunTableFilter::Show::Waiting, RunTableFilter::Show::Done,
                                          RunTableFilter::Show::Failed};

    RunMonitor &m_monitor;
    PhaseStrip *m_phases;
    Note *m_waiting;
    /// What it says now.
    QStringList m_said;
    QProgressBar *m_bar;
    QLabel *m_percent;
    QLabel *m_amounts;
    QLabel *m_timeLeft;
    QLabel *m_speed;
    Sparkline *m_sparkline;
    ElidedLabel *m_making;
    QWidget *m_details;
    RunTableFilter *m_filter;
    std::array<QPushButton *, chipKinds.size()> m_chips{};
    QTableView *m_tables;
    QToolButton *m_logTitle;
    ElidedLabel *m_lastLine;
    QPlainTextEdit *m_log;
    /// What m_log says, for another language.
    QList<LogLine> m_logLines;
    QPushButton *m_cancel;
};

} // namespace ui
