// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/steps/drops.h"

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/migration/planning/subscriptions.h"
#include "engine/migration/steps/alter_tables.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace engine::migration {

using namespace catalog;

namespace {

std::string dropSqlOf(const Object &object)
{
    const ObjectKey &key = object.key;
    if (key.kind == ObjectKind::Constraint)
        return "ALTER TABLE " + key.quotedParent() + " DROP CONSTRAINT " + sql::quoted(key.name);
    if (key.kind == ObjectKind::Subscription)
        return dropSubscriptionSql(key);
    if (key.kind == ObjectKind::UserMapping)
        return dropSql(key, false);
    return "DROP " + sqlName(key);
}

bool isPart(ObjectKind kind)
{
    return kind >= ObjectKind::Constraint && kind <= ObjectKind::Policy;
}

/// What a trigger needs is needed by the table that it goes with; a foreign key is dropped by itself, and so is a
/// policy, which may read a view of its own table.
ObjectKey holderOf(const Object &object, const Schema &schema)
{
    const auto *constraint = object.as<Constraint>();
    const bool isPolicy = object.key.kind == ObjectKind::Policy;
    if (!isPart(object.key.kind) || isPolicy || object.key.parent.empty()
        || (constraint != nullptr && constraint->type == 'f'))
        return object.key;
    const Object *table = schema.findTable(object.key.schema, object.key.parent);
    return table == nullptr ? object.key : table->key;
}

/// The keys in an order in which each comes after everything among them that needs it.
std::vector<ObjectKey> dependentsFirst(const Schema &schema, const std::set<ObjectKey> &keys)
{
    std::map<ObjectKey, std::set<ObjectKey>> neededBy;
    for (const ObjectKey &key : keys) {
        const Object *object = schema.find(key);
        if (object == nullptr)
            continue;
        for (const auto *needs : {&object->dependsOn.value, &object->defaultsDependOn.value}) {
            for (const ObjectKey &needed : *needs) {
                if (!keys.contains(needed))
                    continue;
                neededBy[needed].insert(key);
                const ObjectKey holder = holderOf(*object, schema);
                if (holder != needed && keys.contains(holder))
                    neededBy[needed].insert(holder);
            }
        }
    }
    std::vector<ObjectKey> order;
    std::set<ObjectKey> seen;
    const std::function<void(const ObjectKey &)> visit = [&](const ObjectKey &key) {
        if (!seen.insert(key).second)
            return;
        for (const ObjectKey &dependent : neededBy[key])
            visit(dependent);
        order.push_back(key);
    };
    // The parts of tables first, where nothing else decides.
    for (auto key = keys.rbegin(); key != keys.rend(); ++key)
        visit(*key);
    return order;
}

/// An index of a partition, or the key it carries, that goes with the one it is attached to.
bool goesWithParents(const Object &object, const Rebuilding &rebuilding, const Schema &schema)
{
    const auto *index = object.as<Index>();
    const auto *constraint = object.as<Constraint>();
    const IndexDetails *details = index != nullptr        ? &index->details
                                  : constraint != nullptr ? &constraint->index
                                                          : nullptr;
    if (details == nullptr || details->parentIndex.empty())
        return false;
    const auto *table = schema.findTable(object.key.schema, object.key.parent);
    const auto *partition = table == nullptr ? nullptr : table->as<Table>();
    if (partition == nullptr || partition->parents.empty())
        return false;
    for (const ObjectKind kind : {ObjectKind::Index, ObjectKind::Constraint}) {
        if (rebuilding.dropped.contains({.kind = kind,
                                         .schema = details->parentSchema,
                                         .name = details->parentIndex,
                                         .parent = partition->parents.front().name}))
            return true;
    }
    return false;
}

/// Plain indexes with keys of partitions attached, which neither can be dropped without the other. What needs those is
/// dropped before.
std::set<std::pair<std::string, std::string>> indexesWithKeys(const Schema &schema)
{
    std::set<std::pair<std::string, std::string>> names;
    for (const Object &object : schema.objects) {
        const auto *key = object.as<Constraint>();
        if (key != nullptr && !key->index.parentIndex.empty())
            names.emplace(key->index.parentSchema, key->index.parentIndex);
    }
    return names;
}

/// An attached index of a partition that leaves its table, which it cannot be dropped without before.
bool isOfDetached(const Object &object, const Context &context)
{
    const auto *index = object.as<Index>();
    const auto *constraint = object.as<Constraint>();
    const bool isAttachedNow = (index != nullptr && !index->details.parentIndex.empty())
                               || (constraint != nullptr && !constraint->index.parentIndex.empty());
    const Object *table = isAttachedNow ? context.from.findTable(object.key.schema, object.key.parent) : nullptr;
    const Object *after = table == nullptr ? nullptr : context.goal.schema.find(table->key);
    return after != nullptr && !context.isMade(table->key)
           && after->as<Table>()->parents != table->as<Table>()->parents;
}

class LastDrops final
{
public:
    LastDrops(const Context &context, Script &script)
        : m_context(context)
        , m_script(script)
    {
        for (const Object &object : context.goal.schema.objects) {
            const auto *constraint = object.as<Constraint>();
            if (constraint != nullptr && constraint->type == 'f')
                m_referenced.insert(constraint->referenced);
        }
    }

