// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/table_choice_view.h"

#include "ui/clone/table_choice_model.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace ui {

namespace {
constexpr int listHeight = 240;
}

TableChoiceView::TableChoiceView(TableChoiceModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new NameFilter(this))
    , m_summary(makeLabel(TextRole::Body, this))
    , m_fold(new QPushButton(this))
    , m_panel(new QWidget(this))
    , m_search(new QLineEdit(m_panel))
    , m_all(new QPushButton(m_panel))
    , m_none(new QPushButton(m_panel))
    , m_groups(new QPushButton(m_panel))
    , m_list(new QTableView(m_panel))
    , m_hint(makeLabel(TextRole::Muted, m_panel))
{
    m_filter->setSourceModel(&m_model);
    m_filter->setSortRole(TableChoiceModel::SortRole);
    buildLayout();
    connect(m_fold, &QPushButton::clicked, this, [this] { setUnfolded(!m_isUnfolded); });
    connect(m_search, &QLineEdit::textChanged, m_filter, &NameFilter::setWords);
    connect(m_all, &QPushButton::clicked, this, [this] { tickShown(true); });
    connect(m_none, &QPushButton::clicked, this, [this] { tickShown(false); });
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TableChoiceView::refresh);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &TableChoiceView::refresh);
    retranslate();
    setUnfolded(false);
}

void TableChoiceView::buildLayout()
{
    m_summary->setWordWrap(true);
    m_hint->setWordWrap(true);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(Glyph::Filter), QLineEdit::LeadingPosition);
    prepareTable(*m_list);
    m_list->setModel(m_filter);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(TableChoiceModel::SizeColumn, Qt::DescendingOrder);
    m_list->setMinimumHeight(listHeight);
    sayWhenEmpty(*m_list, [this] {
        const QString wanted = m_search->text().trimmed();
        return wanted.isEmpty() ? QString() : Tr::tr("No table is called “%1”.").arg(wanted);
    });
    m_list->installEventFilter(this);
    QHeaderView *header = m_list->horizontalHeader();
    header->setSectionResizeMode(TableChoiceModel::NameColumn, QHeaderView::Stretch);
    header->resizeSection(TableChoiceModel::RowsColumn, 100);
    header->resizeSection(TableChoiceModel::SizeColumn, 95);
    header->resizeSection(TableChoiceModel::WhatColumn, 130);

    auto *head = new QHBoxLayout(this);
    head->setContentsMargins({});
    head->setSpacing(space::small);
    head->addWidget(m_summary, 1);
    head->addWidget(m_fold);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(space::small);
    tools->addWidget(m_search, 1);
    tools->addWidget(m_all);
    tools->addWidget(m_none);
    m_groups->hide();
    tools->addWidget(m_groups);
    auto *panel = new QVBoxLayout(m_panel);
    panel->setContentsMargins({});
    panel->setSpacing(space::small);
    panel->addLayout(tools);
    panel->addWidget(m_list);
    panel->addWidget(m_hint);
}

void TableChoiceView::setGroupMenu(QMenu *menu)
{
    menu->setParent(m_groups, menu->windowFlags());
    m_groups->setMenu(menu);
    m_groups->show();
}

void TableChoiceView::setUnfolded(bool isUnfolded)
{
    m_isUnfolded = isUnfolded;
    refresh();
    if (m_isUnfolded && m_fold->hasFocus())
        m_search->setFocus();
}

void TableChoiceView::refresh()
{
    const bool isKnown = m_model.rowCount() > 0;
    m_summary->setText(isKnown ? m_model.summary() : Tr::tr("All tables, with their rows."));
    m_fold->setText(m_isUnfolded ? Tr::tr("Hide the &tables") : Tr::tr("Choose &tables"));
    m_fold->setEnabled(isKnown);
    m_fold->setToolTip(isKnown ? QString() : Tr::tr("Once both sides are checked, the tables of the source are here."));
    m_panel->setVisible(m_isUnfolded && isKnown);
}

void TableChoiceView::retranslate()
{
    m_search->setPlaceholderText(Tr::tr("Find a table"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_all->setText(Tr::tr("All"));
    m_all->setAccessibleName(Tr::tr("Tick every table shown"));
    m_all->setToolTip(m_all->accessibleName());
    m_none->setText(Tr::tr("None"));
    m_none->setAccessibleName(Tr::tr("Untick every table shown"));
    m_none->setToolTip(m_none->accessibleName());
    m_groups->setText(Tr::tr("&Groups"));
    m_groups->setToolTip(Tr::tr("Groups of tables that have a name"));
    m_list->setAccessibleName(Tr::tr("Tables of the source"));
    m_hint->setText(Tr::tr("A table that is not ticked is made with its structure, without its rows."));
    m_model.retranslate();
    refresh();
}

bool TableChoiceView::eventFilter(QObject *watched, QEvent *event)
{
    // The space bar ticks whichever cell of the row is the current one.
    if (watched == m_list && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        toggleCurrent();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void TableChoiceView::tickShown(bool isTicked)
{
    QList<int> rows;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        rows << m_filter->mapToSource(m_filter->index(row, 0)).row();
    m_model.setTicked(rows, isTicked);
}

void TableChoiceView::toggleCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    const QModelIndex name = current.siblingAtColumn(TableChoiceModel::NameColumn);
    const bool isTicked = name.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    m_filter->setData(name, isTicked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace ui
