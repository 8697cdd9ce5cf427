// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/table_shape.h"
#include "engine/catalog/schema.h"

#include <vector>

namespace engine::anonymize {

/// The tables of a database as the rules see them: every table and partitioned table, in the schema's order.
[[nodiscard]] std::vector<TableShape> shapesOf(const catalog::Schema &schema);

} // namespace engine::anonymize
