// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/copying/row_request.h"
#include "engine/runs/report.h"

#include <stop_token>

namespace engine::copying {

/// Copies the rows of every table with `jobs` workers, reads everything back and compares digests, builds each table's
/// indexes when its rows are there, gathers the planner's statistics and checks foreign keys: one queue, most urgent
/// first.
///
/// Blocks until all workers have ended. On failure the target holds part of the rows; the caller undoes.
/// Errors: the first worker's; VerificationFailed with the table whose rows read back differ from those sent.
Result<QList<runs::TableReport>> moveRows(const RowTransfer &transfer, std::stop_token stop, Progress &progress);

} // namespace engine::copying
