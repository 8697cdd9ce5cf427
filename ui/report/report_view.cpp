// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/report_view.h"

#include "engine/base/errors/error_text.h"
#include "engine/base/files/atomic_file.h"
#include "ui/report/clear_column_page.h"
#include "ui/report/report_files.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/note.h"
#include "ui/widgets/tables.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTabWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace ui {

using engine::runs::OperationKind;
using engine::runs::Outcome;
using engine::runs::Report;

ReportView::ReportView(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_outcome(makeLabel(TextRole::Heading, this))
    , m_target(makeLabel(TextRole::Body, this))
    , m_facts(makeLabel(TextRole::Muted, this))
    , m_clearData(new Note(Note::Weight::Danger, this))
    , m_alarms(new Note(Note::Weight::Danger, this))
    , m_tabs(new QTabWidget(this))
    , m_tables(new QTableView(this))
    , m_inClear(new ClearColumnPage(this))
    , m_structure(new QPlainTextEdit(this))
    , m_notCarried(new QPlainTextEdit(this))
    , m_warnings(new QPlainTextEdit(this))
    , m_remarks(new QPlainTextEdit(this))
    , m_rollback(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_again(new QPushButton(this))
{
    buildTabs();
    auto *actions = new QHBoxLayout;
    actions->setSpacing(space::small);
    actions->addWidget(m_rollback);
    actions->addWidget(m_save);
    actions->addStretch(1);
    actions->addWidget(m_again);
    m_again->setProperty("kind", u"primary"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(space::medium);
    layout->addWidget(buildSummary());
    layout->addWidget(m_clearData);
    layout->addWidget(m_alarms);
    layout->addWidget(m_tabs, 1);
    // Takes the room where there is no table to show.
    layout->addStretch(0);
    layout->addLayout(actions);
    connect(m_again, &QPushButton::clicked, this, &ReportView::newCloneRequested);
    connect(m_rollback, &QPushButton::clicked, this, [this] { emit rollbackRequested(m_report.target); });
    connect(m_save, &QPushButton::clicked, this, &ReportView::save);
    refresh();
}

QWidget *ReportView::buildSummary()
{
    auto *card = new Card(this);
    for (QLabel *label : {m_outcome, m_target, m_facts}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::tight);
    texts->addWidget(m_outcome);
    texts->addWidget(m_target);
    texts->addWidget(m_facts);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(space::large, space::medium, space::large, space::medium);
    row->setSpacing(space::medium);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    return card;
}

void ReportView::buildTabs()
{
    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(&m_model);
    sorted->setSortRole(ReportTableModel::SortRole);
    prepareTable(*m_tables);
    m_tables->setModel(sorted);
    m_tables->setSortingEnabled(true);
    m_tables->sortByColumn(ReportTableModel::RowsColumn, Qt::DescendingOrder);
    QHeaderView *header = m_tables->horizontalHeader();
    header->setSectionResizeMode(ReportTableModel::NameColumn, QHeaderView::Stretch);
    for (const int column : {ReportTableModel::RowsColumn, ReportTableModel::BytesColumn})
        header->resizeSection(column, 110);
    header->resizeSection(ReportTableModel::FieldsColumn, 150);
    header->resizeSection(ReportTableModel::TimeColumn, 80);
    header->resizeSection(ReportTableModel::DigestColumn, 190);
    for (QPlainTextEdit *page : {m_structure, m_notCarried, m_warnings, m_remarks}) {
        page->setReadOnly(true);
        page->setTabChangesFocus(true);
    }
    m_tabs->addTab(m_tables, QString());
    m_tabs->setDocumentMode(true);
}

void ReportView::setReport(const Report &report, const QDateTime &ended)
{
    m_report = report;
    m_ended = ended;
    m_model.setTables(report.tables);
    refresh();
    m_tabs->setCurrentIndex(0);
}

void ReportView::setTab(QWidget *page, const QString &title, bool isShown)
{
    const int index = m_tabs->indexOf(page);
    if (!isShown) {
        if (index >= 0)
            m_tabs->removeTab(index);
        page->hide();
    } else if (index >= 0) {
        m_tabs->setTabText(index, title);
    } else {
        m_tabs->addTab(page, title);
    }
}

void ReportView::setTextTab(QPlainTextEdit *page, const QString &title, const QStringList &lines)
{
    page->setPlainText(lines.join(u'\n'));
    page->setAccessibleName(QString(title).remove(u'&'));
    setTab(page, title, !lines.isEmpty());
}

void ReportView::refreshSummary()
{
    const ReportSummary summary = summaryOf(m_report);
    const Colors &colors = colorsOf(palette());
    const bool isDone = m_report.outcome == Outcome::Succeeded;
    const bool isCalm = m_report.outcome == Outcome::Cancelled;
    const QIcon mark = isDone   ? icon(Glyph::Check, colors.success)
                       : isCalm ? icon(Glyph::Information, colors.information)
                                : icon(Glyph::Error, colors.error);
    m_icon->setPixmap(mark.pixmap(QSize(32, 32), devicePixelRatioF()));
    m_outcome->setText(summary.outcome);
    QStringList target{summary.target};
    QStringList facts{summary.verified, summary.personalData, summary.totals};
    if (m_report.error && !isDone) {
        const engine::ErrorText text = engine::describe(*m_report.error);
        target = QStringList{text.why, summary.target, text.next};
        if (!isCalm)
            facts << technicalDetails(*m_report.error);
    }
    target.removeAll(QString());
    facts.removeAll(QString());
    m_target->setText(target.join(u' '));
    m_facts->setText(facts.join(u'\n'));
    m_facts->setVisible(!facts.isEmpty());
    m_clearData->setSentences(isDone ? clearDataOf(m_report) : QStringList());
    QStringList alarms = texts(m_report.alarms);
    if (!alarms.isEmpty())
        alarms.prepend(Tr::tr("In clear, although it should not be"));
    m_alarms->setSentences(alarms);
}

void ReportView::refreshTabs()
{
    m_tabs->setTabText(0, Tr::tr("&Tables"));
    m_tables->setAccessibleName(Tr::tr("Tables of the report"));
    m_tabs->setVisible(!m_report.tables.isEmpty() || !m_report.warnings.isEmpty() || !m_report.secrets.isEmpty());
    m_inClear->setColumns(m_report.columns);
    setTab(m_inClear, Tr::tr("In &clear (%1)").arg(m_inClear->count()), m_inClear->count() > 0);
    setTextTab(m_structure, Tr::tr("Str&ucture (%1)").arg(m_report.mentions.size()), mentionsIn(m_report.mentions));
    setTextTab(m_notCarried, Tr::tr("&Not carried (%1)").arg(m_report.notCarried.size()),
               objectsNotCarried(m_report.notCarried));
    const QStringList warnings = texts(m_report.warnings + m_report.secrets);
    setTextTab(m_warnings, Tr::tr("&Warnings (%1)").arg(warnings.size()), warnings);
    setTextTab(m_remarks, Tr::tr("R&emarks (%1)").arg(m_report.remarks.size()), texts(m_report.remarks));
}

void ReportView::refreshActions()
{
    const bool isIncomplete = m_report.targetState == engine::TargetState::Incomplete;
    const bool isChanged
        = m_report.kind == OperationKind::Migrate && m_report.targetState == engine::TargetState::Replaced;
    const bool isDone
        = m_report.outcome == Outcome::Succeeded
          && (isChanged || m_report.kind == OperationKind::Clone || m_report.kind == OperationKind::Restore);
    m_rollback->setText(isIncomplete ? Tr::tr("&Put it back as it was…") : Tr::tr("&Roll back…"));
    m_rollback->setIcon(icon(Glyph::Undo));
    m_rollback->setVisible(isDone || isIncomplete);
    // What is left to do comes first.
    m_rollback->setProperty("kind", isIncomplete ? u"primary"_s : QString());
    m_again->setProperty("kind", isIncomplete ? QString() : u"primary"_s);
    m_save->setText(Tr::tr("&Save the report…"));
    // Only what has a target can be made again from here.
    m_again->setVisible(m_report.kind == OperationKind::Clone || m_report.kind == OperationKind::Rollback);
    m_again->setText(Tr::tr("New clo&ne"));
}

void ReportView::refresh()
{
    refreshSummary();
    refreshTabs();
    refreshActions();
    m_model.retranslate();
}

void ReportView::save()
{
    auto *dialog = new QFileDialog(this, Tr::tr("Save the report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QStringList filters{Tr::tr("Page for a browser (*.html)"), Tr::tr("Tables for spreadsheets (*.csv)"),
                              Tr::tr("JSON, for programs (*.json)")};
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(u"html"_s);
    dialog->selectFile(reportFileName(m_report, m_ended) + u".html"_s);
    // The ending follows the kind that is chosen.
    connect(dialog, &QFileDialog::filterSelected, dialog, [this, dialog, filters](const QString &filter) {
        static const QStringList endings{u"html"_s, u"csv"_s, u"json"_s};
        const QString ending = endings.value(filters.indexOf(filter), u"html"_s);
        dialog->setDefaultSuffix(ending);
        dialog->selectFile(reportFileName(m_report, m_ended) + u'.' + ending);
    });
    connect(dialog, &QFileDialog::fileSelected, this, &ReportView::write);
    dialog->open();
}

void ReportView::write(const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    const QByteArray bytes = ending == u"csv"    ? reportTables(m_report)
                             : ending == u"json" ? reportJson(m_report)
                                                 : reportPage(m_report, m_ended);
    const auto written = engine::writeFileAtomically(path, bytes);
    if (written)
        emit messageMade({.severity = Message::Severity::Success, .what = Tr::tr("The report is saved: %1").arg(path)});
    else
        emit messageMade(messageFor(written.error()));
}

void ReportView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace ui