    void write()
    {
        std::set<ObjectKey> keys = m_context.goal.kept;
        for (const auto &[table, columns] : m_context.goal.keptColumns)
            keys.insert(table);
        for (const ObjectKey &key : dependentsFirst(m_context.goal.schema, keys)) {
            const Object &object = *m_context.goal.schema.find(key);
            const Object *table = object.key.parent.empty()
                                      ? &object
                                      : m_context.goal.schema.findTable(object.key.schema, object.key.parent);
            if (table != nullptr && goesWithMoved(*table, m_context))
                continue;
            if (!m_context.goal.kept.contains(key))
                dropColumns(object);
            else if (!goesWithIt(object))
                drop(object);
        }
    }

private:
    [[nodiscard]] static Hazard::Kind hazardOf(ObjectKind kind)
    {
        const bool holdsData = kind == ObjectKind::Table || kind == ObjectKind::Sequence || kind == ObjectKind::Schema
                               || kind == ObjectKind::Extension;
        return holdsData ? Hazard::Kind::DataLost : Hazard::Kind::Lock;
    }
    [[nodiscard]] bool isColumnDropped(const std::string &schema, const std::string &table,
                                       const std::string &column) const
    {
        const Object *object = m_context.goal.schema.findTable(schema, table);
        return object != nullptr
               && (m_context.goal.kept.contains(object->key) || contains(m_context.keptColumns(object->key), column));
    }
    /// Parts go with their tables, but for keys between tables that are both dropped.
    [[nodiscard]] bool goesWithIt(const Object &object) const
    {
        if (const auto *sequence = object.as<Sequence>(); sequence != nullptr && !sequence->ownerTable.empty())
            return isColumnDropped(object.key.schema, sequence->ownerTable, sequence->ownerColumn);
        const auto *constraint = object.as<Constraint>();
        const bool isBetween = constraint != nullptr && constraint->type == 'f' && !isInherited(object)
                               && (constraint->referenced != sql::QualifiedName{object.key.schema, object.key.parent});
        const bool readsOthers = object.key.kind == ObjectKind::Policy
                                 && std::ranges::any_of(object.dependsOn.value, [&](const ObjectKey &key) {
                                        return m_context.goal.kept.contains(key)
                                               && (key.schema != object.key.schema || key.name != object.key.parent);
                                    });
        return isPart(object.key.kind) && object.key.kind != ObjectKind::Statistics && !isBetween && !readsOthers;
    }
    /// A foreign key refers to a table above it, and so to its rows too: it has to leave first.
    [[nodiscard]] bool isReferredTo(const Table &partition) const
    {
        const Object *parent = nullptr;
        for (const Table *table = &partition; table != nullptr && table->isPartition();
             table = parent == nullptr ? nullptr : parent->as<Table>()) {
            const sql::QualifiedName &name = table->parents.front();
            if (m_referenced.contains(name))
                return true;
            parent = m_context.from.findTable(name.schema, name.name);
        }
        return false;
    }
    void drop(const Object &object)
    {
        const auto *table = object.as<Table>();
        const bool isOut = std::ranges::any_of(m_context.rebuilding.moves, [&](const PartitionMove &move) {
            return move.isLeaving && move.partition == object.key;
        });
        if (table != nullptr && table->isPartition() && !isOut && isReferredTo(*table))
            m_script.add(object.key,
                         "ALTER TABLE " + table->parents.front().quoted() + " DETACH PARTITION " + object.key.quoted());
        m_script.add(object.key, dropSqlOf(object), m_script.hazards().of(hazardOf(object.key.kind), object.key));
    }
    void dropColumns(const Object &object)
    {
        const bool isType = object.as<CompositeType>() != nullptr;
        const auto *now = object.as<Table>();
        const bool isElsewhere
            = now != nullptr && now->parents != m_context.from.find(object.key)->as<Table>()->parents;
        std::vector<std::string> clauses;
        for (const std::string &name : m_context.keptColumns(object.key)) {
            const auto &columns = *columnsOf(object);
            const auto column = std::ranges::find(columns, name, &Column::name);
            if (isType || column->isLocal || isElsewhere)
                clauses.push_back((isType ? "DROP ATTRIBUTE " : "DROP COLUMN ") + sql::quoted(name)
                                  + (isType ? " CASCADE" : ""));
        }
        const auto *ofType = object.as<Table>();
        const bool isGiven = ofType != nullptr && !ofType->ofType.empty()
                             && ofType->ofType == m_context.from.find(object.key)->as<Table>()->ofType;
        if (clauses.empty() || isGiven)
            return;
        const char *kind = isType                                        ? "ALTER TYPE "
                           : object.key.kind == ObjectKind::ForeignTable ? "ALTER FOREIGN TABLE "
                                                                         : "ALTER TABLE ";
        m_script.add(object.key, kind + object.key.quoted() + "\n    " + joined(clauses, ",\n    "),
                     m_script.hazards().of(Hazard::Kind::DataLost, object.key));
        // A typed table has the columns of its type and no other.
        const auto *typed = object.as<Table>();
        if (typed != nullptr && !typed->ofType.empty()
            && typed->ofType != m_context.from.find(object.key)->as<Table>()->ofType)
            m_script.add(object.key, "ALTER TABLE " + object.key.quoted() + " OF " + typed->ofType);
    }

