// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/queries.h"
#include "engine/catalog/reading/reading.h"
#include "engine/sql/identifier.h"

#include <algorithm>

namespace engine::catalog {

namespace {

std::string withoutSemicolon(std::string query)
{
    while (!query.empty() && (query.back() == ';' || query.back() == '\n' || query.back() == ' '))
        query.pop_back();
    return query;
}

/// What a row of list_relations.sql says, whatever the kind.
struct RelationRow
{
    char kind = 'r';
    char persistence = 'p';
    Table table{};
    std::string query{};
    bool isPopulated = true;
    unsigned rowType = 0;
};

RelationRow takeRelation(Fields &fields)
{
    RelationRow row;
    row.kind = fields.letter();
    row.persistence = fields.letter();
    row.table.persistence = row.persistence == 'u' ? Persistence::Unlogged : Persistence::Permanent;
    row.table.options = fields.array();
    row.table.accessMethod = fields.text();
    row.table.tablespace = fields.text();
    row.table.rowSecurity = fields.boolean();
    row.table.forceRowSecurity = fields.boolean();
    row.table.replicaIdentity = fields.letter();
    row.table.partitionBound = fields.text();
    row.table.partitionKey = fields.text();
    row.table.ofType = fields.text();
    row.table.foreignServer = fields.text();
    row.table.holdsRows = row.kind == 'r';
    row.query = withoutSemicolon(fields.text());
    row.isPopulated = fields.boolean();
    row.table.rowEstimate.value = fields.number();
    row.table.heapBytes.value = fields.number();
    row.table.totalBytes.value = fields.number();
    row.table.heapPages.value = fields.number();
    row.rowType = fields.oid();
    return row;
}

void define(Object &object, RelationRow row)
{
    Table &table = row.table;
    switch (row.kind) {
    case 'v':
        object.key.kind = ObjectKind::View;
        object.definition = View{.query = std::move(row.query), .options = std::move(table.options)};
        return;
    case 'm':
        object.key.kind = ObjectKind::MaterializedView;
        object.definition = MaterializedView{.query = std::move(row.query),
                                             .options = std::move(table.options),
                                             .accessMethod = std::move(table.accessMethod),
                                             .tablespace = std::move(table.tablespace),
                                             .isPopulated = row.isPopulated};
        return;
    case 'S':
        object.key.kind = ObjectKind::Sequence;
        object.definition = Sequence{.isUnlogged = row.persistence == 'u'};
        return;
    case 'c':
        object.key.kind = ObjectKind::CompositeType;
        object.definition = CompositeType{};
        return;
    default:
        // The server writes 'n' there, and lets nobody change it.
        if (row.kind == 'f')
            table.replicaIdentity = 'd';
        object.key.kind = row.kind == 'f' ? ObjectKind::ForeignTable : ObjectKind::Table;
        object.definition = std::move(table);
    }
}

Column takeColumn(Fields &fields)
{
    Column column;
    column.number.value = static_cast<int>(fields.number());
    column.name = fields.text();
    column.type = fields.text();
    column.notNull = fields.boolean();
    column.notNullConstraint = fields.text();
    column.notNullStaysHere = fields.boolean();
    column.defaultValue = fields.optional();
    column.generated = fields.letter();
    column.identity = fields.letter();
    column.collation = fields.text();
    column.storage = fields.letter();
    column.compression = fields.letter();
    column.statisticsTarget = static_cast<int>(fields.number());
    column.options = fields.array();
    column.acl = fields.acl();
    column.isLocal = fields.boolean();
    column.typeOid.value = fields.oid();
    column.typeType.value = fields.letter();
    column.baseType.value = fields.text();
    column.baseTypeOid.value = fields.oid();
    column.binarySafe.value = fields.boolean();
    return column;
}

Result<> readColumns(Reading &reading)
{
    const pg::Statement &statement = reading.major >= 18   ? queries::listColumnsPg18
                                     : reading.major >= 14 ? queries::listColumns
                                                           : queries::listColumnsPg13;
    TRY_ASSIGN(const auto rows, reading.query(statement));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        Object *object = reading.at({catalogs::relation, fields.oid()});
        if (auto *columns = object == nullptr ? nullptr : columnsOf(*object))
            columns->push_back(takeColumn(fields));
    }
    return {};
}

Result<> readForeignOptions(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(queries::listForeignOptions));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        Object *object = reading.at({catalogs::relation, fields.oid()});
        auto *table = object == nullptr ? nullptr : std::get_if<Table>(&object->definition);
        if (table == nullptr)
            continue;
        const auto number = fields.number();
        const auto column = std::ranges::find(table->columns, number, [](const Column &c) { return c.number.value; });
        const bool isOfColumn = column != table->columns.end();
        (isOfColumn ? column->foreignOptions : table->foreignOptions) = fields.array();
        reading.leaveOut(fields.array(),
                         (isOfColumn ? "column " + sql::displayed(column->name) + " of " : std::string())
                             + std::string(kindKey(object->key.kind)) + ' ' + object->key.display());
    }
    return {};
}

