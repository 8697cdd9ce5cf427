// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/table_shape.h"

#include <cstddef>
#include <vector>

namespace engine::anonymize {

/// A column by its place in a list of tables.
struct ColumnMember
{
    size_t table = 0;
    size_t column = 0;
    /// It takes its values from another column of the group, through a foreign key.
    bool isReferencing = false;
};

/// Columns that must get the same rule: tied by foreign keys, or the same column of a table and its partitions.
struct ColumnGroup
{
    /// Never empty. The first one decides: the column at the end of the foreign keys, of the topmost table.
    std::vector<ColumnMember> members{};
};

/// Every column of every table is in exactly one group.
[[nodiscard]] std::vector<ColumnGroup> columnGroups(const std::vector<TableShape> &tables);

} // namespace engine::anonymize
