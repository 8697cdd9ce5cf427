// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/outside_dependents.h"
#include "engine/operations/restore_point.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"

#include <vector>

namespace engine::operations {

/// What hangs on the copy in schemas that were emptied for it, and is in none of the clone's: it has to follow to what
/// comes back. What the clone made in new schemas goes with them.
Result<std::vector<catalog::OutsideDependent>> dependentsOutsideOfCopy(pg::Connection &target,
                                                                       const RestorePoint &point);
/// REQUIRES: begin() succeeded.
Result<std::vector<catalog::OutsideDependent>> dependentsOutsideOfCopy(pg::ReadOnlyConnection &target,
                                                                       const RestorePoint &point);

} // namespace engine::operations
