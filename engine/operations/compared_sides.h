// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/environments/end.h"
#include "engine/importing/script_load.h"
#include "engine/pg/read_only_connection.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
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

/// A structure that no live database has: one that was saved, or what files hold, which a private server is made for.
struct StructureFile
{
    std::function<Result<importing::Loaded>(const std::stop_token &, Progress &)> load{};
    std::shared_ptr<const catalog::Schema> saved{};
};

/// One of what is to be compared: what is called so, and where its structure is.
struct StructureSource
{
    environments::End end{};
    /// Instead of the end, of which only the environment's name counts then.
    std::optional<StructureFile> file{};

    [[nodiscard]] const QString &name() const { return end.environment.name; }
};

/// One of two structures that are compared, where it is a database inside its snapshot.
struct ComparedSide
{
    /// The private server, for as long as it is looked at.
    std::unique_ptr<importing::Loaded> loaded{};
    /// How that server is reached.
    std::optional<environments::End> privateEnd{};
    /// Nothing where the structure was saved.
    std::optional<pg::ReadOnlyConnection> live{};
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
/// The same for what need not be a live database. Errors: also those of loading.
Result<std::pair<ComparedSide, ComparedSide>> readSides(const StructureSource &source, const StructureSource &target,
                                                        const std::vector<std::string> &schemas,
                                                        const std::stop_token &stop, Progress &progress);

/// Reads the structure of one live database again, as readSides() does. `schemas`: those that were read.
Result<catalog::Schema> readStructure(const environments::End &end, const std::vector<std::string> &schemas,
                                      const std::stop_token &stop);

} // namespace engine::operations
