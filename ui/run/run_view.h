// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/run/run_monitor.h"

#include <QList>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QSplitter;
class QTableView;

namespace ui {

class Note;
class PhaseStrip;
class Sparkline;

/// The operation that runs: phases, total, speed, table by table, log, Cancel.
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
    QWidget *buildLog();
    void retranslate();
    void begin();
    void refresh();

    void addToLog(const QList<LogLine> &lines);
    void writeLog();

    // A log that is followed for hours must not grow without end.
    static constexpr int maxLogLines = 2000;

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
    QSplitter *m_details;
    QTableView *m_tables;
    QLabel *m_logTitle;
    QPlainTextEdit *m_log;
    /// What m_log says, for another language.
    QList<LogLine> m_logLines;
    QPushButton *m_cancel;
};

} // namespace ui
