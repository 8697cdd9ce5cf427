// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/report.h"
#include "ui/report/report_model.h"
#include "ui/widgets/message_bar.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QTableView;

namespace ui {

class ClearColumnPage;
class Note;

/// What an operation did: outcome, target, verification; what of a production is in clear; tables; columns in clear
/// with their reasons; what of the structure looks personal; what was not carried; what to know.
class ReportView final : public QWidget
{
    Q_OBJECT

public:
    explicit ReportView(QWidget *parent = nullptr);

    /// `ended`: when the operation did.
    void setReport(const engine::runs::Report &report, const QDateTime &ended = QDateTime::currentDateTime());

signals:
    void newCloneRequested();
    void rollbackRequested(const QString &target);
    /// The report was saved, or could not be.
    void messageMade(const Message &message);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildSummary();
    void buildTabs();
    void refresh();
    void refreshSummary();
    void refreshTabs();
    void refreshActions();
    void setTab(QWidget *page, const QString &title, bool isShown);
    void setTextTab(QPlainTextEdit *page, const QString &title, const QStringList &lines);
    void save();
    void write(const QString &path);

    QDateTime m_ended;
    engine::runs::Report m_report;
    ReportTableModel m_model;
    QLabel *m_icon;
    QLabel *m_outcome;
    QLabel *m_target;
    QLabel *m_facts;
    Note *m_clearData;
    Note *m_alarms;
    QTabWidget *m_tabs;
    QTableView *m_tables;
    ClearColumnPage *m_inClear;
    QPlainTextEdit *m_structure;
    QPlainTextEdit *m_notCarried;
    QPlainTextEdit *m_warnings;
    QPlainTextEdit *m_remarks;
    QPushButton *m_rollback;
    QPushButton *m_save;
    QPushButton *m_again;
};

} // namespace ui
