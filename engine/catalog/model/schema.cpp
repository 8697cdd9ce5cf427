// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/model/schema.h"

#include "engine/base/errors/sentence.h"

#include <algorithm>
#include <set>

namespace engine::catalog {

namespace {

void addRoles(std::set<std::string> &roles, const Acl &acl)
{
    for (const AclItem &item : acl) {
        roles.insert(item.grantee);
        roles.insert(item.grantor);
    }
}

template <typename AnObject>
auto *columnsIn(AnObject &object)
{
    using Columns = decltype(&std::get_if<Table>(&object.definition)->columns);
    if (auto *table = std::get_if<Table>(&object.definition))
        return &table->columns;
    if (auto *view = std::get_if<View>(&object.definition))
        return &view->columns;
    if (auto *view = std::get_if<MaterializedView>(&object.definition))
        return &view->columns;
    if (auto *type = std::get_if<CompositeType>(&object.definition))
        return &type->attributes;
    return Columns(nullptr);
}

} // namespace

std::vector<Column> *columnsOf(Object &object)
{
    return columnsIn(object);
}

const std::vector<Column> *columnsOf(const Object &object)
{
    return columnsIn(object);
}

Sentence reasonText(const Uncarried &uncarried)
{
    switch (uncarried.reason) {
    case Uncarried::Reason::NotModelled:
        return Tr::sentence("Sosie does not carry objects of this kind.");
    case Uncarried::Reason::DependsOnUncarried:
        return Tr::sentence("It needs \"%1\", which is not carried.").arg(text(uncarried.detail));
    case Uncarried::Reason::OtherServer:
        return Tr::sentence("It leads to another server: a double must not be connected to it.");
    case Uncarried::Reason::Secret:
        return Tr::sentence("It is or may be a secret: set it in the target yourself where the double needs one.");
    case Uncarried::Reason::Kept:
        return Tr::sentence("The target has its own of that name, which is kept.");
    case Uncarried::Reason::NotAllowed:
        return Tr::sentence("The account used for the target may not make it.");
    case Uncarried::Reason::Tablespace:
        return Tr::sentence(
            "The target has no such tablespace that the account may use: what is in it goes where the target puts "
            "everything else.");
    case Uncarried::Reason::RowsElsewhere:
        return Tr::sentence("Its rows come from another server: refresh it where that server may be reached.");
    case Uncarried::Reason::LargeObject:
        return Tr::sentence("Nobody can judge what is in them: an anonymized clone leaves them out.");
    case Uncarried::Reason::Invalid:
        return Tr::sentence("The source itself says that it is not usable.");
    case Uncarried::Reason::Unreadable:
        return Tr::sentence("No server reads back the text that the source has of it: %1").arg(text(uncarried.detail));
    case Uncarried::Reason::NotThere:
        return Tr::sentence("The target has none of that name: its extension or server is of another version.");
    case Uncarried::Reason::ProviderNotLoaded:
        return Tr::sentence("The target has not loaded \"%1\", the module that keeps such labels.")
            .arg(text(uncarried.detail));
    case Uncarried::Reason::RefusedByProvider:
        return Tr::sentence("\"%1\", the module that keeps such labels, refuses it in the target.")
            .arg(text(uncarried.detail));
    }
    return {};
}

bool Schema::isTaken(const ObjectKey &key) const
{
    return std::ranges::binary_search(databaseWide, key);
}

const Object *Schema::find(const ObjectKey &key) const
{
    const auto found = std::ranges::lower_bound(objects, key, {}, &Object::key);
    return found != objects.end() && found->key == key ? &*found : nullptr;
}

const Object *Schema::findTable(std::string_view schema, std::string_view table) const
{
    ObjectKey key{.kind = ObjectKind::Table, .schema = std::string(schema), .name = std::string(table)};
    if (const Object *found = find(key))
        return found;
    key.kind = ObjectKind::ForeignTable;
    return find(key);
}

std::vector<const Object *> Schema::tablesWithRows() const
{
    std::vector<const Object *> tables;
    for (const Object &object : objects) {
        const auto *table = object.as<Table>();
        if (table != nullptr && table->holdsRows)
            tables.push_back(&object);
    }
    return tables;
}

std::vector<std::string> Schema::schemaNames() const
{
    std::vector<std::string> names;
    for (const Object &object : objects) {
        if (object.key.kind == ObjectKind::Schema)
            names.push_back(object.key.name);
    }
    return names;
}

std::vector<std::string> Schema::roles() const
{
    std::set<std::string> roles;
    for (const Object &object : objects) {
        roles.insert(object.owner);
        addRoles(roles, object.acl);
        if (object.key.kind == ObjectKind::UserMapping)
            roles.insert(object.key.name);
        if (object.key.kind == ObjectKind::Setting)
            roles.insert(object.key.parent);
        if (const auto *policy = object.as<Policy>())
            roles.insert(policy->roles.begin(), policy->roles.end());
        if (const auto *privileges = object.as<DefaultPrivileges>()) {
            roles.insert(object.key.name);
            addRoles(roles, privileges->acl);
        }
        if (const auto *table = object.as<Table>()) {
            for (const Column &column : table->columns)
                addRoles(roles, column.acl);
        }
    }
    for (const MemberChange &change : memberChanges) {
        for (const AclItem &item : change.acl) {
            // What came with the server is granted to roles of the server.
            if (std::ranges::find(change.cameWith, item) == change.cameWith.end())
                roles.insert({item.grantee, item.grantor});
        }
    }
    roles.erase("");
    return {roles.begin(), roles.end()};
}

void Schema::sort()
{
    std::ranges::sort(objects, {}, &Object::key);
    objects.shrink_to_fit();
    std::ranges::sort(notCarried);
    std::ranges::sort(databaseWide);
}

void Schema::leaveOut(const std::map<ObjectKey, Uncarried> &reasons)
{
    std::map<ObjectKey, Uncarried> gone = reasons;
    const auto isGone = [&](const ObjectKey &key) { return gone.contains(key); };
    for (bool found = !gone.empty(); found;) {
        found = false;
        for (const Object &object : objects) {
            if (isGone(object.key))
                continue;
            for (const auto *keys : {&object.dependsOn.value, &object.defaultsDependOn.value}) {
                const auto missing = std::ranges::find_if(*keys, isGone);
                if (missing == keys->end())
                    continue;
                gone.emplace(object.key,
                             Uncarried{.reason = Uncarried::Reason::DependsOnUncarried,
                                       .detail = std::string(kindKey(missing->kind)) + ' ' + missing->display()});
                found = true;
                break;
            }
        }
    }
    for (auto &[key, uncarried] : gone) {
        uncarried.kind = kindKey(key.kind);
        uncarried.name = key.display();
        notCarried.push_back(std::move(uncarried));
    }
    std::erase_if(objects, [&](const Object &object) { return isGone(object.key); });
    std::ranges::sort(notCarried);
}

} // namespace engine::catalog
