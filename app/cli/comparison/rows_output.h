// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/terminal.h"
#include "engine/fingerprint/row_report.h"

#include <QString>

namespace app::cli {

/// Which rows differ, table by table, for a terminal.
[[nodiscard]] QString rowsForPeople(const Terminal &terminal, const engine::fingerprint::RowComparison &comparison,
                                    bool hidesValues);

} // namespace app::cli
