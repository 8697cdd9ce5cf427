// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/model/table_names.h"

#include <algorithm>

namespace engine::catalog {

sql::QualifiedName nameOf(const Object &table)
{
    return {table.key.schema, table.key.name};
}

pg::CopyFormat bestFormat(const Object &table)
{
    const std::vector<Column> &columns = table.as<Table>()->columns;
    const bool allSafe = std::all_of(columns.begin(), columns.end(), [](const Column &column) {
        return column.generated != 0 || column.binarySafe.value;
    });
    return allSafe ? pg::CopyFormat::Binary : pg::CopyFormat::Text;
}

pg::CopySelection copySelection(const Object &table, pg::CopyFormat format)
{
    pg::CopySelection selection{.table = nameOf(table), .format = format};
    for (const Column &column : table.as<Table>()->columns) {
        if (column.generated != 0)
            continue;
        selection.columns.push_back(column.name);
        selection.types.push_back(column.type);
    }
    return selection;
}

} // namespace engine::catalog
