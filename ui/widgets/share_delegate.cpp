// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/share_delegate.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

ShareDelegate::ShareDelegate(int shareRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_shareRole(shareRole)
{}

void ShareDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = cell.text;
    cell.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const double share = index.data(m_shareRole).toDouble();
    const bool isMirrored = option.direction == Qt::RightToLeft;
    const int textWidth = option.fontMetrics.horizontalAdvance(u"100 %"_s) + space::small;
    const QRect inner = option.rect.adjusted(space::small, 0, -space::small, 0);
    const QRect bar = QStyle::visualRect(option.direction, inner, inner.adjusted(0, 0, -textWidth, 0));
    const QRect label = QStyle::visualRect(option.direction, inner,
                                           QRect(inner.right() - textWidth, inner.top(), textWidth, inner.height()));
    const Colors &colors = colorsOf(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRectF groove(bar.left(), bar.center().y() - 3, bar.width(), 7);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.line);
    painter->drawRoundedRect(groove, 3.5, 3.5);
    const qreal width = groove.width() * (share < 0 ? 1 : std::min(1.0, share));
    if (share < 0)
        painter->setBrush(QBrush(colors.accent, Qt::BDiagPattern));
    else
        painter->setBrush(share >= 1 ? colors.success : colors.accent);
    if (width > 0)
        painter->drawRoundedRect(QRectF(isMirrored ? groove.right() - width : groove.left(), groove.top(), width, 7),
                                 3.5, 3.5);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->setPen(option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(label, int(Qt::AlignVCenter | Qt::AlignTrailing), text);
    painter->restore();
}

} // namespace ui
