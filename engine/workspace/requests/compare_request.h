// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/comparison.h"
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
    /// Names of environments, or addresses.
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
    /// Gets what was found, on the thread that compared, before the report.
    std::function<void(std::shared_ptr<const migration::Comparison>)> take{};
};

/// "owners", "grants", …: stable, for the command line and for what is remembered.
[[nodiscard]] const std::vector<std::string> &ignorableParts();

/// Errors: Usage for words that are none of these and for renames nobody understands; those of Workspace::end().
[[nodiscard]] Result<Prepared> prepare(const CompareRequest &request, const Workspace &workspace, std::stop_token stop);

} // namespace engine::workspace
