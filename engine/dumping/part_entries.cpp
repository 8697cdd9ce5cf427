// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dumping/part_entries.h"

#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/catalog/ddl/ddl_code.h"
#include "engine/catalog/ddl/ddl_relations.h"
#include "engine/catalog/ddl/ddl_table_parts.h"
#include "engine/catalog/model/table_names.h"
#include "engine/dumping/entry_words.h"

#include <algorithm>
#include <set>

namespace engine::dumping {

using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;
using formats::Section;

namespace {

bool hasIndex(const catalog::Constraint &constraint)
{
    return constraint.type == 'p' || constraint.type == 'u' || constraint.type == 'x';
}

const catalog::IndexDetails *indexOf(const Object &object)
{
    if (const auto *index = object.as<catalog::Index>())
        return &index->details;
    const auto *constraint = object.as<catalog::Constraint>();
    return constraint != nullptr && hasIndex(*constraint) ? &constraint->index : nullptr;
}

/// One behind the other, those of the same object together.
std::vector<std::pair<ObjectKey, std::vector<std::string>>> grouped(std::vector<catalog::DdlStatement> statements)
{
    std::vector<std::pair<ObjectKey, std::vector<std::string>>> groups;
    for (catalog::DdlStatement &statement : statements) {
        if (groups.empty() || groups.back().first != statement.object)
            groups.emplace_back(statement.object, std::vector<std::string>());
        groups.back().second.push_back(std::move(statement.sql));
    }
    return groups;
}

std::string addConstraintSql(const Object &object, const std::string &definition, bool onlyThisTable)
{
    return std::string("ALTER TABLE ") + (onlyThisTable ? "ONLY " : "") + object.key.quotedParent() + " ADD CONSTRAINT "
           + sql::quoted(object.key.name) + ' ' + definition;
}

/// With the options of its index, which the server leaves out when it prints a constraint.
std::string keyDefinition(const catalog::Constraint &constraint)
{
    std::string definition = constraint.definition;
    if (constraint.index.options.empty() || constraint.index.isPartitioned || constraint.type == 'x'
        || constraint.isTemporal)
        return definition;
    std::string end;
    if (constraint.isDeferrable)
        end = constraint.isDeferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
    if (definition.ends_with(end))
        definition.insert(definition.size() - end.size(), catalog::withOptions(constraint.index.options));
    return definition;
}

} // namespace

PartEntries::PartEntries(const catalog::Schema &schema, const catalog::DdlOptions &options,
                         AttributeEntries &attributes, EntryList &list)
    : m_schema(schema)
    , m_options(options)
    , m_attributes(attributes)
    , m_list(list)
{
    catalog::DdlScript script;
    catalog::TablePartsWriter(schema, options, script).addIndexSettings();
    for (auto &[key, statements] : grouped(std::move(script.finish)))
        m_indexSettings[key] = statements;
    for (const Object &object : schema.objects) {
        const auto *table = object.as<catalog::Table>();
        for (size_t i = 0; table != nullptr && i < table->parents.size(); ++i)
            m_children[table->parents[i]].push_back(&object);
    }
}

ObjectKey PartEntries::tableOf(const ObjectKey &part) const
{
    ObjectKey key{.schema = part.schema, .name = part.parent};
    for (const ObjectKind kind :
         {ObjectKind::Table, ObjectKind::ForeignTable, ObjectKind::MaterializedView, ObjectKind::View}) {
        key.kind = kind;
        if (m_schema.find(key) != nullptr)
            break;
    }
    return key;
}

std::string PartEntries::ownerOf(const ObjectKey &table) const
{
    const Object *object = m_schema.find(table);
    return object == nullptr ? std::string() : object->owner;
}

/// What is done to a partitioned table is done to its partitions: their rows come before it, which pg_restore works out
/// for the table itself alone.
void PartEntries::needRows(const ObjectKey &table, EntryList::Needs &needs) const
{
    const auto children = m_children.find({table.schema, table.name});
    if (children == m_children.end())
        return;
    for (const Object *child : children->second) {
        needs.objects.push_back(child->key);
        needs.objects.push_back(rowsOf(child->key));
        needRows(child->key, needs);
    }
}

EntryList::Needs PartEntries::needsOf(const Object &part) const
{
    EntryList::Needs needs;
    const ObjectKey table = tableOf(part.key);
    if (!part.key.parent.empty()) {
        needs.objects.push_back(table);
        needRows(table, needs);
    }
    needs.objects.insert(needs.objects.end(), part.dependsOn.value.begin(), part.dependsOn.value.end());
    return needs;
}

formats::Entry PartEntries::entryOfPart(const Object &object, std::vector<std::string> statements) const
{
    formats::Entry entry = entryOf(object, Section::PostData);
    if (entry.owner.empty())
        entry.owner = ownerOf(tableOf(object.key));
    entry.creation = asCreation(statements);
    return entry;
}

/// CLUSTER ON and REPLICA IDENTITY are said in the entry of their index, as pg_dump does it: a lock on the table that
/// is made stronger. Two of one table, run at once by `pg_restore -j`, each wait for the other to end.
void PartEntries::addIndexEntry(const Object &object, formats::Entry entry)
{
    EntryList::Needs needs = needsOf(object);
    Indexes &others = m_indexes[tableOf(object.key)];
    const bool hasSettings = m_indexSettings.contains(object.key);
    if (hasSettings)
        needs.entries.insert(needs.entries.end(), others.all.begin(), others.all.end());
    else if (others.settled)
        needs.entries.push_back(*others.settled);
    const EntryList::Handle handle = m_list.addOf(object.key, Section::PostData, std::move(entry), std::move(needs));
    others.all.push_back(handle);
    if (hasSettings)
        others.settled = handle;
}

void PartEntries::addIndex(const Object &object, const StructureEntries::Parts &parts)
{
    const auto &details = object.as<catalog::Index>()->details;
    std::vector<std::string> statements{
        catalog::inCodePath(object, ownerOf(tableOf(object.key)), m_options, details.definition)};
    if (const auto settings = m_indexSettings.find(object.key); settings != m_indexSettings.end())
        statements.insert(statements.end(), settings->second.begin(), settings->second.end());
    formats::Entry entry = entryOfPart(object, std::move(statements));
    entry.tablespace = parts.storage.at(object.key).tablespace;
    // It goes with the one that it is a part of.
    if (!details.parentIndex.empty())
        entry.removal.clear();
    addIndexEntry(object, std::move(entry));
    m_attributes.add(object, Section::PostData);
}

void PartEntries::addKey(const Object &object, const StructureEntries::Parts &parts)
{
    const auto &constraint = *object.as<catalog::Constraint>();
    const std::string definition = keyDefinition(constraint);
    std::vector<std::string> statements{catalog::inCodePath(object, ownerOf(tableOf(object.key)), m_options,
                                                            addConstraintSql(object, definition, true))};
    const bool isWithout = definition == constraint.definition;
    if (isWithout && !constraint.index.options.empty() && !constraint.index.isPartitioned) {
        const std::string with = catalog::withOptions(constraint.index.options);
        statements.push_back("ALTER INDEX " + object.key.quoted() + " SET " + with.substr(with.find('(')));
    }
    if (const auto settings = m_indexSettings.find(object.key); settings != m_indexSettings.end())
        statements.insert(statements.end(), settings->second.begin(), settings->second.end());
    formats::Entry entry = entryOfPart(object, std::move(statements));
    entry.tablespace = parts.storage.at(object.key).tablespace;
    if (!constraint.index.parentIndex.empty())
        entry.removal.clear();
    addIndexEntry(object, std::move(entry));
    m_attributes.add(object, Section::PostData);
}

void PartEntries::addIndexes(const StructureEntries::Parts &parts)
{
    for (const Object &object : m_schema.objects) {
        const auto *constraint = object.as<catalog::Constraint>();
        if (constraint != nullptr && hasIndex(*constraint))
            addKey(object, parts);
        else if (object.as<catalog::Index>() != nullptr && tableOf(object.key).kind == ObjectKind::Table)
            addIndex(object, parts);
    }
    addAttachments();
}

void PartEntries::addIndexesOfViews(const StructureEntries::Parts &parts)
{
    for (const Object &object : m_schema.objects) {
        if (object.as<catalog::Index>() != nullptr && tableOf(object.key).kind != ObjectKind::Table)
            addIndex(object, parts);
    }
}

void PartEntries::addAttachments()
{
    // An index is valid once all of its parts are there: whoever needs it waits for them.
    std::map<sql::QualifiedName, const Object *> indexes;
    for (const Object &object : m_schema.objects) {
        if (indexOf(object) != nullptr)
            indexes[{object.key.schema, object.key.name}] = &object;
    }
    for (const Object &object : m_schema.objects) {
        const catalog::IndexDetails *index = indexOf(object);
        if (index == nullptr || index->parentIndex.empty())
            continue;
        const sql::QualifiedName parentName{index->parentSchema, index->parentIndex};
        formats::Entry entry{.kind = "INDEX ATTACH",
                             .name = object.key.name,
                             .section = Section::PostData,
                             .schema = object.key.schema,
                             .owner = ownerOf(tableOf(object.key)),
                             .creation = "ALTER INDEX " + parentName.quoted() + " ATTACH PARTITION "
                                         + object.key.quoted() + ";\n"};
        EntryList::Needs needs{.objects = {object.key}};
        const auto parent = indexes.find(parentName);
        if (parent != indexes.end())
            needs.objects.push_back(parent->second->key);
        const EntryList::Handle handle = m_list.add(Section::PostData, std::move(entry), std::move(needs));
        for (auto next = parent; next != indexes.end();) {
            m_list.makes(next->second->key, handle);
            const catalog::IndexDetails *details = indexOf(*next->second);
            next = details->parentIndex.empty() ? indexes.end()
                                                : indexes.find({details->parentSchema, details->parentIndex});
        }
    }
}

void PartEntries::addChecks()
{
    catalog::DdlScript script;
    catalog::TablePartsWriter(m_schema, m_options, script).addChecks();
    for (const auto &[key, statements] : grouped(std::move(script.postData))) {
        const Object *object = m_schema.find(key);
        if (const auto *domain = object->as<catalog::Domain>()) {
            size_t next = 0;
            for (const catalog::DomainConstraint &constraint : domain->constraints) {
                if (!catalog::isAddedAfterRows(constraint))
                    continue;
                m_list.addOf(key, Section::PostData,
                             {.kind = "CHECK CONSTRAINT",
                              .name = key.name + ' ' + constraint.name,
                              .section = Section::PostData,
                              .schema = key.schema,
                              .owner = object->owner,
                              .creation = statements[next++] + ";\n",
                              .removal = "ALTER DOMAIN " + key.quoted() + " DROP CONSTRAINT "
                                         + sql::quoted(constraint.name) + ";\n"},
                             {.objects = {key}});
            }
            continue;
        }
        m_list.addOf(key, Section::PostData, entryOfPart(*object, statements), needsOf(*object));
        m_attributes.add(*object, Section::PostData);
    }
    // What stands in the statement that makes the table has its comment here.
    for (const Object &object : m_schema.objects) {
        const auto *constraint = object.as<catalog::Constraint>();
        if (constraint != nullptr && !hasIndex(*constraint) && constraint->type != 'f'
            && !m_list.mainEntryOf(object.key))
            m_attributes.add(object, Section::PostData);
    }
}

void PartEntries::addForeignKeys()
{
    for (const Object &object : m_schema.objects) {
        const auto *constraint = object.as<catalog::Constraint>();
        if (constraint == nullptr || constraint->type != 'f')
            continue;
        EntryList::Needs needs = needsOf(object);
        const ObjectKey referenced{
            .kind = ObjectKind::Table, .schema = constraint->referenced.schema, .name = constraint->referenced.name};
        needs.objects.push_back(referenced);
        needRows(referenced, needs);
        m_list.addOf(object.key, Section::PostData,
                     entryOfPart(object, {addConstraintSql(object, constraint->definition, false)}), std::move(needs));
        m_attributes.add(object, Section::PostData);
    }
}

void PartEntries::addGrouped(const Grouped &statements)
{
    for (const auto &[key, list] : statements) {
        const Object &object = *m_schema.find(key);
        EntryList::Needs needs = needsOf(object);
        formats::Entry entry = entryOfPart(object, list);
        // The trigger itself is its partitioned table's: here it is only switched.
        const auto *trigger = object.as<catalog::Trigger>();
        if (trigger != nullptr && trigger->definition.empty())
            entry.removal.clear();
        m_list.addOf(key, Section::PostData, std::move(entry), std::move(needs));
        m_attributes.add(object, Section::PostData);
    }
}

void PartEntries::addRowSecurity(const Grouped &statements)
{
    for (const auto &[key, list] : statements) {
        const Object &table = *m_schema.find(key);
        m_list.add(Section::PostData,
                   {.object = table.oid.value,
                    .kind = "ROW SECURITY",
                    .name = key.name,
                    .section = Section::PostData,
                    .schema = key.schema,
                    .owner = table.owner,
                    .creation = asCreation(list)},
                   {.objects = {key}});
    }
}

void PartEntries::addTableParts()
{
    const auto made = [&](void (catalog::TablePartsWriter::*add)()) {
        catalog::DdlScript script;
        catalog::TablePartsWriter writer(m_schema, m_options, script);
        (writer.*add)();
        return grouped(std::move(script.postData));
    };
    addGrouped(made(&catalog::TablePartsWriter::addStatistics));
    addGrouped(made(&catalog::TablePartsWriter::addRules));
    addGrouped(made(&catalog::TablePartsWriter::addTriggers));
    addGrouped(made(&catalog::TablePartsWriter::addPolicies));
    addRowSecurity(made(&catalog::TablePartsWriter::addRowSecurity));
    addPublications();
}

void PartEntries::addPublications()
{
    catalog::DdlScript script;
    catalog::TablePartsWriter(m_schema, m_options, script).addPublications();
    for (const auto &[key, statements] : grouped(std::move(script.postData))) {
        const Object &object = *m_schema.find(key);
        const auto &publication = *object.as<catalog::Publication>();
        m_list.addOf(key, Section::PostData, entryOfPart(object, {statements.front()}), needsOf(object));
        m_attributes.add(object, Section::PostData);
        size_t next = 1;
        for (const catalog::PublishedTable &published : publication.tables) {
            const ObjectKey table{
                .kind = ObjectKind::Table, .schema = published.table.schema, .name = published.table.name};
            // The index that tells its rows apart may have to be there.
            m_list.add(Section::PostData,
                       {.kind = "PUBLICATION TABLE",
                        .name = key.name + ' ' + table.name,
                        .section = Section::PostData,
                        .schema = table.schema,
                        .owner = object.owner,
                        .creation = statements[next++] + ";\n"},
                       {.objects = {key, table}});
        }
        for (const std::string &schema : publication.schemas)
            m_list.add(Section::PostData,
                       {.kind = "PUBLICATION TABLES IN SCHEMA",
                        .name = key.name + ' ' + schema,
                        .section = Section::PostData,
                        .owner = object.owner,
                        .creation = statements[next++] + ";\n"},
                       {.objects = {key, {.kind = ObjectKind::Schema, .name = schema}}});
    }
}

void PartEntries::addWhole(const Object &object, EntryList::Needs needs)
{
    std::vector<catalog::DdlStatement> made;
    catalog::Statements statements(made, object);
    catalog::createType({.object = &object}, m_options, statements);
    std::vector<std::string> sql;
    for (catalog::DdlStatement &statement : made)
        sql.push_back(std::move(statement.sql));
    m_list.addOf(object.key, Section::PostData, entryOfPart(object, std::move(sql)), std::move(needs));
    m_attributes.add(object, Section::PostData);
}

void PartEntries::addSubscriptions()
{
    for (const Object &object : m_schema.objects) {
        if (object.key.kind == ObjectKind::Subscription)
            addWhole(object, {.objects = object.dependsOn.value});
    }
}

void PartEntries::addEventTriggers()
{
    for (const Object &object : m_schema.objects) {
        if (object.key.kind == ObjectKind::EventTrigger)
            addWhole(object, {.objects = object.dependsOn.value});
    }
}

/// As the owner sees it: where policies hide rows from the owner they did so in the source as well, and with
/// row_security = off, as pg_restore sets it, that would be an error.
void PartEntries::addRefreshes(const catalog::CreationOrder &order)
{
    for (const auto *steps : {&order.beforeRows, &order.afterIndexes}) {
        for (const catalog::Step &step : *steps) {
            const Object &object = *step.object;
            const auto *view = object.as<catalog::MaterializedView>();
            if (view == nullptr || !view->isPopulated)
                continue;
            const std::string path = catalog::takePathSql(object.owner, m_options);
            const std::string sql = path + "SET row_security = on;\nREFRESH MATERIALIZED VIEW " + object.key.quoted()
                                    + ";\nSET row_security = off;\n" + (path.empty() ? "" : "SET search_path = '';\n");
            EntryList::Needs needs{.objects = {object.key}};
            for (const ObjectKey &key : object.dependsOn.value)
                needs.objects.push_back(rowsOf(key));
            m_list.addOf(rowsOf(object.key), Section::PostData,
                         {.kind = "MATERIALIZED VIEW DATA",
                          .name = object.key.name,
                          .section = Section::PostData,
                          .schema = object.key.schema,
                          .owner = object.owner,
                          .creation = sql},
                         std::move(needs));
        }
    }
}

} // namespace engine::dumping
