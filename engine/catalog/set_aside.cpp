// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/set_aside.h"

#include "engine/catalog/queries.h"

namespace engine::catalog {

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

} // namespace engine::catalog
