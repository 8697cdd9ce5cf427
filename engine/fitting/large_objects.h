// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/target/restore_point.h"

#include <QStringList>

#include <string>
#include <vector>

namespace engine::fitting {

/// Large objects keep their numbers, because columns refer to them by number. One of the target that has the number of
/// one of the source, or that an earlier clone made, is stored in `sosie_state` before it gives way: a large object
/// cannot be moved as a table can, so that this and undoing it take as long as copying what is in them. The others of
/// the target stay.
///
/// A few at a time, each group in a transaction of its own: the server holds a lock for each until the transaction
/// ends. What the group replaces is written down in the same transaction.

/// How many large objects of the source the account may not read. REQUIRES: source.begin() succeeded.
Result<long long> unreadableLargeObjects(pg::ReadOnlyConnection &source);

/// Copies all of them with owner, privileges and comment, and reads them back. Returns how many.
/// `missingRoles`: own nothing and are granted nothing.
/// REQUIRES: setAside() made `point` in the target.
/// Errors: VerificationFailed with the group that differs.
Result<long long> copyLargeObjects(pg::ReadOnlyConnection &source, pg::Connection &target,
                                   const target::RestorePoint &point, const std::vector<std::string> &missingRoles);

/// Compares those of the source with what the target has under their numbers. Returns the groups that differ, as
/// sentences name them ("16400 - 16463"); content alone, as their owners may be others by design.
/// REQUIRES: begin() succeeded on both.
Result<QStringList> differentLargeObjects(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target);

/// Takes away those that the clone made and brings back those that it stored. Interrupted, it can be called again.
Result<> undoLargeObjects(pg::Connection &target, const safety::DestructivePermit &permit,
                          const target::RestorePoint &point);

/// Forgets what was stored under a restore point. REQUIRES: a transaction.
Result<> forgetLargeObjects(pg::Connection &target, long long pointId);

} // namespace engine::fitting
