// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run/run_view.h"

#include "ui/run/sparkline.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/note.h"
#include "ui/widgets/phase_strip.h"
#include "ui/widgets/share_delegate.h"
#include "ui/widgets/tables.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString textOf(const QList<LogLine> &lines)
{
    QStringList texts;
    for (const LogLine &line : lines)
        texts << line.text();
    return texts.join(u'\n');
}

} // namespace

RunView::RunView(RunMonitor &monitor, QWidget *parent)
    : QWidget(parent)
    , m_monitor(monitor)
    , m_phases(new PhaseStrip(this))
    , m_waiting(new Note(Note::Weight::Warning, this))
    , m_bar(new QProgressBar(this))
    , m_percent(makeLabel(TextRole::Title, this))
    , m_amounts(makeLabel(TextRole::Body, this))
    , m_timeLeft(makeLabel(TextRole::Strong, this))
    , m_speed(makeLabel(TextRole::Muted, this))
    , m_sparkline(new Sparkline(this))
    , m_making(new ElidedLabel(TextRole::Muted, this))
    , m_details(new QWidget(this))
    , m_filter(new RunTableFilter(this))
    , m_tables(new QTableView(this))
    , m_logTitle(new QToolButton(this))
    , m_lastLine(new ElidedLabel(TextRole::Muted, this))
    , m_log(new QPlainTextEdit(this))
    , m_cancel(new QPushButton(this))
{
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins({});
    details->setSpacing(space::small);
    details->addWidget(buildChips());
    details->addWidget(buildTables(), 3);
    details->addWidget(buildLog());
    details->addWidget(m_log, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(space::medium);
    layout->addWidget(m_phases);
    layout->addWidget(buildTotals());
    layout->addWidget(m_waiting);
    layout->addWidget(m_details, 1);
    layout->addStretch(0);

    connect(m_cancel, &QPushButton::clicked, &m_monitor, &RunMonitor::cancel);
    connect(&m_monitor, &RunMonitor::updated, this, &RunView::refresh);
    connect(&m_monitor, &RunMonitor::stateChanged, this, &RunView::begin);
    connect(&m_monitor, &RunMonitor::speedsChanged, this,
            [this] { m_sparkline->setValues(m_monitor.speeds(), RunMonitor::maxSpeeds); });
    connect(&m_monitor, &RunMonitor::logged, this, &RunView::addToLog);
    retranslate();
}

QWidget *RunView::buildTotals()
{
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 100);
    m_bar->setMinimumHeight(space::medium);
    auto *card = new Card(this);
    auto *figures = new QHBoxLayout;
    figures->setSpacing(space::large);
    // Room for the widest text from the start, so that what follows does not move.
    m_percent->setMinimumWidth(m_percent->fontMetrics().horizontalAdvance(u"100 %"_s));
    figures->addWidget(m_percent);
    figures->addWidget(m_timeLeft, 1);
    figures->addWidget(m_amounts);
    auto *flow = new QHBoxLayout;
    flow->setSpacing(space::large);
    flow->addWidget(m_speed);
    flow->addWidget(m_sparkline, 1);
    flow->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::large, space::medium, space::large, space::medium);
    layout->setSpacing(space::small);
    layout->addLayout(figures);
    layout->addWidget(m_bar);
    layout->addLayout(flow);
    layout->addWidget(m_making);
    return card;
}

QWidget *RunView::buildTables()
{
    m_filter->setSortRole(TableProgressModel::SortRole);
    m_filter->setSourceModel(&m_monitor.tables());
    prepareTable(*m_tables);
    m_tables->setModel(m_filter);
    m_tables->setSortingEnabled(true);
    m_tables->sortByColumn(TableProgressModel::BytesColumn, Qt::DescendingOrder);
    m_tables->setItemDelegateForColumn(TableProgressModel::ShareColumn,
                                       new ShareDelegate(TableProgressModel::ShareRole, this));
    QHeaderView *header = m_tables->horizontalHeader();
    header->setSectionResizeMode(TableProgressModel::NameColumn, QHeaderView::Stretch);
    header->resizeSection(TableProgressModel::StateColumn, 110);
    header->resizeSection(TableProgressModel::ShareColumn, 230);
    // "about 12,000,000" in the longest of the languages.
    header->resizeSection(TableProgressModel::RowsColumn, 150);
    header->resizeSection(TableProgressModel::BytesColumn, 125);
    header->resizeSection(TableProgressModel::TimeColumn, 80);
    return m_tables;
}

