// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sql/key_soundness.h"

namespace engine::sql {

namespace {

std::string from(const QualifiedName &table, bool isPartitioned)
{
    return (isPartitioned ? "" : "ONLY ") + table.quoted();
}

std::string anyIsNull(std::string_view alias, const std::vector<std::string> &columns)
{
    std::string sql;
    for (const std::string &column : columns)
        sql += std::string(alias) + '.' + quoted(column) + " IS NULL OR ";
    return sql;
}

std::string same(std::string_view left, const std::vector<std::string> &leftColumns, std::string_view right,
                 const std::vector<std::string> &rightColumns)
{
    std::string sql;
    for (size_t i = 0; i < leftColumns.size() && i < rightColumns.size(); ++i)
        sql += (i == 0 ? "" : " AND ") + std::string(left) + '.' + quoted(leftColumns[i]) + " = " + std::string(right)
               + '.' + quoted(rightColumns[i]);
    return sql;
}

} // namespace

std::string KeySoundness::sql(std::string_view alias) const
{
    const std::string row(alias);
    if (kind == Kind::Reference)
        return '(' + anyIsNull(row, columns) + "EXISTS (SELECT FROM " + from(referenced, referencedIsPartitioned)
               + " AS sosie_other WHERE " + same("sosie_other", referencedColumns, row, columns) + "))";
    return '(' + anyIsNull(row, columns) + "NOT EXISTS (SELECT FROM " + from(table, isPartitioned)
           + " AS sosie_other WHERE " + same("sosie_other", columns, row, columns) + " AND (sosie_other.tableoid < "
           + row + ".tableoid OR sosie_other.tableoid = " + row + ".tableoid AND sosie_other.ctid < " + row
           + ".ctid)))";
}

std::string KeySoundness::countOfBroken() const
{
    if (kind == Kind::Reference)
        return "SELECT pg_catalog.count(*) FROM " + from(table, isPartitioned) + " AS r WHERE NOT " + sql("r");
    return "SELECT coalesce(pg_catalog.sum(n - 1), 0)::pg_catalog.int8 FROM (SELECT pg_catalog.count(*) AS n FROM "
           + from(table, isPartitioned) + " AS r WHERE NOT (" + anyIsNull("r", columns) + "FALSE) GROUP BY "
           + quotedList(columns) + " HAVING pg_catalog.count(*) > 1) AS x";
}

std::set<QualifiedName> KeySoundness::tables() const
{
    std::set<QualifiedName> asked{table};
    if (kind == Kind::Reference)
        asked.insert(referenced);
    return asked;
}

} // namespace engine::sql
