// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/environment_look.h"

#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QGuiApplication>
#include <QLocale>
#include <QPainter>

#include <cmath>
#include <numbers>

namespace ui {

using engine::environments::EnvironmentType;

EnvironmentBadge badgeOf(const engine::environments::Environment &environment)
{
    return {environment.name, environment.type, environment.isDemo};
}

QColor bandColor(EnvironmentType type)
{
    switch (type) {
    case EnvironmentType::Production:
        return QColor(0xa3121c);
    case EnvironmentType::Test:
        return QColor(0xffc53d);
    case EnvironmentType::Training:
        return QColor(0x7a4bd8);
    case EnvironmentType::Development:
        return QColor(0x63c7b2);
    }
    return {};
}

QColor bandTextColor(EnvironmentType type)
{
    const bool isDark = type == EnvironmentType::Production || type == EnvironmentType::Training;
    return isDark ? QColor(0xffffff) : QColor(0x1b1b1b);
}

QString typeWord(const EnvironmentBadge &badge)
{
    const QString word = QLocale().toUpper(typeName(badge.type));
    //: An environment of the demo; %1 is its type in capitals, as in "PRODUCTION (DEMO)".
    return badge.isDemo ? Tr::tr("%1 (DEMO)").arg(word) : word;
}

QPainterPath typeShape(EnvironmentType type, const QRectF &box)
{
    QPainterPath path;
    const QPointF middle = box.center();
    const qreal radius = std::min(box.width(), box.height()) / 2;
    switch (type) {
    case EnvironmentType::Production:
        for (int corner = 0; corner < 8; ++corner) {
            const qreal angle = (corner + 0.5) * std::numbers::pi / 4;
            const QPointF point = middle + radius * QPointF(std::cos(angle), std::sin(angle));
            corner == 0 ? path.moveTo(point) : path.lineTo(point);
        }
        path.closeSubpath();
        // The bar of a stop sign: a hole, thanks to the odd-even rule.
        path.addRect(QRectF(middle.x() - radius * 0.55, middle.y() - radius * 0.16, radius * 1.1, radius * 0.32));
        break;
    case EnvironmentType::Test:
        path.addPolygon(QPolygonF{middle + radius * QPointF(0, -0.95), middle + radius * QPointF(1, 0.8),
                                  middle + radius * QPointF(-1, 0.8)});
        path.closeSubpath();
        break;
    case EnvironmentType::Training:
        path.addPolygon(QPolygonF{middle + radius * QPointF(0, -0.75), middle + radius * QPointF(1.1, -0.2),
                                  middle + radius * QPointF(0, 0.35), middle + radius * QPointF(-1.1, -0.2)});
        path.closeSubpath();
        path.addPolygon(QPolygonF{middle + radius * QPointF(-0.65, 0.2), middle + radius * QPointF(0, 0.52),
                                  middle + radius * QPointF(0.65, 0.2), middle + radius * QPointF(0.65, 0.6),
                                  middle + radius * QPointF(0, 0.95), middle + radius * QPointF(-0.65, 0.6)});
        path.closeSubpath();
        break;
    case EnvironmentType::Development:
        path.addEllipse(middle, radius * 0.9, radius * 0.9);
        break;
    }
    return path;
}

QIcon typeIcon(EnvironmentType type)
{
    QPixmap pixmap(40, 40);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPainterPath shape = typeShape(type, QRectF(2, 2, 16, 16));
    painter.fillPath(shape, bandColor(type));
    const bool onDark = isDark(QGuiApplication::palette());
    painter.strokePath(shape, QPen(onDark ? bandColor(type).lighter(190) : bandColor(type).darker(150), 0.8));
    return QIcon(pixmap);
}

void paintBand(QPainter &painter, const QPainterPath &path, const EnvironmentBadge &badge, const QRectF &hatched)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, bandColor(badge.type));
    if (badge.isDemo) {
        // Lines rather than a pattern brush: a pattern does not grow with the scale of the screen.
        QColor line = bandTextColor(badge.type);
        line.setAlphaF(0.28F);
        QPainterPath inside;
        inside.addRect(hatched);
        painter.setClipPath(path.intersected(inside));
        painter.setPen(QPen(line, 3));
        const QRectF area = path.boundingRect();
        for (qreal x = area.left() - area.height(); x < area.right(); x += 11)
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()));
    }
    painter.restore();
}

void paintShape(QPainter &painter, const QRectF &box, EnvironmentType type)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(typeShape(type, box), bandTextColor(type));
    painter.restore();
}

} // namespace ui
