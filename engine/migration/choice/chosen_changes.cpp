// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/choice/chosen_changes.h"

#include "engine/migration/renames.h"

#include <algorithm>
#include <unordered_map>

namespace engine::migration {

using catalog::Change;
using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;
using catalog::Schema;

namespace {

using Changes = std::map<ObjectKey, const Change *>;

bool isPartOfTable(ObjectKind kind)
{
    return kind == ObjectKind::Constraint || kind == ObjectKind::Index || kind == ObjectKind::Statistics
           || kind == ObjectKind::Rule || kind == ObjectKind::Trigger || kind == ObjectKind::Policy;
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
            if (change.kind == Change::Kind::Drop)
                m_dropsByName.emplace(std::pair{change.key.schema, change.key.name}, change.key);
        }
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
        // Its name is only free once another object of that name is gone.
        if (change.kind == Change::Kind::Create && !isPartOfTable(change.key.kind)) {
            const auto [first, last] = m_dropsByName.equal_range({change.key.schema, change.key.name});
            for (auto drop = first; drop != last; ++drop)
                needed.push_back(drop->second);
        }
    }

    const Schema &m_source;
    const Schema &m_target;
    Changes m_changes;
    std::multimap<std::pair<std::string, std::string>, ObjectKey> m_dropsByName;
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
