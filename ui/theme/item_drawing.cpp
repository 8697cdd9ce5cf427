// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/item_drawing.h"

#include "ui/theme/theme.h"

#include <QIcon>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace ui {

void drawRoundedBox(QPainter &painter, const QRect &rect, const QColor &fill, const QColor &line, qreal width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = line.isValid() ? width / 2 : 0;
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), space::radius, space::radius);
    painter.restore();
}

namespace {

/// What is chosen in a list or a menu: a soft ground, and the letters stay as they are.
void fillChosen(const QRect &rect, const QStyleOption &option, QPainter &painter, bool isHovered)
{
    const Colors &colors = colorsOf(option.palette);
    painter.fillRect(rect, isHovered ? colors.controlHover : colors.accentSoft);
}

} // namespace

void drawRow(const QStyleOptionViewItem &option, QPainter &painter)
{
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, option.backgroundBrush);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    if (option.state.testFlag(QStyle::State_Selected))
        fillChosen(option.rect, option, painter, false);
    else if (isHovered && option.state.testFlag(QStyle::State_Enabled))
        fillChosen(option.rect, option, painter, true);
}

void drawMenuItem(const QStyleOptionMenuItem &item, QPainter &painter, const QStyle &style)
{
    const Colors &colors = colorsOf(item.palette);
    if (item.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(
            QRect(item.rect.left() + space::small, item.rect.center().y(), item.rect.width() - 2 * space::small, 1),
            colors.line);
        return;
    }
    const bool isEnabled = item.state.testFlag(QStyle::State_Enabled);
    if (item.state.testFlag(QStyle::State_Selected) && isEnabled)
        drawRoundedBox(painter, item.rect.adjusted(space::tight, 1, -space::tight, -1), colors.accentSoft, QColor());
    const auto mirrored = [&](const QRect &box) { return QStyle::visualRect(item.direction, item.rect, box); };
    constexpr int side = 18;
    const QRect inner = item.rect.adjusted(space::medium, 0, -space::medium, 0);
    const QRect mark(inner.left(), inner.center().y() - side / 2, side, side);
    const bool isCheckable = item.checkType != QStyleOptionMenuItem::NotCheckable;
    if (isCheckable && item.checked) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(
            QPen(isEnabled ? colors.accent : colors.disabledText, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QRectF box = mirrored(mark);
        painter.drawPolyline(
            QPolygonF{box.topLeft() + QPointF(4, 9), box.topLeft() + QPointF(8, 13), box.topLeft() + QPointF(14, 5)});
        painter.restore();
    } else if (!item.icon.isNull()) {
        item.icon.paint(&painter, mirrored(mark), Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled);
    }
    const bool hasMarks = item.menuHasCheckableItems || item.maxIconWidth > 0;
    const int start = inner.left() + (hasMarks ? side + space::small : 0);
    const QRect words(start, inner.top(), inner.right() - start, inner.height());
    painter.setFont(item.font);
    painter.setPen(isEnabled ? colors.text : colors.disabledText);
    const int mnemonic = style.styleHint(QStyle::SH_UnderlineShortcut, &item) != 0 ? int(Qt::TextShowMnemonic)
                                                                                   : int(Qt::TextHideMnemonic);
    painter.drawText(mirrored(words), int(Qt::AlignLeading | Qt::AlignVCenter | Qt::TextSingleLine) | mnemonic,
                     item.text.section(u'\t', 0, 0));
    painter.setPen(colors.mutedText);
    if (item.menuItemType == QStyleOptionMenuItem::SubMenu) {
        painter.drawText(mirrored(words), int(Qt::AlignTrailing | Qt::AlignVCenter),
                         item.direction == Qt::RightToLeft ? u"‹"_s : u"›"_s);
    } else {
        painter.drawText(mirrored(words), int(Qt::AlignTrailing | Qt::AlignVCenter | Qt::TextSingleLine),
                         item.text.section(u'\t', 1, 1));
    }
}

void drawTab(const QStyleOptionTab &tab, QPainter &painter)
{
    const Colors &colors = colorsOf(tab.palette);
    const bool isChosen = tab.state.testFlag(QStyle::State_Selected);
    const bool isHot = tab.state.testFlag(QStyle::State_MouseOver) && tab.state.testFlag(QStyle::State_Enabled);
    painter.fillRect(QRect(tab.rect.left(), tab.rect.bottom(), tab.rect.width(), 1), colors.line);
    if (isHot && !isChosen)
        drawRoundedBox(painter, tab.rect.adjusted(2, 2, -2, -4), colors.controlHover, QColor());
    if (isChosen)
        painter.fillRect(
            QRect(tab.rect.left() + space::small, tab.rect.bottom() - 2, tab.rect.width() - 2 * space::small, 3),
            colors.accent);
}

void drawListFrame(const QStyleOption &option, QPainter &painter)
{
    const Colors &colors = colorsOf(option.palette);
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus);
    drawRoundedBox(painter, option.rect, QColor(), hasFocus ? colors.accent : colors.line);
}

} // namespace ui
