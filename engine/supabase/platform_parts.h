// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"
#include "engine/target/undo_actions.h"

#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace engine::supabase {

/// A trigger or a policy that people made on a table of the hosting platform, in a schema that a clone leaves alone:
/// on_auth_user_created on auth.users, a policy on storage.objects. What the platform makes itself is not among them.
struct PlatformPart
{
    /// "trigger", "policy": stable English key.
    std::string kind{};
    /// As the server names it: "on_auth_user_created on auth.users".
    std::string name{};
    std::string table{};
    std::string createStatement{};
    /// For its undo.
    target::UndoActions::Part place{};
    /// Of a trigger: its function, qualified and quoted where it must be.
    std::string function{};
    /// False for a trigger whose function is the platform's or calls other servers: a webhook.
    bool staysInside = true;

    friend bool operator<(const PlatformPart &one, const PlatformPart &other)
    {
        return std::tie(one.kind, one.name) < std::tie(other.kind, other.name);
    }
};

/// Of the platform's tables; or of every table: in a target that is none of the platform's, its schemas are like
/// others.
enum class Whose { Platform, Anybody };

/// Sorted. REQUIRES: connection.begin() succeeded.
Result<std::vector<PlatformPart>> readPlatformParts(pg::ReadOnlyConnection &connection, Whose whose);

/// Which of the parts' tables the target has, as `PlatformPart::table` says them.
Result<std::set<std::string>> readTablesThere(pg::ReadOnlyConnection &target, const std::vector<PlatformPart> &parts);

/// Those of `source` that `target` has none of by that name.
[[nodiscard]] std::vector<PlatformPart> missingParts(const std::vector<PlatformPart> &source,
                                                     const std::vector<PlatformPart> &target);

} // namespace engine::supabase
