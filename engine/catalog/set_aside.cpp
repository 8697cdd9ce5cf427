// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/set_aside.h"

#include "engine/catalog/queries.h"

#include <algorithm>

namespace engine::catalog {

namespace {

// Each statement on its own would wait for the way to the server and back.
constexpr size_t movedAtOnce = 100;

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

} // namespace engine::catalog
