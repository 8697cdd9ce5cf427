// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace engine {

/// Whether what is written into the folder (or would be, once it is made) can be kept from others by the rights of a
/// file: not on a stick, not on another computer's disk.
[[nodiscard]] bool keepsSecrets(const QString &folder);

} // namespace engine
