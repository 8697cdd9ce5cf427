// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/copying/waiting_rows.h"

#include <algorithm>

namespace engine::copying {

namespace {

/// A type that runs nothing when a value is written, and takes every value of the column as it comes.
std::string plainType(const catalog::Column &column)
{
    // What is in them may be of a domain: only reading the text again tells.
    const bool hasParts = column.typeType.value == 'c' || column.typeType.value == 'r' || column.typeType.value == 'm'
                          || column.baseType.value.ends_with("[]");
    if (column.binarySafe.value)
        return column.baseType.value;
    return hasParts ? "pg_catalog.text" : column.baseType.value;
}

} // namespace

WaitingRows waitingRows(const catalog::Schema &schema, const catalog::Object &table,
                        const std::vector<std::string> &columns, const catalog::DdlOptions &options, int number)
{
    WaitingRows waiting{.place = {"sosie_run_rows_" + std::to_string(number), "rows"}};
    std::string types;
    std::string names;
    std::string values;
    for (const catalog::Column &column : table.as<catalog::Table>()->columns) {
        if (std::ranges::find(columns, column.name) == columns.end())
            continue;
        const std::string name = sql::quoted(column.name);
        const std::string comma = names.empty() ? "" : ", ";
        const std::string type = plainType(column);
        types += comma + name + ' ' + type;
        names += comma + name;
        values += comma + (type == column.type ? name : "CAST(" + name + " AS " + column.type + ')');
    }
    const std::string place = sql::quoted(waiting.place.schema);
    waiting.make = "CREATE SCHEMA " + place + "; CREATE UNLOGGED TABLE " + waiting.place.quoted() + " (" + types + ')';
    catalog::OwnersHands hands = catalog::handsOf(schema, table, table.owner, options);
    hands.lent.insert("USAGE ON SCHEMA " + place);
    hands.lent.insert("SELECT ON TABLE " + waiting.place.quoted());
    waiting.moveOn
        = catalog::inHands(hands, "INSERT INTO " + sql::QualifiedName{table.key.schema, table.key.name}.quoted() + " ("
                                      + names + ") OVERRIDING SYSTEM VALUE SELECT " + values + " FROM "
                                      + waiting.place.quoted())
          + "; DROP SCHEMA " + place + " CASCADE";
    return waiting;
}

} // namespace engine::copying
