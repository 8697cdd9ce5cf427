// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/aside/outside_dependents.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/target/restore_point.h"

#include <vector>

namespace engine::undo {

/// What hangs on the copy in schemas that were emptied for it, and is in none of the clone's: it has to follow to what
/// comes back. What the clone made in new schemas goes with them.
Result<std::vector<catalog::OutsideDependent>> dependentsOutsideOfCopy(pg::Connection &target,
                                                                       const target::RestorePoint &point);
/// REQUIRES: begin() succeeded.
Result<std::vector<catalog::OutsideDependent>> dependentsOutsideOfCopy(pg::ReadOnlyConnection &target,
                                                                       const target::RestorePoint &point);

} // namespace engine::undo
