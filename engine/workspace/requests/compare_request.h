// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_file.h"
#include "engine/operations/structure_proof.h"
#include "engine/workspace/requests/prepared.h"

#include <QString>

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::workspace {

class Workspace;

/// How the structures of two databases differ, as people ask for it, whichever face they ask. Nothing is written, so an
/// address needs no type.
struct CompareRequest
{
    /// As structureSource() understands them.
    QString source{};
    QString target{};
    /// Empty: all.
    std::vector<std::string> schemas{};
    /// What is neither compared nor changed: words of ignorableParts().
    std::vector<std::string> ignored{};
    /// "schema.old=new", as migration::parseRename() reads it.
    std::vector<std::string> renames{};
    /// Drops are part of the script, and not only named in it.
    bool mayLoseData = false;
    /// Tables are written anew where only the order of their columns differs.
    bool reordersColumns = false;
    /// Runs the script on a copy of the target's structure.
    bool prove = false;
    /// Asked by the operation, for encrypted files only.
    backups::PasswordSource password{};
    /// Gets what was found, on the thread that compared, before the report is given back.
    std::function<void(operations::ComparisonFound)> take{};
};

/// Errors: Usage for words that are none of these and for renames nobody understands; those of structureSource().
[[nodiscard]] Result<Prepared> prepare(const CompareRequest &request, const Workspace &workspace, std::stop_token stop);

} // namespace engine::workspace
