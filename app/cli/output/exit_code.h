// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/runs/report.h"

namespace app::cli {

/// What the process ends with; documented in README.md and never changed.
enum class ExitCode : int {
    Done = 0,
    Differences = 1,
    Failed = 2,
    NeedsAttention = 3,
    Usage = 64,
    BadInputFile = 65,
    ServerNotReached = 69,
    LocalInputOutput = 74,
    Busy = 75,
    Refused = 77,
    HungUp = 129,
    Interrupted = 130,
    Terminated = 143,
};

/// The code of a failure. A target that needs attention counts more than the reason; of several causes, a refusal
/// counts more than the others, then the first. `stopped`: what a stop ends
/// with, which depends on the signal that asked for it.
[[nodiscard]] ExitCode exitCodeOf(const engine::Error &error, ExitCode stopped = ExitCode::Interrupted);
[[nodiscard]] ExitCode exitCodeOf(const engine::runs::Report &report, ExitCode stopped = ExitCode::Interrupted);

} // namespace app::cli
