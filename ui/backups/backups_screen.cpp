// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backups_screen.h"

#include "engine/base/errors/error_text.h"
#include "engine/workspace/workspace.h"
#include "ui/backups/backup_details.h"
#include "ui/backups/backup_figures_row.h"
#include "ui/backups/backup_filters.h"
#include "ui/backups/backup_timeline.h"
#include "ui/backups/backup_words.h"
#include "ui/backups/backups_presenter.h"
#include "ui/desk.h"
#include "ui/shell/empty_page.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using engine::store::BackupRecord;

BackupsScreen::BackupsScreen(BackupsPresenter &presenter, Desk &desk, QWidget *parent)
    : Screen(parent)
    , m_presenter(presenter)
    , m_desk(desk)
    , m_list(desk.list())
    , m_pages(new QStackedWidget(this))
    , m_loading(new QWidget(this))
    , m_empty(new EmptyPage(Glyph::Backups, this))
    , m_content(nullptr)
    , m_figures(new BackupFiguresRow(presenter, this))
    , m_timeline(new BackupTimeline(this))
    , m_filters(new BackupFilters(presenter, desk.list(), this))
    , m_table(new QTableView(this))
    , m_nothing(makeLabel(TextRole::Muted, this))
    , m_details(new BackupDetails(presenter, this))
    , m_refresh(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_exportMenu(new QMenu(this))
    , m_backUp(new QPushButton(this))
    , m_backUpMenu(new QMenu(this))
    , m_backUpMore(new QToolButton(this))
{
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
    addHeaderAction(m_backUpMore);
    m_backUpMore->setMenu(new QMenu(m_backUpMore));
    m_backUpMore->setPopupMode(QToolButton::InstantPopup);
    m_backUpMore->setIcon(icon(Glyph::More));
    m_backUpMore->setProperty("kind", u"more"_s);
    connect(m_backUpMore->menu(), &QMenu::aboutToShow, this, &BackupsScreen::fillBackUpMore);
    m_export->setMenu(m_exportMenu);
    connect(&m_presenter, &BackupsPresenter::exported, this, [this](const QString &path) {
        showMessage({.severity = Message::Severity::Success, .what = Tr::tr("The list is saved: %1").arg(path)});
    });
    m_backUp->setProperty("kind", u"primary"_s);
    connect(m_backUp, &QPushButton::clicked, this, [this] {
        if (m_backUp->menu() == nullptr)
            emit dialogRequested(u"backup"_s, currentEnvironment());
    });
    connect(m_empty->button(), &QPushButton::clicked, this, [this] {
        if (m_list.all().isEmpty())
            emit pageRequested({.page = u"environments"_s});
        else if (m_list.all().size() == 1)
            emit dialogRequested(u"backup"_s, m_list.all().first().name);
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
    m_backUpMore->setVisible(!name.isEmpty());
    // While there is none, the page says so in its middle.
    m_backUp->setVisible(!m_list.all().isEmpty() && m_presenter.wholeCount() > 0);
    m_export->setVisible(m_presenter.wholeCount() > 0);
}

void BackupsScreen::chooseExport(const engine::backups::CsvForm &form)
{
    auto *dialog = new QFileDialog(this, Tr::tr("Save the list of backups"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({Tr::tr("Tables for spreadsheets (*.csv)")});
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(Tr::tr("backups.csv"));
    connect(dialog, &QFileDialog::fileSelected, &m_presenter,
            [this, form](const QString &path) { m_presenter.exportTo(path, form); });
    dialog->open();
}

/// Whose backups are encrypted stands in a file of settings, which another program may have changed.
void BackupsScreen::fillBackUpMore()
{
    const QString name = currentEnvironment();
    QMenu *menu = m_backUpMore->menu();
    menu->clear();
    menu->addAction(Tr::tr("Full backup, &encrypted…"), this,
                    [this, name] { emit dialogRequested(u"encryptedBackup"_s, name); });
    const engine::environments::BackupSettings &settings = m_desk.workspace().backupSettings();
    QAction *all = menu->addAction(Tr::tr("Encrypt &all its backups"));
    all->setCheckable(true);
    all->setChecked(settings.encrypts(name).value_or(false));
    connect(all, &QAction::toggled, this, [this, name, &settings](bool isWanted) {
        if (const auto kept = settings.setEncrypts(name, isWanted); !kept)
            showMessage(messageFor(kept.error()));
    });
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

QWidget *BackupsScreen::buildContent()
{
    prepareTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    cutAtEnd(*m_table, BackupModel::ProofColumn);
    m_table->setModel(&m_presenter.model());
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(BackupModel::DateColumn, 132);
    header->setSectionResizeMode(BackupModel::EnvironmentColumn, QHeaderView::Stretch);
    header->resizeSection(BackupModel::ContentsColumn, 84);
    header->resizeSection(BackupModel::SizeColumn, 72);
    // State and proof must be seen on a small screen with the details beside them: how long it took is not.
    m_table->setColumnHidden(BackupModel::TimeColumn, true);
    header->resizeSection(BackupModel::StatusColumn, 112);
    header->resizeSection(BackupModel::ProofColumn, 172);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_details->setFixedWidth(312);
    auto *list = new QVBoxLayout;
    list->setSpacing(space::medium);
    list->addWidget(m_figures);
    list->addWidget(m_timeline);
    list->addWidget(m_filters);
    list->addWidget(m_table, 1);
    list->addWidget(m_nothing, 1);
    auto *content = new QWidget(this);
    auto *layout = new QHBoxLayout(content);
    layout->setContentsMargins({});
    layout->setSpacing(space::medium);
    layout->addLayout(list, 1);
    layout->addWidget(m_details);
    return content;
}

void BackupsScreen::connectPresenter()
{
    BackupsPresenter *presenter = &m_presenter;
    m_refresh->setShortcut(QKeySequence(Qt::Key_F5));
    connect(m_refresh, &QPushButton::clicked, presenter, &BackupsPresenter::reload);
    connect(m_timeline, &BackupTimeline::dayChosen, presenter, [this](const QDate &day) {
        m_presenter.setDay(day);
        m_filters->fill();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, presenter, [this] {
        QList<int> rows;
        for (const QModelIndex &row : m_table->selectionModel()->selectedRows())
            rows << row.row();
        std::sort(rows.begin(), rows.end());
        m_presenter.select(rows);
    });
    connect(presenter, &BackupsPresenter::changed, this, &BackupsScreen::refresh);
    connect(presenter, &BackupsPresenter::currentChanged, this, &BackupsScreen::refreshActions);
    connect(&presenter->model(), &QAbstractItemModel::modelReset, this, &BackupsScreen::findCurrentAgain);
    connect(presenter, &BackupsPresenter::failed, this,
            [this](const engine::Error &error) { showMessage(messageFor(error)); });
    connect(presenter, &BackupsPresenter::removed, this, &BackupsScreen::sayRemoved);
    connect(presenter, &BackupsPresenter::verified, this, &BackupsScreen::sayVerified);
    connect(m_details, &BackupDetails::restoreWanted, this,
            [this](qint64 backup) { emit pageRequested({.page = u"restore"_s, .files = {QString::number(backup)}}); });
    connect(&m_list, &EnvironmentList::changed, this, [this] {
        m_filters->fillEnvironments();
        fillBackUp();
        refresh();
    });
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
    m_filters->fill();
}

void BackupsScreen::shown()
{
    // A file may have gone, or another program may have made one.
    m_presenter.reload();
}

void BackupsScreen::sayRemoved(const QList<BackupRecord> &backups, int kept, const engine::Error &reason)
{
    const auto message = [this, backups, kept, reason] {
        return Message{
            .severity = Message::Severity::Information,
            .what
            = backups.size() == 1
                  ? Tr::tr("The backup of %1 is in the trash of Sosie.").arg(isolated(backups.first().environment))
                  : Tr::tr("%n backups are in the trash of Sosie.", nullptr, int(backups.size())),
            //: Of several backups that were deleted; %1 says why.
            .why = kept == 0 ? QString() : Tr::tr("%n stay: %1", nullptr, kept).arg(engine::describe(reason).what),
            .actionText = Tr::tr("&Undo"),
            .action = [this, backups] {
                hideMessage();
                m_presenter.undoRemoval(backups);
            }};
    };
    Message shown = message();
    shown.again = message;
    showMessage(shown);
}

void BackupsScreen::sayVerified(const BackupRecord &backup)
{
    const auto message = [backup] {
        return Message{.severity = Message::Severity::Success,
                       .what = Tr::tr("The file of this backup of %1 is intact.").arg(isolated(backup.environment)),
                       .why = proofMeaning(backup)};
    };
    Message shown = message();
    shown.again = message;
    showMessage(shown);
}

/// The list was read again: those that were looked at stay selected, whatever their rows are now.
void BackupsScreen::findCurrentAgain()
{
    QItemSelection selection;
    for (const BackupRecord &backup : m_presenter.selected()) {
        const QModelIndex row = m_presenter.model().index(m_presenter.model().rowOf(backup.id), 0);
        if (row.isValid())
            selection.select(row, row);
    }
    const QSignalBlocker blocker(m_table->selectionModel());
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

/// A low window shows the list, which says the same as the days.
void BackupsScreen::resizeEvent(QResizeEvent *event)
{
    constexpr int lowest = 560;
    Screen::resizeEvent(event);
    m_timeline->setVisible(height() >= lowest);
    // State and proof are what one looks for: they are not scrolled for.
    constexpr int narrowest = 900;
    const bool isNarrow = width() < narrowest;
    m_details->setFixedWidth(isNarrow ? 264 : 312);
    m_table->setColumnHidden(BackupModel::ContentsColumn, isNarrow);
    m_table->setColumnHidden(BackupModel::SizeColumn, isNarrow);
    m_table->horizontalHeader()->resizeSection(BackupModel::StatusColumn, isNarrow ? 96 : 112);
    m_table->horizontalHeader()->resizeSection(BackupModel::ProofColumn, isNarrow ? 108 : 172);
}

void BackupsScreen::refresh()
{
    const bool isEmpty = m_presenter.wholeCount() == 0;
    const bool isFailed = m_presenter.problem().has_value();
    const bool hasNothingToSay = !m_presenter.isLoaded() || (isEmpty && isFailed);
    m_pages->setCurrentWidget(hasNothingToSay ? m_loading : isEmpty ? static_cast<QWidget *>(m_empty) : m_content);
    m_empty->setWords(Tr::tr("There is no backup yet"),
                      Tr::tr("Those that you make are listed here, with what is proven of each."),
                      m_list.all().isEmpty() ? Tr::tr("Add an environment…") : Tr::tr("&Full backup"));
    m_empty->button()->setMenu(m_list.all().size() > 1 ? m_backUpMenu : nullptr);
    if (isFailed)
        showMessage(messageFor(*m_presenter.problem()));
    m_figures->refresh();
    m_timeline->setDays(m_presenter.days(), QDate::currentDate());
    m_timeline->setChosen(m_presenter.day());
    refreshActions();
    const bool isFound = m_presenter.model().rowCount() > 0;
    m_table->setVisible(isFound);
    m_nothing->setVisible(!isFound);
    m_filters->refreshCount();
    setHeading(Tr::tr("Backups"), isEmpty ? QString()
                                          : Tr::tr("%n backups. What counts is what is proven of them.", nullptr,
                                                   int(m_presenter.wholeCount())));
}

void BackupsScreen::retranslate()
{
    m_refresh->setText(Tr::tr("&Refresh"));
    m_export->setText(Tr::tr("&Export…"));
    m_export->setToolTip(Tr::tr("The backups that the filters let through, as a table for spreadsheets (CSV)"));
    m_backUpMore->setToolTip(Tr::tr("Other ways to back up"));
    m_backUpMore->setAccessibleName(m_backUpMore->toolTip());
    m_exportMenu->clear();
    // What a spreadsheet in French opens with its columns apart and its accents right; and what programs read.
    m_exportMenu->addAction(Tr::tr("For spreadsheets, with semicolons…"), this,
                            [this] { chooseExport({.separator = ';', .hasMark = true, .isForPeople = true}); });
    m_exportMenu->addAction(Tr::tr("For spreadsheets, with commas…"), this,
                            [this] { chooseExport({.separator = ',', .hasMark = true, .isForPeople = true}); });
    m_exportMenu->addAction(Tr::tr("For programs, with English keys…"), this, [this] { chooseExport({}); });
    m_table->setAccessibleName(Tr::tr("Backups"));
    m_nothing->setText(Tr::tr("No backup is like that."));
    m_filters->retranslate();
    m_timeline->retranslate();
    fillBackUp();
    m_presenter.model().retranslate();
    m_details->retranslate();
    refresh();
}

} // namespace ui
