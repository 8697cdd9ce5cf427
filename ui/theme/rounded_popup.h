// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QRegion>

class QWidget;

namespace ui {

/// What is left of a popup of this size when its corners are round. Where windows may be translucent (Wayland) nothing
/// has to be cut off: prepared popups do not paint there.
[[nodiscard]] QRegion roundedRegion(const QRect &rect);

/// Gives a menu, or the list of a field, round corners; anything else is left as it is.
void roundPopup(QWidget &widget);

} // namespace ui
