// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/alter_tables.h"

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl_relations.h"

#include <algorithm>

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

void alterInheritance(const Object &before, const Object &after, Script &script)
{
    const auto *old = before.as<Table>();
    const auto *now = after.as<Table>();
    if (old->isPartition() || now->isPartition() || old->parents == now->parents)
        return;
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
        if (after == nullptr || isSamePlace(*old, *after->as<Table>()))
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
    alterInheritance(before, after, script);
    if (old->ofType != now->ofType)
        script.add(after.key, alterOnly(after) + (now->ofType.empty() ? " NOT OF" : " OF " + now->ofType));
    static_cast<void>(context);
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

void attachTables(const Context &context, Script &script)
{
    for (const Object &after : context.goal.schema.objects) {
        const auto *now = after.as<Table>();
        if (now == nullptr || !now->isPartition())
            continue;
        const Object *before = context.from.find(after.key);
        const bool isMoved = before != nullptr && !isSamePlace(*before->as<Table>(), *now);
        if (isMoved || (before == nullptr && isAttachedLater(after, context)))
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
        const Table &old = before == nullptr ? fresh : *before->as<Table>();
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
