// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace ui {

/// A widget on which files may be dropped for what it stands for. FileDrop finds it under the pointer.
class DropPlace
{
public:
    DropPlace() = default;
    DropPlace(const DropPlace &) = delete;
    DropPlace &operator=(const DropPlace &) = delete;
    virtual ~DropPlace() = default;

    /// The environment that the files go to; empty: to none, though they are looked at.
    [[nodiscard]] virtual QString dropTarget() const = 0;
    /// What a drop would do, or why it does nothing to it.
    [[nodiscard]] virtual QString dropWords() const = 0;
};

} // namespace ui
