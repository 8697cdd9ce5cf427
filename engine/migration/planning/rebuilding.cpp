// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/planning/rebuilding.h"

#include "engine/migration/planning/subscriptions.h"
#include "engine/migration/planning/texts.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace engine::migration {

using namespace catalog;

namespace {

bool isTable(ObjectKind kind)
{
    return kind == ObjectKind::Table || kind == ObjectKind::ForeignTable;
}

bool isSubsequence(const std::vector<std::string> &some, const std::vector<std::string> &all)
{
    auto next = some.begin();
    for (const std::string &item : all) {
        if (next != some.end() && *next == item)
            ++next;
    }
    return next == some.end();
}

const Column *columnOf(const Object &object, const std::string &name)
{
    const auto *columns = columnsOf(object);
    const auto found = std::ranges::find(*columns, name, &Column::name);
    return found == columns->end() ? nullptr : &*found;
}

class Finder final
{
public:
    Finder(const Schema &from, const Goal &goal, const RebuildingOptions &options)
        : m_from(from)
        , m_goal(goal)
        , m_options(options)
    {
        for (const Object &object : from.objects) {
            const auto *table = object.as<Table>();
            if (table != nullptr && !table->isPartition())
                m_parents.insert(table->parents.begin(), table->parents.end());
        }
    }

    Rebuilding find()
    {
        for (const auto &[key, change] : m_goal.changes) {
            const Object *before = m_from.find(key);
            const Object *after = m_goal.schema.find(key);
            if (before != nullptr && after == nullptr)
                goAway(*before);
            else if (before != nullptr && after != nullptr)
                begin(*before, *after);
        }
        m_result.mayGo = m_options.mayGo;
        freeAttachedIndexes();
        while (m_isMore) {
            m_isMore = false;
            for (const Object &object : m_from.objects)
                follow(object);
            if (m_isMore)
                continue;
            // What is made anew for another reason moves its rows by itself.
            m_result.moves
                = partitionMoves(m_from, m_goal, m_result.remade, [&](const ObjectKey &key) { return goes(key); });
            freeMovedRows();
        }
        return std::move(m_result);
    }

private:
    void goAway(const Object &object);
    void remake(const Object &table);
    [[nodiscard]] bool isReordered(const Object &before, const Object &after) const;
    void freeOfParent(const Object &index, const std::string &parentNow);
    void freeMovedRows();
    void freeAttachedIndexes();
    void begin(const Object &before, const Object &after);
    void beginColumns(const Object &before, const Object &after);
    void follow(const Object &object);
    void followTable(const Object &table);
    void followDomain(const Object &object);
    [[nodiscard]] bool isAltered(const Object &before, const Object &after) const;
    [[nodiscard]] bool needsChangedColumn(const Object &object, const ObjectKey &table) const;
    [[nodiscard]] bool isMadeAgain(const Object &object) const;
    [[nodiscard]] bool goes(const ObjectKey &key) const
    {
        return m_goal.kept.contains(key) && m_options.mayGo && m_options.mayGo(key);
    }
    /// It is dropped in the end: until then it may stay as it is.
    [[nodiscard]] bool goes(const ObjectKey &table, const std::string &column) const
    {
        if (goes(table))
            return true;
        const auto kept = m_goal.keptColumns.find(table);
        return kept != m_goal.keptColumns.end() && m_options.mayGo && m_options.mayGo(table)
               && std::ranges::find(kept->second, column) != kept->second.end();
    }
    [[nodiscard]] bool isGone(const ObjectKey &key) const
    {
        return m_result.dropped.contains(key) || m_result.swapped.contains(key);
    }
    [[nodiscard]] const std::set<std::string> &changedColumns(const ObjectKey &table) const;
    void drop(const ObjectKey &key) { m_isMore = m_result.dropped.insert(key).second || m_isMore; }
    void swap(const ObjectKey &key) { m_isMore = m_result.swapped.insert(key).second || m_isMore; }
    void add(ColumnsByTable &columns, const ObjectKey &table, const std::string &column)
    {
        m_isMore = columns[table].insert(column).second || m_isMore;
    }

