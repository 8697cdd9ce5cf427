// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace engine::workspace {
struct CloneRequest;
}

namespace ui {

/// The same clone for a terminal, quoted for a POSIX shell, without any secret. What the source is taken for decides
/// which words are needed.
[[nodiscard]] QString cloneCommand(const engine::workspace::CloneRequest &request, bool isFromProduction);

} // namespace ui