    const Context &m_context;
    Script &m_script;
    /// Tables that foreign keys lead to.
    std::set<sql::QualifiedName> m_referenced{};
};

} // namespace

void dropFirst(const Context &context, Script &script)
{
    const auto withKeys = indexesWithKeys(context.from);
    for (const ObjectKey &key : dependentsFirst(context.from, context.rebuilding.dropped)) {
        const Object &object = *context.from.find(key);
        if (isOfDetached(object, context) || context.rebuilding.remade.contains(key)
            || goesWithParents(object, context.rebuilding, context.from))
            continue;
        const auto *trigger = object.as<Trigger>();
        const bool isCopy = trigger != nullptr && trigger->definition.empty();
        const bool isBack = context.goal.schema.find(key) != nullptr;
        if (isCopy) {
            if (!isBack)
                script.add(key, "ALTER TABLE " + key.quotedParent() + " ENABLE TRIGGER " + sql::quoted(key.name));
            continue;
        }
        // Its trigger goes with a constraint.
        const bool takesKeys = object.as<Index>() != nullptr && withKeys.contains({key.schema, key.name});
        script.add(key, dropSqlOf(object) + (takesKeys ? " CASCADE" : ""),
                   isBack ? script.hazards().of(Hazard::Kind::MadeAgain, key) : std::vector<Hazard>());
    }
}

void dropLeftIndexes(const Context &context, Script &script)
{
    for (const ObjectKey &key : dependentsFirst(context.from, context.rebuilding.dropped)) {
        const Object &object = *context.from.find(key);
        if (isOfDetached(object, context) && !goesWithParents(object, context.rebuilding, context.from))
            script.add(key, dropSqlOf(object));
    }
}

void bareDomains(const Context &context, Script &script)
{
    for (const ObjectKey &key : context.rebuilding.bareDomains) {
        const auto *domain = context.from.find(key)->as<Domain>();
        const std::string prefix = "ALTER DOMAIN " + key.quoted();
        if (domain->defaultValue)
            script.add(key, prefix + " DROP DEFAULT");
        for (const DomainConstraint &check : domain->constraints)
            script.add(key, prefix + " DROP CONSTRAINT " + sql::quoted(check.name));
    }
}

void dropLast(const Context &context, Script &script)
{
    LastDrops(context, script).write();
}

} // namespace engine::migration
