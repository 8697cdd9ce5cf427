// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QRect>

class QPainter;
class QStyle;
class QStyleOption;
class QStyleOptionMenuItem;
class QStyleOptionTab;
class QStyleOptionViewItem;

namespace ui {

// How the style draws what people choose from: lists, menus, tabs. One material: the same radius, the same soft ground.

void drawRoundedBox(QPainter &painter, const QRect &rect, const QColor &fill, const QColor &line, qreal width = 1);
/// The ground of a row of a table or a tree.
void drawRow(const QStyleOptionViewItem &option, QPainter &painter);
/// Around a table or a list; in the colour of the focus where that is.
void drawListFrame(const QStyleOption &option, QPainter &painter);
void drawMenuItem(const QStyleOptionMenuItem &item, QPainter &painter, const QStyle &style);
/// A word with a line under it where it is chosen, on the ground of the page.
void drawTab(const QStyleOptionTab &tab, QPainter &painter);

} // namespace ui