QWidget *RunView::buildChips()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    for (size_t number = 0; number < m_chips.size(); ++number) {
        auto *chip = new QPushButton(this);
        chip->setCheckable(true);
        chip->setAutoExclusive(true);
        chip->setChecked(chipKinds[number] == RunTableFilter::Show::All);
        chip->setProperty("kind", u"chip"_s);
        connect(chip, &QPushButton::toggled, m_filter, [this, number](bool isChosen) {
            if (isChosen)
                m_filter->setShown(chipKinds[number]);
        });
        m_chips[number] = chip;
        layout->addWidget(chip);
    }
    layout->addStretch(1);
    return row;
}

QWidget *RunView::buildLog()
{
    m_log->setReadOnly(true);
    m_log->setMaximumBlockCount(maxLogLines);
    m_log->setLayoutDirection(Qt::LeftToRight);
    QTextOption option = m_log->document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight);
    m_log->document()->setDefaultTextOption(option);
    m_log->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_log->setTabChangesFocus(true);
    m_log->setMinimumHeight(72);
    m_logTitle->setCheckable(true);
    m_logTitle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_lastLine->setLayoutDirection(Qt::LeftToRight);
    connect(m_logTitle, &QToolButton::toggled, this, &RunView::setLogOpen);
    auto *box = new QWidget(this);
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addWidget(m_logTitle);
    layout->addWidget(m_lastLine, 1);
    setLogOpen(false);
    return box;
}

void RunView::setLogOpen(bool isOpen)
{
    m_log->setVisible(isOpen);
    m_lastLine->setVisible(!isOpen);
    m_logTitle->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
}

void RunView::refreshChips()
{
    using State = TableProgressModel::State;
    const TableProgressModel &tables = m_monitor.tables();
    const std::array counts{tables.rowCount(), tables.count(State::Running) + tables.count(State::Indexing),
                            tables.count(State::Waiting), tables.count(State::Done), tables.count(State::Failed)};
    const std::array names{Tr::tr("All"), Tr::tr("At work"), Tr::tr("Waiting"), Tr::tr("Done", "tables"),
                           Tr::tr("Failed", "tables")};
    for (size_t number = 0; number < m_chips.size(); ++number) {
        //: A button that lets some of the tables through: %1 which, %2 how many.
        const QString words = Tr::tr("%1 (%2)").arg(names[number], numberText(counts[number]));
        if (m_chips[number]->text() != words)
            m_chips[number]->setText(words);
        // What never was is no choice; what was chosen stays one.
        const bool isRare = chipKinds[number] == RunTableFilter::Show::Failed;
        m_chips[number]->setVisible(!isRare || counts[number] > 0 || m_chips[number]->isChecked());
    }
}

void RunView::refreshMaking()
{
    const QStringList &making = m_monitor.making();
    m_making->setFullText(making.isEmpty() ? QString() : Tr::tr("Being made: %1").arg(making.join(u", "_s)));
}

void RunView::begin()
{
    if (m_monitor.state() == RunMonitor::State::Running) {
        m_log->clear();
        m_logLines.clear();
        m_lastLine->setFullText({});
        m_chips[0]->setChecked(true);
        m_sparkline->setValues({}, RunMonitor::maxSpeeds);
        // Of one step there are no stages, tables or shares to show.
        const bool isInSteps = m_monitor.heading().isInSteps();
        m_phases->setStages(m_monitor.heading().stages);
        m_bar->setRange(0, isInSteps ? 100 : 0);
        for (QWidget *widget : {static_cast<QWidget *>(m_phases), static_cast<QWidget *>(m_percent),
                                static_cast<QWidget *>(m_amounts), static_cast<QWidget *>(m_sparkline),
                                static_cast<QWidget *>(m_making), m_details, static_cast<QWidget *>(m_cancel)})
            widget->setVisible(isInSteps);
        m_tables->setFocus();
    }
    refresh();
}

