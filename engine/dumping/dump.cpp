// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dumping/dump.h"

#include "engine/catalog/ddl/ddl.h"
#include "engine/dumping/attribute_entries.h"
#include "engine/dumping/entry_list.h"
#include "engine/dumping/entry_words.h"
#include "engine/dumping/part_entries.h"
#include "engine/dumping/structure_entries.h"
#include "engine/sql/identifier.h"

namespace engine::dumping {

using formats::Section;

namespace {

void addDatabase(const catalog::Schema &schema, const DatabaseFacts &facts, EntryList &list)
{
    constexpr quint32 databases = 1262;
    const EntryList::Handle database
        = list.add(Section::PreData, {.catalog = databases,
                                      .object = facts.oid,
                                      .kind = "DATABASE",
                                      .name = facts.name,
                                      .owner = facts.owner,
                                      .creation = createDatabaseSql(facts) + ";\n",
                                      .removal = "DROP DATABASE " + sql::quoted(facts.name) + ";\n"});
    if (facts.hasComment)
        list.add(Section::PreData,
                 {.kind = "COMMENT",
                  .name = "DATABASE " + facts.name,
                  .section = Section::None,
                  .owner = facts.owner,
                  .creation
                  = "COMMENT ON DATABASE " + sql::quoted(facts.name) + " IS " + sql::literal(facts.comment) + ";\n"},
                 {.entries = {database}});
    // As pg_dump does it, for pg_restore --create alone: a session that restores into a database of somebody leaves the
    // settings of that database alone.
    std::vector<std::string> settings;
    for (const catalog::Object &object : schema.objects) {
        const auto *scripted = object.as<catalog::Scripted>();
        if (object.key.kind == catalog::ObjectKind::Setting && scripted != nullptr)
            settings.insert(settings.end(), scripted->statements.begin(), scripted->statements.end());
    }
    if (!settings.empty())
        list.add(
            Section::PreData,
            {.kind = "DATABASE PROPERTIES", .name = facts.name, .owner = facts.owner, .creation = asCreation(settings)},
            {.entries = {database}});
}

void addLargeObjects(const DumpOptions &options, EntryList &list)
{
    constexpr quint32 largeObjects = 2613;
    EntryList::Needs all;
    for (const LargeObject &object : options.largeObjects) {
        const std::string number = std::to_string(object.number);
        const EntryList::Handle handle
            = list.add(Section::PreData, {.catalog = largeObjects,
                                          .object = object.number,
                                          .kind = "BLOB",
                                          .name = number,
                                          .owner = object.owner,
                                          .creation = "SELECT pg_catalog.lo_create('" + number + "');\n",
                                          .removal = "SELECT pg_catalog.lo_unlink('" + number + "');\n"});
        all.entries.push_back(handle);
        const formats::Entry about{.name = "LARGE OBJECT " + number, .section = Section::None, .owner = object.owner};
        if (object.hasComment) {
            formats::Entry comment = about;
            comment.kind = "COMMENT";
            comment.creation = "COMMENT ON LARGE OBJECT " + number + " IS " + sql::literal(object.comment) + ";\n";
            list.add(Section::PreData, std::move(comment), {.entries = {handle}});
        }
        if (!object.grants.empty()) {
            formats::Entry grants = about;
            grants.kind = "ACL";
            grants.creation = asCreation(object.grants);
            list.add(Section::PreData, std::move(grants), {.entries = {handle}});
        }
    }
    if (!options.largeObjects.empty())
        list.add(Section::Data, {.kind = "BLOBS", .name = "BLOBS", .section = Section::Data, .hasData = true},
                 std::move(all));
}

/// Everything but the rows.
Result<> addStructure(const catalog::Schema &schema, const DumpOptions &options, const StructureEntries::Parts &parts,
                      EntryList &list)
{
    // Where the database that it is restored into grants the same by default, an object has no more than it had.
    const catalog::DdlOptions ddl{.rolesGrantedByDefault = catalog::rolesGrantedByDefault(schema),
                                  .codePaths = options.codePaths,
                                  .serverMajor = schema.serverVersion / 10'000,
                                  .owners = false};
    TRY_ASSIGN(const catalog::CreationOrder order, catalog::creationOrder(schema));
    AttributeEntries attributes(schema, ddl, list);
    StructureEntries structure(schema, attributes, list);
    if (options.database)
        addDatabase(schema, *options.database, list);
    structure.add(order.beforeRows, Section::PreData, parts);
    structure.addSequenceOwners();
    structure.addDefaults(parts);
    attributes.addMemberChanges();
    if (options.rows) {
        addLargeObjects(options, list);
        structure.addRows(options);
    }
    PartEntries behind(schema, ddl, attributes, list);
    behind.addIndexes(parts);
    structure.add(order.afterIndexes, Section::PostData, parts);
    behind.addIndexesOfViews(parts);
    behind.addChecks();
    behind.addForeignKeys();
    behind.addTableParts();
    behind.addSubscriptions();
    attributes.addDefaultPrivileges();
    if (options.rows)
        behind.addRefreshes(order);
    behind.addEventTriggers();
    return {};
}

} // namespace

Result<std::vector<formats::Entry>> entriesOf(catalog::Schema schema, const DumpOptions &options)
{
    EntryList list;
    const StructureEntries::Parts parts = StructureEntries::takeApart(schema);
    if (options.structure) {
        TRY(addStructure(schema, options, parts, list));
    } else {
        const catalog::DdlOptions ddl{.owners = false};
        AttributeEntries attributes(schema, ddl, list);
        addLargeObjects(options, list);
        StructureEntries(schema, attributes, list).addRows(options);
    }
    return list.finish();
}

} // namespace engine::dumping
