// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/catalog/ddl/ddl_types.h"

#include <algorithm>
#include <set>

namespace engine::catalog {

namespace {

void changeSchema(const Object &from, const Object &to, const DdlOptions &options, std::vector<DdlStatement> &list)
{
    Statements statements(list, to.key);
    if (options.grants && (from.acl != to.acl || from.owner != to.owner))
        changeGrants(from, {.key = to.key, .owner = from.owner}, options, statements);
    if (options.owners && from.owner != to.owner
        && std::ranges::find(options.missingRoles, to.owner) == options.missingRoles.end())
        statements.add("ALTER " + sqlName(to.key) + " OWNER TO " + sql::quoted(to.owner));
    if (options.grants && (from.acl != to.acl || from.owner != to.owner))
        changeGrants({.key = to.key, .owner = to.owner}, to, options, statements);
    if (from.comment != to.comment)
        statements.add("COMMENT ON " + sqlName(to.key) + " IS "
                       + (to.comment ? sql::literal(*to.comment) : std::string("NULL")));
}

} // namespace

std::vector<DdlStatement> schemaAttributes(const Schema &from, const Schema &to, const DdlOptions &options)
{
    std::vector<DdlStatement> list;
    std::set<ObjectKey> privileges;
    for (const Schema *schema : {&from, &to}) {
        for (const Object &object : schema->objects) {
            const ObjectKey inSchema{.kind = ObjectKind::Schema, .name = object.key.schema};
            const bool isShared
                = object.key.schema.empty() || (from.find(inSchema) != nullptr && to.find(inSchema) != nullptr);
            if (object.key.kind == ObjectKind::DefaultPrivileges && isShared)
                privileges.insert(object.key);
        }
    }
    for (const Object &object : to.objects) {
        const Object *before = from.find(object.key);
        if (object.key.kind == ObjectKind::Schema && before != nullptr)
            changeSchema(*before, object, options, list);
    }
    for (const ObjectKey &key : privileges) {
        const Object *before = from.find(key);
        const Object *after = to.find(key);
        const bool isSame = before != nullptr && after != nullptr && before->definition == after->definition;
        if (isSame || !options.grants)
            continue;
        Statements statements(list, key);
        changeDefaultPrivileges(before, after, options, statements);
    }
    return list;
}

std::vector<std::string> rolesGrantedByDefault(const Schema &target)
{
    std::set<std::string> roles;
    for (const Object &object : target.objects) {
        if (const auto *privileges = object.as<DefaultPrivileges>()) {
            for (const AclItem &item : privileges->acl)
                roles.insert(item.grantee);
        }
    }
    return {roles.begin(), roles.end()};
}

} // namespace engine::catalog
