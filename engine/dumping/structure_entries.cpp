// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dumping/structure_entries.h"

#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/catalog/ddl/ddl_relations.h"
#include "engine/catalog/model/table_names.h"
#include "engine/dumping/attribute_entries.h"
#include "engine/dumping/entry_words.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace engine::dumping {

using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;
using catalog::Step;
using formats::Section;

namespace {

// Below are the objects that every database has from the first day.
constexpr unsigned firstOwnOid = 16384;

/// Whether a default of the table that calls the sequence is better given to its column once both are there: it goes
/// with a column, this one or another.
bool isTied(const catalog::Schema &schema, const ObjectKey &key, const ObjectKey &table)
{
    const Object *object = schema.find(key);
    const auto *sequence = object == nullptr ? nullptr : object->as<catalog::Sequence>();
    const bool isOwn = sequence != nullptr && key.schema == table.schema && sequence->ownerTable == table.name;
    return sequence != nullptr && !sequence->ownerTable.empty() && (sequence->identity == 0 || !isOwn);
}

void takeDefaults(const catalog::Schema &schema, Object &object, std::vector<LaterDefault> &defaults)
{
    auto *table = std::get_if<catalog::Table>(&object.definition);
    if (table == nullptr)
        return;
    std::vector<ObjectKey> sequences;
    std::ranges::copy_if(object.defaultsDependOn.value, std::back_inserter(sequences),
                         [&](const ObjectKey &key) { return isTied(schema, key, object.key); });
    if (sequences.empty())
        return;
    for (catalog::Column &column : table->columns) {
        if (!column.defaultValue || column.generated != 0 || column.defaultValue->find("regclass") == std::string::npos)
            continue;
        defaults.push_back({.table = object.key,
                            .column = column.name,
                            .expression = *column.defaultValue,
                            .searchPath = object.searchPath.value,
                            .needs = object.defaultsDependOn.value});
        column.defaultValue.reset();
    }
    // What it takes to read what is left of them stays.
    std::erase_if(object.defaultsDependOn.value,
                  [&](const ObjectKey &key) { return std::ranges::find(sequences, key) != sequences.end(); });
}

void takeStorage(Object &object, std::map<ObjectKey, Storage> &storage)
{
    if (auto *table = std::get_if<catalog::Table>(&object.definition)) {
        Storage &found = storage[object.key];
        found.tablespace = std::exchange(table->tablespace, {});
        // A partitioned table has one only where it was chosen, and hands it on.
        if (!table->isPartitioned())
            found.accessMethod = std::exchange(table->accessMethod, {});
    } else if (auto *view = std::get_if<catalog::MaterializedView>(&object.definition)) {
        storage[object.key] = {std::exchange(view->tablespace, {}), std::exchange(view->accessMethod, {})};
    } else if (auto *index = std::get_if<catalog::Index>(&object.definition)) {
        storage[object.key].tablespace = std::exchange(index->details.tablespace, {});
    } else if (auto *constraint = std::get_if<catalog::Constraint>(&object.definition)) {
        storage[object.key].tablespace = std::exchange(constraint->index.tablespace, {});
    }
}

std::string placeholderOf(const std::vector<std::string> &first)
{
    std::string sql = first.front();
    const std::string_view create = "CREATE VIEW";
    return sql.starts_with(create) ? "CREATE OR REPLACE VIEW" + sql.substr(create.size()) + ";\n" : std::string();
}

} // namespace

StructureEntries::Parts StructureEntries::takeApart(catalog::Schema &schema)
{
    Parts parts;
    for (Object &object : schema.objects) {
        takeStorage(object, parts.storage);
        takeDefaults(schema, object, parts.defaults);
    }
    return parts;
}

std::map<ObjectKey, ObjectKey> StructureEntries::tablesOfSequences() const
{
    std::map<ObjectKey, ObjectKey> tables;
    for (const Object &object : m_schema.objects) {
        const auto *sequence = object.as<catalog::Sequence>();
        if (sequence != nullptr && sequence->identity == 0 && !sequence->ownerTable.empty())
            tables.emplace(object.key, ObjectKey{.kind = ObjectKind::Table,
                                                 .schema = object.key.schema,
                                                 .name = sequence->ownerTable});
    }
    for (const Object &object : m_schema.objects) {
        for (const auto *needed : {&object.dependsOn.value, &object.defaultsDependOn.value}) {
            for (const ObjectKey &key : *needed)
                tables.erase(key);
        }
    }
    return tables;
}

