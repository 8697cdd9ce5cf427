// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/catalog/comparison/member_places.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"
#include "engine/target/undo_actions.h"

#include <set>
#include <string>
#include <vector>

namespace engine::fitting {

/// What the account used for a target may do outside schemas, and what looks at what is done there.
struct TargetRights
{
    bool isSuperuser = false;
    /// Where the account may put tables, apart from the database's own tablespace.
    std::vector<std::string> tablespaces{};
    /// Extensions with foreign data wrappers that the account may make servers of.
    std::vector<std::string> wrapperExtensions{};
    /// Names and versions of the extensions that its server could make.
    std::set<std::pair<std::string, std::string>> extensionVersions{};
    /// Settings of the source that the account may not make.
    std::set<catalog::ObjectKey> forbiddenSettings{};
    /// Event triggers that are switched on: those that the account may switch off, and the others.
    std::vector<std::string> eventTriggers{};
    std::vector<std::string> othersEventTriggers{};
    /// Extensions that the target has in another schema and that can be moved into the source's.
    std::vector<catalog::MembersElsewhere> movedExtensions{};
};

/// REQUIRES: target.begin() succeeded.
Result<TargetRights> readTargetRights(pg::ReadOnlyConnection &target, const catalog::Schema &source);

/// What happens in a target on behalf of what belongs to no schema.
///
/// The target keeps what is its own: an object is only made where the target has none of that name. An event trigger or
/// a cast of the target that calls a function which is set aside is set aside with it; it is made anew over the copy
/// when the copy has such a function.
struct DatabaseWide
{
    /// Run while setting aside, and when everything else is there; then what undoes it.
    std::vector<std::string> aside{};
    std::vector<std::string> afterwards{};
    std::vector<catalog::ObjectKey> made{};
    std::vector<target::UndoActions::Remake> remakes{};
    /// For the plan.
    QList<Sentence> warnings{};
    QList<Sentence> information{};
};

/// Takes out of `source` what the target keeps as its own and what the account may not make, and names it in notCarried
/// unless the target's own is the same.
/// `target`: its cloned schemas and what belongs to no schema, as they are before they are set aside.
DatabaseWide adaptToTarget(catalog::Schema &source, const catalog::Schema &target, const TargetRights &rights,
                           const std::vector<std::string> &missingRoles);

} // namespace engine::fitting
