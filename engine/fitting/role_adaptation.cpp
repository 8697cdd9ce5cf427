// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fitting/role_adaptation.h"

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl_attributes.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace engine::fitting {

using catalog::Acl;
using catalog::AclItem;
using catalog::Object;
using catalog::ObjectKind;

namespace {

std::string lettersOfBoth(const std::string &one, const std::string &other)
{
    std::set<char> letters(one.begin(), one.end());
    letters.insert(other.begin(), other.end());
    return {letters.begin(), letters.end()};
}

class Adaptation final
{
public:
    Adaptation(const catalog::Schema &target, const TargetRoles &roles)
        : m_target(target)
        , m_roles(roles)
    {}

    void adapt(Object &object) const;
    /// Nothing is left of it for the roles that are there.
    [[nodiscard]] bool isGone(const Object &object) const;

private:
    [[nodiscard]] bool isMissing(const std::string &role) const { return contains(m_roles.missing, role); }
    /// The list without missing roles. The owner was `before` and is now `owner`.
    [[nodiscard]] Acl adapted(const Acl &acl, const std::string &before, const std::string &owner) const;

    const catalog::Schema &m_target;
    const TargetRoles &m_roles;
};

Acl Adaptation::adapted(const Acl &acl, const std::string &before, const std::string &owner) const
{
    const auto now = [&](const std::string &role) { return role == before ? owner : role; };
    // What both the old and the new owner were granted becomes one item.
    std::map<std::pair<std::string, std::string>, AclItem> items;
    for (const AclItem &item : acl) {
        const std::string grantee = now(item.grantee);
        std::string grantor = now(item.grantor);
        if (isMissing(grantee))
            continue;
        if (isMissing(grantor))
            grantor = owner;
        AclItem &merged = items[{grantee, grantor}];
        merged.grantee = grantee;
        merged.grantor = grantor;
        merged.privileges = lettersOfBoth(merged.privileges, item.privileges);
        // An owner has no grant options of its own: it may grant anyway.
        merged.grantable = grantee == owner ? std::string() : lettersOfBoth(merged.grantable, item.grantable);
    }
    Acl list;
    for (auto &[roles, item] : items)
        list.push_back(std::move(item));
    std::ranges::sort(list);
    return list;
}

void Adaptation::adapt(Object &object) const
{
    const std::string before = object.owner;
    const Object *own = object.key.kind == ObjectKind::Schema ? m_target.find(object.key) : nullptr;
    if (isMissing(before))
        object.owner = own != nullptr ? own->owner : m_roles.session;
    // The account may not touch it.
    if (own != nullptr && isMissing(own->owner)) {
        object.acl = own->acl;
        object.owner = own->owner;
        return;
    }
    object.acl = adapted(object.acl, before, object.owner);
    for (auto *columns : {std::get_if<catalog::Table>(&object.definition) != nullptr
                              ? &std::get<catalog::Table>(object.definition).columns
                              : nullptr,
                          std::get_if<catalog::View>(&object.definition) != nullptr
                              ? &std::get<catalog::View>(object.definition).columns
                              : nullptr,
                          std::get_if<catalog::MaterializedView>(&object.definition) != nullptr
                              ? &std::get<catalog::MaterializedView>(object.definition).columns
                              : nullptr}) {
        if (columns == nullptr)
            continue;
        for (catalog::Column &column : *columns)
            column.acl = adapted(column.acl, before, object.owner);
    }
    if (auto *policy = std::get_if<catalog::Policy>(&object.definition))
        std::erase_if(policy->roles, [&](const std::string &role) { return isMissing(role); });
    if (auto *privileges = std::get_if<catalog::DefaultPrivileges>(&object.definition))
        privileges->acl = adapted(privileges->acl, object.key.name, object.key.name);
}

bool Adaptation::isGone(const Object &object) const
{
    const auto *privileges = object.as<catalog::DefaultPrivileges>();
    if (privileges == nullptr)
        return false;
    if (isMissing(object.key.name))
        return true;
    // The server keeps no list that says nothing.
    if (!object.key.schema.empty())
        return privileges->acl.empty();
    return privileges->acl == catalog::usualPrivileges(object.key, m_roles.serverMajor);
}

} // namespace

void adaptToRoles(catalog::Schema &source, const catalog::Schema &target, const TargetRoles &roles)
{
    if (roles.missing.empty())
        return;
    const Adaptation adaptation(target, roles);
    std::map<catalog::ObjectKey, catalog::Uncarried> gone;
    for (Object &object : source.objects) {
        const auto *policy = object.as<catalog::Policy>();
        const bool hadRoles = policy != nullptr && !policy->roles.empty();
        const std::string first = hadRoles ? policy->roles.front() : std::string();
        adaptation.adapt(object);
        if (hadRoles && policy->roles.empty())
            gone.emplace(object.key, catalog::Uncarried{.reason = catalog::Uncarried::Reason::DependsOnUncarried,
                                                        .detail = "role " + first});
    }
    std::erase_if(source.objects, [&](const Object &object) { return adaptation.isGone(object); });
    source.leaveOut(gone);
}

} // namespace engine::fitting
