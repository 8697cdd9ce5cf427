// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"

#include <string>
#include <vector>

namespace engine::catalog {

/// A row of a system catalog: the catalog's number and the row's.
struct CatalogPlace
{
    unsigned catalog = 0;
    unsigned object = 0;

    auto operator<=>(const CatalogPlace &) const = default;
};

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
    /// type), or takes more than a statement (a materialized view): the dependent stays bound to the old object.
    std::string createStatement{};
    /// Its place in the server's catalogs.
    CatalogPlace place{};
    /// Whom it belongs to, or whom what it is a part of belongs to; empty for what belongs to no schema.
    std::string owner{};
    /// The search_path, as SQL, in which its text means what it means; empty when it means the same in any.
    std::string searchPath{};

    auto operator<=>(const OutsideDependent &) const = default;
};

/// In an order in which they can be made again; dropping goes backwards. A dependent is named once per object it needs.
/// REQUIRES: connection.begin() succeeded.
Result<std::vector<OutsideDependent>> readOutsideDependents(pg::ReadOnlyConnection &connection,
                                                            const std::vector<std::string> &schemas);
/// The same in the session's transaction.
Result<std::vector<OutsideDependent>> readOutsideDependents(pg::Connection &session,
                                                            const std::vector<std::string> &schemas);

/// Something that is in none of the places that are dropped, and needs what is there.
struct TakenAlong
{
    CatalogPlace place{};
    /// For people: "view reports.sums", "column how of table reports.notes".
    std::string name{};
    std::string needs{};
    /// The server's word for its kind, and its name: "event trigger", "audit".
    std::string type{};
    std::string identity{};
    /// All it needs belongs to extensions.
    bool needsExtension = false;
};

/// Whether `taken` is one of `dependents`, or a column of a view that is: its type can be what is needed.
[[nodiscard]] bool isAmong(const TakenAlong &taken, const std::vector<OutsideDependent> &dependents);

/// What DROP … CASCADE of these schemas and extensions would take along from elsewhere, whatever its kind is.
/// REQUIRES: connection.begin() succeeded.
Result<std::vector<TakenAlong>> readTakenAlong(pg::ReadOnlyConnection &connection,
                                               const std::vector<std::string> &schemas,
                                               const std::vector<std::string> &extensions = {});
Result<std::vector<TakenAlong>> readTakenAlong(pg::Connection &session, const std::vector<std::string> &schemas,
                                               const std::vector<std::string> &extensions = {});

} // namespace engine::catalog
