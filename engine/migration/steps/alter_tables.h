// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/planning/rebuilding.h"
#include "engine/migration/script/script.h"

namespace engine::migration {

/// Takes tables out of what they inherit from or are partitions of, where the goal has them elsewhere.
void detachTables(const Context &context, Script &script);

/// Puts tables that are made anew out of their own way, and sequences out of theirs.
void setAsideTables(const Context &context, Script &script);
/// Moves the rows of what setAsideTables() renamed, by the columns that are there before and after.
void moveRows(const Context &context, Script &script);
/// Drops what setAsideTables() renamed, with the partitions that only the target has, whose rows moved too.
void dropMoved(const Context &context, Script &script);
/// Whether dropMoved() drops the partition.
[[nodiscard]] bool goesWithMoved(const catalog::Object &table, const Context &context);

/// What of a table that stays is no column: options, persistence, parents.
void alterTable(const catalog::Object &before, const catalog::Object &after, const Context &context, Script &script);

/// A new table that is going to be a partition of one that is there is attached once its keys are there, so that they
/// become the partition's and keep their names.
[[nodiscard]] bool isAttachedLater(const catalog::Object &table, const Context &context);
[[nodiscard]] catalog::Object withoutParents(const catalog::Object &table);
/// Whether attachTables() attaches the table, new or there before.
[[nodiscard]] bool isAttached(const catalog::Object &table, const Context &context);
void attachTables(const Context &context, Script &script);

/// Row level security and replica identity, once policies and indexes are there.
void alterTableMarks(const Context &context, Script &script);

} // namespace engine::migration