Result<> readParents(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(queries::listParents));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        Object *object = reading.at({catalogs::relation, fields.oid()});
        if (auto *table = object == nullptr ? nullptr : std::get_if<Table>(&object->definition))
            table->parents.push_back({.schema = fields.text(), .name = fields.text()});
    }
    return {};
}

/// Returns the OID of the last of them, 0 when there are none behind `after`.
Result<unsigned> readSequencesBehind(Reading &reading, unsigned after)
{
    TRY_ASSIGN(const auto rows,
               reading.connection.query(queries::listSequences, {reading.schemas, std::to_string(after)}));
    unsigned last = 0;
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        last = fields.oid();
        Object *object = reading.at({catalogs::relation, last});
        auto *sequence = object == nullptr ? nullptr : std::get_if<Sequence>(&object->definition);
        if (sequence == nullptr)
            continue;
        sequence->type = fields.text();
        sequence->start = fields.number();
        sequence->increment = fields.number();
        sequence->minimum = fields.number();
        sequence->maximum = fields.number();
        sequence->cache = fields.number();
        sequence->cycles = fields.boolean();
        sequence->ownerTable = fields.text();
        sequence->ownerColumn = fields.text();
        sequence->identity = fields.letter();
        sequence->state.lastValue = fields.number();
        sequence->state.isCalled = fields.boolean();
    }
    return last;
}

/// A sequence that tells its value is locked, and a server as it comes has locks for seven thousand things.
Result<> readSequences(Reading &reading)
{
    for (unsigned after = 0;;) {
        TRY_ASSIGN(after, readSequencesBehind(reading, after));
        if (after == 0)
            return {};
        TRY(reading.connection.giveBackLocks());
    }
}

} // namespace

Result<> readRelations(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(queries::listRelations));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const unsigned oid = fields.oid();
        Object object{
            .key = {.schema = fields.text(), .name = fields.text()}, .owner = fields.text(), .acl = fields.acl()};
        RelationRow relation = takeRelation(fields);
        const unsigned rowType = relation.rowType;
        define(object, std::move(relation));
        const bool isType = object.key.kind == ObjectKind::CompositeType;
        reading.add({catalogs::relation, oid}, std::move(object));
        if (isType)
            reading.places.emplace(Place{catalogs::type, rowType}, reading.schema.objects.size() - 1);
    }
    TRY(readColumns(reading));
    TRY(readForeignOptions(reading));
    TRY(readParents(reading));
    return readSequences(reading);
}

Result<> readComments(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.connection.query(queries::listComments));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const Place place{fields.oid(), fields.oid()};
        Object *object = reading.at(place);
        // The index of a constraint is found under the constraint, which read its comment itself.
        const bool isOfIndex
            = object != nullptr && object->key.kind == ObjectKind::Constraint && place.catalog == catalogs::relation;
        if (object == nullptr || isOfIndex)
            continue;
        const auto number = fields.number();
        if (number == 0) {
            object->comment = fields.optional();
            continue;
        }
        if (auto *columns = columnsOf(*object)) {
            const auto column = std::ranges::find(*columns, number, [](const Column &c) { return c.number.value; });
            if (column != columns->end())
                column->comment = fields.optional();
        }
    }
    return {};
}

} // namespace engine::catalog
