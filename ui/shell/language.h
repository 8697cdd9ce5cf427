// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace ui {

/// A language the window can be shown in.
struct Language
{
    QString code{};
    /// In its own language: "Français".
    QString name{};
};

} // namespace ui
