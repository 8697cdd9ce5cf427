// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/base/worker_pool.h"
#include "engine/pg/copy_ends.h"
#include "engine/pg/read_only_connection.h"

#include <QString>

namespace engine::operations {

/// Reads a table whose rows differ once more, from both sides at the same time, and says in which columns: who knows
/// what the copy was made for knows then whether that is as it should be.
/// REQUIRES: begin() succeeded on both; `other` has one worker, with nothing to do.
Result<Sentence> describeOtherContents(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                       const pg::CopySelection &selection, const QString &table, WorkerPool &other);

} // namespace engine::operations
