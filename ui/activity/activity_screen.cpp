// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/activity/activity_screen.h"

#include "engine/runs/report_json.h"
#include "engine/workspace/workspace.h"
#include "ui/desk.h"
#include "ui/report/report_view.h"
#include "ui/run/run_view.h"
#include "ui/shell/empty_page.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tables.h"

#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using engine::runs::Report;
using engine::store::Run;
using engine::store::RunRow;

namespace {

constexpr int runsAtOnce = 200;

} // namespace

ActivityScreen::ActivityScreen(Desk &desk, QWidget *parent)
    : Screen(parent)
    , m_desk(desk)
    , m_pages(new QStackedWidget(this))
    , m_listPage(nullptr)
    , m_list(new QTableView(this))
    , m_empty(new EmptyPage(Glyph::Activity, this))
    , m_tabs(new QTabBar(this))
    , m_report(new ReportView(this))
    , m_all(new QPushButton(this))
{
    m_listPage = buildList();
    for (QWidget *page : {m_listPage, static_cast<QWidget *>(m_report)})
        m_pages->addWidget(page);
    m_tabs->setDocumentMode(true);
    m_tabs->setExpanding(false);
    m_tabs->hide();
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addWidget(m_tabs);
    layout->addWidget(m_pages, 1);
    setContent(content);
    addRun(desk.tracks().main());
    addHeaderAction(m_all);

    connect(m_all, &QPushButton::clicked, this, &ActivityScreen::showList);
    connect(&m_model, &RunListModel::moreWanted, this, &ActivityScreen::readRuns);
    connect(m_list, &QTableView::activated, this, [this](const QModelIndex &index) { openRun(index.row()); });
    Tracks *tracks = &m_desk.tracks();
    connect(&m_desk.runner(), &OperationRunner::stateChanged, this, &ActivityScreen::followRun);
    connect(tracks, &Tracks::finished, this, [this](Track *track, const Report &report) {
        takeReport(*track, report);
        readRuns(0);
    });
    connect(tracks, &Tracks::added, this, [this](Track *track) { addRun(*track); });
    connect(tracks, &Tracks::released, this, [this](Track *track) { removeRun(*track); });
    connect(tracks, &Tracks::wanted, this, [this](Track *track) { showRun(*track); });
    connect(tracks, &Tracks::changed, this, &ActivityScreen::followRuns);
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int tab) {
        const QList<Track *> running = m_desk.tracks().running();
        if (tab >= 0 && tab < running.size())
            showRun(*running.at(tab));
    });
    connect(m_report, &ReportView::newCloneRequested, this,
            [this] { emit pageRequested({.page = u"clone"_s, .source = m_shown.source, .target = m_shown.target}); });
    connect(m_report, &ReportView::rollbackRequested, this,
            [this](const QString &environment) { emit dialogRequested(u"rollback"_s, environment); });
    connect(m_report, &ReportView::messageMade, this, [this](const Message &message) { showMessage(message); });
    retranslate();
    // The search of the window finds them before anybody has come here.
    readRuns(0);
}

QWidget *ActivityScreen::buildList()
{
    prepareTable(*m_list);
    m_list->setModel(&m_model);
    QHeaderView *header = m_list->horizontalHeader();
    header->resizeSection(RunListModel::WhenColumn, 150);
    header->setSectionResizeMode(RunListModel::WhatColumn, QHeaderView::Stretch);
    header->resizeSection(RunListModel::OutcomeColumn, 130);
    header->resizeSection(RunListModel::TimeColumn, 90);
    // Return opens a row, as a double click does, on every desktop.
    auto *open = new QShortcut(QKeySequence(Qt::Key_Return), m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(open, &QShortcut::activated, this, [this] { openRun(m_list->currentIndex().row()); });
    connect(m_empty->button(), &QPushButton::clicked, this, [this] { emit pageRequested({.page = u"clone"_s}); });
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_list, 1);
    return page;
}

QString ActivityScreen::key() const
{
    return u"activity"_s;
}

QString ActivityScreen::label() const
{
    return Tr::tr("Activity");
}

int ActivityScreen::badge() const
{
    return int(m_desk.tracks().running().size());
}

QList<Screen::Findable> ActivityScreen::findable() const
{
    constexpr int most = 50;
    QList<Findable> all;
    for (int row = 0; row < std::min(most, m_model.rowCount()); ++row) {
        const RunRow &run = m_model.run(row);
        //: An operation that ended, in the search: %1 what was done, %2 when.
        all << Findable{.words = Tr::tr("%1, %2").arg(
                            whatText(run), QLocale().toString(run.started.toLocalTime(), QLocale::ShortFormat)),
                        .kind = Tr::tr("Report"),
                        .glyph = Glyph::Activity,
                        .request = {.page = key(), .item = QString::number(run.id)}};
    }
    return all;
}

void ActivityScreen::receive(const PageRequest &request)
{
    bool isNumber = false;
    const qint64 id = request.item.toLongLong(&isNumber);
    if (isNumber)
        openRun(id);
}

void ActivityScreen::shown()
{
    if (m_pages->currentWidget() == m_listPage)
        readRuns(0);
}

void ActivityScreen::addRun(Track &track)
{
    auto *view = new RunView(track.monitor, this);
    m_runs.insert(&track, view);
    m_pages->addWidget(view);
    if (&track == &m_desk.tracks().main())
        return;
    // Whoever comes to look finds what was begun last.
    connect(&track.monitor, &RunMonitor::stateChanged, view, [this, &track] {
        if (track.monitor.isRunning() && !isVisible())
            showRun(track);
    });
}

void ActivityScreen::removeRun(Track &track)
{
    RunView *view = m_runs.take(&track);
    if (m_pages->currentWidget() == view)
        m_pages->setCurrentWidget(m_listPage);
    // Before the track, on which it looks.
    delete view;
}