void RunView::refresh()
{
    const bool isCancelling = m_monitor.state() == RunMonitor::State::Cancelling;
    // What has no target only reads: there is nothing to put back.
    const bool hasTarget = !m_monitor.heading().target.name.isEmpty() || !m_monitor.heading().source;
    m_phases->setPhase(m_monitor.phase());
    refreshChips();
    refreshMaking();
    m_bar->setValue(m_monitor.percent());
    m_percent->setText(Tr::tr("%1 %").arg(m_monitor.percent()));
    m_timeLeft->setText(isCancelling && hasTarget ? Tr::tr("Cancelling… the target is being put back as it was.")
                        : isCancelling            ? Tr::tr("Cancelling… nothing of it is kept.")
                        : m_monitor.heading().isInSteps() ? m_monitor.timeLeft()
                                                          : m_monitor.title());
    if (const QStringList waiting = m_monitor.waiting(); waiting != m_said) {
        m_said = waiting;
        m_waiting->setSentences(waiting);
    }
    const engine::runs::RowTotals &totals = m_monitor.totals();
    QString amounts;
    if (totals.expectedBytes > 0)
        amounts = Tr::tr("%1 rows of about %2 · %3 of about %4")
                      .arg(numberText(totals.rows), numberText(totals.expectedRows), byteText(totals.bytes),
                           byteText(totals.expectedBytes));
    m_amounts->setText(amounts);
    m_speed->setText(m_monitor.measure() == engine::runs::Stage::Measure::Rows && m_monitor.speed() > 0
                         ? Tr::tr("%1 per second").arg(byteText(qint64(m_monitor.speed())))
                         : Tr::tr("Running for %1").arg(clockText(m_monitor.elapsed())));
    // A button that can no longer be pressed hands the focus to whatever comes next, be it on another page.
    if (m_cancel->hasFocus() && !m_monitor.canCancel())
        m_tables->setFocus();
    m_cancel->setEnabled(m_monitor.canCancel());
    m_cancel->setText(isCancelling ? Tr::tr("Cancelling…")
                      : hasTarget  ? Tr::tr("&Cancel and put everything back")
                                   : Tr::tr("&Cancel"));
    m_cancel->setToolTip(m_monitor.isRunning() && !m_monitor.canCancel() && !isCancelling
                             ? Tr::tr("The point of no return is passed: this ends in a moment.")
                             : QString());
}

void RunView::retranslate()
{
    m_logTitle->setText(Tr::tr("Log"));
    m_log->setAccessibleName(Tr::tr("Log"));
    m_tables->setAccessibleName(Tr::tr("Progress by table"));
    m_bar->setAccessibleName(Tr::tr("Overall progress"));
    m_sparkline->setAccessibleName(Tr::tr("Throughput over the last minute"));
    m_monitor.tables().retranslate();
    writeLog();
    refresh();
}

void RunView::addToLog(const QList<LogLine> &lines)
{
    if (lines.isEmpty())
        return;
    m_logLines += lines;
    if (m_logLines.size() > maxLogLines)
        m_logLines.remove(0, m_logLines.size() - maxLogLines);
    m_log->appendPlainText(textOf(lines));
    m_lastLine->setFullText(m_logLines.last().text());
}

void RunView::writeLog()
{
    m_log->setPlainText(textOf(m_logLines));
    m_lastLine->setFullText(m_logLines.isEmpty() ? QString() : m_logLines.last().text());
    m_log->verticalScrollBar()->setValue(m_log->verticalScrollBar()->maximum());
}

void RunView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace ui
