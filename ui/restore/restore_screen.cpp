// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/restore/restore_screen.h"

#include "engine/base/errors/error_text.h"
#include "ui/report/plan_lines.h"
#include "ui/restore/file_sample_view.h"
#include "ui/restore/file_table_model.h"
#include "ui/restore/restore_presenter.h"
#include "ui/shell/empty_page.h"
#include "ui/text.h"
#include "ui/theme/environment_look.h"
#include "ui/theme/theme.h"
#include "ui/widgets/environment_combo.h"
#include "ui/widgets/note.h"
#include "ui/widgets/password_row.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/wheel.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTreeView>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostLinesShown = 8;
constexpr int lowestList = 120;

QString riskText(const engine::workspace::FileContents::Risk &risk)
{
    QStringList lines;
    for (const qint64 line : risk.lines.mid(0, mostLinesShown))
        lines << numberText(line);
    const QString what = Tr::tr("The file %1.").arg(risk.what.text());
    if (lines.isEmpty())
        return what;
    const QString all = lines.join(u", "_s);
    return what + u' '
           + (risk.lines.size() > mostLinesShown ? Tr::tr("Lines: %1, …").arg(all) : Tr::tr("Lines: %1.").arg(all));
}

/// In the words of people; what goes with these objects (owners, comments, privileges) is not counted.
QString countedObjects(const engine::workspace::FileContents &contents)
{
    const auto count = [&contents](QStringView kind) {
        qint64 sum = 0;
        for (const auto &objects : contents.objects) {
            if (objects.kind == kind)
                sum += objects.count;
        }
        return int(sum);
    };
    QStringList parts;
    const auto add = [&parts](int number, const QString &words) {
        if (number > 0)
            parts << words;
    };
    const int tables = count(u"TABLE") + count(u"FOREIGN TABLE");
    const int views = count(u"VIEW") + count(u"MATERIALIZED VIEW");
    const int routines = count(u"FUNCTION") + count(u"PROCEDURE") + count(u"AGGREGATE");
    const int constraints = count(u"CONSTRAINT") + count(u"FK CONSTRAINT") + count(u"CHECK CONSTRAINT");
    add(tables, Tr::tr("%n tables", nullptr, tables));
    add(views, Tr::tr("%n views", nullptr, views));
    add(count(u"SEQUENCE"), Tr::tr("%n sequences", nullptr, count(u"SEQUENCE")));
    add(count(u"INDEX"), Tr::tr("%n indexes", nullptr, count(u"INDEX")));
    add(constraints, Tr::tr("%n constraints", nullptr, constraints));
    add(routines, Tr::tr("%n functions", nullptr, routines));
    add(count(u"TRIGGER"), Tr::tr("%n triggers", nullptr, count(u"TRIGGER")));
    add(count(u"POLICY"), Tr::tr("%n policies", nullptr, count(u"POLICY")));
    add(count(u"EXTENSION"), Tr::tr("%n extensions", nullptr, count(u"EXTENSION")));
    return parts.join(u", "_s);
}

/// What countedObjects() adds up, as the file says it.
QString allObjects(const engine::workspace::FileContents &contents)
{
    QStringList objects;
    for (const auto &kind : contents.objects)
        objects << numberText(kind.count) + u' ' + kind.kind;
    return objects.join(u'\n');
}

QString factsText(const engine::workspace::FileContents &contents)
{
    QStringList facts{contents.isScript ? Tr::tr("SQL script") : Tr::tr("Archive of pg_dump"), byteText(contents.bytes),
                      QLocale().toString(contents.made.toLocalTime(), QLocale::ShortFormat)};
    if (!contents.database.isEmpty())
        facts << Tr::tr("database %1").arg(isolated(contents.database));
    facts << (contents.countsAsProduction ? Tr::tr("personal data counts as in clear")
                                          : Tr::tr("no personal data in clear"));
    if (contents.isEncrypted)
        facts << Tr::tr("encrypted");
    if (!contents.serverVersion.isEmpty())
        facts << u"PostgreSQL "_s + contents.serverVersion;
    if (!contents.writerVersion.isEmpty())
        facts << u"pg_dump "_s + contents.writerVersion;
    const QString objects = countedObjects(contents);
    return facts.join(u" · "_s) + (objects.isEmpty() ? QString() : u'\n' + objects);
}

} // namespace

