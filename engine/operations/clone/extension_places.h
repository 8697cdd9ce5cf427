// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/comparison/member_places.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"

#include <string>
#include <vector>

namespace engine::operations {

/// Whether something beyond the schemas `cloned` could find the extension through its schema, or needs it: objects,
/// other extensions, and routines whose text names a member, which no catalog knows.
/// REQUIRES: target.begin() succeeded.
Result<bool> isNeededBeyond(pg::ReadOnlyConnection &target, const catalog::MembersElsewhere &extension,
                            const std::vector<std::string> &cloned);

/// Whether the session may move the extension into another schema: tried, and taken back.
/// Errors: those that make the session unusable.
Result<bool> canMove(pg::Connection &session, const std::string &extension);

} // namespace engine::operations
