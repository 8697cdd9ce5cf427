// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/compare_screen.h"

#include "engine/workspace/compare_words.h"
#include "ui/compare/proof_presenter.h"
#include "ui/compare/rows/rows_view.h"
#include "ui/compare/structure_view.h"
#include "ui/run/run_monitor.h"
#include "ui/shell/empty_page.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/environment_band.h"
#include "ui/widgets/environment_combo.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using engine::environments::Environment;
using File = ComparePresenter::File;

namespace {

QString wordOf(const std::string &ignorable)
{
    if (ignorable == "owners")
        return Tr::tr("Owners");
    if (ignorable == "grants")
        return Tr::tr("Grants");
    if (ignorable == "comments")
        return Tr::tr("Comments");
    if (ignorable == "tablespaces")
        return Tr::tr("Tablespaces");
    if (ignorable == "column-order")
        return Tr::tr("Order of columns");
    if (ignorable == "storage")
        return Tr::tr("Storage and statistics");
    if (ignorable == "extension-versions")
        return Tr::tr("Versions of extensions");
    if (ignorable == "white-space")
        return Tr::tr("White space in routines");
    if (ignorable == "publications")
        return Tr::tr("Publications");
    return engine::text(ignorable);
}

} // namespace

CompareScreen::CompareScreen(const Presenters &presenters, RunMonitor &monitor, QWidget *parent)
    : Screen(parent)
    , m_presenter(presenters.structure)
    , m_proof(presenters.proof)
    , m_rowsPresenter(presenters.rows)
    , m_monitor(monitor)
    , m_source(new QComboBox(this))
    , m_swap(new QToolButton(this))
    , m_target(new QComboBox(this))
    , m_ignore(new QPushButton(this))
    , m_ignoreMenu(new QMenu(m_ignore))
    , m_compare(new QPushButton(this))
    , m_ends(new BandRow(this))
    , m_parts(new QTabBar(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyPage(Glyph::Compare, this))
    , m_running(nullptr)
    , m_runningWords(makeLabel(TextRole::Body, this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(this))
    , m_structure(new StructureView(presenters.structure, presenters.proof, this))
    , m_rows(new RowsView(presenters.rows, monitor, this))
    , m_report(new QPushButton(this))
    , m_reportMenu(new QMenu(m_report))
    , m_again(new QAction(this))
    , m_nextDifference(new QAction(this))
    , m_differenceBefore(new QAction(this))
    , m_find(new QAction(this))
    , m_prove(new QAction(this))
    , m_apply(new QAction(this))
    , m_compareRows(new QAction(this))
{
    m_running = buildRunning();
    for (QWidget *page : {static_cast<QWidget *>(m_empty), m_running, static_cast<QWidget *>(m_structure),
                          static_cast<QWidget *>(m_rows)})
        m_pages->addWidget(page);
    m_parts->addTab(QString());
    m_parts->addTab(QString());
    m_parts->setDrawBase(false);
    m_parts->setExpanding(false);
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addWidget(buildEnds());
    // Below the fields: they stay where they are when it appears.
    layout->addWidget(m_ends);
    layout->addWidget(m_parts);
    layout->addWidget(m_pages, 1);
    setContent(page);
    addHeaderAction(m_report);
    m_report->setMenu(m_reportMenu);
    m_ignore->setMenu(m_ignoreMenu);
    buildActions();
    connectPresenters();
    connectChoices();
    retranslate();
}

QWidget *CompareScreen::buildEnds()
{
    m_swap->setIcon(icon(Glyph::Swap));
    m_compare->setProperty("kind", u"primary"_s);
    auto *ends = new QWidget(this);
    auto *row = new QHBoxLayout(ends);
    row->setContentsMargins({});
    row->setSpacing(space::small);
    row->addWidget(m_source, 1);
    row->addWidget(m_swap);
    row->addWidget(m_target, 1);
    row->addWidget(m_ignore);
    row->addWidget(m_compare);
    return ends;
}

QWidget *CompareScreen::buildRunning()
{
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_bar->setMaximumWidth(360);
    m_runningWords->setAlignment(Qt::AlignCenter);
    auto *running = new QWidget(this);
    auto *layout = new QVBoxLayout(running);
    layout->addStretch(1);
    layout->addWidget(m_runningWords);
    layout->addWidget(m_bar, 0, Qt::AlignHCenter);
    layout->addWidget(m_cancel, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    return running;
}

void CompareScreen::connectPresenters()
{
    ComparePresenter *presenter = &m_presenter;
    connect(presenter, &ComparePresenter::changed, this, [this] {
        fillEnds();
        refresh();
    });
    connect(presenter, &ComparePresenter::found, this, [this] {
        m_structure->takeResult();
        refresh();
    });
    const auto say = [this](const engine::Error &error) {
        if (isVisible())
            showMessage(messageFor(error));
    };
    const auto saySaved = [this](const QString &path) {
        showMessage({.severity = Message::Severity::Success,
                     .what = Tr::tr("Written to %1.").arg(isolated(QDir::toNativeSeparators(path)))});
    };
    connect(presenter, &ComparePresenter::failed, this, [this](const engine::Error &error) {
        if (isVisible() || !m_presenter.isRunning())
            showMessage(messageFor(error));
    });
    connect(presenter, &ComparePresenter::saved, this, saySaved);
    connect(&m_proof, &ProofPresenter::failed, this, say);
    connect(&m_proof, &ProofPresenter::changed, this, &CompareScreen::refreshActions);
    connect(&m_proof, &ProofPresenter::confirmationChanged, this, &CompareScreen::refreshActions);
    connect(&m_rowsPresenter, &RowsPresenter::failed, this, say);
    connect(&m_rowsPresenter, &RowsPresenter::saved, this, saySaved);
    connect(&m_rowsPresenter, &RowsPresenter::changed, this, &CompareScreen::refreshActions);
    connect(&m_monitor, &RunMonitor::updated, this, [this] {
        if (m_presenter.isRunning())
            m_runningWords->setText(engine::runs::phaseAction(m_monitor.phase()).text());
    });
}

void CompareScreen::connectChoices()
{
    connect(m_source, &QComboBox::activated, &m_presenter,
            [this] { m_presenter.setSource(m_source->currentData().toString()); });
    connect(m_target, &QComboBox::activated, &m_presenter,
            [this] { m_presenter.setTarget(m_target->currentData().toString()); });
    connect(m_swap, &QToolButton::clicked, &m_presenter, &ComparePresenter::swap);
    connect(m_compare, &QPushButton::clicked, m_again, &QAction::trigger);
    connect(m_empty->button(), &QPushButton::clicked, m_again, &QAction::trigger);
    connect(m_cancel, &QPushButton::clicked, &m_presenter, &ComparePresenter::cancel);
    connect(m_ignoreMenu, &QMenu::aboutToShow, this, &CompareScreen::buildIgnoreMenu);
    connect(m_reportMenu, &QMenu::aboutToShow, this, &CompareScreen::buildReportMenu);
    connect(m_structure, &StructureView::saveRequested, this, qOverload<File>(&CompareScreen::askWhere));
    connect(m_rows, &RowsView::saveRequested, this, &CompareScreen::askWhereForRows);
    connect(m_parts, &QTabBar::currentChanged, this, &CompareScreen::refresh);
}

void CompareScreen::buildActions()
{
    const auto add = [this](QAction *action, const char *key, const QKeySequence &keys, auto run) {
        action->setObjectName(QLatin1String(key));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, run);
        addAction(action);
    };
    add(m_again, "compare.again", QKeySequence(Qt::Key_F5), [this] {
        hideMessage();
        if (m_parts->currentIndex() == RowsPart && m_rowsPresenter.comparison() != nullptr)
            m_rowsPresenter.compare();
        else
            m_presenter.compare();
    });
    add(m_nextDifference, "compare.next", QKeySequence(Qt::Key_F7), [this] { m_structure->step(1); });
    add(m_differenceBefore, "compare.before", QKeySequence(Qt::SHIFT | Qt::Key_F7), [this] { m_structure->step(-1); });
    add(m_find, "compare.find", QKeySequence(QKeySequence::Find), [this] {
        show(StructurePart);
        m_structure->find();
    });
    add(m_prove, "compare.prove", QKeySequence(Qt::Key_F8), [this] {
        hideMessage();
        show(StructurePart);
        m_structure->showProof();
        m_proof.prove();
    });
    add(m_apply, "compare.apply", QKeySequence(Qt::Key_F9), [this] {
        hideMessage();
        show(StructurePart);
        m_structure->showProof();
    });
    add(m_compareRows, "compare.rows", QKeySequence(Qt::Key_F6), [this] {
        hideMessage();
        show(RowsPart);
        m_rowsPresenter.compare();
    });
}

void CompareScreen::show(Part part)
{
    m_parts->setCurrentIndex(part);
}

QString CompareScreen::key() const
{
    return u"compare"_s;
}

QString CompareScreen::label() const
{
    return Tr::tr("Compare");
}

void CompareScreen::shown()
{
    m_presenter.seen();
    refresh();
}

void CompareScreen::receive(const PageRequest &request)
{
    if (!request.source.isEmpty())
        m_presenter.setSource(request.source);
    if (!request.target.isEmpty())
        m_presenter.setTarget(request.target);
}

void CompareScreen::fillEnds()
{
    fillEnvironments(*m_source, m_presenter.environments(), m_presenter.source(), Tr::tr("Source…"));
    fillEnvironments(*m_target, m_presenter.environments(), m_presenter.target(), Tr::tr("Target…"));
}

void CompareScreen::buildIgnoreMenu()
{
    m_ignoreMenu->clear();
    for (const std::string &part : engine::workspace::ignorableParts()) {
        QAction *action = m_ignoreMenu->addAction(wordOf(part));
        action->setCheckable(true);
        action->setChecked(m_presenter.ignores(part));
        connect(action, &QAction::triggered, &m_presenter,
                [this, part](bool isIgnored) { m_presenter.setIgnored(part, isIgnored); });
    }
}

void CompareScreen::buildReportMenu()
{
    m_reportMenu->clear();
    m_reportMenu->addAction(Tr::tr("&Page for a browser (HTML)…"), this, [this] { askWhere(File::Html); });
    m_reportMenu->addAction(Tr::tr("&Markdown, for a pull request…"), this, [this] { askWhere(File::Markdown); });
    m_reportMenu->addAction(Tr::tr("&JSON, for programs…"), this, [this] { askWhere(File::Json); });
}

void CompareScreen::askWhere(File file)
{
    static const QHash<File, QString> endings{{File::Script, u"sql"_s},
                                              {File::Reverse, u"sql"_s},
                                              {File::Html, u"html"_s},
                                              {File::Markdown, u"md"_s},
                                              {File::Json, u"json"_s}};
    const QString name = file == File::Reverse ? QString(m_presenter.target() + u"-back"_s)
                                               : QString(m_presenter.source() + u"-to-"_s + m_presenter.target());
    askWhere(name, endings.value(file), [this, file](const QString &path) { m_presenter.save(file, path); });
}

void CompareScreen::askWhereForRows(RowsPresenter::File file)
{
    const QString name = file == RowsPresenter::File::Reverse
                             ? QString(m_presenter.target() + u"-rows-back"_s)
                             : QString(m_presenter.source() + u"-rows-to-"_s + m_presenter.target());
    askWhere(name, u"sql"_s, [this, file](const QString &path) { m_rowsPresenter.save(file, path); });
}

void CompareScreen::askWhere(const QString &name, const QString &ending,
                             const std::function<void(const QString &)> &save)
{
    hideMessage();
    auto *dialog = new QFileDialog(this, Tr::tr("Save as"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(QString(name + u'.' + ending).replace(u'/', u'_'));
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, save);
    dialog->open();
}

void CompareScreen::refreshHead()
{
    const Environment *source = m_presenter.sourceEnvironment();
    const Environment *target = m_presenter.targetEnvironment();
    const bool isPair = source != nullptr && target != nullptr && source != target;
    setHeading(Tr::tr("Compare"),
               isPair ? Tr::tr("The script changes %1 so that it becomes like %2. Nothing runs before you apply it.")
                            .arg(isolated(target->name), isolated(source->name))
                      : Tr::tr("Two environments side by side. Both are only read."));
    m_ends->setEnvironments(isPair ? std::optional(badgeOf(*source)) : std::nullopt,
                            isPair ? std::optional(badgeOf(*target)) : std::nullopt);
}

void CompareScreen::refreshActions()
{
    const bool isFound = m_presenter.comparison() != nullptr;
    m_again->setEnabled(!m_presenter.isRunning() && m_presenter.obstacle().isEmpty());
    for (QAction *action : {m_nextDifference, m_differenceBefore, m_find})
        action->setEnabled(isFound);
    m_prove->setEnabled(m_proof.obstacleToProving().isEmpty());
    m_apply->setEnabled(isFound);
    m_compareRows->setEnabled(m_rowsPresenter.obstacle().isEmpty() && !m_rowsPresenter.isRunning());
}

void CompareScreen::refresh()
{
    const auto &found = m_presenter.comparison();
    const QString obstacle = m_presenter.obstacle();
    QWidget *structure = m_presenter.isRunning() ? m_running
                         : found != nullptr      ? static_cast<QWidget *>(m_structure)
                                                 : m_empty;
    m_pages->setCurrentWidget(m_parts->currentIndex() == RowsPart ? m_rows : structure);
    m_empty->setWords(Tr::tr("What differs"),
                      obstacle.isEmpty()
                          ? Tr::tr("Compare shows what differs, object by object and line by line, and writes the "
                                   "script that makes the target like the source. Both are only read.")
                          : obstacle,
                      obstacle.isEmpty() ? Tr::tr("Com&pare") : QString());
    m_compare->setEnabled(!m_presenter.isRunning() && obstacle.isEmpty());
    m_compare->setToolTip(obstacle);
    m_swap->setEnabled(!m_presenter.source().isEmpty() || !m_presenter.target().isEmpty());
    m_ignore->setEnabled(obstacle.isEmpty() && !m_presenter.isRunning());
    m_report->setVisible(found != nullptr);
    refreshHead();
    refreshActions();
    m_structure->refresh();
    m_rows->refresh();
}

void CompareScreen::retranslate()
{
    m_source->setAccessibleName(Tr::tr("Source"));
    m_target->setAccessibleName(Tr::tr("Target"));
    m_swap->setToolTip(Tr::tr("Exchange source and target"));
    m_swap->setAccessibleName(m_swap->toolTip());
    m_ignore->setText(Tr::tr("&Ignore"));
    m_compare->setText(Tr::tr("Com&pare"));
    m_cancel->setText(Tr::tr("&Cancel"));
    m_runningWords->setText(Tr::tr("Comparing…"));
    m_report->setText(Tr::tr("&Report"));
    m_parts->setTabText(StructurePart, Tr::tr("Structure"));
    m_parts->setTabText(RowsPart, Tr::tr("Rows"));
    m_parts->setAccessibleName(Tr::tr("What is compared"));
    m_again->setText(Tr::tr("Compare again"));
    m_nextDifference->setText(Tr::tr("Next difference"));
    m_differenceBefore->setText(Tr::tr("Difference before"));
    m_find->setText(Tr::tr("Find an object"));
    m_prove->setText(Tr::tr("Prove the script"));
    m_apply->setText(Tr::tr("Apply the script that is proven"));
    m_compareRows->setText(Tr::tr("Compare the rows"));
    m_structure->retranslate();
    m_rows->retranslate();
    fillEnds();
    refresh();
}

} // namespace ui
