// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/planning/rebuilding.h"
#include "engine/migration/script/script.h"

namespace engine::migration {

/// The checks that a table has of the one it is going to be attached to.
void makeChecksOf(const catalog::Object &table, const Context &context, Script &script);
/// Primary keys, unique and exclusion constraints, indexes, and what attaches those of partitions.
void makeKeys(const Context &context, Script &script);
/// Of tables that were attached meanwhile: plain ones that the server might have taken for those of the table above.
void makeIndexesBeside(const Context &context, Script &script);
/// Indexes of materialized views.
void makeIndexesOfViews(const Context &context, Script &script);
/// Foreign keys, checks, statistics, rules, triggers, policies: made, or brought to what they should be.
void makeParts(const Context &context, Script &script);
/// Cluster marks, statistics targets and replica identities of indexes.
void markIndexes(const Context &context, Script &script);
void makePublications(const Context &context, Script &script);

} // namespace engine::migration