void StructureEntries::add(const std::vector<Step> &steps, Section place, const Parts &parts)
{
    // pg_restore --clean drops from the end: a sequence that goes with its table must go before it, as with pg_dump.
    const std::map<ObjectKey, ObjectKey> tables = tablesOfSequences();
    std::map<ObjectKey, std::vector<const Step *>> waiting;
    for (const Step &step : steps) {
        const auto table = tables.find(step.object->key);
        if (table != tables.end())
            waiting[table->second].push_back(&step);
    }
    for (const Step &step : steps) {
        if (tables.contains(step.object->key))
            continue;
        addStep(step, place, parts);
        const auto sequences = waiting.find(step.object->key);
        if (sequences == waiting.end())
            continue;
        for (const Step *sequence : sequences->second)
            addStep(*sequence, place, parts);
        waiting.erase(sequences);
    }
    // Of tables that are not among the steps.
    for (const auto &[table, sequences] : waiting) {
        for (const Step *sequence : sequences)
            addStep(*sequence, place, parts);
    }
}

std::vector<std::string> StructureEntries::statementsOf(const Step &step) const
{
    std::vector<catalog::DdlStatement> made;
    catalog::Statements statements(made, *step.object);
    if (step.object->key.kind < ObjectKind::Sequence)
        catalog::createType(step, {}, statements);
    else
        catalog::createRelation(step, m_schema, statements);
    std::vector<std::string> list;
    for (catalog::DdlStatement &statement : made)
        list.push_back(std::move(statement.sql));
    return list;
}

EntryList::Needs StructureEntries::needsOf(const Step &step) const
{
    EntryList::Needs needs{.objects = step.object->dependsOn.value};
    if (step.part != Step::Part::First)
        needs.objects.insert(needs.objects.end(), step.object->defaultsDependOn.value.begin(),
                             step.object->defaultsDependOn.value.end());
    if (const auto *table = step.object->as<catalog::Table>()) {
        for (const sql::QualifiedName &parent : table->parents)
            needs.objects.push_back({.kind = ObjectKind::Table, .schema = parent.schema, .name = parent.name});
    }
    return needs;
}

void StructureEntries::addSchema(const Object &object, Section place)
{
    formats::Entry entry = entryOf(object, place);
    // Every database has one; only what was changed of it is said. As pg_dump writes it, so that pg_restore hands it to
    // its owner.
    if (object.key.name == "public") {
        if (object.owner == "pg_database_owner")
            return;
        entry.creation = "-- *not* creating schema, since initdb creates it\n";
        entry.removal = "-- *not* dropping schema, since initdb creates it\n";
    } else {
        entry.creation = "CREATE SCHEMA " + object.key.quoted() + ";\n";
    }
    m_list.addOf(object.key, place, std::move(entry));
}

void StructureEntries::addExtension(const Object &object, Section place)
{
    formats::Entry entry = entryOf(object, place);
    // Whatever version of it the other server has.
    entry.creation = "CREATE EXTENSION IF NOT EXISTS " + object.key.quoted() + " WITH SCHEMA "
                     + sql::quoted(object.as<catalog::Extension>()->schema) + ";\n";
    m_list.addOf(object.key, place, std::move(entry), {.objects = object.dependsOn.value});
}

void StructureEntries::addStep(const Step &step, Section place, const Parts &parts)
{
    const Object &object = *step.object;
    const ObjectKind kind = object.key.kind;
    // What the server itself came with is there.
    if (kind == ObjectKind::Extension && object.oid.value < firstOwnOid)
        return;
    const std::vector<std::string> statements = statementsOf(step);
    const auto storage = parts.storage.find(object.key);
    if (kind == ObjectKind::Schema) {
        addSchema(object, place);
    } else if (kind == ObjectKind::Extension) {
        addExtension(object, place);
    } else if (statements.empty()) {
        return;
    } else if (step.part == Step::Part::Rest && kind != ObjectKind::RangeType && kind != ObjectKind::BaseType) {
        addRest(step, place, statements);
        return;
    } else if (object.as<catalog::Table>() != nullptr) {
        addTable(step, place, statements, storage->second);
    } else {
        formats::Entry entry = entryOf(object, place);
        entry.creation = asCreation(statements);
        if (step.part == Step::Part::First && kind != ObjectKind::View && kind != ObjectKind::Domain) {
            entry.kind = "SHELL TYPE";
            entry.removal.clear();
            entry.owner.clear();
        }
        const auto *sequence = object.as<catalog::Sequence>();
        // It goes with its column, and is its table's owner's.
        if (sequence != nullptr && sequence->identity != 0)
            entry.removal.clear();
        if (storage != parts.storage.end()) {
            entry.tablespace = storage->second.tablespace;
            entry.accessMethod = storage->second.accessMethod;
        }
        const bool isShell = entry.kind == "SHELL TYPE";
        m_list.addOf(object.key, place, std::move(entry), needsOf(step));
        if (isShell)
            return;
    }
    m_attributes.add(object, place);
}

