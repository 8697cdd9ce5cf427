// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine::catalog {

struct ReadOptions
{
    /// Empty: every schema that isUserSchema() accepts and that no hosting platform manages.
    std::vector<std::string> schemas{};
    /// No schema at all: what belongs to the whole database alone.
    bool onlyDatabase = false;
};

/// Reads the structure of a database in a few queries, whatever the number of objects.
///
/// REQUIRES: connection.begin() succeeded (it sets search_path to nothing, which the definitions rely on).
/// Errors: ServerVersion below 13, ObjectMissing for a schema that does not exist, the server's.
Result<Schema> readSchema(pg::ReadOnlyConnection &connection, const ReadOptions &options = {});

/// False for pg_*, information_schema and what Sosie itself makes: sosie_state, sosie_before_1_0, sosie_discard_1_0,
/// sosie_kept_1_0.
[[nodiscard]] bool isUserSchema(std::string_view name);

/// True for the schemas that a hosting platform (Supabase) makes and keeps: never cloned unless asked for by name.
/// `owner` decides for names that a user could have taken.
[[nodiscard]] bool isManagedSchema(std::string_view name, std::string_view owner);

} // namespace engine::catalog
