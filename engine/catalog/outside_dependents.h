// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"

#include <string>
#include <vector>

namespace engine::catalog {

/// An object of another schema that depends on one of the schemas read: it stays bound to the old object when that is
/// set aside, and must be made anew to follow the new one.
struct OutsideDependent
{
    /// "view", "foreign key", "trigger", "policy", "function", "column", "publication", …: stable English key.
    std::string kind{};
    /// As the server names it: "on_auth_user_created on auth.users".
    std::string identity{};
    /// What it depends on: "function public.handle_new_user()".
    std::string dependsOn{};
    /// Removes it; empty where createStatement replaces it in place (a view, a function, a default).
    std::string dropStatement{};
    /// Makes it again, against whatever has the names it uses then. Both empty when that cannot be said (a column of a
    /// type, a materialized view): the dependent stays bound to the old object.
    std::string createStatement{};

    auto operator<=>(const OutsideDependent &) const = default;
};

/// In an order in which they can be made again; dropping goes backwards. A dependent is named once per object it needs.
/// REQUIRES: connection.begin() succeeded.
Result<std::vector<OutsideDependent>> readOutsideDependents(pg::ReadOnlyConnection &connection,
                                                            const std::vector<std::string> &schemas);

} // namespace engine::catalog
