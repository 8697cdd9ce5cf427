// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/structure_view.h"

#include "engine/catalog/model/kind_names.h"
#include "ui/compare/proof_presenter.h"
#include "ui/compare/proof_view.h"
#include "ui/compare/script_view.h"
#include "ui/compare/side_by_side.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using engine::catalog::ObjectKey;

namespace {

constexpr std::array chipStates{DiffState::Different, DiffState::OnlySource, DiffState::OnlyTarget, DiffState::Same};

/// Unfolding more than this at once would fill pages that nobody reads.
constexpr int mostUnfolded = 400;
/// Of the name of an environment in a chip: the others have to be there as well.
constexpr int longestName = 120;

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

StructureView::StructureView(ComparePresenter &presenter, ProofPresenter &proof, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_summary(new ElidedLabel(TextRole::Muted, this))
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
    , m_proof(new ProofView(presenter, proof, this))
{
    buildContent();
    connectParts();
    connect(&proof, &ProofPresenter::changed, this, &StructureView::refreshTabs);
}

QWidget *StructureView::buildTree()
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

QWidget *StructureView::buildObject()
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

void StructureView::buildContent()
{
    auto *chips = new QHBoxLayout;
    chips->setSpacing(space::small);
    for (size_t number = 0; number < m_chips.size(); ++number) {
        auto *chip = new QPushButton(this);
        chip->setCheckable(true);
        m_chips[number] = chip;
        chips->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, number](bool isShown) {
            m_presenter.model().setShown(chipStates[number], isShown);
            refresh();
        });
    }
    chips->addWidget(m_summary, 1);
    m_tabs->addTab(buildObject(), QString());
    m_tabs->addTab(m_script, QString());
    m_tabs->addTab(m_proof, QString());
    m_tabs->setDocumentMode(true);
    auto *parts = new QSplitter(this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(buildTree());
    parts->addWidget(m_tabs);
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 3);
    parts->setSizes({400, 620});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addLayout(chips);
    layout->addWidget(parts, 1);
}

/// Other rows: unfolded again, and the object that was looked at keeps being that.
void StructureView::expandSome()
{
    const QModelIndex again = m_current ? m_presenter.model().find(*m_current) : QModelIndex();
    if (m_presenter.model().shownCount() <= mostUnfolded)
        m_tree->expandAll();
    else
        m_tree->expandToDepth(0);
    if (again.isValid())
        m_tree->setCurrentIndex(again);
}

void StructureView::showCurrent()
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
void StructureView::step(int direction)
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

void StructureView::refreshChips()
{
    const auto &found = m_presenter.comparison();
    if (found == nullptr)
        return;
    const ChangeModel &model = m_presenter.model();
    const auto onlyIn = [this](const QString &name) {
        return Tr::tr("Only in %1").arg(isolated(fontMetrics().elidedText(name, Qt::ElideMiddle, longestName)));
    };
    const std::array names{Tr::tr("Different"), onlyIn(found->source), onlyIn(found->target), Tr::tr("Same")};
    const std::array whole{QString(), Tr::tr("Only in %1").arg(isolated(found->source)),
                           Tr::tr("Only in %1").arg(isolated(found->target)), QString()};
    for (size_t number = 0; number < m_chips.size(); ++number) {
        //: A filter: what passes it, and how many do.
        m_chips[number]->setText(
            Tr::tr("%1 (%2)").arg(names[number], numberText(model.count(chipStates[number]))).replace(u'&', u"&&"_s));
        m_chips[number]->setIcon(diffIcon(chipStates[number], palette()));
        m_chips[number]->setToolTip(whole[number]);
        m_chips[number]->setAccessibleName(whole[number]);
        m_chips[number]->setChecked(model.shows(chipStates[number]));
    }
    const bool isFound = model.shownCount() > 0;
    m_tree->setVisible(isFound);
    m_nothing->setVisible(!isFound);
    m_nothing->setText(found->areEqual() ? Tr::tr("Both have the same structure.")
                                         : Tr::tr("No object passes these filters."));
    const auto objects = qint64(found->sourceSchema->objects.size());
    //: %1 objects, %2 a duration.
    m_summary->setFullText(
        Tr::tr("%1 objects, %2")
            .arg(numberText(objects), durationText(std::chrono::milliseconds(m_presenter.milliseconds()))));
}

void StructureView::refreshTicks()
{
    const ChangeModel &model = m_presenter.model();
    QStringList parts{Tr::tr("%n ticked", nullptr, int(model.ticked().size()))};
    if (const auto added = int(m_presenter.script().added.size()); added > 0)
        parts << Tr::tr("%n more that they need", nullptr, added);
    if (model.hiddenTicks() > 0)
        parts << Tr::tr("%n hidden by the filters and not in the script", nullptr, model.hiddenTicks());
    m_ticks->setText(parts.join(u" · "_s));
    m_showHidden->setVisible(model.hiddenTicks() > 0);
    refreshTabs();
}

void StructureView::refreshTabs()
{
    const int statements = m_presenter.script().statements;
    m_tabs->setTabText(DifferencesTab, Tr::tr("Differences"));
    m_tabs->setTabText(ScriptTab,
                       statements > 0 ? Tr::tr("Script (%1)").arg(numberText(statements)) : Tr::tr("Script"));
    m_tabs->setTabText(ProofTab, m_proof->title());
}

void StructureView::takeResult()
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

void StructureView::connectParts()
{
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
    connect(&m_presenter.model(), &ChangeModel::modelReset, this, &StructureView::expandSome);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &StructureView::showCurrent);
    connect(m_script, &ScriptView::saveRequested, this, &StructureView::saveRequested);
    connect(&m_presenter, &ComparePresenter::scriptChanged, this, [this] {
        m_script->refresh();
        refreshTicks();
    });
    connect(m_proof, &ProofView::statementWanted, this, [this](const QString &sql) {
        m_tabs->setCurrentIndex(ScriptTab);
        m_script->goTo(sql);
    });
}

void StructureView::find()
{
    m_search->setFocus();
}

void StructureView::showProof()
{
    m_tabs->setCurrentIndex(ProofTab);
    m_proof->focusApplying();
}

void StructureView::refresh()
{
    refreshChips();
    refreshTicks();
}

void StructureView::retranslate()
{
    m_search->setPlaceholderText(Tr::tr("Find an object"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_tree->setAccessibleName(Tr::tr("Objects"));
    m_all->setText(Tr::tr("Tick &all"));
    m_none->setText(Tr::tr("&None"));
    m_showHidden->setText(Tr::tr("Show them"));
    m_presenter.model().retranslate();
    m_sides->retranslate();
    m_script->retranslate();
    m_proof->retranslate();
    if (m_presenter.comparison() != nullptr)
        takeResult();
}

} // namespace ui
