// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/object_key.h"
#include "engine/pg/connection.h"
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
    /// Removes it, and makes it again against whatever has the name then; both empty when that cannot be said
    /// (a column of a type): then the dependent stands in the way of replacing the schema.
    std::string dropStatement{};
    std::string createStatement{};

    auto operator<=>(const OutsideDependent &) const = default;
};

/// REQUIRES: a transaction of the read-only connection, or search_path = '' on the connection.
Result<std::vector<OutsideDependent>> readOutsideDependents(pg::ReadOnlyConnection &connection,
                                                            const std::vector<std::string> &schemas);

} // namespace engine::catalog
