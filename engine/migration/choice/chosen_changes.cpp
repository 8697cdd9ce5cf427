// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/choice/chosen_changes.h"

#include "engine/migration/renames.h"
#include "engine/migration/texts.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

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
            if (change.kind != Change::Kind::Alter)
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
        else if (!isPartOfTable(change.key.kind))
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
        addOwnerOrSequences(*object, needed);
        addAttached(*object, needed);
        addOtherEnds(*object, needed);
        // Its name is only free once another object of that name is gone.
        if (change.kind == Change::Kind::Create && !isPartOfTable(change.key.kind))
            addOthersOfItsName(change, m_dropsByName, needed);
    }

    /// What becomes of another kind: what needs it names the new one, too.
    static void addOthersOfItsName(const Change &change, const std::multimap<Name, ObjectKey> &others,
                                   std::vector<ObjectKey> &needed)
    {
        const auto [first, last] = others.equal_range({change.key.schema, change.key.name});
        for (auto other = first; other != last; ++other)
            needed.push_back(other->second);
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
            const IndexDetails *index = indexDetailsOf(object);
            if (index != nullptr && !index->parentIndex.empty())
                m_attached.emplace(Name{object.key.schema, object.key.parent}, object.key);
            const auto *foreign = object.as<Constraint>();
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
            const auto [first, last] = m_identities.equal_range({object.key.schema, object.key.name});
            for (auto sequenceOf = first; sequenceOf != last; ++sequenceOf)
                needed.push_back(sequenceOf->second);
        }
    }

    /// A table that becomes a partition gets the indexes of its table, and loses them when it leaves.
    void addAttached(const Object &object, std::vector<ObjectKey> &needed) const
    {
        const auto *table = object.as<Table>();
        const Object *before = m_target.find(object.key);
        if (table == nullptr || before == nullptr || before->as<Table>()->parents == table->parents)
            return;
        const auto [first, last] = m_attached.equal_range({object.key.schema, object.key.name});
        for (auto index = first; index != last; ++index)
            needed.push_back(index->second);
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

    /// Sequences go with the columns that they belong to.
    void addWhatGoesAlong(const Object &before, std::vector<ObjectKey> &needed) const
    {
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
    /// Sequences of the target, by table.
    std::multimap<Name, const Object *> m_owned{};
    /// Changes of the target, by what their objects need.
    std::map<ObjectKey, std::vector<ObjectKey>> m_dependents;
    std::set<ObjectKey> m_chosen;
    std::map<ObjectKey, ObjectKey> m_added;
};

/// What the target is to be: of each changed object the source's where it was chosen, else its own.
Schema wantedSchema(const Comparison &comparison, const std::set<ObjectKey> &chosen)
{
    std::map<ObjectKey, Change::Kind> left;
    for (const Change &change : comparison.changes) {
        if (!chosen.contains(change.key))
            left.emplace(change.key, change.kind);
    }
    Schema wanted;
    wanted.serverVersion = comparison.sourceSchema->serverVersion;
    wanted.databaseName = comparison.sourceSchema->databaseName;
    for (const Object &object : comparison.sourceSchema->objects) {
        const auto own = left.find(object.key);
        if (own == left.end())
            wanted.objects.push_back(object);
        else if (own->second == Change::Kind::Alter)
            wanted.objects.push_back(*comparison.targetSchema->find(object.key));
    }
    for (const auto &[key, kind] : left) {
        if (kind == Change::Kind::Drop)
            wanted.objects.push_back(*comparison.targetSchema->find(key));
    }
    // What nobody compared stays as it is.
    std::set<ObjectKey> dropped;
    for (const Change &change : comparison.changes) {
        if (change.kind == Change::Kind::Drop)
            dropped.insert(change.key);
    }
    for (const Object &object : comparison.targetSchema->objects) {
        if (comparison.sourceSchema->find(object.key) == nullptr && !dropped.contains(object.key))
            wanted.objects.push_back(object);
    }
    const auto isChosen = [&](const MemberChange &change) {
        return !left.contains({.kind = change.extension.empty() ? ObjectKind::Schema : ObjectKind::Extension,
                               .name = change.extension.empty() ? "pg_catalog" : change.extension});
    };
    std::ranges::copy_if(comparison.sourceSchema->memberChanges, std::back_inserter(wanted.memberChanges), isChosen);
    std::ranges::copy_if(comparison.targetSchema->memberChanges, std::back_inserter(wanted.memberChanges),
                         std::not_fn(isChosen));
    wanted.sort();
    return wanted;
}

/// Drops that were ticked, and those that follow from them; not those that something new needs.
std::set<ObjectKey> allowedDrops(const Comparison &comparison, const std::set<ObjectKey> &ticked,
                                 const std::map<ObjectKey, ObjectKey> &added)
{
    std::map<ObjectKey, Change::Kind> kinds;
    for (const Change &change : comparison.changes)
        kinds.emplace(change.key, change.kind);
    const auto isDrop = [&](const ObjectKey &key) {
        const auto found = kinds.find(key);
        return found != kinds.end() && found->second == Change::Kind::Drop;
    };
    std::set<ObjectKey> allowed;
    std::ranges::copy_if(ticked, std::inserter(allowed, allowed.end()), isDrop);
    // One may follow from another that follows.
    for (size_t before = 0; before != allowed.size();) {
        before = allowed.size();
        for (const auto &[key, cause] : added) {
            if (isDrop(key) && allowed.contains(cause))
                allowed.insert(key);
        }
    }
    return allowed;
}

} // namespace

std::map<ObjectKey, ObjectKey> neededBy(const Comparison &comparison, const std::set<ObjectKey> &ticked)
{
    return Following(comparison, ticked).find();
}

Result<ChosenScript> chosenScript(const Comparison &comparison, const Choice &choice)
{
    ChosenScript chosen{.added = neededBy(comparison, choice.ticked)};
    std::set<ObjectKey> all = choice.ticked;
    for (const auto &[key, cause] : chosen.added)
        all.insert(key);
    const Schema wanted = wantedSchema(comparison, all);
    MigrationOptions options = comparison.options;
    options.mayLoseData = choice.mayLoseData;
    options.mayDrop = allowedDrops(comparison, choice.ticked, chosen.added);
    TRY_ASSIGN(chosen.script, migrationScript(*comparison.targetSchema, wanted, options));
    // What the target had is made again: nothing of it was lost before.
    options.mayLoseData = true;
    TRY_ASSIGN(chosen.reverse, migrationScript(chosen.script.reached, *comparison.targetSchema, options));
    std::vector<Statement> &there = chosen.script.statements;
    there.insert(there.begin(), comparison.renames.begin(), comparison.renames.end());
    std::ranges::copy(comparison.renamesBack, std::back_inserter(chosen.reverse.statements));
    return chosen;
}

} // namespace engine::migration
