// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/choice/following.h"

#include "engine/migration/planning/texts.h"

#include <algorithm>

namespace engine::migration {

using namespace catalog;

namespace {

using Changes = std::map<ObjectKey, const Change *>;
using Name = std::pair<std::string, std::string>;

bool isPartOfTable(ObjectKind kind)
{
    return kind == ObjectKind::Constraint || kind == ObjectKind::Index || kind == ObjectKind::Statistics
           || kind == ObjectKind::Rule || kind == ObjectKind::Trigger || kind == ObjectKind::Policy;
}

const IndexDetails *indexDetailsOf(const Object &object)
{
    if (const auto *index = object.as<Index>())
        return &index->details;
    const auto *constraint = object.as<Constraint>();
    return constraint == nullptr ? nullptr : &constraint->index;
}

/// Follows changes to what they need, until nothing more comes.
class Following final
{
public:
    Following(const Comparison &comparison, const std::set<ObjectKey> &ticked)
        : m_source(*comparison.sourceSchema)
        , m_target(*comparison.targetSchema)
        , m_chosen(ticked)
    {
        for (const Change &change : comparison.changes) {
            m_changes.emplace(change.key, &change);
            if (change.kind != Change::Kind::Alter && isNameOfItsOwn(change))
                (change.kind == Change::Kind::Drop ? m_dropsByName : m_createsByName)
                    .emplace(std::pair{change.key.schema, change.key.name}, change.key);
        }
        noteParts(m_source);
        noteParts(m_target);
        for (const Object &object : m_target.objects) {
            for (const auto *needs : {&object.dependsOn.value, &object.defaultsDependOn.value}) {
                for (const ObjectKey &key : *needs) {
                    if (m_changes.contains(key) && m_changes.contains(object.key))
                        m_dependents[key].push_back(object.key);
                }
            }
            if (isPartOfTable(object.key.kind) && m_changes.contains(object.key)) {
                if (const Object *table = m_target.findTable(object.key.schema, object.key.parent))
                    m_dependents[table->key].push_back(object.key);
            }
        }
    }

    std::map<ObjectKey, ObjectKey> find()
    {
        std::vector<ObjectKey> waiting(m_chosen.begin(), m_chosen.end());
        while (!waiting.empty()) {
            const ObjectKey key = std::move(waiting.back());
            waiting.pop_back();
            const auto change = m_changes.find(key);
            if (change == m_changes.end())
                continue;
            for (const ObjectKey &needed : neededFor(*change->second)) {
                if (!m_changes.contains(needed) || !m_chosen.insert(needed).second)
                    continue;
                m_added.emplace(needed, key);
                waiting.push_back(needed);
            }
        }
        return std::move(m_added);
    }

private:
    [[nodiscard]] std::vector<ObjectKey> neededFor(const Change &change) const
    {
        std::vector<ObjectKey> needed;
        if (change.kind != Change::Kind::Drop)
            addWhatItIsMadeOf(change, needed);
        else if (isNameOfItsOwn(change))
            addOthersOfItsName(change, m_createsByName, needed);
        if (const Object *before = m_target.find(change.key)) {
            addWhatHoldsIt(*before, needed);
            addWhatGoesAlong(*before, needed);
            addWhatReadsRetyped(*before, needed);
            addKeysInstead(*before, needed);
        }
        const bool losesColumns = std::ranges::any_of(change.properties, [](const catalog::PropertyChange &property) {
            return property.key == "column" && property.to.empty();
        });
        const auto dependents = m_dependents.find(change.key);
        if ((change.kind == Change::Kind::Drop || losesColumns) && dependents != m_dependents.end())
            std::ranges::copy(dependents->second, std::back_inserter(needed));
        return needed;
    }

