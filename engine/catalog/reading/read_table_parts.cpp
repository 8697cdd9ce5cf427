// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/queries.h"
#include "engine/catalog/reading/reading.h"

#include <charconv>

namespace engine::catalog {

namespace {

IndexDetails takeIndex(Fields &fields)
{
    IndexDetails index;
    index.definition = fields.text();
    index.tablespace = fields.text();
    index.options = fields.array();
    index.parentSchema = fields.text();
    index.parentIndex = fields.text();
    for (const std::string &target : fields.array()) {
        const size_t equals = target.find('=');
        std::pair<int, int> numbers;
        std::from_chars(target.data(), target.data() + equals, numbers.first);
        std::from_chars(target.data() + equals + 1, target.data() + target.size(), numbers.second);
        index.statisticsTargets.push_back(numbers);
    }
    index.isClustered = fields.boolean();
    index.isReplicaIdentity = fields.boolean();
    index.isPartitioned = fields.boolean();
    index.effort.value = fields.number();
    return index;
}

/// The key of a part of a table from the next three columns: schema, table, name.
ObjectKey takeKey(Fields &fields, ObjectKind kind)
{
    ObjectKey key{.kind = kind, .schema = fields.text()};
    key.parent = fields.text();
    key.name = fields.text();
    return key;
}

Result<> readConstraints(Reading &reading)
{
    TRY_ASSIGN(const auto rows,
               reading.query(reading.major >= 18 ? queries::listConstraintsPg18 : queries::listConstraints));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const unsigned oid = fields.oid();
        Object object{.key = takeKey(fields, ObjectKind::Constraint)};
        Constraint constraint;
        constraint.type = fields.letter();
        constraint.definition = fields.text();
        constraint.isDeferrable = fields.boolean();
        constraint.isDeferred = fields.boolean();
        constraint.isValidated = fields.boolean();
        constraint.isLocal = fields.boolean();
        constraint.isInherited = fields.boolean();
        constraint.isTemporal = fields.boolean();
        constraint.referenced.schema = fields.text();
        constraint.referenced.name = fields.text();
        constraint.columns = fields.array();
        constraint.referencedColumns = fields.array();
        constraint.indexComment = fields.optional();
        const unsigned indexOid = fields.oid();
        constraint.index = takeIndex(fields);
        object.definition = std::move(constraint);
        reading.add({catalogs::constraint, oid}, std::move(object));
        if (indexOid != 0)
            reading.places.emplace(Place{catalogs::relation, indexOid}, reading.schema.objects.size() - 1);
    }
    return {};
}

Result<> readIndexes(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(queries::listIndexes));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const unsigned oid = fields.oid();
        Object object{.key = takeKey(fields, ObjectKind::Index)};
        const bool isUnique = fields.boolean();
        const bool isUsable = fields.boolean();
        if (!isUsable)
            continue; // list_uncarried.sql names it
        object.definition = Index{.details = takeIndex(fields), .isUnique = isUnique};
        reading.add({catalogs::relation, oid}, std::move(object));
    }
    return {};
}

Result<> readTriggersAndRules(Reading &reading)
{
    TRY_ASSIGN(const auto triggers, reading.query(queries::listTriggers));
    for (int row = 0; row < triggers.rowCount(); ++row) {
        Fields fields(triggers, row);
        const unsigned oid = fields.oid();
        Object object{.key = takeKey(fields, ObjectKind::Trigger)};
        object.definition = Trigger{.definition = fields.text(), .enabled = fields.letter(), .function = fields.text()};
        reading.add({catalogs::trigger, oid}, std::move(object));
    }
    TRY_ASSIGN(const auto rules, reading.query(queries::listRules));
    for (int row = 0; row < rules.rowCount(); ++row) {
        Fields fields(rules, row);
        const unsigned oid = fields.oid();
        Object object{.key = takeKey(fields, ObjectKind::Rule)};
        object.definition = Rule{.definition = fields.text(), .enabled = fields.letter()};
        reading.add({catalogs::rule, oid}, std::move(object));
    }
    return {};
}

Result<> readPolicies(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(queries::listPolicies));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const unsigned oid = fields.oid();
        Object object{.key = takeKey(fields, ObjectKind::Policy)};
        object.definition = Policy{.isPermissive = fields.boolean(),
                                   .command = fields.text(),
                                   .roles = fields.array(),
                                   .usingExpression = fields.optional(),
                                   .checkExpression = fields.optional()};
        reading.add({catalogs::policy, oid}, std::move(object));
    }
    return {};
}

Result<> readStatistics(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(queries::listStatistics));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const unsigned oid = fields.oid();
        Object object{.key = {.kind = ObjectKind::Statistics, .schema = fields.text(), .name = fields.text()},
                      .owner = fields.text()};
        object.definition = Statistics{.definition = fields.text(), .target = static_cast<int>(fields.number())};
        reading.add({catalogs::statistics, oid}, std::move(object));
    }
    return {};
}

} // namespace

Result<> readTableParts(Reading &reading)
{
    TRY(readConstraints(reading));
    TRY(readIndexes(reading));
    TRY(readTriggersAndRules(reading));
    TRY(readPolicies(reading));
    return readStatistics(reading);
}

Result<> readPublications(Reading &reading)
{
    const bool hasLists = reading.major >= 15;
    TRY_ASSIGN(const auto rows, reading.query(hasLists ? queries::listPublications : queries::listPublicationsPg13));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const unsigned oid = fields.oid();
        Object object{.key = {.kind = ObjectKind::Publication, .name = fields.text()}, .owner = fields.text()};
        object.definition = Publication{.allTables = fields.boolean(),
                                        .viaRoot = fields.boolean(),
                                        .generatedColumns = fields.boolean(),
                                        .operations = fields.text(),
                                        .schemas = fields.array()};
        reading.add({catalogs::publication, oid}, std::move(object));
    }
    TRY_ASSIGN(const auto tables,
               reading.query(hasLists ? queries::listPublicationTables : queries::listPublicationTablesPg13));
    for (int row = 0; row < tables.rowCount(); ++row) {
        Fields fields(tables, row);
        Object *object = reading.at({catalogs::publication, fields.oid()});
        if (auto *publication = object == nullptr ? nullptr : std::get_if<Publication>(&object->definition)) {
            PublishedTable table;
            table.table.schema = fields.text();
            table.table.name = fields.text();
            table.columns = fields.array();
            table.condition = fields.text();
            publication->tables.push_back(std::move(table));
        }
    }
    return {};
}

Result<> readDefaultPrivileges(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(queries::listDefaultPrivileges));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const unsigned oid = fields.oid();
        Object object{.key = {.kind = ObjectKind::DefaultPrivileges, .schema = fields.text(), .name = fields.text()}};
        object.key.parent = fields.text();
        object.definition = DefaultPrivileges{fields.acl()};
        reading.add({catalogs::defaultAcl, oid}, std::move(object));
    }
    return {};
}

} // namespace engine::catalog
