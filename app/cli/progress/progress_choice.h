// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/global_options.h"
#include "app/cli/output/terminal.h"
#include "app/cli/progress/progress_view.h"
#include "engine/runs/stage.h"

#include <memory>

namespace app::cli {

/// A bar on a terminal, a line per phase and table in a pipe, NDJSON or nothing, as the options say. An empty title:
/// the operation was announced before.
[[nodiscard]] std::unique_ptr<ProgressView> makeProgressView(const GlobalOptions &options, const Terminal &terminal,
                                                             const QString &title,
                                                             const QList<engine::runs::Stage> &stages);

} // namespace app::cli
