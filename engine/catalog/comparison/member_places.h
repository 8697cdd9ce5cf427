// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::catalog {

/// Where two databases have an extension, and what its members are called.
struct MembersElsewhere
{
    std::string extension{};
    /// Where texts name them.
    std::string from{};
    /// Where they are.
    std::string to{};
    std::set<std::string> names{};
};

/// Every extension of `schema`, which was read from `source`; one that `target` does not have yet is going to be where
/// the source has it, or in "public" where that schema is neither copied nor there. `willBe`: where some of them are
/// going to be before anything is made. REQUIRES: begin() of both succeeded.
Result<std::vector<MembersElsewhere>> readMemberPlaces(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                                       const Schema &schema,
                                                       const std::map<std::string, std::string> &willBe = {});
/// Those of them that are not where the source has them.
[[nodiscard]] std::vector<MembersElsewhere> elsewhereOf(std::vector<MembersElsewhere> places);

/// The name of an object in the schema of the source, an extension's or the database's own, that a text could mean by
/// the name of a member: whoever reads the text alone cannot tell which. Empty when there is none, or both are in the
/// same place.
[[nodiscard]] std::string ambiguousName(const Schema &source, const MembersElsewhere &extension,
                                        const std::vector<MembersElsewhere> &places);

/// A text that a server printed with search_path = '', with the members' names where they are. Strings stay, apart from
/// those that are names (`'s.name'::regclass`).
[[nodiscard]] std::string requalified(std::string_view sql, const std::vector<MembersElsewhere> &extensions);

/// A search_path, as SQL, in which the members are found as well.
[[nodiscard]] std::string requalifiedPath(std::string_view path, const std::vector<MembersElsewhere> &extensions);

/// Makes of `source` what means the same in a database that has the extensions there: every text, and what is said of
/// meanings. Of a routine's body nobody knows what is a name: each that looks like a member's is taken for one.
void requalify(Schema &source, const std::vector<MembersElsewhere> &extensions);

} // namespace engine::catalog
