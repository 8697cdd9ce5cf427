// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/runs/plan.h"

namespace engine::safety {

/// Whether two connections lead to the same live database: a lock under a random number is taken through one and tried
/// through the other. A copy of a server has its identity but not its locks. Works in read-only transactions and
/// through poolers, writes nothing, and the locks end with the transactions.
/// A standby has locks of its own, so the answer about one is `DifferentDatabase` although its data are the same:
/// Guard looks at isInRecovery too.
/// REQUIRES: both have an open transaction. Errors: those of query().
[[nodiscard]] Result<runs::LockProbe> probeLocks(pg::ReadOnlyConnection &one, pg::ReadOnlyConnection &other);
[[nodiscard]] Result<runs::LockProbe> probeLocks(pg::ReadOnlyConnection &one, pg::Connection &other);

} // namespace engine::safety
