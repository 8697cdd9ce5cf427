// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/choice/chosen_changes.h"

#include "engine/migration/renames.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace engine::migration {

using namespace catalog;

namespace {

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
