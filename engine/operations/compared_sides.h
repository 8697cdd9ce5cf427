// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/environments/end.h"
#include "engine/pg/read_only_connection.h"

#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace engine::operations {

/// What a server and a database have, beside what is compared.
struct ServerNames
{
    std::set<std::string> roles{};
    std::set<std::string> schemas{};
    /// Versions that it can install.
    std::map<std::string, std::set<std::string>> extensions{};
    std::string session{};
    std::string database{};

    /// Roles of `wanted` that it does not have.
    [[nodiscard]] std::vector<std::string> missingRoles(const catalog::Schema &wanted) const;
};

/// One of two databases that are compared, inside its snapshot.
struct ComparedSide
{
    pg::ReadOnlyConnection connection;
    ServerNames server{};
    catalog::Schema schema{};
};

/// Reads both structures, at the same time. A schema that only one side has is a difference, and no error; one that
/// neither has is one. What is one of people's schemas on either side is read on both. `schemas`: empty for all.
/// Errors: ObjectMissing; those of connecting and reading.
Result<std::pair<ComparedSide, ComparedSide>> readSides(const environments::End &source,
                                                        const environments::End &target,
                                                        const std::vector<std::string> &schemas,
                                                        const std::stop_token &stop, Progress &progress);

} // namespace engine::operations