void ActivityScreen::showRun(Track &track)
{
    if (!track.monitor.isRunning())
        return;
    hideMessage();
    m_pages->setCurrentWidget(m_runs.value(&track));
    followRuns();
    refresh();
}

Track *ActivityScreen::shownTrack() const
{
    for (auto run = m_runs.cbegin(); run != m_runs.cend(); ++run) {
        if (run.value() == m_pages->currentWidget())
            return run.key();
    }
    return nullptr;
}

void ActivityScreen::followRuns()
{
    const QList<Track *> running = m_desk.tracks().running();
    while (m_tabs->count() > running.size())
        m_tabs->removeTab(m_tabs->count() - 1);
    for (int tab = 0; tab < running.size(); ++tab) {
        const QString title = running.at(tab)->monitor.title();
        if (tab == m_tabs->count())
            m_tabs->addTab(title);
        else
            m_tabs->setTabText(tab, title);
    }
    Track *shown = shownTrack();
    if (shown != nullptr && running.contains(shown))
        m_tabs->setCurrentIndex(int(running.indexOf(shown)));
    m_tabs->setVisible(running.size() > 1 || (!running.isEmpty() && shown == nullptr));
    emit badgeChanged();
}

void ActivityScreen::followRun()
{
    if (m_desk.runner().state() == OperationRunner::State::Running)
        showRun(m_desk.tracks().main());
    refresh();
}

void ActivityScreen::takeReport(Track &track, const Report &report)
{
    // Nobody is torn away from another run.
    const bool isWatched = shownTrack() == &track;
    const bool isMain = &track == &m_desk.tracks().main();
    if (isMain || isWatched || !isVisible())
        showReport(report, track.monitor.heading(), QDateTime::currentDateTime());
}

void ActivityScreen::showReport(const Report &report, const RunHeading &heading, const QDateTime &ended)
{
    m_shown = report;
    m_shownHeading = heading;
    m_report->setReport(report, ended);
    m_pages->setCurrentWidget(m_report);
    refresh();
}

void ActivityScreen::showList()
{
    hideMessage();
    m_pages->setCurrentWidget(m_listPage);
    readRuns(0);
    refresh();
    m_list->setFocus();
}

void ActivityScreen::readRuns(qint64 before)
{
    m_desk.background().run(
        this, [&workspace = m_desk.workspace(), before] { return workspace.history().page({}, before, runsAtOnce); },
        [this, before](const engine::Result<QList<RunRow>> &runs) {
            if (!runs) {
                showMessage(messageFor(runs.error()));
                return;
            }
            const bool hasMore = runs->size() == runsAtOnce;
            if (before == 0)
                m_model.setRuns(*runs, hasMore);
            else
                m_model.addRuns(*runs, hasMore);
            refresh();
        });
}

void ActivityScreen::openRun(int row)
{
    if (row >= 0 && row < m_model.rowCount())
        openRun(m_model.run(row).id);
}

void ActivityScreen::openRun(qint64 id)
{
    m_desk.background().run(
        this, [&workspace = m_desk.workspace(), id] { return workspace.history().find(id); },
        [this](const engine::Result<std::optional<Run>> &run) {
            if (!run) {
                showMessage(messageFor(run.error()));
                return;
            }
            const auto report = *run ? engine::runs::reportFromJson((*run)->report) : std::optional<Report>();
            if (!report) {
                showMessage({.severity = Message::Severity::Information,
                             .what = Tr::tr("The report of this operation is no longer kept."),
                             .why = Tr::tr("Only the newest thousand reports are.")});
                return;
            }
            const auto badge = [this](const QString &name) {
                const auto *environment = m_desk.list().find(name);
                return environment != nullptr ? std::optional(badgeOf(*environment)) : std::nullopt;
            };
            RunHeading heading{.source = badge(report->source)};
            heading.target = badge(report->target).value_or(EnvironmentBadge());
            const RunRow shown{.operation = (*run)->operation, .source = report->source, .target = report->target};
            heading.title = [shown, when = (*run)->started] {
                //: The title of a report; %1 says what was done, %2 when.
                return Tr::tr("%1, %2").arg(whatText(shown),
                                            QLocale().toString(when.toLocalTime(), QLocale::ShortFormat));
            };
            showReport(*report, heading, (*run)->ended);
        });
}

void ActivityScreen::refresh()
{
    const QWidget *page = m_pages->currentWidget();
    const bool isEmpty = m_model.rowCount() == 0;
    m_list->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    m_all->setVisible(page == m_report);
    if (page == m_listPage) {
        setHeading(Tr::tr("Activity"), Tr::tr("What was done from this computer, newest first."));
        setBands({});
        return;
    }
    const Track *track = shownTrack();
    const RunHeading &heading = track != nullptr ? track->monitor.heading() : m_shownHeading;
    const QString title = heading.title ? heading.title() : QString();
    setHeading(track != nullptr ? title : Tr::tr("Report"),
               track != nullptr ? Tr::tr("You may look at other pages: this goes on.") : title);
    const bool hasTarget = !heading.target.name.isEmpty();
    const auto target = hasTarget ? std::optional(heading.target) : std::nullopt;
    setBands(heading.source ? heading.source : target, heading.source ? target : std::nullopt);
}

void ActivityScreen::retranslate()
{
    m_all->setText(Tr::tr("&All operations"));
    m_list->setAccessibleName(Tr::tr("Operations that ended"));
    m_empty->setWords(Tr::tr("Nothing was done yet."),
                      Tr::tr("What you clone, back up, bring back or compare is listed here, with its report."),
                      Tr::tr("Make a clone…"));
    m_model.retranslate();
    followRuns();
    refresh();
}

} // namespace ui
