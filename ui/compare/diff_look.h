// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

namespace ui {

/// How an object, or a line, stands on both sides.
enum class DiffState { OnlySource, OnlyTarget, Different, Same };

/// "+", "−", "≠", "=": what tells them apart without colours.
[[nodiscard]] QString diffSign(DiffState state);
/// Behind changed characters; behind whole lines it is weaker. Told apart by people who do not see red or green.
[[nodiscard]] QColor diffColor(DiffState state, const QPalette &palette);
[[nodiscard]] QColor diffGround(DiffState state, const QPalette &palette);
/// The sign on its colour.
[[nodiscard]] QIcon diffIcon(DiffState state, const QPalette &palette);

} // namespace ui
