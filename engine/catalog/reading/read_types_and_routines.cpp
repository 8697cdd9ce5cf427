// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/queries.h"
#include "engine/catalog/reading/nameless_arguments.h"
#include "engine/catalog/reading/reading.h"

namespace engine::catalog {

namespace {

Definition typeDefinition(Fields &fields, ObjectKind &kind)
{
    const char typeType = fields.letter();
    EnumType enumType{fields.array()};
    Domain domain{
        .baseType = fields.text(), .collation = {}, .notNull = fields.boolean(), .defaultValue = fields.optional()};
    domain.collation = fields.text();
    RangeType range{.subtype = fields.text(),
                    .operatorClass = fields.text(),
                    .collation = fields.text(),
                    .canonicalFunction = fields.text(),
                    .differenceFunction = fields.text(),
                    .multirangeSchema = fields.text(),
                    .multirangeName = fields.text()};
    switch (typeType) {
    case 'e':
        kind = ObjectKind::EnumType;
        return enumType;
    case 'd':
        kind = ObjectKind::Domain;
        return domain;
    default:
        kind = ObjectKind::RangeType;
        return range;
    }
}

ObjectKind scriptedKind(std::string_view kind)
{
    for (const ObjectKind candidate : {ObjectKind::Collation,
                                       ObjectKind::BaseType,
                                       ObjectKind::TextSearchParser,
                                       ObjectKind::TextSearchTemplate,
                                       ObjectKind::Subscription,
                                       ObjectKind::Conversion,
                                       ObjectKind::Operator,
                                       ObjectKind::OperatorFamily,
                                       ObjectKind::OperatorClass,
                                       ObjectKind::TextSearchDictionary,
                                       ObjectKind::TextSearchConfiguration,
                                       ObjectKind::Language,
                                       ObjectKind::AccessMethod,
                                       ObjectKind::Cast,
                                       ObjectKind::Transform,
                                       ObjectKind::ForeignDataWrapper,
                                       ObjectKind::ForeignServer,
                                       ObjectKind::UserMapping,
                                       ObjectKind::EventTrigger,
                                       ObjectKind::Setting}) {
        if (kind == kindKey(candidate))
            return candidate;
    }
    return ObjectKind::Other;
}

} // namespace

Result<> readExtensions(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.connection.query(queries::listExtensions));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const unsigned oid = fields.oid();
        Object object{.key = {.kind = ObjectKind::Extension, .name = fields.text()}, .owner = fields.text()};
        Extension extension{.schema = fields.text(), .version = fields.text()};
        object.definition = std::move(extension);
        // An extension's owner cannot be changed, and says who was logged in, not what the database is.
        object.owner.clear();
        reading.add({catalogs::extension, oid}, std::move(object));
    }
    return {};
}

Result<> readTypes(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(reading.major >= 14 ? queries::listTypes : queries::listTypesPg13));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const unsigned oid = fields.oid();
        Object object{
            .key = {.schema = fields.text(), .name = fields.text()}, .owner = fields.text(), .acl = fields.acl()};
        object.definition = typeDefinition(fields, object.key.kind);
        reading.add({catalogs::type, oid}, std::move(object));
    }
    TRY_ASSIGN(const auto checks, reading.query(queries::listDomainConstraints));
    for (int row = 0; row < checks.rowCount(); ++row) {
        Fields fields(checks, row);
        Object *object = reading.at({catalogs::type, fields.oid()});
        if (auto *domain = object == nullptr ? nullptr : std::get_if<Domain>(&object->definition))
            domain->constraints.push_back(
                {.name = fields.text(), .definition = fields.text(), .comment = fields.optional()});
    }
    return {};
}

namespace {

/// A routine whose text the server cannot read back is named with the others that stay behind.
Result<> repairTexts(Reading &reading)
{
    constexpr int firstWithBodies = 14;
    if (reading.major < firstWithBodies)
        return {};
    TRY_ASSIGN(const auto rows, reading.query(queries::listNamelessArguments));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        Object *object = reading.at({catalogs::routine, fields.oid()});
        auto *routine = object == nullptr ? nullptr : std::get_if<Routine>(&object->definition);
        if (routine == nullptr)
            continue;
        if (auto text = withNumberedArguments(routine->definition, fields.array()))
            routine->definition = *std::move(text);
        else
            // What each server says of such a name.
            reading.unreadable.emplace(object->key, Uncarried{.reason = Uncarried::Reason::Unreadable,
                                                              .detail = "zero-length delimited identifier"});
    }
    return {};
}

} // namespace

Result<> readRoutines(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(queries::listRoutines));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const unsigned oid = fields.oid();
        Object object{
            .key = {.schema = fields.text(), .name = fields.text()}, .owner = fields.text(), .acl = fields.acl()};
        object.key.kind = fields.letter() == 'p' ? ObjectKind::Procedure : ObjectKind::Function;
        object.key.signature = fields.text();
        object.definition = Routine{.definition = fields.text(), .language = fields.text()};
        reading.add({catalogs::routine, oid}, std::move(object));
    }
    TRY(repairTexts(reading));
    TRY_ASSIGN(const auto aggregates, reading.query(queries::listAggregates));
    for (int row = 0; row < aggregates.rowCount(); ++row) {
        Fields fields(aggregates, row);
        const unsigned oid = fields.oid();
        Object object{.key = {.kind = ObjectKind::Aggregate, .schema = fields.text(), .name = fields.text()},
                      .owner = fields.text(),
                      .acl = fields.acl()};
        object.key.signature = fields.text();
        object.definition = Scripted{{fields.text()}};
        reading.add({catalogs::routine, oid}, std::move(object));
    }
    return {};
}

Result<> readScripted(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(queries::listScripted));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const Place place{fields.oid(), fields.oid()};
        Object object{.key = {.kind = scriptedKind(fields.text()),
                              .schema = fields.text(),
                              .name = fields.text(),
                              .parent = fields.text(),
                              .signature = fields.text()},
                      .owner = fields.text(),
                      .acl = fields.acl()};
        object.definition = Scripted{fields.array()};
        reading.add(place, std::move(object));
    }
    return {};
}

namespace {

void addDatabaseWide(Reading &reading, const pg::QueryResult &rows)
{
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const Place place{fields.oid(), fields.oid()};
        Object object{.key = {.kind = scriptedKind(fields.text())}};
        object.key.name = fields.text();
        object.key.parent = fields.text();
        object.owner = fields.text();
        object.acl = fields.acl();
        Scripted scripted{fields.array()};
        reading.leaveOut(fields.array(), std::string(kindKey(object.key.kind)) + ' ' + object.key.display());
        const bool isOfExtension = fields.boolean();
        reading.schema.databaseWide.push_back(object.key);
        if (isOfExtension || scripted.statements.empty())
            continue;
        object.definition = std::move(scripted);
        reading.add(place, std::move(object));
    }
}

constexpr pg::Statement mayReadSubscriptions
    = "SELECT pg_catalog.has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')";

} // namespace

Result<> readDatabaseWide(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.connection.query(queries::listDatabaseWide));
    addDatabaseWide(reading, rows);
    TRY_ASSIGN(const auto allowed, reading.connection.query(mayReadSubscriptions));
    if (allowed.boolean(0, 0)) {
        TRY_ASSIGN(const auto subscriptions, reading.connection.query(queries::listSubscriptions));
        addDatabaseWide(reading, subscriptions);
    }
    return {};
}

} // namespace engine::catalog
