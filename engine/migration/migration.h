// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/comparison/schema_diff.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/schema.h"
#include "engine/migration/script/script.h"

#include <set>
#include <vector>

namespace engine::migration {

struct MigrationOptions
{
    /// What is not compared is not touched either.
    catalog::CompareOptions compare{.sequenceValues = false};
    /// Of the target: its session, its roles, its version.
    catalog::DdlOptions ddl{};
    /// Else what drops objects and columns of the target alone is written as comments.
    bool mayLoseData = false;
    /// Tables whose columns have another order are written anew, which nothing else does.
    bool reordersColumns = false;
    /// New labels of an enumeration can be used at once, for the price of a new type: everything fits into one
    /// transaction.
    bool isOneTransaction = false;
    /// Objects of the target alone that may go even so, with what hangs on them.
    std::set<catalog::ObjectKey> mayDrop{};
};

struct Migration
{
    std::vector<Statement> statements{};
    /// How many of them would lose data and are held back.
    int heldBack = 0;
    /// What the target is then: the source, with what is held back.
    catalog::Schema reached{};
    /// The order of columns differs, which no statement changes: the tables.
    std::vector<catalog::ObjectKey> otherColumnOrder{};
};

/// What makes `target` like `source`, in order: data stays wherever ALTER leaves it. With arguments swapped, the way
/// back. Makes nothing itself; runs no code of either side.
///
/// Errors: ObjectNotSupported when objects depend on each other in a circle that cannot be cut.
Result<Migration> migrationScript(const catalog::Schema &target, const catalog::Schema &source,
                                  const MigrationOptions &options);

} // namespace engine::migration
