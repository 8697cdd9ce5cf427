// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_file.h"
#include "engine/base/retry.h"
#include "engine/environments/environment.h"
#include "engine/operations/structure_proof.h"
#include "engine/workspace/requests/prepared.h"

#include <QString>

#include <functional>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::workspace {

class Workspace;

/// Making the structure of an environment like another one, as people ask for it, whichever face they ask.
struct MigrateRequest
{
    /// As structureSource() understands it.
    QString source{};
    /// The name of an environment, or an address.
    QString target{};
    /// Of an address, which has none of its own.
    std::optional<environments::EnvironmentType> targetType{};
    /// Empty: all.
    std::vector<std::string> schemas{};
    /// Words of ignorableParts().
    std::vector<std::string> ignored{};
    /// "schema.old=new".
    std::vector<std::string> renames{};
    /// Patterns of objects that are to follow; empty: everything.
    std::vector<std::string> only{};
    /// The same as objects: what was ticked.
    std::optional<std::set<catalog::ObjectKey>> ticked{};
    /// Drops are part of the script.
    bool mayLoseData = false;
    int retries = RetryPolicy{}.retries;
    backups::PasswordSource password{};
    /// Gets the script of the plan, its proof, and what both are of, on the thread that plans.
    std::function<void(const operations::ScriptToProve &, const operations::StructureProof &,
                       const operations::StructuresCompared &)>
        take{};
};

/// Errors: those of CompareRequest's; of Workspace::end() for the target.
[[nodiscard]] Result<Prepared> prepare(const MigrateRequest &request, const Workspace &workspace, std::stop_token stop);

/// Looks whether both sides of a plan still are what its script was proven for. Blocks.
/// Errors: ProofExpired with the side that is not; those of prepare(); of reading.
[[nodiscard]] Result<> checkProof(const MigrateRequest &request, const operations::StructuresCompared &then,
                                  const Workspace &workspace, std::stop_token stop);

} // namespace engine::workspace
