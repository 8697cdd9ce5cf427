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

/// One thing that people changed in `from` or `to` on a member of an extension or of the server itself, and how `from`
/// gets what `to` has. The member of an extension that only one side has goes and comes with that.
struct MemberStep
{
    /// The extension; the schema pg_catalog for what is the server's own.
    ObjectKey owner{};
    std::string name{};
    /// What others than the owner may do, or the comment, for people.
    std::string before{};
    std::string after{};
    std::vector<std::string> statements{};
};

/// Of members whose extension `to` has. Without what concerns missing roles.
[[nodiscard]] std::vector<MemberStep> memberSteps(const Schema &from, const Schema &to,
                                                  const std::vector<std::string> &missingRoles);

} // namespace engine::catalog
