// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/compare_screen.h"

#include "engine/catalog/model/kind_names.h"
#include "engine/workspace/compare_words.h"
#include "engine/workspace/requests/compare_request.h"
#include "ui/compare/script_view.h"
#include "ui/compare/side_by_side.h"
#include "ui/run/run_monitor.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/environment_combo.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using engine::catalog::ObjectKey;
using engine::environments::Environment;
using File = ComparePresenter::File;

namespace {

constexpr std::array chipStates{DiffState::Different, DiffState::OnlySource, DiffState::OnlyTarget, DiffState::Same};

/// Unfolding more than this at once would fill pages that nobody reads.
constexpr int mostUnfolded = 400;

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

/// "view public.mails, index x, and 3 more"
QString namesOf(const std::vector<ObjectKey> &keys)
{
    constexpr size_t most = 6;
    QStringList names;
    for (const ObjectKey &key : keys) {
        if (size_t(names.size()) == most)
            break;
        names << engine::catalog::kindAndName(key).text();
    }
    const QString list = names.join(u", "_s);
    return keys.size() <= most ? list
                               //: %1 is a list of names.
                               : Tr::tr("%1 and %n more", nullptr, int(keys.size() - most)).arg(list);
}

} // namespace

CompareScreen::CompareScreen(ComparePresenter &presenter, RunMonitor &monitor, QWidget *parent)
    : Screen(parent)
    , m_presenter(presenter)
    , m_monitor(monitor)
    , m_source(new QComboBox(this))
    , m_swap(new QToolButton(this))
    , m_target(new QComboBox(this))
    , m_ignore(new QPushButton(this))
    , m_ignoreMenu(new QMenu(m_ignore))
    , m_compare(new QPushButton(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(makeLabel(TextRole::Muted, this))
    , m_running(nullptr)
    , m_runningWords(makeLabel(TextRole::Body, this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(this))
    , m_content(nullptr)
    , m_summary(makeLabel(TextRole::Muted, this))
    , m_search(new QLineEdit(this))
    , m_tree(new QTreeView(this))
    , m_nothing(makeLabel(TextRole::Muted, this))
    , m_all(new QPushButton(this))
    , m_none(new QPushButton(this))
    , m_ticks(makeLabel(TextRole::Body, this))
    , m_showHidden(new QPushButton(this))
    , m_tabs(new QTabWidget(this))
    , m_object(makeLabel(TextRole::Strong, this))
    , m_sides(new SideBySide(this))
    , m_neighbours(makeLabel(TextRole::Muted, this))
    , m_script(new ScriptView(presenter, this))
    , m_report(new QPushButton(this))
    , m_reportMenu(new QMenu(m_report))
{
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_running = buildRunning();
    m_content = buildContent();
    for (QWidget *page : {static_cast<QWidget *>(m_empty), m_running, m_content})
        m_pages->addWidget(page);
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addWidget(buildEnds());
    layout->addWidget(m_pages, 1);
    setContent(page);
    addHeaderAction(m_report);
    m_report->setMenu(m_reportMenu);
    m_ignore->setMenu(m_ignoreMenu);
    connectPresenter();
    connectChoices();
    addShortcuts();
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

QWidget *CompareScreen::buildTree()
{
    m_search->setClearButtonEnabled(true);
    m_tree->setModel(&m_presenter.model());
    m_tree->setUniformRowHeights(true);
    m_tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tree->setTabKeyNavigation(false);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(ChangeModel::NameColumn, 230);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    auto *ticks = new QHBoxLayout;
    ticks->setSpacing(space::small);
    ticks->addWidget(m_all);
    ticks->addWidget(m_none);
    ticks->addStretch(1);
    ticks->addWidget(m_showHidden);
    m_ticks->setWordWrap(true);
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins({});
    layout->setSpacing(space::tight);
    layout->addWidget(m_search);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_nothing, 1);
    layout->addLayout(ticks);
    layout->addWidget(m_ticks);
    return side;
}

QWidget *CompareScreen::buildObject()
{
    m_neighbours->setWordWrap(true);
    m_object->setWordWrap(true);
    auto *object = new QWidget(this);
    auto *layout = new QVBoxLayout(object);
    layout->setContentsMargins(0, space::small, 0, 0);
    layout->setSpacing(space::tight);
    layout->addWidget(m_object);
    layout->addWidget(m_sides, 1);
    layout->addWidget(m_neighbours);
    return object;
}

QWidget *CompareScreen::buildContent()
{
    auto *chips = new QHBoxLayout;
    chips->setSpacing(space::small);
    for (size_t number = 0; number < m_chips.size(); ++number) {
        auto *chip = new QPushButton(this);
        chip->setCheckable(true);
        chip->setIcon(diffIcon(chipStates[number], palette()));
        m_chips[number] = chip;
        chips->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, number](bool isShown) {
            m_presenter.model().setShown(chipStates[number], isShown);
            refresh();
        });
    }
    chips->addStretch(1);
    chips->addWidget(m_summary);
    m_tabs->addTab(buildObject(), QString());
    m_tabs->addTab(m_script, QString());
    m_tabs->setDocumentMode(true);
    auto *parts = new QSplitter(this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(buildTree());
    parts->addWidget(m_tabs);
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 3);
    parts->setSizes({400, 620});
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addLayout(chips);
    layout->addWidget(parts, 1);
    return content;
}

void CompareScreen::connectPresenter()
{
    ComparePresenter *presenter = &m_presenter;
    connect(presenter, &ComparePresenter::changed, this, [this] {
        fillEnds();
        refresh();
    });
    connect(presenter, &ComparePresenter::found, this, &CompareScreen::takeResult);
    connect(presenter, &ComparePresenter::scriptChanged, this, [this] {
        m_script->refresh();
        refreshTicks();
    });
    connect(presenter, &ComparePresenter::failed, this, [this](const engine::Error &error) {
        if (isVisible() || !m_presenter.isRunning())
            showMessage(messageFor(error));
    });
    connect(presenter, &ComparePresenter::saved, this, [this](const QString &path) {
        showMessage({.severity = Message::Severity::Success,
                     .what = Tr::tr("Written to %1.").arg(isolated(QDir::toNativeSeparators(path)))});
    });
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
    connect(m_compare, &QPushButton::clicked, &m_presenter, [this] {
        hideMessage();
        m_presenter.compare();
    });
    connect(m_cancel, &QPushButton::clicked, &m_presenter, &ComparePresenter::cancel);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_presenter.model().setWords(words);
        refresh();
    });
    connect(m_all, &QPushButton::clicked, this, [this] { m_presenter.model().tickAll(true); });
    connect(m_none, &QPushButton::clicked, this, [this] { m_presenter.model().tickAll(false); });
    connect(m_showHidden, &QPushButton::clicked, this, [this] {
        m_search->clear();
        for (const DiffState state : {DiffState::Different, DiffState::OnlySource, DiffState::OnlyTarget})
            m_presenter.model().setShown(state, true);
        refresh();
    });
    connect(&m_presenter.model(), &ChangeModel::modelReset, this, &CompareScreen::expandSome);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &CompareScreen::showCurrent);
    connect(m_ignoreMenu, &QMenu::aboutToShow, this, &CompareScreen::buildIgnoreMenu);
    connect(m_reportMenu, &QMenu::aboutToShow, this, &CompareScreen::buildReportMenu);
    connect(m_script, &ScriptView::saveRequested, this, &CompareScreen::askWhere);
}

