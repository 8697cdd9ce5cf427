// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/anonymize/rule_delegate.h"

#include "engine/anonymize/model/rule.h"
#include "ui/anonymize/column_model.h"
#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QPainter>

#include <algorithm>

namespace ui {

void offerRules(QComboBox &combo, const QModelIndex &index)
{
    combo.clear();
    combo.addItem(Tr::tr("As detected"), -1);
    // What cannot be for the type of the column is not offered.
    const QVariant possible = index.data(ColumnModel::PossibleRulesRole);
    for (const engine::anonymize::RuleKind kind : engine::anonymize::simpleRuleKinds()) {
        if (!possible.isValid() || possible.toList().contains(int(kind)))
            combo.addItem(displayName(engine::anonymize::Rule{.kind = kind}), int(kind));
    }
    // A rule with options (paths, a template) is no single word: it can be kept or replaced.
    if (combo.findData(index.data(Qt::EditRole)) < 0)
        combo.insertItem(0, index.data(Qt::DisplayRole).toString(), index.data(Qt::EditRole));
    combo.setMaxVisibleItems(24);
    combo.view()->setMinimumWidth(combo.view()->sizeHintForColumn(0) + space::huge);
    combo.setCurrentIndex(std::max(0, combo.findData(index.data(Qt::EditRole))));
}

QWidget *RuleDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *combo = new QComboBox(parent);
    combo->setAccessibleName(Tr::tr("Rule of this column"));
    offerRules(*combo, index);
    auto *delegate = const_cast<RuleDelegate *>(this);
    connect(combo, &QComboBox::activated, delegate, [delegate, combo] {
        emit delegate->commitData(combo);
        emit delegate->closeEditor(combo);
    });
    return combo;
}

void RuleDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *combo = static_cast<QComboBox *>(editor);
    combo->setCurrentIndex(std::max(0, combo->findData(index.data(Qt::EditRole))));
    combo->showPopup();
}

void RuleDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QComboBox *>(editor)->currentData(), Qt::EditRole);
}

void RuleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!index.flags().testFlag(Qt::ItemIsEditable)) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    // A chevron at the end says that the cell can be changed; the text stops before it.
    constexpr int chevronWidth = 24;
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QFontMetrics metrics(cell.font);
    cell.text = metrics.elidedText(cell.text, Qt::ElideRight, option.rect.width() - chevronWidth - 2 * space::small);
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const QRect end = QStyle::visualRect(
        option.direction, option.rect,
        QRect(option.rect.right() - chevronWidth, option.rect.top(), chevronWidth - 6, option.rect.height()));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colorsOf(option.palette).mutedText, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = QRectF(end).center();
    painter->drawPolyline(
        QPolygonF{middle + QPointF(-3.5, -1.8), middle + QPointF(0, 1.8), middle + QPointF(3.5, -1.8)});
    painter->restore();
}

} // namespace ui
