// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/steps/alter_tables.h"

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl_relations.h"
#include "engine/migration/planning/texts.h"

#include <algorithm>
#include <functional>

namespace engine::migration {

using namespace catalog;

namespace {

std::string alterOnly(const Object &table)
{
    return std::string(table.key.kind == ObjectKind::ForeignTable ? "ALTER FOREIGN TABLE ONLY " : "ALTER TABLE ONLY ")
           + table.key.quoted();
}

bool isSamePlace(const Table &one, const Table &other)
{
    return one.partitionBound == other.partitionBound && one.parents == other.parents;
}

/// Its table is made anew, so that it has to be attached to that.
bool isUnderRemade(const Table &partition, const Context &context)
{
    if (!partition.isPartition())
        return false;
    const sql::QualifiedName &parent = partition.parents.front();
    return context.rebuilding.remade.contains(
        {.kind = ObjectKind::Table, .schema = parent.schema, .name = parent.name});
}

bool isMovedPartition(const Object &before, const Object &after, const Context &context)
{
    return !isSamePlace(*before.as<Table>(), *after.as<Table>()) || isUnderRemade(*after.as<Table>(), context);
}

std::string movedName(const ObjectKey &table)
{
    return sql::quoted(table.schema) + '.' + sql::quoted(asideName(table));
}

std::string detachSql(const Object &partition)
{
    return "ALTER TABLE ONLY " + partition.as<Table>()->parents.front().quoted() + " DETACH PARTITION "
           + partition.key.quoted();
}

std::string attachSql(const Object &partition)
{
    const auto *table = partition.as<Table>();
    return "ALTER TABLE ONLY " + table->parents.front().quoted() + " ATTACH PARTITION " + partition.key.quoted() + ' '
           + table->partitionBound;
}

std::string optionName(const std::string &option)
{
    return option.substr(0, option.find('='));
}

/// RESET and SET of what differs; options of the TOAST table go by their prefix.
void alterOptions(const std::vector<std::string> &before, const std::vector<std::string> &after,
                  const std::string &prefix, const ObjectKey &key, Script &script)
{
    std::vector<std::string> gone;
    std::vector<std::string> set;
    for (const std::string &option : before) {
        const std::string name = optionName(option);
        if (!std::ranges::any_of(after, [&](const std::string &other) { return optionName(other) == name; }))
            gone.push_back(name.starts_with("toast.") ? "toast." + sql::quoted(name.substr(6)) : sql::quoted(name));
    }
    for (const std::string &option : after) {
        if (!contains(before, option))
            set.push_back(option);
    }
    // What is set comes last, so that setting all of them puts them in order.
    if (gone.empty() && set.empty() && before != after)
        set = after;
    if (!gone.empty())
        script.add(key, prefix + " RESET (" + joined(gone, ", ") + ')');
    if (set.empty())
        return;
    const std::string with = withOptions(set);
    script.add(key, prefix + " SET " + with.substr(with.find('(')));
}

void alterForeignOptions(const Object &before, const Object &after, Script &script)
{
    const auto &old = before.as<Table>()->foreignOptions;
    const auto &now = after.as<Table>()->foreignOptions;
    if (old == now)
        return;
    std::vector<std::string> drops;
    for (const std::string &option : old)
        drops.push_back("DROP " + sql::quoted(optionName(option)));
    const std::string prefix = "ALTER FOREIGN TABLE " + after.key.quoted();
    if (!drops.empty())
        script.add(after.key, prefix + " OPTIONS (" + joined(drops, ", ") + ')');
    if (!now.empty())
        script.add(after.key, prefix + foreignOptions(now));
}

void alterInheritance(const Object &before, const Object &after, const Context &context, Script &script)
{
    const auto *old = before.as<Table>();
    const auto *now = after.as<Table>();
    if (old->isPartition() || now->isPartition())
        return;
    const bool isLetGo = originsOf(before, after, context.from, context.goal.schema).isLetGo;
    for (const sql::QualifiedName &parent : isLetGo ? now->parents : std::vector<sql::QualifiedName>()) {
        if (!contains(old->parents, parent))
            continue;
        const std::string prefix = "ALTER TABLE " + after.key.quoted();
        script.add(after.key, prefix + " NO INHERIT " + parent.quoted());
        script.add(after.key, prefix + " INHERIT " + parent.quoted());
    }
    for (const sql::QualifiedName &parent : now->parents) {
        if (!contains(old->parents, parent))
            script.add(after.key, "ALTER TABLE " + after.key.quoted() + " INHERIT " + parent.quoted());
    }
}

} // namespace

void detachTables(const Context &context, Script &script)
{
    for (const Object &before : context.from.objects) {
        const auto *old = before.as<Table>();
        const Object *after = old == nullptr ? nullptr : context.goal.schema.find(before.key);
        if (after == nullptr)
            continue;
        // What is set aside is alone then: rows of partitions move once, with those of their own table.
        if (context.rebuilding.remade.contains(before.key) && old->isPartition())
            script.add(before.key, detachSql(before));
        if (context.isMade(before.key))
            continue;
        if (!old->ofType.empty() && old->ofType != after->as<Table>()->ofType)
            script.add(before.key, alterOnly(before) + " NOT OF");
        const bool staysWithMoved = goesWithMoved(before, context);
        if (staysWithMoved || !isMovedPartition(before, *after, context))
            continue;
        if (old->isPartition()) {
            script.add(before.key, detachSql(before), script.hazards().of(Hazard::Kind::Lock, before.key));
            continue;
        }
        for (const sql::QualifiedName &parent : old->parents) {
            if (after->as<Table>()->isPartition() || !contains(after->as<Table>()->parents, parent))
                script.add(before.key, "ALTER TABLE " + before.key.quoted() + " NO INHERIT " + parent.quoted());
        }
    }
}

bool goesWithMoved(const Object &table, const Context &context)
{
    const auto *partition = table.as<Table>();
    if (partition == nullptr || !partition->isPartition() || !context.goal.kept.contains(table.key))
        return false;
    if (isUnderRemade(*partition, context))
        return true;
    const sql::QualifiedName &name = partition->parents.front();
    const Object *parent = context.from.findTable(name.schema, name.name);
    return parent != nullptr && goesWithMoved(*parent, context);
}

void setAsideTables(const Context &context, Script &script)
{
    for (const ObjectKey &key : context.rebuilding.remade) {
        for (const Object &object : context.from.objects) {
            const auto *sequence = object.as<Sequence>();
            if (sequence != nullptr && sequence->identity == 0 && object.key.schema == key.schema
                && sequence->ownerTable == key.name && !context.isMade(object.key))
                script.add(object.key, "ALTER SEQUENCE " + object.key.quoted() + " OWNED BY NONE");
        }
        script.add(key, "ALTER TABLE " + key.quoted() + " RENAME TO " + sql::quoted(asideName(key)),
                   script.hazards().of(Hazard::Kind::MadeAgain, key));
    }
}

void moveRows(const Context &context, Script &script)
{
    for (const ObjectKey &key : context.rebuilding.remade) {
        const Object &before = *context.from.find(key);
        const auto &old = *columnsOf(before);
        std::vector<std::string> names;
        std::vector<std::string> values;
        for (const Column &column : *columnsOf(*context.goal.schema.find(key))) {
            const auto twin = std::ranges::find(old, column.name, &Column::name);
            if (twin == old.end() || column.generated != 0)
                continue;
            names.push_back(sql::quoted(column.name));
            const std::string cast = castBetween(*twin, column, context.rebuilding);
            values.push_back(cast.empty() ? names.back() : cast);
        }
        if (names.empty())
            continue;
        std::vector<Hazard> hazards = script.hazards().of(Hazard::Kind::Rewrite, key);
        std::ranges::move(script.hazards().of(Hazard::Kind::MayFail, key), std::back_inserter(hazards));
        const bool only = !before.as<Table>()->isPartitioned();
        script.add(key,
                   "INSERT INTO " + key.quoted() + " (" + joined(names, ", ") + ") OVERRIDING SYSTEM VALUE\n    SELECT "
                       + joined(values, ", ") + " FROM " + (only ? "ONLY " : "") + movedName(key),
                   std::move(hazards));
    }
}

void dropMoved(const Context &context, Script &script)
{
    // Partitions of partitions first.
    std::vector<const Object *> partitions;
    for (const Object &object : context.from.objects) {
        if (goesWithMoved(object, context))
            partitions.push_back(&object);
    }
    const auto depth = [&](const Object *table) {
        int steps = 0;
        while (table != nullptr && table->as<Table>()->isPartition() && ++steps < 64) {
            const sql::QualifiedName &parent = table->as<Table>()->parents.front();
            table = context.from.findTable(parent.schema, parent.name);
        }
        return steps;
    };
    std::ranges::stable_sort(partitions, std::greater(), depth);
    const ObjectKey none;
    for (const Object *partition : partitions)
        script.add(none, "DROP TABLE " + partition->key.quoted());
    for (const ObjectKey &key : context.rebuilding.remade) {
        const auto &now = *columnsOf(*context.goal.schema.find(key));
        const bool isLost = std::ranges::any_of(*columnsOf(*context.from.find(key)), [&](const Column &column) {
            return std::ranges::find(now, column.name, &Column::name) == now.end();
        });
        script.add(none, "DROP TABLE " + movedName(key),
                   isLost ? script.hazards().of(Hazard::Kind::DataLost, key) : std::vector<Hazard>());
    }
}

void alterTable(const Object &before, const Object &after, const Context &context, Script &script)
{
    const auto *old = before.as<Table>();
    const auto *now = after.as<Table>();
    const auto rewrite = [&] { return script.hazards().of(Hazard::Kind::Rewrite, before.key); };
    if (now->isForeign())
        return alterForeignOptions(before, after, script);
    if (old->persistence != now->persistence)
        script.add(after.key,
                   alterOnly(after) + (now->persistence == Persistence::Unlogged ? " SET UNLOGGED" : " SET LOGGED"),
                   rewrite());
    if (old->accessMethod != now->accessMethod && !now->accessMethod.empty())
        script.add(after.key, alterOnly(after) + " SET ACCESS METHOD " + sql::quoted(now->accessMethod), rewrite());
    if (old->tablespace != now->tablespace)
        script.add(after.key,
                   alterOnly(after) + " SET TABLESPACE "
                       + (now->tablespace.empty() ? "pg_default" : sql::quoted(now->tablespace)),
                   rewrite());
    alterOptions(old->options, now->options, alterOnly(after), after.key, script);
    alterInheritance(before, after, context, script);
    if (old->ofType != now->ofType && !now->ofType.empty() && context.keptColumns(after.key).empty())
        script.add(after.key, alterOnly(after) + " OF " + now->ofType);
}

bool isAttachedLater(const Object &object, const Context &context)
{
    const auto *table = object.as<Table>();
    if (table == nullptr || !table->isPartition())
        return false;
    const Object *parent = context.from.findTable(table->parents.front().schema, table->parents.front().name);
    return parent != nullptr && !context.isMade(parent->key);
}

Object withoutParents(const Object &table)
{
    Object alone = table;
    auto &definition = std::get<Table>(alone.definition);
    definition.parents.clear();
    definition.partitionBound.clear();
    for (Column &column : definition.columns)
        column.isLocal = true;
    return alone;
}

bool isAttached(const Object &after, const Context &context)
{
    const Object *before = context.from.find(after.key);
    const bool isMoved = before != nullptr && !context.isMade(after.key) && !goesWithMoved(after, context)
                         && isMovedPartition(*before, after, context);
    return isMoved || ((before == nullptr || context.isMade(after.key)) && isAttachedLater(after, context));
}

void attachTables(const Context &context, Script &script)
{
    for (const Object &after : context.goal.schema.objects) {
        const auto *now = after.as<Table>();
        if (now == nullptr || !now->isPartition())
            continue;
        if (isAttached(after, context))
            script.add(after.key, attachSql(after), script.hazards().of(Hazard::Kind::ValidationScan, after.key));
    }
}

void alterTableMarks(const Context &context, Script &script)
{
    for (const Object &after : context.goal.schema.objects) {
        const auto *now = after.as<Table>();
        if (now == nullptr || (!context.isMade(after.key) && !context.isChanged(after.key)))
            continue;
        const Object *before = context.from.find(after.key);
        static const Table fresh;
        const Table &old = context.isMade(after.key) ? fresh : *before->as<Table>();
        const auto hazard = [&](bool isNarrower) {
            return script.hazards().of(isNarrower ? Hazard::Kind::AccessNarrowed : Hazard::Kind::AccessWidened,
                                       after.key);
        };
        if (old.rowSecurity != now->rowSecurity)
            script.add(after.key,
                       alterOnly(after) + (now->rowSecurity ? " ENABLE" : " DISABLE") + " ROW LEVEL SECURITY",
                       hazard(now->rowSecurity));
        if (old.forceRowSecurity != now->forceRowSecurity)
            script.add(after.key, alterOnly(after) + (now->forceRowSecurity ? "" : " NO") + " FORCE ROW LEVEL SECURITY",
                       hazard(now->forceRowSecurity));
        if (old.replicaIdentity == now->replicaIdentity || now->replicaIdentity == 'i')
            continue;
        script.add(after.key, alterOnly(after) + " REPLICA IDENTITY "
                                  + (now->replicaIdentity == 'f'   ? "FULL"
                                     : now->replicaIdentity == 'n' ? "NOTHING"
                                                                   : "DEFAULT"));
    }
}

} // namespace engine::migration
