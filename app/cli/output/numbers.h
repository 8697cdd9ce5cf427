// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace app::cli {

/// Numbers as people of the chosen language write them.
[[nodiscard]] QString number(qint64 value);
/// "12.3 MiB"
[[nodiscard]] QString size(qint64 bytes);
/// "850 ms", "3.2 s", "4 min 05 s", "1 h 12 min"
[[nodiscard]] QString duration(qint64 milliseconds);

} // namespace app::cli
