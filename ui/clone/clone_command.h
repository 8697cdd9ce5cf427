// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace ui {

struct CloneChoices;

/// The same clone for a terminal, quoted for a POSIX shell, without any secret.
[[nodiscard]] QString cloneCommand(const CloneChoices &choices);

} // namespace ui