RestoreScreen::RestoreScreen(RestorePresenter &presenter, OperationRunner &runner, QWidget *parent)
    : Screen(parent)
    , m_presenter(presenter)
    , m_runner(runner)
    , m_openFile(new QAction(this))
    , m_openOther(new QPushButton(this))
    , m_nothing(new EmptyPage(Glyph::Open, this))
    , m_pages(new QStackedWidget(this))
    , m_name(makeLabel(TextRole::Heading, this))
    , m_facts(makeLabel(TextRole::Muted, this))
    , m_note(new Note(Note::Weight::Warning, this))
    , m_password(new PasswordRow(this))
    , m_tables(new QTreeView(this))
    , m_rows(new FileTableModel(this))
    , m_sample(new FileSampleView(this))
    , m_choose(new QCheckBox(this))
    , m_chosen(makeLabel(TextRole::Muted, this))
    , m_targetLabel(makeLabel(TextRole::Muted, this))
    , m_target(new QComboBox(this))
    , m_replace(new QRadioButton(this))
    , m_beside(new QRadioButton(this))
    , m_wayMeaning(makeLabel(TextRole::Muted, this))
    , m_plan(new PlanLines(this))
    , m_obstacle(makeLabel(TextRole::Muted, this))
    , m_confirmation(new QLineEdit(this))
    , m_check(new QPushButton(this))
    , m_stop(new QPushButton(this))
    , m_start(new QPushButton(this))
{
    m_openFile->setShortcut(QKeySequence::Open);
    addAction(m_openFile);
    addHeaderAction(m_openOther);
    auto *form = new QWidget(this);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(space::large);
    // A low window scrolls: nothing of what a file asks for may be cut off.
    auto *side = new QWidget(this);
    auto *left = new QVBoxLayout(side);
    left->setContentsMargins({});
    left->setSpacing(space::medium);
    left->addWidget(buildFile(), 1);
    left->addWidget(buildTarget());
    columns->addWidget(scrolled(side, this), 3);
    m_plan->setMinimumWidth(300);
    columns->addWidget(m_plan, 3);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins({});
    layout->setSpacing(space::medium);
    layout->addLayout(columns, 1);
    layout->addWidget(buildFooter());
    m_pages->addWidget(m_nothing);
    m_pages->addWidget(form);
    setContent(m_pages);
    connectFields();
    retranslate();
}

