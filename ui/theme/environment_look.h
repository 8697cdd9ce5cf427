// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/environment.h"

#include <QColor>
#include <QIcon>
#include <QPainterPath>
#include <QString>

class QPainter;

namespace ui {

/// What a band or a card says about an environment.
struct EnvironmentBadge
{
    QString name{};
    engine::environments::EnvironmentType type = engine::environments::EnvironmentType::Production;
    bool isDemo = false;

    bool operator==(const EnvironmentBadge &) const = default;
};

[[nodiscard]] EnvironmentBadge badgeOf(const engine::environments::Environment &environment);

/// Colours checked for contrast and for the common colour-vision differences; never used without shape and word.
[[nodiscard]] QColor bandColor(engine::environments::EnvironmentType type);
[[nodiscard]] QColor bandTextColor(engine::environments::EnvironmentType type);
/// "PRODUCTION", "TEST (DEMO)": translated, in capitals.
[[nodiscard]] QString typeWord(const EnvironmentBadge &badge);
/// Octagon, triangle, square cap, circle: the shape of the type inside `box`.
[[nodiscard]] QPainterPath typeShape(engine::environments::EnvironmentType type, const QRectF &box);
/// The shape in the colour of the type, for menus and lists.
[[nodiscard]] QIcon typeIcon(engine::environments::EnvironmentType type);
/// Fills `path` with the colour of the type; for an environment of the demo hatched inside `hatched`, where no words
/// are.
void paintBand(QPainter &painter, const QPainterPath &path, const EnvironmentBadge &badge, const QRectF &hatched);
/// The shape in the band's text colour.
void paintShape(QPainter &painter, const QRectF &box, engine::environments::EnvironmentType type);

} // namespace ui
