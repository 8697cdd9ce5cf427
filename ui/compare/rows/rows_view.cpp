// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/rows/rows_view.h"

#include "engine/base/errors/error_text.h"
#include "ui/compare/diff_look.h"
#include "ui/compare/line_view.h"
#include "ui/run/run_monitor.h"
#include "ui/shell/empty_page.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"

#include <QCheckBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStringListModel>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using engine::fingerprint::TableDifference;
using Kind = RowModel::Kind;
using File = RowsPresenter::File;

namespace {

constexpr std::array chipKinds{Kind::Changed, Kind::OnlySource, Kind::OnlyTarget};
constexpr std::array chipStates{DiffState::Different, DiffState::OnlySource, DiffState::OnlyTarget};
constexpr qsizetype mostLines = 5'000;
constexpr int widestValue = 260;

QString wordOf(const std::string &equality)
{
    if (equality == "case")
        return Tr::tr("Capital and small letters");
    if (equality == "white-space")
        return Tr::tr("White space");
    if (equality == "json")
        return Tr::tr("The order of JSON documents");
    return engine::text(equality);
}

} // namespace

RowsView::RowsView(RowsPresenter &presenter, RunMonitor &monitor, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_monitor(monitor)
    , m_wanted(new QLineEdit(this))
    , m_names(new QStringListModel(this))
    , m_equal(new QPushButton(this))
    , m_equalMenu(new QMenu(m_equal))
    , m_compare(new QPushButton(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyPage(Glyph::Compare, this))
    , m_runningWords(makeLabel(TextRole::Body, this))
    , m_bar(new QProgressBar(this))
    , m_stop(new QPushButton(this))
    , m_content(new QSplitter(this))
    , m_search(new QLineEdit(this))
    , m_tables(new QTableView(this))
    , m_showEqual(new QCheckBox(this))
    , m_summary(makeLabel(TextRole::Muted, this))
    , m_tabs(new QTabWidget(this))
    , m_name(makeLabel(TextRole::Strong, this))
    , m_notes(makeLabel(TextRole::Muted, this))
    , m_rows(new QTableView(this))
    , m_reveal(new QPushButton(this))
    , m_all(new QPushButton(this))
    , m_none(new QPushButton(this))
    , m_before(new QToolButton(this))
    , m_page(makeLabel(TextRole::Muted, this))
    , m_next(new QToolButton(this))
    , m_scriptWords(makeLabel(TextRole::Body, this))
    , m_text(new LineView(this))
    , m_reverse(new QPushButton(this))
    , m_save(new QPushButton(this))
{
    m_tabs->addTab(buildRows(), QString());
    m_tabs->addTab(buildScript(), QString());
    m_tabs->setDocumentMode(true);
    m_content->setChildrenCollapsible(false);
    m_content->addWidget(buildTables());
    m_content->addWidget(m_tabs);
    m_content->setStretchFactor(1, 1);
    m_content->setSizes({420, 600});
    m_running = buildRunning();
    for (QWidget *page : {static_cast<QWidget *>(m_empty), m_running, static_cast<QWidget *>(m_content)})
        m_pages->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addWidget(buildHead());
    layout->addWidget(m_pages, 1);
    connectParts();
}

QWidget *RowsView::buildHead()
{
    auto *completer = new QCompleter(m_names, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_wanted->setCompleter(completer);
    m_wanted->setClearButtonEnabled(true);
    m_wanted->setObjectName(u"tablesWanted"_s);
    m_compare->setObjectName(u"compareRows"_s);
    m_equal->setMenu(m_equalMenu);
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(space::small);
    row->addWidget(m_wanted, 1);
    row->addWidget(m_equal);
    row->addWidget(m_compare);
    return head;
}

QWidget *RowsView::buildRunning()
{
    m_bar->setRange(0, 100);
    m_bar->setMaximumWidth(360);
    m_runningWords->setAlignment(Qt::AlignCenter);
    m_stop->setObjectName(u"stopRows"_s);
    auto *running = new QWidget(this);
    auto *layout = new QVBoxLayout(running);
    layout->addStretch(1);
    layout->addWidget(m_runningWords);
    layout->addWidget(m_bar, 0, Qt::AlignHCenter);
    layout->addWidget(m_stop, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    return running;
}

QWidget *RowsView::buildTables()
{
    m_search->setClearButtonEnabled(true);
    m_tables->setModel(&m_presenter.tables());
    m_tables->setObjectName(u"rowTables"_s);
    prepareTable(*m_tables);
    m_tables->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tables->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_tables->horizontalHeader()->setSectionResizeMode(RowTableModel::NameColumn, QHeaderView::Stretch);
    sayWhenEmpty(*m_tables, [this] {
        const auto &found = m_presenter.comparison();
        return found != nullptr && found->areEqual() ? Tr::tr("All rows are equal.")
                                                     : Tr::tr("No table passes these filters.");
    });
    m_summary->setWordWrap(true);
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins({});
    layout->setSpacing(space::tight);
    layout->addWidget(m_search);
    layout->addWidget(m_tables, 1);
    layout->addWidget(m_showEqual);
    layout->addWidget(m_summary);
    return side;
}

QWidget *RowsView::buildRows()
{
    m_name->setWordWrap(true);
    m_notes->setWordWrap(true);
    m_rows->setModel(&m_presenter.rows());
    m_rows->setObjectName(u"rowDifferences"_s);
    prepareTable(*m_rows);
    m_rows->setSelectionMode(QAbstractItemView::SingleSelection);
    m_rows->setSelectionBehavior(QAbstractItemView::SelectItems);
    // Of a table with hundreds of columns the first rows say enough.
    m_rows->horizontalHeader()->setResizeContentsPrecision(10);
    m_rows->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_rows->horizontalHeader()->setMaximumSectionSize(widestValue);
    auto *kinds = new QHBoxLayout;
    kinds->setSpacing(space::small);
    for (size_t number = 0; number < m_chips.size(); ++number) {
        auto *chip = new QPushButton(this);
        chip->setCheckable(true);
        m_chips[number] = chip;
        kinds->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, number](bool isShown) {
            m_presenter.rows().setShown(chipKinds[number], isShown);
            refreshRows();
        });
    }
    kinds->addStretch(1);
    kinds->addWidget(m_reveal);
    m_before->setArrowType(Qt::LeftArrow);
    m_next->setArrowType(Qt::RightArrow);
    auto *feet = new QHBoxLayout;
    feet->setSpacing(space::small);
    feet->addWidget(m_all);
    feet->addWidget(m_none);
    feet->addStretch(1);
    feet->addWidget(m_before);
    feet->addWidget(m_page);
    feet->addWidget(m_next);
    auto *rows = new QWidget(this);
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(0, space::small, 0, 0);
    layout->setSpacing(space::tight);
    layout->addWidget(m_name);
    layout->addWidget(m_notes);
    layout->addLayout(kinds);
    layout->addWidget(m_rows, 1);
    layout->addLayout(feet);
    return rows;
}

QWidget *RowsView::buildScript()
{
    m_scriptWords->setWordWrap(true);
    m_save->setIcon(icon(Glyph::Save));
    m_reverse->setIcon(icon(Glyph::Undo));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::small);
    buttons->addStretch(1);
    buttons->addWidget(m_reverse);
    buttons->addWidget(m_save);
    auto *script = new QWidget(this);
    auto *layout = new QVBoxLayout(script);
    layout->setContentsMargins(0, space::small, 0, 0);
    layout->setSpacing(space::small);
    layout->addWidget(m_scriptWords);
    layout->addWidget(m_text, 1);
    layout->addLayout(buttons);
    return script;
}

void RowsView::connectParts()
{
    RowsPresenter *presenter = &m_presenter;
    connect(m_wanted, &QLineEdit::textChanged, presenter, &RowsPresenter::setTablesWanted);
    connect(m_wanted, &QLineEdit::returnPressed, presenter, &RowsPresenter::compare);
    connect(m_compare, &QPushButton::clicked, presenter, &RowsPresenter::compare);
    connect(m_empty->button(), &QPushButton::clicked, presenter, &RowsPresenter::compare);
    connect(m_stop, &QPushButton::clicked, presenter, &RowsPresenter::cancel);
    connect(m_equalMenu, &QMenu::aboutToShow, this, &RowsView::buildEqualMenu);
    connect(m_search, &QLineEdit::textChanged, &m_presenter.tables(), &RowTableModel::setWords);
    connect(m_showEqual, &QCheckBox::toggled, &m_presenter.tables(), &RowTableModel::setShowsEqual);
    connect(m_tables->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RowsView::showTable);
    connect(m_all, &QPushButton::clicked, this, [this] { m_presenter.rows().tickTable(true); });
    connect(m_none, &QPushButton::clicked, this, [this] { m_presenter.rows().tickTable(false); });
    connect(m_reveal, &QPushButton::clicked, this, [this] {
        m_presenter.showValues(m_presenter.hidesValues());
        m_rows->resizeColumnsToContents();
    });
    connect(m_before, &QToolButton::clicked, this, [this] {
        m_presenter.rows().setPage(m_presenter.rows().page() - 1);
        m_rows->resizeColumnsToContents();
        refreshPager();
    });
    connect(m_next, &QToolButton::clicked, this, [this] {
        m_presenter.rows().setPage(m_presenter.rows().page() + 1);
        m_rows->resizeColumnsToContents();
        refreshPager();
    });
    connect(m_save, &QPushButton::clicked, this, [this] { emit saveRequested(File::Script); });
    connect(m_reverse, &QPushButton::clicked, this, [this] { emit saveRequested(File::Reverse); });
    connect(presenter, &RowsPresenter::changed, this, &RowsView::refresh);
    connect(presenter, &RowsPresenter::found, this, &RowsView::takeResult);
    connect(presenter, &RowsPresenter::scriptChanged, this, &RowsView::refreshScript);
    connect(&m_monitor, &RunMonitor::updated, this, [this] {
        if (!m_presenter.isRunning())
            return;
        m_bar->setValue(m_monitor.percent());
        m_runningWords->setText(engine::runs::phaseAction(m_monitor.phase()).text());
    });
}

void RowsView::buildEqualMenu()
{
    m_equalMenu->clear();
    for (const std::string &word : engine::workspace::equalities()) {
        QAction *action = m_equalMenu->addAction(wordOf(word));
        action->setCheckable(true);
        action->setChecked(m_presenter.treatsAsEqual(word));
        connect(action, &QAction::triggered, &m_presenter,
                [this, word](bool does) { m_presenter.setTreatsAsEqual(word, does); });
    }
}

void RowsView::takeResult()
{
    if (m_presenter.comparison() != nullptr) {
        m_tabs->setCurrentIndex(0);
        m_tables->setCurrentIndex(m_presenter.tables().index(0, 0));
    }
    showTable();
    refresh();
    refreshScript();
}

void RowsView::showTable()
{
    m_presenter.rows().setTable(m_presenter.tables().table(m_tables->currentIndex()));
    m_rows->resizeColumnsToContents();
    refreshRows();
}

void RowsView::refreshRows()
{
    const RowModel &rows = m_presenter.rows();
    const TableDifference *table = rows.table();
    const auto &found = m_presenter.comparison();
    m_name->setText(table == nullptr ? Tr::tr("Choose a table to see its rows.")
                                     : Tr::tr("%1: %2").arg(engine::text(table->table.name.displayed()),
                                                            engine::fingerprint::countsOf(*found, *table)));
    QStringList notes;
    if (table != nullptr) {
        notes = engine::fingerprint::notesOf(*found, *table);
        const long long left = table->differences() - static_cast<long long>(table->rows.size());
        if (left > 0 && table->state == TableDifference::State::Compared && table->table.hasKey)
            notes << Tr::tr("The first %1 rows are shown; %2 more differ.")
                         .arg(numberText(qint64(table->rows.size())), numberText(left));
    }
    m_notes->setText(notes.join(u' '));
    m_notes->setVisible(!notes.isEmpty());
    const bool hasRows = table != nullptr && !table->rows.empty();
    const std::array counts{table == nullptr ? 0 : table->changed, table == nullptr ? 0 : table->onlySource,
                            table == nullptr ? 0 : table->onlyTarget};
    const std::array names{Tr::tr("Changed"), Tr::tr("Only in the source"), Tr::tr("Only in the target")};
    for (size_t number = 0; number < m_chips.size(); ++number) {
        m_chips[number]->setIcon(diffIcon(chipStates[number], palette()));
        m_chips[number]->setText(Tr::tr("%1 (%2)").arg(names[number], numberText(counts[number])));
        m_chips[number]->setChecked(rows.shows(chipKinds[number]));
        m_chips[number]->setVisible(hasRows);
    }
    m_rows->setVisible(hasRows);
    m_all->setEnabled(rows.rowCount() > 0);
    m_none->setEnabled(rows.rowCount() > 0);
    m_reveal->setVisible(hasRows && found->hidesValues);
    m_reveal->setText(m_presenter.hidesValues() ? Tr::tr("Show &values for 5 minutes") : Tr::tr("Hide &values"));
    m_reveal->setIcon(icon(m_presenter.hidesValues() ? Glyph::Eye : Glyph::EyeOff));
    refreshPager();
}

void RowsView::refreshPager()
{
    const RowModel &rows = m_presenter.rows();
    const bool hasPages = rows.pageCount() > 1;
    for (QWidget *part :
         {static_cast<QWidget *>(m_before), static_cast<QWidget *>(m_page), static_cast<QWidget *>(m_next)})
        part->setVisible(hasPages);
    //: A page of a table, and how many there are.
    m_page->setText(Tr::tr("%1/%2").arg(numberText(rows.page() + 1), numberText(rows.pageCount())));
    m_before->setEnabled(rows.page() > 0);
    m_next->setEnabled(rows.page() + 1 < rows.pageCount());
}

void RowsView::refreshScript()
{
    const RowsPresenter::Script &script = m_presenter.script();
    const int hidden = m_presenter.rows().hiddenTicks();
    const int ticked = int(m_presenter.rows().ticked().size());
    m_tabs->setTabText(0, Tr::tr("Rows"));
    m_tabs->setTabText(1, ticked > 0 ? Tr::tr("Script (%1)").arg(numberText(ticked)) : Tr::tr("Script"));
    const bool isThere = !script.text.isEmpty() && !m_presenter.isWriting();
    m_save->setEnabled(isThere);
    m_reverse->setEnabled(isThere);
    QStringList words;
    if (m_presenter.isWriting())
        words << Tr::tr("Writing the script…");
    else if (script.error)
        words << engine::describe(*script.error).what;
    else if (script.rows == 0)
        words << Tr::tr("Tick the rows that should follow: the script for them is written here.");
    else
        words << Tr::tr("%n rows of the target become like those of the source.", nullptr, script.rows);
    if (hidden > 0)
        words << Tr::tr("%n hidden by the filters and not in the script", nullptr, hidden);
    const bool isHidden = isThere && m_presenter.hidesValues();
    if (isHidden)
        words << Tr::tr("It holds values of a production, which are hidden.");
    m_scriptWords->setText(words.join(u' '));
    m_text->setVisible(isThere && !isHidden);
    std::vector<LineView::Line> lines;
    if (isThere && !isHidden) {
        QStringList text = QString::fromUtf8(script.text).split(u'\n');
        const qsizetype left = text.size() - mostLines;
        for (const QString &line : text.mid(0, mostLines))
            lines.push_back({.text = line, .number = int(lines.size()) + 1});
        if (left > 0)
            lines.push_back({.text = Tr::tr("-- %n more lines: save the script to read them.", nullptr, int(left))});
    }
    m_text->setLines(std::move(lines));
}

void RowsView::refresh()
{
    const auto &found = m_presenter.comparison();
    const QString obstacle = m_presenter.obstacle();
    m_pages->setCurrentWidget(m_presenter.isRunning() ? m_running
                              : found != nullptr      ? static_cast<QWidget *>(m_content)
                                                      : m_empty);
    m_empty->setWords(Tr::tr("Rows"),
                      obstacle.isEmpty() ? Tr::tr("Which rows differ, table by table and value by value. Both are only "
                                                  "read; only blocks of rows that differ are fetched.")
                                         : obstacle,
                      obstacle.isEmpty() ? Tr::tr("Compare the &rows") : QString());
    m_compare->setVisible(found != nullptr || m_presenter.isRunning());
    m_compare->setEnabled(obstacle.isEmpty() && !m_presenter.isRunning());
    m_compare->setToolTip(obstacle);
    m_wanted->setEnabled(!m_presenter.isRunning());
    if (const QStringList names = m_presenter.tablesKnown(); names != m_names->stringList())
        m_names->setStringList(names);
    if (found != nullptr) {
        QStringList words{
            Tr::tr("%n tables", nullptr, int(found->tables.size())),
            Tr::tr("%Ln rows differ", nullptr, int(std::min<long long>(found->differences(), 2'000'000'000))),
            durationText(std::chrono::milliseconds(m_presenter.milliseconds()))};
        for (const auto &remark : found->remarks)
            words << remark.text();
        m_summary->setText(words.join(u" · "_s));
    }
    refreshRows();
}

void RowsView::retranslate()
{
    m_wanted->setPlaceholderText(Tr::tr("All tables; or names: orders, shop.*"));
    m_wanted->setAccessibleName(Tr::tr("Tables"));
    m_equal->setText(Tr::tr("E&qual all the same"));
    // The arrow of a menu is not part of what the style measures.
    m_equal->setMinimumWidth(m_equal->sizeHint().width() + space::large);
    m_compare->setText(Tr::tr("Compare the &rows"));
    m_stop->setText(Tr::tr("&Stop"));
    m_runningWords->setText(Tr::tr("Comparing the rows…"));
    m_search->setPlaceholderText(Tr::tr("Find a table"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_tables->setAccessibleName(Tr::tr("Tables"));
    m_rows->setAccessibleName(Tr::tr("Rows that differ"));
    m_showEqual->setText(Tr::tr("Show tables that are &equal"));
    m_all->setText(Tr::tr("Tick &all"));
    m_none->setText(Tr::tr("&None"));
    m_before->setToolTip(Tr::tr("Page before"));
    m_before->setAccessibleName(m_before->toolTip());
    m_next->setToolTip(Tr::tr("Next page"));
    m_next->setAccessibleName(m_next->toolTip());
    m_save->setText(Tr::tr("&Save…"));
    m_reverse->setText(Tr::tr("Save the &way back…"));
    m_text->setAccessibleName(Tr::tr("Script"));
    m_presenter.tables().retranslate();
    m_presenter.rows().retranslate();
    refresh();
    refreshScript();
}

} // namespace ui
