// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/restore/restored_part.h"

#include "engine/base/contains.h"
#include "engine/catalog/model/table_names.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/pg/read_only_connection.h"
#include "engine/selection/row_selection.h"
#include "engine/selection/table_pattern.h"

#include <algorithm>
#include <set>

namespace engine::operations {

namespace {

constexpr pg::Statement namesOfSchemas = "SELECT nspname FROM pg_catalog.pg_namespace";

bool mayBeChosen(const catalog::Object &object)
{
    const auto *table = object.as<catalog::Table>();
    return table != nullptr && !table->isForeign();
}

Result<std::vector<sql::QualifiedName>> chosenTables(const catalog::Schema &schema, const RestoredPartChoice &choice)
{
    std::set<sql::QualifiedName> chosen;
    for (const std::string &given : choice.tables) {
        const selection::TablePattern pattern(given, choice.groups);
        const size_t before = chosen.size();
        bool isMatched = false;
        for (const catalog::Object &object : schema.objects) {
            if (!mayBeChosen(object) || !pattern.matches(object))
                continue;
            isMatched = true;
            chosen.insert(catalog::nameOf(object));
        }
        if (!isMatched && chosen.size() == before)
            return failure(pattern.unmatched(schema));
    }
    return std::vector(chosen.begin(), chosen.end());
}

/// A target that cannot be reached says so in the plan.
std::set<std::string> schemasOf(const environments::End &target, const std::stop_token &stop)
{
    std::set<std::string> names;
    Result<pg::ReadOnlyConnection> reader = pg::ReadOnlyConnection::open(target.connection, {.stop = stop});
    if (!reader || !reader->begin())
        return names;
    const Result<pg::QueryResult> rows = reader->query(namesOfSchemas);
    for (int row = 0; rows && row < rows->rowCount(); ++row)
        names.insert(rows->string(row, 0));
    return names;
}

} // namespace

std::vector<std::string> RestoredPart::newSchemas() const
{
    std::vector<std::string> schemas;
    for (const auto &[name, moved] : names)
        schemas.push_back(moved);
    return schemas;
}

sql::QualifiedName RestoredPart::moved(const sql::QualifiedName &table) const
{
    const auto found = names.find(table.schema);
    return found == names.end() ? table : sql::QualifiedName{found->second, table.name};
}

Result<std::vector<std::string>> platformSchemasNeeded(const importing::PrivateDatabase &database,
                                                       const environments::End &target, const std::stop_token &stop)
{
    TRY_ASSIGN(pg::ReadOnlyConnection reader, pg::ReadOnlyConnection::open(database.connection(), {.stop = stop}));
    TRY(reader.begin());
    TRY_ASSIGN(catalog::Schema schema, catalog::readSchema(reader));
    std::vector<std::string> needed;
    if (schema.outsideReferences.empty())
        return needed;
    const std::set<std::string> taken = schemasOf(target, stop);
    // Who cannot be asked has them.
    if (taken.empty())
        return needed;
    for (size_t before = 1; before != needed.size() && !schema.outsideReferences.empty();) {
        before = needed.size();
        for (const catalog::OutsideReference &reference : schema.outsideReferences) {
            const bool isThere = taken.contains(reference.schema) || contains(needed, reference.schema);
            // What is in no schema (a schema itself, a role of a policy) asks for none.
            if (!reference.schema.empty() && catalog::isUserSchema(reference.schema) && !isThere)
                needed.push_back(reference.schema);
        }
        std::vector<std::string> all = schema.schemaNames();
        for (const std::string &name : needed) {
            if (!contains(all, name))
                all.push_back(name);
        }
        if (before != needed.size()) {
            TRY_ASSIGN(schema, catalog::readSchema(reader, {.schemas = all}));
        }
    }
    return needed;
}

Result<RestoredPart> makePart(const importing::PrivateDatabase &database, const RestoredPartChoice &choice,
                              const environments::End &target, const QDate &date, const std::stop_token &stop)
{
    RestoredPart part;
    std::vector<std::string> schemas;
    {
        TRY_ASSIGN(pg::ReadOnlyConnection reader, pg::ReadOnlyConnection::open(database.connection(), {.stop = stop}));
        TRY(reader.begin());
        TRY_ASSIGN(const catalog::Schema schema, catalog::readSchema(reader, {.schemas = choice.schemas}));
        schemas = schema.schemaNames();
        TRY_ASSIGN(part.tables, chosenTables(schema, choice));
    }
    TRY_ASSIGN(pg::Connection keeper, database.openKeeper(stop));
    if (!part.tables.empty()) {
        TRY_ASSIGN(part.takenOut, importing::keepOnly(keeper, part.tables));
    }
    TRY_ASSIGN(importing::MovedBeside moved,
               importing::moveBeside(keeper, importing::namesBeside(schemas, date, schemasOf(target, stop))));
    part.names = std::move(moved.names);
    part.takenOut += moved.takenOut;
    return part;
}

} // namespace engine::operations
