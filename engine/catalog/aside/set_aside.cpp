// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/aside/set_aside.h"

#include "engine/catalog/queries.h"
#include "engine/sql/identifier.h"

#include <algorithm>

namespace engine::catalog {

namespace {

// Each statement on its own would wait for the way to the server and back.
constexpr size_t movedAtOnce = 100;

constexpr std::string_view extensionsIn = R"(
SELECT e.extname FROM pg_catalog.pg_extension AS e JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
WHERE n.nspname = $1 AND NOT e.extname = ANY ($2::text[])
ORDER BY e.oid)";

} // namespace

std::string_view moveStatementsQuery()
{
    return queries::listMoveStatements.sql();
}

Result<std::vector<std::string>> moveStatements(pg::Connection &target, const std::string &from, const std::string &to)
{
    TRY_ASSIGN(const auto rows, target.query(moveStatementsQuery(), {from, to}));
    std::vector<std::string> statements;
    for (int row = 0; row < rows.rowCount(); ++row)
        statements.push_back(rows.string(row, 0));
    return statements;
}

Result<> moveAll(pg::Connection &target, const std::string &from, const std::string &to)
{
    TRY_ASSIGN(const std::vector<std::string> statements, moveStatements(target, from, to));
    for (size_t first = 0; first < statements.size(); first += movedAtOnce) {
        std::string sql;
        for (size_t i = first; i < std::min(first + movedAtOnce, statements.size()); ++i)
            sql += statements[i] + ";\n";
        TRY(target.execute(sql));
    }
    return {};
}

Result<> renameSchema(pg::Connection &target, const std::string &from, const std::string &to)
{
    return target.execute("ALTER SCHEMA " + sql::quoted(from) + " RENAME TO " + sql::quoted(to));
}

Result<> moveExtensions(pg::Connection &target, const std::string &from, const std::string &to,
                        const std::vector<std::string> &except)
{
    TRY_ASSIGN(const pg::QueryResult rows, target.query(extensionsIn, {from, sql::arrayLiteral(except)}));
    for (int row = 0; row < rows.rowCount(); ++row)
        TRY(target.execute("ALTER EXTENSION " + sql::quoted(rows.view(row, 0)) + " SET SCHEMA " + sql::quoted(to)));
    return {};
}

} // namespace engine::catalog
