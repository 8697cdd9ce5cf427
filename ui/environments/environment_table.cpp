// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/environment_table.h"

#include "ui/environments/card_words.h"
#include "ui/environments/environment_menu.h"
#include "ui/text.h"
#include "ui/theme/environment_look.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tables.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

EnvironmentModel::EnvironmentModel(const EnvironmentsPresenter &presenter, QObject *parent)
    : QAbstractTableModel(parent)
    , m_presenter(presenter)
{
    connect(&m_presenter, &EnvironmentsPresenter::cardsReset, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(&m_presenter, &EnvironmentsPresenter::cardChanged, this,
            [this](int row) { emit dataChanged(index(row, 0), index(row, ColumnCount - 1)); });
}

const EnvironmentCard &EnvironmentModel::card(int row) const
{
    return m_presenter.cards().at(row);
}

int EnvironmentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_presenter.cards().size());
}

int EnvironmentModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant EnvironmentModel::data(const QModelIndex &index, int role) const
{
    const EnvironmentCard &card = m_presenter.cards().at(index.row());
    if (role == Qt::DecorationRole && index.column() == NameColumn)
        return typeIcon(card.environment.type);
    if (role == SortRole) {
        if (index.column() == TypeColumn)
            return int(card.environment.type);
        if (index.column() == ProvenColumn)
            return card.newestProven ? card.newestProven->snapshot : QDateTime();
        if (index.column() == ContentsColumn)
            return card.diagnosis.bytes;
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != SortRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return role == Qt::ToolTipRole ? EnvironmentsPresenter::whereOf(card.environment) : card.environment.name;
    case TypeColumn:
        return typeName(card.environment.type);
    case StateColumn: {
        const CardState state = stateOf(card);
        if (role == Qt::ToolTipRole)
            return state.sentence;
        return state.isWell() ? Tr::tr("Well") : state.badge;
    }
    case ProvenColumn:
        return card.newestProven ? agoText(card.newestProven->snapshot) : provenText(card);
    case ContentsColumn:
        return contentsText(card);
    case LastWriteColumn:
        return lastWriteText(card);
    default:
        return {};
    }
}

QVariant EnvironmentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return Tr::tr("Environment");
    case TypeColumn:
        return Tr::tr("Type");
    case StateColumn:
        return Tr::tr("State");
    case ProvenColumn:
        return Tr::tr("Restorable");
    case ContentsColumn:
        return Tr::tr("Contents");
    case LastWriteColumn:
        return Tr::tr("From where");
    default:
        return {};
    }
}

void EnvironmentModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void EnvironmentFilter::setWords(const QString &words)
{
    m_words = plainLetters(words).split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool EnvironmentFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_words.isEmpty())
        return true;
    QString row;
    for (int column = 0; column < sourceModel()->columnCount(); ++column)
        row += sourceModel()->index(sourceRow, column, sourceParent).data().toString() + u' ';
    row = plainLetters(row);
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) { return row.contains(word); });
}

EnvironmentTable::EnvironmentTable(EnvironmentsPresenter &presenter, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_model(presenter)
    , m_search(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_backUp(new QPushButton(this))
    , m_clone(new QPushButton(this))
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(this))
{
    m_shown.setSourceModel(&m_model);
    m_shown.setSortRole(EnvironmentModel::SortRole);
    prepareTable(*m_table);
    m_table->setModel(&m_shown);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_shown.sort(-1);
    buildLayout();
    connect(m_search, &QLineEdit::textChanged, &m_shown, &EnvironmentFilter::setWords);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EnvironmentTable::refresh);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &EnvironmentTable::refresh);
    connect(&m_shown, &QAbstractItemModel::modelReset, this, &EnvironmentTable::refresh);
    sayWhenEmpty(*m_table, [this] {
        const QString wanted = m_search->text().trimmed();
        return wanted.isEmpty() ? QString() : Tr::tr("No environment has “%1” in it.").arg(wanted);
    });
    connect(m_backUp, &QPushButton::clicked, this, [this] { m_presenter.requestBackup(currentEnvironment()); });
    connect(m_clone, &QPushButton::clicked, this, [this] {
        const EnvironmentCard *card = current();
        if (card == nullptr)
            return;
        if (countsAsProduction(*card))
            m_presenter.requestCloneFrom(card->environment.name);
        else
            m_presenter.requestCloneTo(card->environment.name);
    });
    connect(m_menu, &QMenu::aboutToShow, this, &EnvironmentTable::buildMenu);
    connect(m_table, &QTableView::customContextMenuRequested, this,
            [this](const QPoint &at) { m_menu->popup(m_table->viewport()->mapToGlobal(at)); });
    connect(m_table, &QTableView::activated, this, [this] { m_more->showMenu(); });
    retranslate();
}

