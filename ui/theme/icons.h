// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QIcon>

namespace ui {

/// The line icons of resources/icons, by file name.
enum class Glyph {
    Environments,
    Clone,
    Anonymization,
    Add,
    Arrow,
    Swap,
    More,
    Eye,
    EyeOff,
    Check,
    Information,
    Warning,
    Error,
    Close,
    Copy,
    Refresh,
    Undo,
    Redo,
    Demo,
    Language,
    Appearance,
    Filter,
    Help,
    Save,
    Open,
    Activity,
    Backups,
    Pin,
    Compare,
    Settings,
};

/// An icon drawn in the text colour of the palette in force at the moment it is painted, so that it follows the theme;
/// sharp at every scale. `Arrow` is mirrored where the layout is.
[[nodiscard]] QIcon icon(Glyph glyph);
/// The same in one colour.
[[nodiscard]] QIcon icon(Glyph glyph, const QColor &color);

} // namespace ui
