// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fingerprint/script/row_statements.h"

#include "engine/base/contains.h"

namespace engine::fingerprint {

using stream::FieldValue;

namespace {

std::string valueOf(const FieldValue &value)
{
    return value ? sql::literal(*value) : "NULL";
}

std::string target(const ComparedTable &table, const WrittenTable &written)
{
    return (written.isPartitioned ? "" : "ONLY ") + table.name.quoted();
}

/// The value is still this one, as the server writes it: no type needs an operator of its own for that.
std::string isStill(const std::string &name, const FieldValue &value)
{
    const std::string column = sql::quoted(name);
    if (!value)
        return column + " IS NULL";
    return "pg_catalog.format('%s', " + column + ") = " + sql::literal(*value);
}

std::string keyIs(const ComparedTable &table, const WrittenTable &written, const std::vector<FieldValue> &row)
{
    std::string condition;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        if (!table.columns[i].isKey)
            continue;
        const std::string &name = table.columns[i].name();
        condition += condition.empty() ? "" : " AND ";
        if (contains(written.withoutEquality, name) || !row[i])
            condition += isStill(name, row[i]);
        else
            condition += sql::quoted(name) + " = " + sql::literal(*row[i]);
    }
    return condition;
}

} // namespace

std::string deleteStatement(const ComparedTable &table, const WrittenTable &written, const std::vector<FieldValue> &row,
                            long long count)
{
    std::string still;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].isKey)
            continue;
        still += still.empty() ? "" : " AND ";
        still += isStill(table.columns[i].name(), row[i]);
    }
    if (table.hasKey)
        return "DELETE FROM " + target(table, written) + " WHERE " + keyIs(table, written, row)
               + (still.empty() ? "" : " AND ") + still + ";\n";
    return "DELETE FROM " + target(table, written) + " WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM "
           + target(table, written) + " WHERE " + still + " LIMIT " + std::to_string(count) + ");\n";
}

std::string parkStatement(const ComparedTable &table, const WrittenTable &written, const RowDifference &row)
{
    std::string set;
    std::string still;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        const std::string &name = table.columns[i].name();
        if (!row.changed[i] || !row.target[i] || !contains(written.parkable, name))
            continue;
        set += (set.empty() ? "" : ", ") + sql::quoted(name) + " = NULL";
        still += " AND " + isStill(name, row.target[i]);
    }
    if (set.empty())
        return {};
    return "UPDATE " + target(table, written) + " SET " + set + " WHERE " + keyIs(table, written, row.target) + still
           + ";\n";
}

std::string updateStatement(const ComparedTable &table, const WrittenTable &written, const RowDifference &row)
{
    std::string set;
    std::string still;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        if (!row.changed[i])
            continue;
        const std::string &name = table.columns[i].name();
        set += (set.empty() ? "" : ", ") + sql::quoted(name) + " = " + valueOf(row.source[i]);
        const bool wasParked = contains(written.parkable, name) && row.target[i];
        still += " AND "
                 + (wasParked ? '(' + sql::quoted(name) + " IS NULL OR " + isStill(name, row.target[i]) + ')'
                              : isStill(name, row.target[i]));
    }
    return "UPDATE " + target(table, written) + " SET " + set + " WHERE " + keyIs(table, written, row.target) + still
           + ";\n";
}

std::string insertHead(const ComparedTable &table, const WrittenTable &written)
{
    std::string names;
    for (const std::vector<ComparedColumn> *columns : {&table.columns, &table.carried}) {
        for (const ComparedColumn &column : *columns)
            names += (names.empty() ? "" : ", ") + sql::quoted(column.name());
    }
    return "INSERT INTO " + table.name.quoted() + " (" + names + ')'
           + (written.alwaysIdentity.empty() ? "" : " OVERRIDING SYSTEM VALUE") + " VALUES\n";
}

std::string insertedRow(const std::vector<FieldValue> &row)
{
    std::string values = "    (";
    for (size_t i = 0; i < row.size(); ++i)
        values += (i == 0 ? "" : ", ") + valueOf(row[i]);
    return values + ')';
}

} // namespace engine::fingerprint
