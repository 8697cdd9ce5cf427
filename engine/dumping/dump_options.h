// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/dumping/database_facts.h"
#include "engine/dumping/large_objects.h"
#include "engine/sql/identifier.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace engine::dumping {

/// What of a database goes into a file.
struct DumpOptions
{
    /// Else only what makes rows: nothing before them, nothing behind.
    bool structure = true;
    bool rows = true;
    /// Tables whose structure is in the file and whose rows are not.
    std::set<sql::QualifiedName> withoutRows{};
    /// Where the rows of a partition are restored when not into itself, and in which columns.
    struct Route
    {
        sql::QualifiedName into{};
        std::vector<std::string> columns{};
    };
    std::map<sql::QualifiedName, Route> routes{};
    /// For pg_restore --create.
    std::optional<DatabaseFacts> database{};
    /// Where functions of the source find what they name without a schema: DdlOptions::codePaths.
    std::map<std::string, std::string> codePaths{};
    std::vector<LargeObject> largeObjects{};
};

} // namespace engine::dumping
