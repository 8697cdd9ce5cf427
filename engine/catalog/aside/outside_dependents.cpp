// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/aside/outside_dependents.h"

#include "engine/catalog/queries.h"
#include "engine/catalog/reading/fields.h"
#include "engine/sql/identifier.h"

#include <algorithm>

namespace engine::catalog {

namespace {

CatalogPlace placeOf(Fields &fields)
{
    // Braces: from left to right.
    return CatalogPlace{.catalog = fields.oid(), .object = fields.oid()};
}

std::vector<OutsideDependent> dependentsOf(const pg::QueryResult &rows)
{
    std::vector<OutsideDependent> dependents;
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        dependents.push_back({.kind = fields.text(),
                              .identity = fields.text(),
                              .dependsOn = fields.text(),
                              .dropStatement = fields.text(),
                              .createStatement = fields.text(),
                              .place = placeOf(fields),
                              .owner = fields.text(),
                              .searchPath = fields.text()});
    }
    return dependents;
}

std::vector<TakenAlong> takenAlongOf(const pg::QueryResult &rows)
{
    std::vector<TakenAlong> taken;
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        taken.push_back({.place = placeOf(fields),
                         .name = fields.text(),
                         .needs = fields.text(),
                         .type = fields.text(),
                         .identity = fields.text(),
                         .needsExtension = fields.boolean()});
    }
    return taken;
}

} // namespace

Result<std::vector<OutsideDependent>> readOutsideDependents(pg::ReadOnlyConnection &connection,
                                                            const std::vector<std::string> &schemas)
{
    return connection.query(queries::listOutsideDependents, {sql::arrayLiteral(schemas)}).map(dependentsOf);
}

Result<std::vector<OutsideDependent>> readOutsideDependents(pg::Connection &session,
                                                            const std::vector<std::string> &schemas)
{
    return session.query(queries::listOutsideDependents.sql(), {sql::arrayLiteral(schemas)}).map(dependentsOf);
}

bool isAmong(const TakenAlong &taken, const std::vector<OutsideDependent> &dependents)
{
    return std::ranges::any_of(dependents, [&](const OutsideDependent &dependent) {
        const bool isView = dependent.kind == "view" || dependent.kind == "materialized view";
        return dependent.place == taken.place || (isView && dependent.identity == taken.identity);
    });
}

Result<std::vector<TakenAlong>> readTakenAlong(pg::ReadOnlyConnection &connection,
                                               const std::vector<std::string> &schemas,
                                               const std::vector<std::string> &extensions)
{
    return connection.query(queries::listTakenAlong, {sql::arrayLiteral(schemas), sql::arrayLiteral(extensions)})
        .map(takenAlongOf);
}

Result<std::vector<TakenAlong>> readTakenAlong(pg::Connection &session, const std::vector<std::string> &schemas,
                                               const std::vector<std::string> &extensions)
{
    return session.query(queries::listTakenAlong.sql(), {sql::arrayLiteral(schemas), sql::arrayLiteral(extensions)})
        .map(takenAlongOf);
}

} // namespace engine::catalog