    void addWhatItIsMadeOf(const Change &change, std::vector<ObjectKey> &needed) const
    {
        const Object *object = m_source.find(change.key);
        if (object == nullptr)
            return;
        const auto isThere = [&](const ObjectKey &key) {
            const auto found = m_changes.find(key);
            return found != m_changes.end() && found->second->kind != Change::Kind::Drop;
        };
        for (const auto *keys : {&object->dependsOn.value, &object->defaultsDependOn.value})
            std::ranges::copy_if(*keys, std::back_inserter(needed), isThere);
        if (const ObjectKey schema{.kind = ObjectKind::Schema, .name = change.key.schema}; isThere(schema))
            needed.push_back(schema);
        if (isPartOfTable(change.key.kind)) {
            if (const Object *table = m_source.findTable(change.key.schema, change.key.parent))
                needed.push_back(table->key);
        }
        addPartitions(*object, needed);
        if (const auto *view = object->as<MaterializedView>(); view != nullptr && view->isPopulated)
            std::ranges::copy_if(allThatIsRead(*object, m_source), std::back_inserter(needed), isThere);
        addOwnerOrSequences(*object, needed);
        addAttached(*object, needed);
        addOtherEnds(*object, needed);
        // A table has one primary key.
        if (const auto *key = object->as<Constraint>(); key != nullptr && key->type == 'p')
            addAll(m_primaryKeys, {change.key.schema, change.key.parent}, needed);
        // Its name is only free once another object of that name is gone.
        const IndexDetails *index = indexDetailsOf(*object);
        const bool isNamed = !isPartOfTable(change.key.kind) || (index != nullptr && !index->definition.empty());
        if (change.kind == Change::Kind::Create && isNamed)
            addOthersOfItsName(change, m_dropsByName, needed);
    }

    /// Bounds of partitions share what there is: one that comes or changes needs those that make room.
    void addPartitions(const Object &object, std::vector<ObjectKey> &needed) const
    {
        const auto *table = object.as<Table>();
        if (table == nullptr)
            return;
        const Object *before = m_target.find(object.key);
        const auto *old = before == nullptr ? nullptr : before->as<Table>();
        const Name own{object.key.schema, object.key.name};
        if (old != nullptr && old->partitionKey != table->partitionKey)
            addAll(m_partitions, own, needed);
        if (old == nullptr)
            addAll(m_inheritedChecks, own, needed);
        for (const Table *side : {table, old}) {
            const bool isMoved
                = old == nullptr || old->partitionBound != table->partitionBound || old->parents != table->parents;
            if (side == nullptr || !side->isPartition() || !isMoved)
                continue;
            const auto [first, last]
                = m_partitions.equal_range({side->parents.front().schema, side->parents.front().name});
            for (auto sibling = first; sibling != last; ++sibling) {
                const auto change = m_changes.find(sibling->second);
                if (change != m_changes.end() && (old != nullptr || change->second->kind != Change::Kind::Create))
                    needed.push_back(sibling->second);
            }
        }
    }

    static void addAll(const std::multimap<Name, ObjectKey> &map, const Name &name, std::vector<ObjectKey> &needed)
    {
        const auto [first, last] = map.equal_range(name);
        for (auto found = first; found != last; ++found)
            needed.push_back(found->second);
    }

    /// What becomes of another kind: what needs it names the new one, too.
    static void addOthersOfItsName(const Change &change, const std::multimap<Name, ObjectKey> &others,
                                   std::vector<ObjectKey> &needed)
    {
        addAll(others, {change.key.schema, change.key.name}, needed);
    }

    /// Triggers, policies and the like have names of their table; indexes have theirs among tables and views.
    [[nodiscard]] bool isNameOfItsOwn(const Change &change) const
    {
        const Object *object = (change.kind == Change::Kind::Drop ? m_target : m_source).find(change.key);
        const IndexDetails *index = object == nullptr ? nullptr : indexDetailsOf(*object);
        return !isPartOfTable(change.key.kind) || (index != nullptr && !index->definition.empty());
    }

    /// What hangs on tables, of both sides.
    void noteParts(const Schema &schema)
    {
        for (const Object &object : schema.objects) {
            const auto *sequence = object.as<Sequence>();
            if (sequence != nullptr && !sequence->ownerTable.empty() && &schema == &m_target)
                m_owned.emplace(Name{object.key.schema, sequence->ownerTable}, &object);
            if (sequence != nullptr && sequence->identity != 0)
                m_identities.emplace(Name{object.key.schema, sequence->ownerTable}, object.key);
            if (const auto *table = object.as<Table>(); table != nullptr && table->isPartition())
                m_partitions.emplace(Name{table->parents.front().schema, table->parents.front().name}, object.key);
            const auto *check = object.as<Constraint>();
            if (check != nullptr && check->isInherited && &schema == &m_source)
                m_inheritedChecks.emplace(Name{object.key.schema, object.key.parent}, object.key);
            const IndexDetails *index = indexDetailsOf(object);
            if (index != nullptr && !index->parentIndex.empty())
                m_attached.emplace(Name{object.key.schema, object.key.parent}, object.key);
            const auto *foreign = object.as<Constraint>();
            if (foreign != nullptr && foreign->type == 'p' && &schema == &m_target)
                m_primaryKeys.emplace(Name{object.key.schema, object.key.parent}, object.key);
            if (foreign != nullptr && (foreign->type == 'p' || foreign->type == 'u') && &schema == &m_source)
                m_keys.emplace(Name{object.key.schema, object.key.parent}, &object);
            if (foreign == nullptr || foreign->type != 'f')
                continue;
            m_foreign.emplace(Name{object.key.schema, object.key.parent}, &object);
            m_foreign.emplace(Name{foreign->referenced.schema, foreign->referenced.name}, &object);
        }
    }

