// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backups_screen.h"

#include "ui/backups/backup_details.h"
#include "ui/backups/backup_words.h"
#include "ui/backups/backups_presenter.h"
#include "ui/desk.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace ui {

using engine::store::BackupRecord;
using engine::store::BackupStatus;
using engine::store::ProofLevel;

BackupsScreen::BackupsScreen(BackupsPresenter &presenter, Desk &desk, QWidget *parent)
    : Screen(parent)
    , m_presenter(presenter)
    , m_desk(desk)
    , m_list(desk.list())
    , m_pages(new QStackedWidget(this))
    , m_loading(new QWidget(this))
    , m_empty(makeLabel(TextRole::Muted, this))
    , m_content(nullptr)
    , m_search(new QLineEdit(this))
    , m_environment(new QComboBox(this))
    , m_status(new QComboBox(this))
    , m_proof(new QComboBox(this))
    , m_count(makeLabel(TextRole::Muted, this))
    , m_clear(new QPushButton(this))
    , m_table(new QTableView(this))
    , m_nothing(makeLabel(TextRole::Muted, this))
    , m_details(new BackupDetails(presenter, this))
    , m_refresh(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_backUp(new QPushButton(this))
    , m_backUpMenu(new QMenu(this))
{
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_content = buildContent();
    for (QWidget *page : {m_loading, static_cast<QWidget *>(m_empty), m_content})
        m_pages->addWidget(page);
    setContent(m_pages);
    buildActions();
    connectPresenter();
    retranslate();
}

void BackupsScreen::buildActions()
{
    addHeaderAction(m_refresh);
    addHeaderAction(m_export);
    addHeaderAction(m_backUp);
    connect(m_export, &QPushButton::clicked, this, &BackupsScreen::chooseExport);
    connect(&m_presenter, &BackupsPresenter::exported, this, [this](const QString &path) {
        showMessage({.severity = Message::Severity::Success, .what = Tr::tr("The list is saved: %1").arg(path)});
    });
    m_backUp->setProperty("kind", u"primary"_s);
    connect(m_backUp, &QPushButton::clicked, this, [this] {
        if (m_backUp->menu() == nullptr)
            emit dialogRequested(u"backup"_s, currentEnvironment());
    });
    connect(&m_desk.tracks(), &Tracks::changed, this, &BackupsScreen::refreshActions);
}

/// Of the environment that is looked at; where nobody looks at one, of which one chooses.
void BackupsScreen::refreshActions()
{
    const QString name = currentEnvironment();
    m_backUp->setMenu(name.isEmpty() ? m_backUpMenu : nullptr);
    m_backUp->setText(name.isEmpty() ? Tr::tr("&Full backup")
                                     : Tr::tr("&Full backup of %1").arg(QString(name).replace(u'&', u"&&"_s)));
    // The arrow of its menu stands beside the words, not on them.
    m_backUp->setMinimumWidth(
        name.isEmpty() ? m_backUp->fontMetrics().horizontalAdvance(m_backUp->text()) + 4 * space::large : 0);
    m_backUp->setVisible(!m_list.all().isEmpty());
    m_export->setVisible(m_presenter.wholeCount() > 0);
}

void BackupsScreen::chooseExport()
{
    auto *dialog = new QFileDialog(this, Tr::tr("Save the list of backups"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({Tr::tr("Tables for spreadsheets (*.csv)")});
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(Tr::tr("backups.csv"));
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &BackupsPresenter::exportTo);
    dialog->open();
}

void BackupsScreen::fillBackUp()
{
    m_backUpMenu->clear();
    for (const auto &environment : m_list.all()) {
        m_backUpMenu->addAction(typeIcon(environment.type), QString(environment.name).replace(u'&', u"&&"_s), this,
                                [this, name = environment.name] { emit dialogRequested(u"backup"_s, name); });
    }
    refreshActions();
}

QString BackupsScreen::currentEnvironment() const
{
    const QString name = m_presenter.filter().environment.isEmpty() && m_presenter.current()
                             ? m_presenter.current()->environment
                             : m_presenter.filter().environment;
    return m_list.find(name) != nullptr ? name : QString();
}

QWidget *BackupsScreen::buildFigures()
{
    auto *card = new Card(this);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(space::large, space::small, space::large, space::small);
    row->setSpacing(space::large);
    for (size_t figure = 0; figure < std::size(m_figures); ++figure) {
        m_figureNames[figure] = makeLabel(TextRole::Muted, card);
        m_figures[figure] = makeLabel(TextRole::Heading, card);
        auto *column = new QVBoxLayout;
        column->setSpacing(space::hair);
        column->addWidget(m_figureNames[figure]);
        column->addWidget(m_figures[figure]);
        row->addLayout(column, 1);
    }
    return card;
}

QWidget *BackupsScreen::buildFilters()
{
    m_search->setClearButtonEnabled(true);
    auto *filters = new QWidget(this);
    auto *row = new QHBoxLayout(filters);
    row->setContentsMargins({});
    row->setSpacing(space::small);
    row->addWidget(m_search, 2);
    for (QComboBox *combo : {m_environment, m_status, m_proof}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(9);
        row->addWidget(combo, 1);
    }
    row->addWidget(m_count);
    row->addWidget(m_clear);
    return filters;
}

QWidget *BackupsScreen::buildContent()
{
    prepareTable(*m_table);
    m_table->setModel(&m_presenter.model());
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(BackupModel::DateColumn, 148);
    header->setSectionResizeMode(BackupModel::EnvironmentColumn, QHeaderView::Stretch);
    header->resizeSection(BackupModel::ContentsColumn, 92);
    header->resizeSection(BackupModel::SizeColumn, 72);
    // State and proof must be seen on a small screen with the details beside them: how long it took is not.
    m_table->setColumnHidden(BackupModel::TimeColumn, true);
    header->resizeSection(BackupModel::StatusColumn, 92);
    header->resizeSection(BackupModel::ProofColumn, 164);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_details->setFixedWidth(280);
    auto *list = new QVBoxLayout;
    list->addWidget(m_table, 1);
    list->addWidget(m_nothing, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(space::medium);
    middle->addLayout(list, 1);
    middle->addWidget(m_details);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->setSpacing(space::medium);
    layout->addWidget(buildFigures());
    layout->addWidget(buildFilters());
    layout->addLayout(middle, 1);
    return content;
}

void BackupsScreen::connectPresenter()
{
    BackupsPresenter *presenter = &m_presenter;
    m_refresh->setShortcut(QKeySequence(Qt::Key_F5));
    connect(m_refresh, &QPushButton::clicked, presenter, &BackupsPresenter::reload);
    connect(m_search, &QLineEdit::textEdited, presenter, &BackupsPresenter::setWords);
    connect(m_environment, &QComboBox::activated, presenter,
            [this] { m_presenter.setEnvironment(m_environment->currentData().toString()); });
    connect(m_status, &QComboBox::activated, presenter, [this] {
        const QVariant status = m_status->currentData();
        m_presenter.setStatus(status.isValid() ? std::optional(BackupStatus(status.toInt())) : std::nullopt);
    });
    connect(m_proof, &QComboBox::activated, presenter,
            [this] { m_presenter.setProof(ProofLevel(m_proof->currentData().toInt())); });
    connect(m_clear, &QPushButton::clicked, presenter, [this] {
        m_presenter.clearFilter();
        fillFilters();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, presenter,
            [this](const QModelIndex &row) { m_presenter.select(row.row()); });
    connect(presenter, &BackupsPresenter::changed, this, &BackupsScreen::refresh);
    connect(presenter, &BackupsPresenter::currentChanged, this, &BackupsScreen::refreshActions);
    connect(&presenter->model(), &QAbstractItemModel::modelReset, this, &BackupsScreen::findCurrentAgain);
    connect(presenter, &BackupsPresenter::failed, this,
            [this](const engine::Error &error) { showMessage(messageFor(error)); });
    connect(presenter, &BackupsPresenter::removed, this, &BackupsScreen::sayRemoved);
    connect(presenter, &BackupsPresenter::verified, this, [this](const BackupRecord &backup) {
        const auto message = [backup] {
            return Message{.severity = Message::Severity::Success,
                           .what = Tr::tr("The file of this backup of %1 is intact.").arg(isolated(backup.environment)),
                           .why = proofMeaning(backup.proof)};
        };
        Message shown = message();
        shown.again = message;
        showMessage(shown);
    });
    connect(m_details, &BackupDetails::restoreWanted, this,
            [this](qint64 backup) { emit pageRequested({.page = u"restore"_s, .files = {QString::number(backup)}}); });
    connect(&m_list, &EnvironmentList::changed, this, &BackupsScreen::fillEnvironments);
}

QString BackupsScreen::key() const
{
    return u"backups"_s;
}

QString BackupsScreen::label() const
{
    return Tr::tr("Backups");
}

void BackupsScreen::receive(const PageRequest &request)
{
    if (request.source.isEmpty())
        return;
    m_presenter.clearFilter();
    m_presenter.setEnvironment(request.source);
    fillFilters();
}

void BackupsScreen::shown()
{
    // A file may have gone, or another program may have made one.
    m_presenter.reload();
}

void BackupsScreen::sayRemoved(const BackupRecord &backup)
{
    const auto message = [this, backup] {
        return Message{.severity = Message::Severity::Information,
                       .what = Tr::tr("The backup of %1 is in the trash of Sosie.").arg(isolated(backup.environment)),
                       .actionText = Tr::tr("&Undo"),
                       .action = [this, backup] {
                           hideMessage();
                           m_presenter.undoRemoval(backup);
                       }};
    };
    Message shown = message();
    shown.again = message;
    showMessage(shown);
}

/// The list was read again: the one that was looked at keeps its row, whatever number that is now.
void BackupsScreen::findCurrentAgain()
{
    const int row = m_presenter.current() ? m_presenter.model().rowOf(m_presenter.current()->id) : -1;
    const QSignalBlocker blocker(m_table->selectionModel());
    if (row >= 0)
        m_table->selectRow(row);
}

void BackupsScreen::refreshFigures()
{
    const engine::store::BackupStatistics &statistics = m_presenter.statistics();
    const qint64 ended = statistics.completed + statistics.failed;
    m_figureNames[0]->setText(Tr::tr("Complete backups"));
    m_figures[0]->setText(numberText(statistics.completed));
    m_figureNames[1]->setText(Tr::tr("Success"));
    //: %1 of %2 backups that ended were complete.
    m_figures[1]->setText(ended == 0 ? u"—"_s
                                     : Tr::tr("%1 of %2").arg(numberText(statistics.completed), numberText(ended)));
    m_figureNames[2]->setText(Tr::tr("Space used"));
    m_figures[2]->setText(byteText(statistics.fileBytes));
    m_figureNames[3]->setText(Tr::tr("Usual duration"));
    m_figures[3]->setText(
        statistics.completed == 0 ? u"—"_s : clockText(std::chrono::milliseconds(statistics.medianMilliseconds)));
}

void BackupsScreen::refresh()
{
    const bool isEmpty = m_presenter.wholeCount() == 0;
    const bool isFailed = m_presenter.problem().has_value();
    m_pages->setCurrentWidget(!m_presenter.isLoaded() ? m_loading : isEmpty ? m_empty : m_content);
    m_empty->setText(isFailed ? QString()
                              : Tr::tr("There is no backup yet.\nBackups that you make are listed here, with what is "
                                       "proven of them."));
    if (isFailed)
        showMessage(messageFor(*m_presenter.problem()));
    refreshFigures();
    refreshActions();
    const bool isFound = m_presenter.model().rowCount() > 0;
    m_table->setVisible(isFound);
    m_nothing->setVisible(!isFound);
    m_count->setText(
        m_presenter.isFiltered()
            ? Tr::tr("%1 of %2").arg(numberText(m_presenter.shownCount()), numberText(m_presenter.wholeCount()))
            : QString());
    m_clear->setVisible(m_presenter.isFiltered());
    setHeading(Tr::tr("Backups"), isEmpty ? QString()
                                          : Tr::tr("%n backups. What counts is what is proven of them.", nullptr,
                                                   int(m_presenter.wholeCount())));
}

void BackupsScreen::fillEnvironments()
{
    const QString current = m_presenter.filter().environment;
    m_environment->clear();
    m_environment->addItem(Tr::tr("All environments"));
    for (const auto &environment : m_list.all())
        m_environment->addItem(typeIcon(environment.type), environment.name, environment.name);
    // One that is gone from the list still has its backups.
    if (!current.isEmpty() && m_environment->findData(current) < 0)
        m_environment->addItem(current, current);
    m_environment->setCurrentIndex(current.isEmpty() ? 0 : m_environment->findData(current));
    fillBackUp();
}

void BackupsScreen::fillFilters()
{
    fillEnvironments();
    m_search->setText(m_presenter.filter().words);
    m_status->clear();
    m_status->addItem(Tr::tr("All states"));
    for (const BackupStatus status : {BackupStatus::Completed, BackupStatus::Running, BackupStatus::Failed,
                                      BackupStatus::Cancelled, BackupStatus::Missing})
        m_status->addItem(statusText(status), int(status));
    const auto status = m_presenter.filter().status;
    m_status->setCurrentIndex(status ? m_status->findData(int(*status)) : 0);
    m_proof->clear();
    m_proof->addItem(Tr::tr("Any proof"), int(ProofLevel::None));
    for (const ProofLevel level : {ProofLevel::FileIntact, ProofLevel::ContentComplete, ProofLevel::Restored})
        m_proof->addItem(proofText(level), int(level));
    m_proof->setCurrentIndex(m_proof->findData(int(m_presenter.filter().atLeast)));
}

void BackupsScreen::retranslate()
{
    m_refresh->setText(Tr::tr("&Refresh"));
    m_export->setText(Tr::tr("&Export…"));
    m_export->setToolTip(Tr::tr("The backups that the filters let through, as a table for spreadsheets (CSV)"));
    m_search->setPlaceholderText(Tr::tr("Search"));
    m_search->setAccessibleName(Tr::tr("Search in the backups"));
    m_environment->setAccessibleName(Tr::tr("Backups of"));
    m_status->setAccessibleName(Tr::tr("State"));
    m_proof->setAccessibleName(Tr::tr("Proven at least"));
    m_clear->setText(Tr::tr("&Clear"));
    m_table->setAccessibleName(Tr::tr("Backups"));
    m_nothing->setText(Tr::tr("No backup is like that."));
    fillFilters();
    m_presenter.model().retranslate();
    m_details->retranslate();
    refresh();
}

} // namespace ui
