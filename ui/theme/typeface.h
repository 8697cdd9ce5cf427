// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFont>

namespace ui {

/// The steps of the scale of sizes: nothing in the window has another.
enum class TextSize { Small, Body, Heading, Title };

/// Makes the typeface that comes with Sosie the one of the program, in the size the desktop asks for; letters that it
/// has not come from the desktop's own. Does nothing the second time.
void installTypeface();

/// The font of the program at a step of the scale.
[[nodiscard]] QFont fontOf(TextSize size);

} // namespace ui