    const Schema &m_from;
    const Goal &m_goal;
    RebuildingOptions m_options;
    /// Tables that others inherit from.
    std::set<sql::QualifiedName> m_parents{};
    Rebuilding m_result;
    bool m_isMore = true;
};

/// Of the target alone, and in the way or a part of something that stays.
void Finder::goAway(const Object &object)
{
    const ObjectKind kind = object.key.kind;
    if (kind == ObjectKind::DefaultPrivileges || kind == ObjectKind::Setting || isInherited(object))
        return;
    if (kind >= ObjectKind::EnumType && kind <= ObjectKind::BaseType)
        swap(object.key);
    else if (const auto *sequence = object.as<Sequence>(); sequence == nullptr || sequence->identity == 0)
        drop(object.key);
    freeOfParent(object, {});
}

/// A table that inherits, or from which others do, would have columns of its own afterwards.
bool Finder::isReordered(const Object &before, const Object &after) const
{
    const auto *table = before.as<Table>();
    if (!m_options.reordersColumns || table->isForeign() || m_parents.contains({before.key.schema, before.key.name}))
        return false;
    if (originsOf(before, after, m_from, m_goal.schema).isOther)
        return true;
    if (!table->parents.empty() && !table->isPartition())
        return false;
    Object wanted = after;
    if (const auto kept = m_goal.keptColumns.find(before.key); kept != m_goal.keptColumns.end())
        std::erase_if(*columnsOf(wanted), [&](const Column &column) {
            return std::ranges::find(kept->second, column.name) != kept->second.end();
        });
    // What is computed in another way is dropped and added, and so comes last.
    Object left = before;
    std::erase_if(*columnsOf(left), [&](const Column &column) {
        const Column *now = columnOf(after, column.name);
        return now != nullptr && now->generated != 0
               && (now->generated != column.generated || now->defaultValue != column.defaultValue);
    });
    return hasOtherOrder(left, wanted);
}

/// The numbers of its identity columns are kept beside it.
void Finder::remake(const Object &table)
{
    m_result.remade.insert(table.key);
    drop(table.key);
    for (const Object &object : m_from.objects) {
        const auto *sequence = object.as<Sequence>();
        const Object *after = sequence == nullptr ? nullptr : m_goal.schema.find(object.key);
        const bool isOwn = sequence != nullptr && sequence->identity != 0 && object.key.schema == table.key.schema
                           && sequence->ownerTable == table.key.name;
        if (isOwn && after != nullptr && !m_goal.kept.contains(object.key))
            m_result.sequences.insert(object.key);
    }
}

/// An index of a partition that is attached to one of its table never comes off it again, but with that.
void Finder::freeOfParent(const Object &index, const std::string &parentNow)
{
    const auto *constraint = index.as<Constraint>();
    const IndexDetails *details = index.as<Index>() != nullptr ? &index.as<Index>()->details
                                  : constraint != nullptr      ? &constraint->index
                                                               : nullptr;
    const Object *table = m_from.findTable(index.key.schema, index.key.parent);
    const Object *after = m_goal.schema.findTable(index.key.schema, index.key.parent);
    if (details == nullptr || details->parentIndex.empty() || details->parentIndex == parentNow || table == nullptr
        || after == nullptr || table->as<Table>()->parents.empty()
        || table->as<Table>()->parents != after->as<Table>()->parents)
        return;
    for (const ObjectKind kind : {ObjectKind::Index, ObjectKind::Constraint}) {
        const ObjectKey key{.kind = kind,
                            .schema = details->parentSchema,
                            .name = details->parentIndex,
                            .parent = table->as<Table>()->parents.front().name};
        if (m_from.find(key) != nullptr)
            drop(key);
    }
    drop(index.key);
}

/// Rows that move from one partition to another are neither new nor deleted: no trigger and no key has a say in that.
void Finder::freeMovedRows()
{
    std::set<sql::QualifiedName> tables;
    for (const PartitionMove &move : m_result.moves) {
        if (move.condition.empty())
            continue;
        tables.insert({move.partition.schema, move.partition.name});
        const Object *parent = m_from.find(move.parent);
        while (parent != nullptr && tables.insert({parent->key.schema, parent->key.name}).second) {
            const auto &above = parent->as<Table>()->parents;
            parent = above.empty() ? nullptr : m_from.findTable(above.front().schema, above.front().name);
        }
    }
    for (const Object &object : m_from.objects) {
        const auto *trigger = object.as<Trigger>();
        const auto *constraint = object.as<Constraint>();
        const bool isSaying = (trigger != nullptr && !trigger->definition.empty()
                               && tables.contains({object.key.schema, object.key.parent}))
                              || (constraint != nullptr && constraint->type == 'f' && !isInherited(object)
                                  && tables.contains(constraint->referenced));
        if (isSaying)
            drop(object.key);
    }
}

/// Of tables that come under another one: made again after that, they are not taken for those of that one.
void Finder::freeAttachedIndexes()
{
    std::set<std::pair<std::string, std::string>> tables;
    for (const auto &[key, change] : m_goal.changes) {
        const Object *before = m_from.find(key);
        const Object *after = m_goal.schema.find(key);
        const auto *old = before == nullptr ? nullptr : before->as<Table>();
        const auto *now = after == nullptr ? nullptr : after->as<Table>();
        if (old != nullptr && now != nullptr && now->isPartition()
            && (old->parents != now->parents || old->partitionBound != now->partitionBound))
            tables.emplace(key.schema, key.name);
    }
    if (tables.empty())
        return;
    for (const Object &object : m_from.objects) {
        if (object.as<Index>() != nullptr && tables.contains({object.key.schema, object.key.parent})
            && m_goal.schema.find(object.key) != nullptr
            && hasAttachedTwin(*m_goal.schema.find(object.key), m_goal.schema))
            drop(object.key);
    }
}

bool Finder::isAltered(const Object &before, const Object &after) const
{
    if (const auto *routine = before.as<Routine>())
        return canReplaceRoutine(routine->definition, after.as<Routine>()->definition);
    if (const auto *view = before.as<View>())
        return canReplaceView(*view, *after.as<View>());
    if (const auto *view = before.as<MaterializedView>())
        return view->query == after.as<MaterializedView>()->query;
    if (const auto *statistics = before.as<Statistics>())
        return statistics->definition == after.as<Statistics>()->definition;
    if (const auto *rule = before.as<Rule>())
        return rule->definition == after.as<Rule>()->definition;
    if (const auto *trigger = before.as<Trigger>())
        return trigger->definition == after.as<Trigger>()->definition;
    if (const auto *index = before.as<Index>())
        return index->details.definition == after.as<Index>()->details.definition;
    if (before.key.kind == ObjectKind::Subscription && canAlterSubscription(before, after))
        return true;
    if (const auto *scripted = before.as<Scripted>())
        return scripted->statements == after.as<Scripted>()->statements;
    if (const auto *policy = before.as<Policy>()) {
        const auto *other = after.as<Policy>();
        return policy->command == other->command && policy->isPermissive == other->isPermissive
               && policy->usingExpression.has_value() == other->usingExpression.has_value()
               && policy->checkExpression.has_value() == other->checkExpression.has_value();
    }
    if (const auto *publication = before.as<Publication>())
        return publication->allTables == after.as<Publication>()->allTables;
    if (const auto *constraint = before.as<Constraint>()) {
        const auto *other = after.as<Constraint>();
        const bool isValidatedNow = constraint->definition == other->definition + " NOT VALID";
        return constraint->type == other->type && (constraint->definition == other->definition || isValidatedNow);
    }
    return true;
}

void Finder::begin(const Object &before, const Object &after)
{
    if (isInherited(before) && isInherited(after))
        return;
    // It holds no rows, and no ALTER moves it to another server.
    if (before.key.kind == ObjectKind::ForeignTable
        && before.as<Table>()->foreignServer != after.as<Table>()->foreignServer)
        return drop(before.key);
    if (isTable(before.key.kind)) {
        const bool isOtherKind = before.as<Table>()->partitionKey != after.as<Table>()->partitionKey;
        return isOtherKind || isReordered(before, after) ? remake(before) : beginColumns(before, after);
    }
    if (const auto *index = after.as<Index>())
        freeOfParent(before, index->details.parentIndex);
    else if (const auto *constraint = after.as<Constraint>())
        freeOfParent(before, constraint->index.parentIndex);
    bool isSwapped = false;
    if (const auto *type = before.as<EnumType>())
        isSwapped = !isSubsequence(type->labels, after.as<EnumType>()->labels)
                    || (m_options.isOneTransaction && type->labels != after.as<EnumType>()->labels);
    else if (const auto *domain = before.as<Domain>())
        isSwapped
            = domain->baseType != after.as<Domain>()->baseType || domain->collation != after.as<Domain>()->collation;
    else if (const auto *range = before.as<RangeType>())
        isSwapped = *range != *after.as<RangeType>();
    else if (const auto *composite = before.as<CompositeType>())
        isSwapped = std::ranges::any_of(composite->attributes, [&](const Column &attribute) {
            const Column *other = columnOf(after, attribute.name);
            return other != nullptr && (other->type != attribute.type || other->collation != attribute.collation);
        });
    else if (before.key.kind == ObjectKind::Collation || before.key.kind == ObjectKind::BaseType)
        isSwapped = !isAltered(before, after);
    if (isSwapped)
        return swap(before.key);
    if (const auto *sequence = before.as<Sequence>()) {
        const auto *other = after.as<Sequence>();
        const bool isOthers = sequence->ownerTable != other->ownerTable || sequence->ownerColumn != other->ownerColumn;
        if ((sequence->identity != 0) != (other->identity != 0) || (other->identity != 0 && isOthers))
            m_result.sequences.insert(before.key);
        return;
    }
    if (before.key.kind != ObjectKind::Setting && !isAltered(before, after))
        drop(before.key);
}

void Finder::beginColumns(const Object &before, const Object &after)
{
    constexpr int withSetExpression = 17;
    for (const Column &column : *columnsOf(after)) {
        const Column *old = columnOf(before, column.name);
        if (old == nullptr)
            continue;
        const bool isOtherExpression = column.generated != 0 && column.defaultValue != old->defaultValue;
        const bool isOther = column.generated != 0
                             && (column.generated != old->generated
                                 || (isOtherExpression && m_options.serverMajor < withSetExpression));
        if (isOther)
            add(m_result.recomputed, before.key, column.name);
        else if (column.type != old->type || column.collation != old->collation)
            add(m_result.retyped, before.key, column.name);
    }
}

const std::set<std::string> &Finder::changedColumns(const ObjectKey &table) const
{
    static const std::set<std::string> none;
    const auto found = m_result.retyped.find(table);
    return found == m_result.retyped.end() ? none : found->second;
}

/// Whether something that hangs on the table stands in the way of altering the type of one of its columns, or of
/// dropping one. Plain keys and indexes are made anew by the server itself.
bool Finder::needsChangedColumn(const Object &object, const ObjectKey &table) const
{
    const auto recomputed = m_result.recomputed.find(table);
    // Nearly always: then no text has to be looked at, of thousands.
    if (recomputed == m_result.recomputed.end() && changedColumns(table).empty())
        return false;
    const auto *constraint = object.as<Constraint>();
    const auto *index = object.as<Index>();
    const bool isOwn = object.key.schema == table.schema && object.key.parent == table.name;
    const auto isNamed = [&](const std::string &name) {
        if (constraint != nullptr && constraint->type == 'f') {
            const bool isThere = constraint->referenced == sql::QualifiedName{table.schema, table.name};
            return (isOwn && std::ranges::find(constraint->columns, name) != constraint->columns.end())
                   || (isThere
                       && std::ranges::find(constraint->referencedColumns, name)
                              != constraint->referencedColumns.end());
        }
        return mentions(textOf(object), sql::displayed(name));
    };
    if (recomputed != m_result.recomputed.end() && std::ranges::any_of(recomputed->second, isNamed))
        return true;
    const bool isPlainKey = constraint != nullptr && (constraint->type == 'p' || constraint->type == 'u');
    const bool isPlainIndex = index != nullptr && object.meaning.empty()
                              && textOf(object).find(" WHERE ") == std::string::npos
                              && textOf(object).find("::") == std::string::npos;
    return !isPlainKey && !isPlainIndex && std::ranges::any_of(changedColumns(table), isNamed);
}

void Finder::followTable(const Object &table)
{
    // The type of a column that rows are told apart by cannot change.
    const std::string &partitionKey = table.as<Table>()->partitionKey;
    const bool isCutByIt = !partitionKey.empty() && !m_goal.kept.contains(table.key)
                           && std::ranges::any_of(changedColumns(table.key), [&](const std::string &name) {
                                  return mentions(partitionKey, sql::displayed(name));
                              });
    if (isCutByIt)
        return remake(table);
    for (const ObjectKey &key : table.dependsOn.value) {
        if (!m_result.swapped.contains(key))
            continue;
        const std::string name = typeName(key);
        for (const Column &column : *columnsOf(table)) {
            if ((isOfType(column.type, name) || column.collation == name) && !goes(table.key, column.name))
                add(m_result.retyped, table.key, column.name);
        }
    }
    for (const auto *keys : {&table.defaultsDependOn.value, &table.dependsOn.value}) {
        for (const ObjectKey &key : *keys) {
            if (!isGone(key))
                continue;
            for (const Column &column : *columnsOf(table)) {
                if (column.defaultValue && mentions(*column.defaultValue, sql::displayed(key.name)))
                    add(column.generated != 0 ? m_result.recomputed : m_result.withoutDefault, table.key, column.name);
            }
        }
    }
    // What is computed from a column whose type changes is in the way of that.
    for (const Column &column : *columnsOf(table)) {
        const bool isInTheWay
            = column.generated != 0 && std::ranges::any_of(changedColumns(table.key), [&](const std::string &name) {
                  return name != column.name && mentions(*column.defaultValue, sql::displayed(name));
              });
        if (isInTheWay)
            add(m_result.recomputed, table.key, column.name);
    }
}

void Finder::followDomain(const Object &object)
{
    const auto *domain = object.as<Domain>();
    for (const ObjectKey &key : object.dependsOn.value) {
        if (!m_result.swapped.contains(key) || goes(object.key))
            continue;
        if (domain == nullptr || isOfType(domain->baseType, typeName(key)))
            swap(object.key);
    }
    for (const ObjectKey &key : object.defaultsDependOn.value) {
        if (isGone(key) && !m_result.swapped.contains(object.key))
            m_isMore = m_result.bareDomains.insert(object.key).second || m_isMore;
    }
}

bool Finder::isMadeAgain(const Object &object) const
{
    for (const auto *keys : {&object.dependsOn.value, &object.defaultsDependOn.value}) {
        for (const ObjectKey &key : *keys) {
            if (isGone(key) || (isTable(key.kind) && needsChangedColumn(object, key)))
                return true;
        }
    }
    // A part goes with what it is a part of.
    for (const ObjectKind kind : {ObjectKind::View, ObjectKind::MaterializedView}) {
        if (!object.key.parent.empty()
            && m_result.dropped.contains({.kind = kind, .schema = object.key.schema, .name = object.key.parent}))
            return true;
    }
    return false;
}

void Finder::follow(const Object &object)
{
    if (isGone(object.key) || isInherited(object))
        return;
    switch (object.key.kind) {
    case ObjectKind::ForeignTable:
        // It holds no rows: it goes with its server, and comes with it.
        if (std::ranges::any_of(object.dependsOn.value, [&](const ObjectKey &key) {
                return key.kind == ObjectKind::ForeignServer && m_result.dropped.contains(key);
            }))
            return drop(object.key);
        return followTable(object);
    case ObjectKind::Table:
        return followTable(object);
    case ObjectKind::Domain:
    case ObjectKind::CompositeType:
    case ObjectKind::RangeType:
        return followDomain(object);
    case ObjectKind::Schema:
    case ObjectKind::Extension:
    case ObjectKind::Sequence:
    case ObjectKind::DefaultPrivileges:
    case ObjectKind::EnumType:
        return;
    default:
        if (isMadeAgain(object))
            drop(object.key);
    }
}

} // namespace

