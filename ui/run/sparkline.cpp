// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/run/sparkline.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace ui {

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(120);
}

void Sparkline::setValues(const QList<double> &values, int slotCount)
{
    m_values = values;
    m_slotCount = std::max(2, slotCount);
    update();
}

void Sparkline::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LeftToRight);
    const QRectF area = QRectF(rect()).adjusted(1, 2, -1, -2);
    painter.setPen(QPen(colors.line, 1));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    if (m_values.size() < 2)
        return;
    const double top = std::max(1.0, *std::max_element(m_values.begin(), m_values.end()));
    const qreal step = area.width() / (m_slotCount - 1);
    const auto point = [&](qsizetype index) {
        const qreal x = area.right() - qreal(m_values.size() - 1 - index) * step;
        return QPointF(x, area.bottom() - area.height() * std::max(0.0, m_values.at(index)) / top);
    };
    QPainterPath line(point(0));
    for (qsizetype index = 1; index < m_values.size(); ++index)
        line.lineTo(point(index));
    QPainterPath ground = line;
    ground.lineTo(area.right(), area.bottom());
    ground.lineTo(point(0).x(), area.bottom());
    ground.closeSubpath();
    QColor fill = colors.accent;
    fill.setAlphaF(0.18F);
    painter.fillPath(ground, fill);
    painter.setPen(QPen(colors.accent, 1.6));
    painter.drawPath(line);
}

} // namespace ui
