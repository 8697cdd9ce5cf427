// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/report.h"
#include "engine/store/run_history.h"
#include "ui/activity/run_list_model.h"
#include "ui/run/run_monitor.h"
#include "ui/screen.h"

#include <QHash>

class QPushButton;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace ui {

class Desk;
class EmptyPage;
class ReportView;
class RunView;
struct Track;

/// What is done and what was done: the operation that runs, whatever verb it is; its report; and the reports of those
/// that ended before, in this window, in another, or in a terminal.
class ActivityScreen final : public Screen
{
    Q_OBJECT

public:
    explicit ActivityScreen(Desk &desk, QWidget *parent = nullptr);

    [[nodiscard]] QString key() const override;
    [[nodiscard]] Place place() const override { return {.group = 3}; }
    [[nodiscard]] QString label() const override;
    [[nodiscard]] Glyph glyph() const override { return Glyph::Activity; }
    [[nodiscard]] HelpPage helpPage() const override { return HelpPage::RollBack; }
    [[nodiscard]] bool showsRuns() const override { return true; }
    [[nodiscard]] int badge() const override;
    [[nodiscard]] QList<Findable> findable() const override;
    /// `item`: the number of a run.
    void receive(const PageRequest &request) override;
    void shown() override;

protected:
    void retranslate() override;

private:
    QWidget *buildList();
    void addRun(Track &track);
    void removeRun(Track &track);
    void showRun(Track &track);
    void followRuns();
    void followRun();
    void takeReport(Track &track, const engine::runs::Report &report);
    [[nodiscard]] Track *shownTrack() const;
    void showReport(const engine::runs::Report &report, const RunHeading &heading, const QDateTime &ended);
    void showList();
    void readRuns(qint64 before);
    void openRun(int row);
    void openRun(qint64 id);
    void refresh();

    Desk &m_desk;
    RunListModel m_model;
    QStackedWidget *m_pages;
    QWidget *m_listPage;
    QTableView *m_list;
    EmptyPage *m_empty;
    /// One for each that runs, when there is more than one.
    QTabBar *m_tabs;
    QHash<Track *, RunView *> m_runs;
    ReportView *m_report;
    QPushButton *m_all;
    /// Of the report that is shown.
    engine::runs::Report m_shown{};
    RunHeading m_shownHeading{};
};

} // namespace ui
