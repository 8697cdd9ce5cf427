// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/catalog/comparison/schema_diff.h"
#include "engine/migration/script/script.h"
#include "engine/pg/connection.h"
#include "engine/safety/guard.h"
#include "engine/target/restore_point.h"

#include <QList>

#include <vector>

namespace engine::undo {

/// How a change of structure is taken back.
struct WayBack
{
    /// Names as they were, then the old structure, as far as it can be before the values are back; then all of it.
    std::vector<migration::Statement> structure{};
    std::vector<migration::Statement> rest{};
    /// What was made or changed since, which stays.
    std::vector<catalog::Change> since{};
    /// Tables that go, with all that is in them.
    std::vector<catalog::ObjectKey> dropped{};
    /// The old structure, with what was made since.
    catalog::Schema wanted{};
};

/// REQUIRES: the point is one of a migration. `now`: the target as it was read. Errors: those of migrationScript().
Result<WayBack> wayBack(const target::RestorePoint &point, const catalog::Schema &now, const std::string &sessionRole,
                        bool isOneTransaction);

/// Brings structure and values back in one transaction, and forgets the restore point.
/// REQUIRES: lockTarget() succeeded. `now`: the target as it was read under that lock.
Result<> undoMigration(pg::Connection &target, const safety::DestructivePermit &permit,
                       const target::RestorePoint &point, const catalog::Schema &now);

} // namespace engine::undo
