// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/table_shape.h"
#include "engine/catalog/model/schema.h"

#include <vector>

namespace engine::anonymize {

/// The tables of a database as the rules see them: every table and partitioned table, in the schema's order.
[[nodiscard]] std::vector<TableShape> shapesOf(const catalog::Schema &schema);

/// Whether the bounds of the table's partitions are made anew where a rule replaces the values of its key: a list of
/// values of one column, or ranges of one date. Not where a partition takes whatever comes (DEFAULT).
[[nodiscard]] bool boundsFollowRules(const catalog::Schema &schema, const catalog::Object &table);

} // namespace engine::anonymize
