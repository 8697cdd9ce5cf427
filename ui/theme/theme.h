// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QPalette>

namespace ui {

enum class Scheme { Light, Dark, LightHighContrast, DarkHighContrast };

/// Every colour of the window that is not an environment's, by what it is for. Fixed sets, light and dark, and both
/// again for whoever needs more contrast; text on its ground has a contrast of at least 4.5 (there: 7), a line that
/// carries meaning at least 3 (4.5).
struct Colors
{
    QColor window;
    QColor sidebar;
    /// Cards, fields, tables.
    QColor surface;
    QColor text;
    QColor mutedText;
    QColor disabledText;
    /// Between things; decoration only.
    QColor line;
    /// Around what can be operated.
    QColor controlLine;
    QColor control;
    QColor controlHover;
    QColor accent;
    QColor accentHover;
    QColor accentText;
    QColor accentSoft;
    QColor danger;
    QColor dangerText;
    QColor information;
    QColor informationGround;
    QColor success;
    QColor successGround;
    QColor warning;
    QColor warningGround;
    QColor error;
    QColor errorGround;
};

[[nodiscard]] const Colors &colorsFor(Scheme scheme);
/// The set a palette was made from: what painters ask, so that nothing remembers a scheme.
[[nodiscard]] const Colors &colorsOf(const QPalette &palette);
[[nodiscard]] Scheme schemeOf(const QPalette &palette);
/// Light text on a dark ground, whatever the contrast.
[[nodiscard]] bool isDark(const QPalette &palette);
[[nodiscard]] QPalette paletteFor(Scheme scheme);

/// Distances, in device-independent pixels: nothing in ui/ spaces things by another number.
namespace space {
inline constexpr int hair = 2;
inline constexpr int tight = 4;
inline constexpr int small = 8;
inline constexpr int medium = 12;
inline constexpr int large = 16;
inline constexpr int huge = 24;
inline constexpr int radius = 6;
inline constexpr int cardRadius = 10;
inline constexpr int target = 34;
} // namespace space

} // namespace ui