bool isInherited(const Object &part)
{
    const auto *constraint = part.as<Constraint>();
    // Keys of partitions are made and attached one by one.
    return constraint != nullptr && constraint->index.definition.empty() && constraint->isInherited
           && !constraint->isLocal;
}

bool hasOtherOrder(const Object &before, const Object &after)
{
    const bool isOrdered = before.as<Table>() != nullptr || before.as<CompositeType>() != nullptr;
    if (!isOrdered)
        return false;
    const auto *old = columnsOf(before);
    const auto *now = columnsOf(after);
    // New columns come last.
    std::vector<std::string> left;
    for (const Column &column : *old) {
        if (std::ranges::find(*now, column.name, &Column::name) != now->end())
            left.push_back(column.name);
    }
    std::vector<std::string> made = left;
    for (const Column &column : *now) {
        if (std::ranges::find(left, column.name) == left.end())
            made.push_back(column.name);
    }
    std::vector<std::string> wanted;
    for (const Column &column : *now)
        wanted.push_back(column.name);
    return made != wanted;
}

bool hasAttachedTwin(const Object &object, const Schema &schema)
{
    const auto *index = object.as<Index>();
    if (index == nullptr || !index->details.parentIndex.empty())
        return false;
    const auto shapeOf = [](const Index &one) {
        return std::string_view(one.details.definition)
            .substr(std::min(one.details.definition.find(" USING "), one.details.definition.size()));
    };
    return std::ranges::any_of(schema.objects, [&](const Object &other) {
        const auto *twin = other.as<Index>();
        return twin != nullptr && !twin->details.parentIndex.empty() && other.key.schema == object.key.schema
               && other.key.parent == object.key.parent && shapeOf(*twin) == shapeOf(*index);
    });
}