void StructureEntries::addTable(const Step &step, Section place, std::vector<std::string> statements,
                                const Storage &storage)
{
    const Object &object = *step.object;
    const auto *table = object.as<catalog::Table>();
    std::string attach;
    if (table->isPartition()) {
        attach = std::move(statements.back());
        statements.pop_back();
    }
    if (table->replicaIdentity == 'f' || table->replicaIdentity == 'n')
        statements.push_back("ALTER TABLE ONLY " + object.key.quoted() + " REPLICA IDENTITY "
                             + (table->replicaIdentity == 'f' ? "FULL" : "NOTHING"));
    formats::Entry entry = entryOf(object, place);
    entry.creation = asCreation(statements);
    entry.relationKind = table->isForeign() ? 'f' : table->isPartitioned() ? 'p' : 'r';
    if (!table->isForeign())
        entry.tablespace = storage.tablespace;
    if (!storage.accessMethod.empty())
        entry.accessMethod = storage.accessMethod;
    const EntryList::Handle handle = m_list.addOf(object.key, place, std::move(entry), needsOf(step));
    if (attach.empty())
        return;
    const ObjectKey parent{
        .kind = ObjectKind::Table, .schema = table->parents.front().schema, .name = table->parents.front().name};
    m_list.addOf(object.key, place,
                 {.kind = "TABLE ATTACH",
                  .name = object.key.name,
                  .section = place,
                  .schema = object.key.schema,
                  .owner = object.owner,
                  .creation = attach + ";\n"},
                 {.objects = {parent}, .entries = {handle}});
}

/// What a domain was made without: its default and its checks, an entry each.
void StructureEntries::addDomainParts(const Step &step, Section place, const std::vector<std::string> &statements)
{
    const Object &object = *step.object;
    const auto &domain = *object.as<catalog::Domain>();
    std::vector<std::string> names;
    if (domain.defaultValue)
        names.emplace_back();
    for (const catalog::DomainConstraint &constraint : domain.constraints) {
        if (!catalog::isAddedAfterRows(constraint))
            names.push_back(constraint.name);
    }
    for (size_t i = 0; i < statements.size() && i < names.size(); ++i) {
        const bool isDefault = names[i].empty();
        EntryList::Needs needs = needsOf(step);
        needs.objects.push_back(object.key);
        m_list.addOf(object.key, place,
                     {.kind = isDefault ? "DEFAULT" : "CHECK CONSTRAINT",
                      .name = object.key.name + ' ' + names[i],
                      .section = place,
                      .schema = object.key.schema,
                      .owner = object.owner,
                      .creation = statements[i] + ";\n",
                      .removal = "ALTER DOMAIN " + object.key.quoted()
                                 + (isDefault ? " DROP DEFAULT" : " DROP CONSTRAINT " + sql::quoted(names[i])) + ";\n"},
                     std::move(needs));
    }
}

/// The second part of what had to be cut in two.
void StructureEntries::addRest(const Step &step, Section place, const std::vector<std::string> &statements)
{
    const Object &object = *step.object;
    if (object.as<catalog::Domain>() != nullptr)
        return addDomainParts(step, place, statements);
    formats::Entry entry{.name = object.key.name + ' ',
                         .section = place,
                         .schema = object.key.schema,
                         .owner = object.owner,
                         .creation = asCreation(statements)};
    if (object.key.kind == ObjectKind::View) {
        entry.kind = "RULE";
        entry.name += "_RETURN";
        entry.removal = placeholderOf(statementsOf({step.object, Step::Part::First}));
    } else {
        entry.kind = "DEFAULT";
        for (const catalog::Column &column : object.as<catalog::Table>()->columns) {
            if (!column.defaultValue || column.generated != 0)
                continue;
            if (entry.removal.empty())
                entry.name += column.name;
            entry.removal += (entry.removal.empty() ? "ALTER TABLE " + object.key.quoted() : std::string(","))
                             + " ALTER COLUMN " + sql::quoted(column.name) + " DROP DEFAULT";
        }
        if (!entry.removal.empty())
            entry.removal += ";\n";
    }
    EntryList::Needs needs = needsOf(step);
    needs.objects.push_back(object.key);
    m_list.addOf(object.key, place, std::move(entry), std::move(needs));
}

