// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/steps/partition_rows.h"

#include "engine/catalog/ddl/ddl_types.h"
#include "engine/migration/planning/texts.h"
#include "engine/sql/identifier.h"

#include <algorithm>
#include <utility>

namespace engine::migration {

using namespace catalog;

namespace {

std::string movedName(const ObjectKey &partition)
{
    return sql::quoted(partition.schema) + '.' + sql::quoted(asideName(partition));
}

/// The columns of the table that its partition has too, and what becomes of the partition's values.
std::pair<std::string, std::string> columnsAndValues(const Object &parent, const Object &partition, bool isAltered,
                                                     const Rebuilding &rebuilding)
{
    std::vector<std::string> names;
    std::vector<std::string> values;
    for (const Column &column : *columnsOf(parent)) {
        const auto &there = *columnsOf(partition);
        const auto twin = std::ranges::find(there, column.name, &Column::name);
        if (twin == there.end() || column.generated != 0)
            continue;
        names.push_back(sql::quoted(column.name));
        const std::string cast = isAltered ? std::string() : castBetween(*twin, column, rebuilding);
        values.push_back(cast.empty() ? names.back() : cast);
    }
    return {joined(names, ", "), joined(values, ", ")};
}

} // namespace

void detachLeaving(const Context &context, Script &script)
{
    for (const PartitionMove &move : context.rebuilding.moves) {
        if (move.isLeaving)
            script.add(move.partition,
                       "ALTER TABLE " + move.parent.quoted() + " DETACH PARTITION " + move.partition.quoted(),
                       script.hazards().of(Hazard::Kind::Lock, move.partition));
    }
}

void setRowsAside(const Context &context, Script &script)
{
    for (const PartitionMove &move : context.rebuilding.moves) {
        if (move.isLeaving)
            continue;
        const std::string where = ' ' + move.partition.quoted() + " WHERE " + move.condition;
        script.add(move.partition, "CREATE TABLE " + movedName(move.partition) + " AS SELECT * FROM" + where,
                   script.hazards().of(Hazard::Kind::ValidationScan, move.partition));
        script.add(move.partition, "DELETE FROM" + where);
    }
}

void bringRowsBack(const Context &context, Script &script)
{
    const ObjectKey none;
    for (const PartitionMove &move : context.rebuilding.moves) {
        if (move.condition.empty())
            continue;
        // What goes stands as it was; what stays has been altered by now.
        const Object &partition = *(move.isLeaving ? context.from : context.goal.schema).find(move.partition);
        const auto [names, values]
            = columnsAndValues(*context.goal.schema.find(move.parent), partition, !move.isLeaving, context.rebuilding);
        const std::string place
            = move.isLeaving ? move.partition.quoted() + " WHERE " + move.condition : movedName(move.partition);
        script.add(move.parent,
                   "INSERT INTO " + move.parent.quoted() + " (" + names + ") OVERRIDING SYSTEM VALUE\n    SELECT "
                       + values + " FROM " + place,
                   script.hazards().of(Hazard::Kind::MayFail, move.parent));
        if (!move.isLeaving)
            script.add(none, "DROP TABLE " + movedName(move.partition));
    }
}

} // namespace engine::migration