void EnvironmentTable::buildLayout()
{
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(EnvironmentModel::NameColumn, 190);
    header->resizeSection(EnvironmentModel::TypeColumn, 120);
    header->resizeSection(EnvironmentModel::StateColumn, 140);
    header->resizeSection(EnvironmentModel::ProvenColumn, 130);
    header->resizeSection(EnvironmentModel::ContentsColumn, 220);
    header->setStretchLastSection(true);
    for (const int column : {EnvironmentModel::ContentsColumn, EnvironmentModel::LastWriteColumn})
        cutAtEnd(*m_table, column);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_search->addAction(icon(Glyph::Filter), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setIcon(icon(Glyph::More));
    auto *actions = new QHBoxLayout;
    actions->setSpacing(space::small);
    actions->addWidget(m_search, 1);
    actions->addWidget(m_backUp);
    actions->addWidget(m_clone);
    actions->addWidget(m_more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(space::medium);
    layout->addLayout(actions);
    layout->addWidget(m_table, 1);
}

const EnvironmentCard *EnvironmentTable::current() const
{
    const QModelIndex index = m_shown.mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model.card(index.row()) : nullptr;
}

QString EnvironmentTable::currentEnvironment() const
{
    const EnvironmentCard *card = current();
    return card == nullptr ? QString() : card->environment.name;
}

void EnvironmentTable::select(const QString &name)
{
    m_search->clear();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.card(row).environment.name == name)
            m_table->setCurrentIndex(m_shown.mapFromSource(m_model.index(row, 0)));
    }
    m_table->setFocus();
}

void EnvironmentTable::refresh()
{
    const EnvironmentCard *card = current();
    const bool isProduction = card != nullptr && countsAsProduction(*card);
    for (QWidget *needsRow :
         {static_cast<QWidget *>(m_backUp), static_cast<QWidget *>(m_clone), static_cast<QWidget *>(m_more)})
        needsRow->setEnabled(card != nullptr);
    m_backUp->setText(Tr::tr("Full backup"));
    m_backUp->setToolTip(card == nullptr ? Tr::tr("Choose an environment first.") : QString());
    m_clone->setText(isProduction ? Tr::tr("Clone from…") : Tr::tr("Clone to…"));
    m_backUp->setProperty("kind", isProduction ? u"primary"_s : QString());
    m_clone->setProperty("kind", isProduction || card == nullptr ? QString() : u"primary"_s);
    m_backUp->update();
    m_clone->update();
}

void EnvironmentTable::buildMenu()
{
    m_menu->clear();
    const EnvironmentCard *card = current();
    if (card == nullptr)
        return;
    const QString name = card->environment.name;
    fillMenu(
        *m_menu, *card, m_presenter, [this, name] { emit editRequested(name); },
        [this, name] { emit removeRequested(name); });
}

void EnvironmentTable::retranslate()
{
    m_search->setPlaceholderText(Tr::tr("Search an environment"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_table->setAccessibleName(Tr::tr("Environments"));
    m_more->setAccessibleName(Tr::tr("More for the environment that is chosen"));
    m_more->setToolTip(m_more->accessibleName());
    m_model.retranslate();
    refresh();
}

void EnvironmentTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace ui