void StructureEntries::addSequenceOwners()
{
    for (const Object &object : m_schema.objects) {
        std::vector<catalog::DdlStatement> made;
        catalog::Statements statements(made, object.key);
        catalog::tieSequence(object, statements);
        if (made.empty())
            continue;
        const ObjectKey table{
            .kind = ObjectKind::Table, .schema = object.key.schema, .name = object.as<catalog::Sequence>()->ownerTable};
        m_list.add(Section::PreData,
                   {.kind = "SEQUENCE OWNED BY",
                    .name = object.key.name,
                    .schema = object.key.schema,
                    .owner = object.owner,
                    .creation = made.front().sql + ";\n"},
                   {.objects = {object.key, table}});
    }
}

void StructureEntries::addDefaults(const Parts &parts)
{
    for (const LaterDefault &later : parts.defaults) {
        const Object *table = m_schema.find(later.table);
        const std::string alter
            = "ALTER TABLE ONLY " + later.table.quoted() + " ALTER COLUMN " + sql::quoted(later.column);
        const Object searchPath{.searchPath = {later.searchPath}};
        EntryList::Needs needs{.objects = later.needs};
        needs.objects.insert(needs.objects.begin(), later.table);
        m_list.add(Section::PreData,
                   {.kind = "DEFAULT",
                    .name = later.table.name + ' ' + later.column,
                    .schema = later.table.schema,
                    .owner = table == nullptr ? std::string() : table->owner,
                    .creation = catalog::inSearchPath(searchPath, alter + " SET DEFAULT " + later.expression) + ";\n",
                    .removal = "ALTER TABLE " + later.table.quoted() + " ALTER COLUMN " + sql::quoted(later.column)
                               + " DROP DEFAULT;\n"},
                   std::move(needs));
    }
}

void StructureEntries::addRows(const DumpOptions &options)
{
    // The largest first: then nobody is left alone with it at the end.
    std::vector<const Object *> tables = m_schema.tablesWithRows();
    std::ranges::stable_sort(tables, std::ranges::greater(),
                             [](const Object *table) { return table->as<catalog::Table>()->heapBytes.value; });
    for (const Object *table : tables) {
        const sql::QualifiedName name = catalog::nameOf(*table);
        if (options.withoutRows.contains(name))
            continue;
        const auto route = options.routes.find(name);
        const bool isRouted = route != options.routes.end();
        const std::string columns = sql::quotedList(
            isRouted ? route->second.columns : catalog::copySelection(*table, pg::CopyFormat::Text).columns);
        const std::string into = (isRouted ? route->second.into : name).quoted();
        formats::Entry entry{.object = table->oid.value,
                             .kind = "TABLE DATA",
                             .name = table->key.name,
                             .section = Section::Data,
                             .schema = table->key.schema,
                             .owner = table->owner,
                             .copy = "COPY " + into + " (" + columns + ") FROM stdin;\n",
                             .hasData = true};
        if (columns.empty())
            entry.copy = "COPY " + into + " FROM stdin;\n";
        m_list.addOf(rowsOf(table->key), Section::Data, std::move(entry), {.objects = {table->key}});
    }
    for (const Object &object : m_schema.objects) {
        std::vector<catalog::DdlStatement> made;
        catalog::Statements statements(made, object.key);
        catalog::restoreSequence(object, statements);
        if (made.empty())
            continue;
        m_list.add(Section::Data,
                   {.kind = "SEQUENCE SET",
                    .name = object.key.name,
                    .section = Section::Data,
                    .schema = object.key.schema,
                    .owner = object.owner,
                    .creation = made.front().sql + ";\n"},
                   {.objects = {object.key}});
    }
}

} // namespace engine::dumping