    /// An identity column and its sequence come together; a sequence belongs to a column that has to be there.
    void addOwnerOrSequences(const Object &object, std::vector<ObjectKey> &needed) const
    {
        if (const auto *sequence = object.as<Sequence>(); sequence != nullptr && !sequence->ownerTable.empty()) {
            if (const Object *table = m_source.findTable(object.key.schema, sequence->ownerTable))
                needed.push_back(table->key);
        } else if (object.as<Table>() != nullptr) {
            addAll(m_identities, {object.key.schema, object.key.name}, needed);
        }
    }

    /// A table that becomes a partition gets the indexes of its table, and loses them when it leaves.
    void addAttached(const Object &object, std::vector<ObjectKey> &needed) const
    {
        const auto *table = object.as<Table>();
        const Object *before = m_target.find(object.key);
        if (table == nullptr || before == nullptr || before->as<Table>()->parents == table->parents)
            return;
        addAll(m_attached, {object.key.schema, object.key.name}, needed);
    }

    /// Both ends of a foreign key change together: the types of its columns, the key that it refers to.
    void addOtherEnds(const Object &object, std::vector<ObjectKey> &needed) const
    {
        const bool isTable = object.as<Table>() != nullptr;
        if (!isTable && object.as<Constraint>() == nullptr && object.as<Index>() == nullptr)
            return;
        const Name name{object.key.schema, isTable ? object.key.name : object.key.parent};
        const auto [first, last] = m_foreign.equal_range(name);
        for (auto end = first; end != last; ++end) {
            const Object &key = *end->second;
            const auto *foreign = key.as<Constraint>();
            const Name from{key.key.schema, key.key.parent};
            const Name to{foreign->referenced.schema, foreign->referenced.name};
            if (!isTable && name == to) {
                needed.push_back(key.key);
            } else if (isTable && isRetyped(object, foreign)) {
                const Name &far = name == from ? to : from;
                if (const Object *other = m_source.findTable(far.first, far.second))
                    needed.push_back(other->key);
            }
        }
    }

    /// Sequences go with the columns that they belong to; a column is no identity any more without its own.
    void addWhatGoesAlong(const Object &before, std::vector<ObjectKey> &needed) const
    {
        const auto *sequence = before.as<Sequence>();
        const Object *owner = sequence == nullptr || sequence->identity == 0 || m_source.find(before.key) != nullptr
                                  ? nullptr
                                  : m_target.findTable(before.key.schema, sequence->ownerTable);
        if (owner != nullptr)
            needed.push_back(owner->key);
        if (before.as<Table>() == nullptr)
            return;
        const Object *after = m_source.find(before.key);
        const auto [first, last] = m_owned.equal_range({before.key.schema, before.key.name});
        for (auto owned = first; owned != last; ++owned) {
            const std::string &column = owned->second->as<Sequence>()->ownerColumn;
            const auto *columns = after == nullptr ? nullptr : columnsOf(*after);
            if (columns == nullptr || std::ranges::find(*columns, column, &Column::name) == columns->end())
                needed.push_back(owned->second->key);
        }
    }

