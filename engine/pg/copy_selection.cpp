// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/copy_selection.h"

#include <array>
#include <charconv>

namespace engine::pg {

namespace {

std::string number(double value)
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 6);
    return {digits.data(), end.ptr};
}

/// The columns, of the long ones their beginnings.
std::string cutList(const CopySelection &selection)
{
    std::string list;
    for (const std::string &column : selection.columns) {
        list += list.empty() ? "" : ", ";
        if (selection.longColumns.contains(column))
            list += "pg_catalog.\"left\"(" + sql::quoted(column) + "::pg_catalog.text, "
                    + std::to_string(selection.range.sampleCharacters) + ')';
        else
            list += sql::quoted(column);
    }
    return list;
}

} // namespace

stream::RowShape CopySelection::shape() const
{
    stream::RowShape shape{.table = table, .format = format};
    for (size_t i = 0; i < columns.size(); ++i)
        shape.columns.push_back({.name = columns[i], .type = i < types.size() ? types[i] : std::string()});
    return shape;
}

std::string CopySelection::copyOut() const
{
    const std::string options = format == CopyFormat::Binary ? " TO STDOUT (FORMAT binary)" : " TO STDOUT";
    const std::string list = sql::quotedList(columns);
    if (isWhole())
        return "COPY " + table.quoted() + (list.empty() ? list : " (" + list + ')') + options;

    std::string select
        = "COPY (SELECT " + (range.sampleCharacters == 0 ? list : cutList(*this)) + " FROM ONLY " + table.quoted();
    std::string where;
    if (!filter.isAll()) {
        select += " AS r";
        where = filter.sql("r");
    }
    if (range.kind == CopyRange::Kind::Sample && range.samplePercent > 0)
        select += " TABLESAMPLE SYSTEM (" + number(range.samplePercent) + ") REPEATABLE (1)";
    if (range.kind == CopyRange::Kind::Blocks) {
        where += (where.empty() ? "ctid >= '(" : " AND r.ctid >= '(") + std::to_string(range.firstBlock)
                 + ",0)'::pg_catalog.tid";
        if (range.endBlock != 0)
            where += " AND ctid < '(" + std::to_string(range.endBlock) + ",0)'::pg_catalog.tid";
    }
    if (!where.empty())
        select += " WHERE " + where;
    if (range.kind == CopyRange::Kind::Sample)
        select += " LIMIT " + std::to_string(range.sampleRows);
    return select + ')' + options;
}

std::string CopySelection::copyIn(bool freeze) const
{
    std::string options;
    if (format == CopyFormat::Binary)
        options += "FORMAT binary";
    if (freeze)
        options += options.empty() ? "FREEZE" : ", FREEZE";
    const std::string list = sql::quotedList(columns);
    return "COPY " + table.quoted() + (list.empty() ? list : " (" + list + ')') + " FROM STDIN"
           + (options.empty() ? options : " (" + options + ')');
}

} // namespace engine::pg