void CompareScreen::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(QKeySequence(Qt::Key_F7), [this] { step(1); });
    add(QKeySequence(Qt::SHIFT | Qt::Key_F7), [this] { step(-1); });
    add(QKeySequence(Qt::Key_F5), [this] { m_presenter.compare(); });
    add(QKeySequence(QKeySequence::Find), [this] { m_search->setFocus(); });
}

QString CompareScreen::key() const
{
    return u"compare"_s;
}

QString CompareScreen::label() const
{
    return Tr::tr("Compare");
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
    const QString ending = endings.value(file);
    QString name = m_presenter.target();
    if (file == File::Reverse)
        name.append(u"-back"_s);
    else
        name.prepend(QString(m_presenter.source() + u"-to-"_s));
    name.append(QString(u'.' + ending));
    auto *dialog = new QFileDialog(this, Tr::tr("Save as"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(name.replace(u'/', u'_'));
    connect(dialog, &QFileDialog::fileSelected, &m_presenter,
            [this, file](const QString &path) { m_presenter.save(file, path); });
    dialog->open();
}

void CompareScreen::takeResult()
{
    const auto &found = m_presenter.comparison();
    if (found != nullptr) {
        m_sides->setNames(Tr::tr("Source: %1").arg(isolated(found->source)),
                          Tr::tr("Target: %1").arg(isolated(found->target)));
        m_tabs->setCurrentIndex(0);
        if (!m_tree->currentIndex().isValid())
            m_tree->setCurrentIndex(m_presenter.model().first());
    }
    refresh();
    showCurrent();
}

/// Other rows: unfolded again, and the object that was looked at keeps being that.
void CompareScreen::expandSome()
{
    const QModelIndex again = m_current ? m_presenter.model().find(*m_current) : QModelIndex();
    if (m_presenter.model().shownCount() <= mostUnfolded)
        m_tree->expandAll();
    else
        m_tree->expandToDepth(0);
    if (again.isValid())
        m_tree->setCurrentIndex(again);
}

void CompareScreen::showCurrent()
{
    const ChangeModel &model = m_presenter.model();
    const QModelIndex current = m_tree->currentIndex();
    const ObjectKey *key = current.isValid() ? model.key(current) : nullptr;
    m_sides->setVisible(key != nullptr);
    if (key != nullptr)
        m_current = *key;
    if (key == nullptr) {
        m_object->setText(Tr::tr("Choose an object to see it on both sides."));
        m_neighbours->clear();
        return;
    }
    const auto *change = model.change(current);
    const QString name = engine::catalog::kindAndName(*key).text();
    const bool hasWords = change != nullptr && !change->what.isEmpty();
    //: An object, and what of it differs.
    m_object->setText(hasWords ? Tr::tr("%1: %2").arg(name, change->what.text()) : name);
    const auto [source, target] = m_presenter.textsOf(*key);
    m_sides->setTexts(source, target);
    const ComparePresenter::Neighbours neighbours = m_presenter.neighboursOf(*key);
    QStringList lines;
    if (!neighbours.neededBy.empty())
        lines << Tr::tr("Needed by: %1").arg(namesOf(neighbours.neededBy));
    if (!neighbours.needs.empty())
        lines << Tr::tr("Needs: %1").arg(namesOf(neighbours.needs));
    m_neighbours->setText(lines.join(u'\n'));
    m_neighbours->setVisible(!lines.isEmpty());
}

/// Through the differences of one object, then to the next object that differs.
void CompareScreen::step(int direction)
{
    if (m_presenter.comparison() == nullptr || m_sides->step(direction))
        return;
    QModelIndex index = m_tree->currentIndex();
    do
        index = direction > 0 ? m_tree->indexBelow(index) : m_tree->indexAbove(index);
    while (index.isValid() && m_presenter.model().change(index) == nullptr);
    if (!index.isValid())
        return;
    m_tree->setCurrentIndex(index.siblingAtColumn(ChangeModel::NameColumn));
    m_sides->step(1);
}

void CompareScreen::refreshChips()
{
    const auto &found = m_presenter.comparison();
    if (found == nullptr)
        return;
    const ChangeModel &model = m_presenter.model();
    const std::array names{Tr::tr("Different"), Tr::tr("Only in %1").arg(isolated(found->source)),
                           Tr::tr("Only in %1").arg(isolated(found->target)), Tr::tr("Same")};
    for (size_t number = 0; number < m_chips.size(); ++number) {
        //: A filter: what passes it, and how many do.
        m_chips[number]->setText(
            Tr::tr("%1 (%2)").arg(names[number], numberText(model.count(chipStates[number]))).replace(u'&', u"&&"_s));
        m_chips[number]->setChecked(model.shows(chipStates[number]));
    }
    const bool isFound = model.shownCount() > 0;
    m_tree->setVisible(isFound);
    m_nothing->setVisible(!isFound);
    m_nothing->setText(found->areEqual() ? Tr::tr("Both have the same structure.")
                                         : Tr::tr("No object passes these filters."));
}

void CompareScreen::refreshTicks()
{
    const ChangeModel &model = m_presenter.model();
    QStringList parts{Tr::tr("%n ticked", nullptr, int(model.ticked().size()))};
    if (const auto added = int(m_presenter.script().added.size()); added > 0)
        parts << Tr::tr("%n more that they need", nullptr, added);
    if (model.hiddenTicks() > 0)
        parts << Tr::tr("%n hidden by the filters and not in the script", nullptr, model.hiddenTicks());
    m_ticks->setText(parts.join(u" · "_s));
    m_showHidden->setVisible(model.hiddenTicks() > 0);
    const int statements = m_presenter.script().statements;
    m_tabs->setTabText(1, statements > 0 ? Tr::tr("Script (%1)").arg(numberText(statements)) : Tr::tr("Script"));
}

void CompareScreen::refresh()
{
    const auto &found = m_presenter.comparison();
    const QString obstacle = m_presenter.obstacle();
    m_pages->setCurrentWidget(m_presenter.isRunning() ? m_running : found != nullptr ? m_content : m_empty);
    m_empty->setText(obstacle.isEmpty()
                         ? Tr::tr("Compare shows what differs, object by object and line by line, and writes the "
                                  "script that makes the target like the source. Both are only read.")
                         : obstacle);
    m_compare->setEnabled(!m_presenter.isRunning() && obstacle.isEmpty());
    m_compare->setToolTip(obstacle);
    m_swap->setEnabled(!m_presenter.source().isEmpty() || !m_presenter.target().isEmpty());
    m_ignore->setEnabled(obstacle.isEmpty() && !m_presenter.isRunning());
    m_report->setVisible(found != nullptr);
    const Environment *source = m_presenter.sourceEnvironment();
    const Environment *target = m_presenter.targetEnvironment();
    const bool isPair = source != nullptr && target != nullptr && source != target;
    setHeading(Tr::tr("Compare"),
               isPair ? Tr::tr("The script changes %1 so that it becomes like %2. Nothing is run: both are only read.")
                            .arg(isolated(target->name), isolated(source->name))
                      : Tr::tr("Two environments side by side. Both are only read."));
    setBands(source != nullptr ? std::optional(badgeOf(*source)) : std::nullopt,
             target != nullptr ? std::optional(badgeOf(*target)) : std::nullopt);
    if (found != nullptr) {
        const auto objects = qint64(found->sourceSchema->objects.size());
        //: %1 objects, %2 a duration.
        m_summary->setText(
            Tr::tr("%1 objects, %2")
                .arg(numberText(objects), durationText(std::chrono::milliseconds(m_presenter.milliseconds()))));
    }
    refreshChips();
    refreshTicks();
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
    m_search->setPlaceholderText(Tr::tr("Find an object"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_tree->setAccessibleName(Tr::tr("Objects"));
    m_all->setText(Tr::tr("Tick &all"));
    m_none->setText(Tr::tr("&None"));
    m_showHidden->setText(Tr::tr("Show them"));
    m_report->setText(Tr::tr("&Report"));
    m_tabs->setTabText(0, Tr::tr("Differences"));
    m_presenter.model().retranslate();
    m_sides->retranslate();
    m_script->retranslate();
    fillEnds();
    if (m_presenter.comparison() != nullptr)
        takeResult();
    else
        refresh();
}

} // namespace ui