QWidget *RestoreScreen::buildFile()
{
    m_name->setWordWrap(true);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_tables->setModel(m_rows);
    prepareTree(*m_tables);
    m_tables->setMinimumHeight(lowestList);
    QHeaderView *header = m_tables->header();
    header->setSectionResizeMode(FileTableModel::NameColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(FileTableModel::RowsColumn, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(FileTableModel::SizeColumn, QHeaderView::ResizeToContents);
    auto *card = new Card(this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::large, space::medium, space::large, space::medium);
    layout->setSpacing(space::small);
    layout->addWidget(m_name);
    layout->addWidget(m_facts);
    layout->addWidget(m_note);
    layout->addWidget(m_password);
    auto *choice = new QHBoxLayout;
    choice->addWidget(m_choose);
    choice->addStretch(1);
    choice->addWidget(m_chosen);
    layout->addLayout(choice);
    layout->addWidget(m_tables, 3);
    layout->addWidget(m_sample, 2);
    // Where there is no table to show, what is said stays at the top.
    layout->addStretch(0);
    return card;
}

QWidget *RestoreScreen::buildTarget()
{
    leaveWheelToPage(*m_target);
    m_targetLabel->setBuddy(m_target);
    auto *card = new Card(this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::large, space::medium, space::large, space::medium);
    layout->setSpacing(space::tight);
    layout->addWidget(m_targetLabel);
    layout->addWidget(m_target);
    auto *ways = new QHBoxLayout;
    ways->setSpacing(space::large);
    ways->addWidget(m_replace);
    ways->addWidget(m_beside);
    ways->addStretch(1);
    layout->addLayout(ways);
    layout->addWidget(m_wayMeaning);
    m_wayMeaning->setWordWrap(true);
    m_replace->setChecked(true);
    m_choose->setObjectName(u"choose"_s);
    return card;
}

QWidget *RestoreScreen::buildFooter()
{
    m_obstacle->setWordWrap(true);
    m_confirmation->setMinimumWidth(190);
    m_confirmation->setObjectName(u"confirmation"_s);
    m_start->setProperty("kind", u"primary"_s);
    auto *footer = new QWidget(this);
    auto *actions = new QHBoxLayout(footer);
    actions->setContentsMargins({});
    actions->setSpacing(space::small);
    actions->addWidget(m_obstacle, 1);
    actions->addWidget(m_confirmation);
    actions->addWidget(m_check);
    actions->addWidget(m_stop);
    actions->addWidget(m_start);
    return footer;
}

void RestoreScreen::connectFields()
{
    RestorePresenter *presenter = &m_presenter;
    connect(m_openFile, &QAction::triggered, this, &RestoreScreen::chooseFiles);
    connect(m_openOther, &QPushButton::clicked, this, &RestoreScreen::chooseFiles);
    connect(m_nothing->button(), &QPushButton::clicked, this, &RestoreScreen::chooseFiles);
    connect(m_target, &QComboBox::activated, presenter,
            [this] { m_presenter.setTarget(m_target->currentData().toString()); });
    connect(m_replace, &QRadioButton::toggled, presenter, [this](bool isReplace) {
        m_presenter.setWay(isReplace ? RestorePresenter::Way::Replace : RestorePresenter::Way::Beside);
    });
    connect(m_choose, &QCheckBox::toggled, this, [this](bool isChoosing) {
        m_rows->setChoosing(isChoosing);
        takeTables();
    });
    connect(m_rows, &FileTableModel::choiceChanged, this, &RestoreScreen::takeTables);
    connect(m_confirmation, &QLineEdit::textEdited, presenter, &RestorePresenter::setConfirmation);
    connect(m_check, &QPushButton::clicked, presenter, &RestorePresenter::check);
    connect(m_stop, &QPushButton::clicked, presenter, &RestorePresenter::stopChecking);
    connect(m_password, &PasswordRow::typed, presenter, &RestorePresenter::setPassword);
    connect(m_tables->selectionModel(), &QItemSelectionModel::currentRowChanged, presenter,
            [this](const QModelIndex &row) { m_presenter.sampleTable(m_rows->table(row)); });
    connect(presenter, &RestorePresenter::sampleChanged, this, [this] {
        m_sample->setVisible(!m_presenter.sampledTable().isEmpty());
        m_sample->showSample(m_presenter.sampledTable(), m_presenter.sample(), m_presenter.sampleProblem());
    });
    connect(presenter, &RestorePresenter::failed, this,
            [this](const engine::Error &error) { showMessage(messageFor(error)); });
    connect(m_start, &QPushButton::clicked, presenter, [this] {
        hideMessage();
        m_presenter.start();
    });
    connect(presenter, &RestorePresenter::changed, this, &RestoreScreen::refresh);
    connect(&m_runner, &OperationRunner::failed, this, [this](const engine::Error &error) {
        if (isVisible())
            showMessage(messageFor(error));
    });
}

QString RestoreScreen::key() const
{
    return u"restore"_s;
}

QString RestoreScreen::label() const
{
    //: The page and the button, as a verb.
    return Tr::tr("Restore", "verb");
}

bool RestoreScreen::takesFiles(const QStringList &files) const
{
    return !files.isEmpty();
}

QString RestoreScreen::dropWords() const
{
    return Tr::tr("Drop the file: Sosie shows what it holds.\nNothing of it runs, and nothing is changed.");
}

void RestoreScreen::receive(const PageRequest &request)
{
    hideMessage();
    if (!request.target.isEmpty())
        m_presenter.setTarget(request.target);
    if (!request.files.isEmpty())
        m_presenter.setFiles(request.files);
}

void RestoreScreen::shown()
{
    refresh();
}

void RestoreScreen::chooseFiles()
{
    const QStringList files = QFileDialog::getOpenFileNames(this, Tr::tr("Open a backup file"));
    if (!files.isEmpty())
        emit pageRequested({.page = key(), .files = files});
}

void RestoreScreen::takeTables()
{
    const bool isChosen = m_rows->isChoosing() && !m_rows->isEverythingTicked();
    m_presenter.setTables(isChosen ? m_rows->chosenPatterns() : std::vector<std::string>(), isChosen);
}

void RestoreScreen::refreshChoice()
{
    const auto &contents = m_presenter.contents();
    const bool hasTables = contents && !contents->tables.isEmpty();
    m_choose->setVisible(hasTables);
    m_chosen->setVisible(hasTables && m_rows->isChoosing());
    m_chosen->setText(
        Tr::tr("%1 of %2 tables").arg(numberText(m_rows->tickedCount()), numberText(m_rows->tableCount())));
    const bool isPart = m_rows->isChoosing() && !m_rows->isEverythingTicked();
    m_wayMeaning->setText(m_presenter.way() == RestorePresenter::Way::Beside
                              ? Tr::tr("Into new schemas (restored_…) of the target: nothing that is there is touched.")
                          : isPart
                              ? Tr::tr("The rows of these tables take the place of those in the target; the tables "
                                       "themselves and everything else stay.")
                              : Tr::tr("The schemas of the file take the place of those of the target, with a way "
                                       "back."));
}

void RestoreScreen::refreshContents()
{
    const auto &contents = m_presenter.contents();
    m_facts->setVisible(contents.has_value());
    m_tables->setVisible(contents && !contents->tables.isEmpty());
    if (!m_presenter.needsPassword())
        m_password->hide();
    if (!contents) {
        const auto &problem = m_presenter.problem();
        const engine::ErrorText text = problem ? engine::describe(*problem) : engine::ErrorText{};
        m_name->setText(problem ? text.what : Tr::tr("The file is being read."));
        QStringList sentences{text.why, text.state, text.next};
        sentences.removeAll(QString());
        m_note->setSentences(m_presenter.needsPassword() ? QStringList() : sentences);
        if (m_presenter.needsPassword()) {
            m_name->setText(m_presenter.fileName());
            m_password->ask(m_presenter.isPasswordRefused()
                                ? text.what + u' ' + text.why
                                : Tr::tr("This file is encrypted: its password opens it, here, for as long as it is "
                                         "shown."),
                            m_presenter.isPasswordRefused(), !m_presenter.fileEnvironment().isEmpty());
        }
        return;
    }
    m_name->setText(contents->name);
    m_facts->setText(factsText(*contents));
    m_facts->setToolTip(allObjects(*contents));
    QStringList sentences;
    if (contents->countsAsProduction)
        sentences << Tr::tr("Nothing says that this is nobody's data: personal data is replaced on the way.");
    for (const auto &risk : contents->risks)
        sentences << riskText(risk);
    if (!contents->risks.isEmpty())
        sentences << Tr::tr(
            "Nothing of that reaches an environment: the file runs on a private server without network.");
    m_note->setSentences(sentences);
    if (std::exchange(m_shown, m_presenter.round()) != m_presenter.round()) {
        m_choose->setChecked(false);
        m_rows->setTables(contents->tables);
        m_tables->expandAll();
    }
}

void RestoreScreen::refreshPlan()
{
    const QList<engine::Error> objections = m_presenter.objections();
    m_plan->clear();
    if (!objections.isEmpty())
        m_plan->addHeading(Tr::tr("%n problems stand in the way", nullptr, int(objections.size())));
    for (const engine::Error &error : objections)
        m_plan->addObjection(error);
    if (m_presenter.plan() != nullptr) {
        m_plan->addPlan(*m_presenter.plan());
    } else if (m_presenter.isPlanning()) {
        m_plan->addBusy(Tr::tr("File and target are being checked…"));
        m_plan->addSentence({},
                            Tr::tr("The file is loaded into a private server, made for it alone. Nothing is written to "
                                   "the target."),
                            TextRole::Muted);
    } else if (objections.isEmpty()) {
        m_plan->addHeading(Tr::tr("Plan"));
        m_plan->addSentence({},
                            Tr::tr("Choose a target: what the restore would do is then written here, before anything "
                                   "is changed."),
                            TextRole::Muted);
    }
    m_plan->end();
}

void RestoreScreen::refresh()
{
    m_pages->setCurrentIndex(m_presenter.files().isEmpty() ? 0 : 1);
    m_openOther->setVisible(!m_presenter.files().isEmpty());
    refreshContents();
    refreshChoice();
    refreshPlan();
    ui::fillEnvironments(*m_target, m_presenter.environments(), m_presenter.target(), Tr::tr("Choose the target"),
                         [this](const auto &environment) { return m_presenter.obstacleAsTarget(environment); });
    const QString obstacle = m_presenter.obstacle();
    m_obstacle->setText(obstacle);
    m_start->setEnabled(obstacle.isEmpty());
    m_start->setToolTip(obstacle);
    const QString target = m_presenter.target();
    m_start->setText(target.isEmpty() ? label() : Tr::tr("Restore to %1").arg(QString(target).replace(u'&', u"&&"_s)));
    m_check->setVisible(!m_presenter.isPlanning());
    m_stop->setVisible(m_presenter.isPlanning());
    m_check->setEnabled(m_presenter.contents() && m_presenter.targetEnvironment() != nullptr
                        && !m_presenter.isPlanning());
    m_confirmation->setVisible(m_presenter.needsConfirmation() && m_presenter.objections().isEmpty());
    if (m_confirmation->text() != m_presenter.confirmation())
        m_confirmation->setText(m_presenter.confirmation());
    m_confirmation->setPlaceholderText(target);
    m_confirmation->setAccessibleName(Tr::tr("Type the name of the target to confirm: %1").arg(target));
}

void RestoreScreen::retranslate()
{
    setHeading(label(), Tr::tr("Replace an environment by what a file holds, personal data replaced."));
    m_openFile->setText(Tr::tr("Open a backup file…"));
    m_openOther->setText(Tr::tr("&Open another file…"));
    m_nothing->setWords(Tr::tr("Drop a backup file here"),
                        Tr::tr("Anywhere on this window, or on the card of the environment it is for: archives and "
                               "scripts of pg_dump, of Supabase and of Sosie, also compressed."),
                        Tr::tr("&Open a backup file…"));
    m_targetLabel->setText(Tr::tr("Target"));
    m_choose->setText(Tr::tr("C&hoose tables"));
    m_replace->setText(Tr::tr("Re&place"));
    m_beside->setText(Tr::tr("Put it &beside"));
    m_check->setText(Tr::tr("Chec&k"));
    m_stop->setText(Tr::tr("&Stop"));
    m_password->retranslate();
    m_rows->retranslate();
    m_sample->retranslate();
    m_tables->setAccessibleName(Tr::tr("Tables of the file"));
    refresh();
}

} // namespace ui
