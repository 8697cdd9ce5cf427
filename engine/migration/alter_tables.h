// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/alter_columns.h"

namespace engine::migration {

/// Takes tables out of what they inherit from or are partitions of, where the goal has them elsewhere.
void detachTables(const Context &context, Script &script);

/// What of a table that stays is no column: options, persistence, parents.
void alterTable(const catalog::Object &before, const catalog::Object &after, const Context &context, Script &script);

/// A new table that is going to be a partition of one that is there is attached once its keys are there, so that they
/// become the partition's and keep their names.
[[nodiscard]] bool isAttachedLater(const catalog::Object &table, const Context &context);
[[nodiscard]] catalog::Object withoutParents(const catalog::Object &table);
void attachTables(const Context &context, Script &script);

/// Row level security and replica identity, once policies and indexes are there.
void alterTableMarks(const Context &context, Script &script);

} // namespace engine::migration