    /// What names a column of another type from now on may mean nothing then.
    void addWhatReadsRetyped(const Object &before, std::vector<ObjectKey> &needed) const
    {
        const Object *after = m_source.find(before.key);
        const auto dependents = m_dependents.find(before.key);
        if (before.as<Table>() == nullptr || after == nullptr || dependents == m_dependents.end())
            return;
        for (const Column &column : *columnsOf(*after)) {
            const auto &columns = *columnsOf(before);
            const auto old = std::ranges::find(columns, column.name, &Column::name);
            if (old == columns.end() || old->type == column.type)
                continue;
            for (const ObjectKey &key : dependents->second) {
                if (mentions(textOf(*m_target.find(key)), sql::displayed(column.name)))
                    needed.push_back(key);
            }
        }
    }

    /// An attached index goes with its partition or with the index above it.
    void addWhatHoldsIt(const Object &before, std::vector<ObjectKey> &needed) const
    {
        const IndexDetails *index = indexDetailsOf(before);
        const Object *table = index == nullptr || index->parentIndex.empty()
                                  ? nullptr
                                  : m_target.findTable(before.key.schema, before.key.parent);
        if (table == nullptr || m_source.find(before.key) != nullptr)
            return;
        needed.push_back(table->key);
        for (const sql::QualifiedName &parent : table->as<Table>()->parents) {
            for (const ObjectKind kind : {ObjectKind::Index, ObjectKind::Constraint})
                needed.push_back(
                    {.kind = kind, .schema = index->parentSchema, .name = index->parentIndex, .parent = parent.name});
        }
    }

    /// A foreign key may stand on another key from now on, which has to be there when its own goes.
    void addKeysInstead(const Object &before, std::vector<ObjectKey> &needed) const
    {
        const auto *key = before.as<Constraint>();
        if (key == nullptr || (key->type != 'p' && key->type != 'u'))
            return;
        const auto [first, last] = m_foreign.equal_range({before.key.schema, before.key.parent});
        for (auto end = first; end != last; ++end) {
            const auto *foreign = end->second->as<Constraint>();
            if (foreign->referenced != sql::QualifiedName{before.key.schema, before.key.parent})
                continue;
            const auto [firstKey, lastKey] = m_keys.equal_range({before.key.schema, before.key.parent});
            for (auto other = firstKey; other != lastKey; ++other) {
                const auto *otherKey = other->second->as<Constraint>();
                if (std::ranges::is_permutation(otherKey->columns, foreign->referencedColumns))
                    needed.push_back(other->second->key);
            }
        }
    }

    /// Of the columns on either end of the key.
    [[nodiscard]] bool isRetyped(const Object &table, const Constraint *foreign) const
    {
        const Object *before = m_target.find(table.key);
        if (before == nullptr)
            return false;
        for (const auto *names : {&foreign->columns, &foreign->referencedColumns}) {
            for (const std::string &name : *names) {
                const auto old = std::ranges::find(*columnsOf(*before), name, &Column::name);
                const auto now = std::ranges::find(*columnsOf(table), name, &Column::name);
                if (old != columnsOf(*before)->end() && now != columnsOf(table)->end() && old->type != now->type)
                    return true;
            }
        }
        return false;
    }

    const Schema &m_source;
    const Schema &m_target;
    Changes m_changes;
    std::multimap<Name, ObjectKey> m_dropsByName;
    std::multimap<Name, ObjectKey> m_createsByName;
    /// By table, of either side: sequences of identity columns, attached indexes, foreign keys from it and to it.
    std::multimap<Name, ObjectKey> m_identities{};
    std::multimap<Name, ObjectKey> m_attached{};
    std::multimap<Name, const Object *> m_foreign{};
    /// Primary keys and unique constraints of the source, by table.
    std::multimap<Name, const Object *> m_keys{};
    /// Of the target, by table.
    std::multimap<Name, ObjectKey> m_primaryKeys{};
    /// By the table above, of either side.
    std::multimap<Name, ObjectKey> m_partitions{};
    /// Of the source, by the table that has them from above.
    std::multimap<Name, ObjectKey> m_inheritedChecks{};
    /// Sequences of the target, by table.
    std::multimap<Name, const Object *> m_owned{};
    /// Changes of the target, by what their objects need.
    std::map<ObjectKey, std::vector<ObjectKey>> m_dependents;
    std::set<ObjectKey> m_chosen;
    std::map<ObjectKey, ObjectKey> m_added;
};

} // namespace

std::map<ObjectKey, ObjectKey> neededBy(const Comparison &comparison, const std::set<ObjectKey> &ticked)
{
    return Following(comparison, ticked).find();
}

} // namespace engine::migration
