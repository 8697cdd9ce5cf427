// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"

#include <string>
#include <vector>

namespace engine::catalog {

/// What the session's database has of the named changes, whatever that is; not those whose object it lacks.
Result<std::vector<MemberChange>> readMemberChanges(pg::Connection &session, const std::vector<std::string> &names);
Result<std::vector<MemberChange>> readMemberChanges(pg::ReadOnlyConnection &connection,
                                                    const std::vector<std::string> &names);

/// What `there` becomes so that it was changed in the way that `wanted` was: who was given or denied something gets
/// just that, everybody else keeps what the object came with. Without what concerns missing roles.
[[nodiscard]] MemberChange changedLike(const MemberChange &there, const MemberChange &wanted,
                                       const std::vector<std::string> &missingRoles);

/// Makes `to` of `from`, two states of one object: one statement each.
[[nodiscard]] std::vector<std::string> changeStatements(const MemberChange &from, const MemberChange &to);

} // namespace engine::catalog