std::string castBetween(const Column &from, const Column &to, const Rebuilding &rebuilding)
{
    if (from.type != to.type)
        return castOf(from, to);
    const bool isSwapped = std::ranges::any_of(rebuilding.swapped,
                                               [&](const ObjectKey &key) { return isOfType(to.type, typeName(key)); });
    if (!isSwapped)
        return {};
    return sql::quoted(from.name) + (to.type.ends_with("[]") ? "::text[]::" : "::text::") + to.type;
}

ColumnOrigins originsOf(const Object &before, const Object &after, const Schema &from, const Schema &to)
{
    const auto *old = before.as<Table>();
    const auto *now = after.as<Table>();
    if (old == nullptr || now == nullptr || (old->parents.empty() && now->parents.empty()) || old->isPartition()
        || now->isPartition())
        return {};
    const auto isGiven = [&](const std::string &column, const Schema &schema) {
        return std::ranges::any_of(now->parents, [&](const sql::QualifiedName &parent) {
            const Object *table = schema.findTable(parent.schema, parent.name);
            return std::ranges::find(old->parents, parent) != old->parents.end() && table != nullptr
                   && columnOf(*table, column) != nullptr;
        });
    };
    ColumnOrigins origins;
    bool isOther = false;
    bool isOtherWhenLetGo = false;
    for (const Column &column : now->columns) {
        const Column *twin = columnOf(before, column.name);
        const bool isOwn = twin != nullptr ? twin->isLocal || !isGiven(column.name, from) : !isGiven(column.name, to);
        origins.isLetGo = origins.isLetGo || (twin != nullptr && !isOwn && column.isLocal);
        isOther = isOther || isOwn != column.isLocal;
        isOtherWhenLetGo = isOtherWhenLetGo || (isOwn || twin != nullptr) != column.isLocal;
    }
    origins.isOther = origins.isLetGo ? isOtherWhenLetGo : isOther;
    return origins;
}

Rebuilding rebuildingFor(const Schema &from, const Goal &goal, const RebuildingOptions &options)
{
    return Finder(from, goal, options).find();
}

} // namespace engine::migration
