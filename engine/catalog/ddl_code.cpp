// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/ddl_code.h"

#include "engine/base/contains.h"

#include <algorithm>

namespace engine::catalog {

namespace {

std::string pathOf(const std::string &owner, const DdlOptions &options)
{
    const auto own = options.codePaths.find(owner);
    if (own != options.codePaths.end())
        return own->second;
    const auto usual = options.codePaths.find("");
    return usual == options.codePaths.end() ? std::string() : usual->second;
}

std::string setPath(const std::string &path, bool local)
{
    if (path.empty())
        return {};
    return "SELECT pg_catalog.set_config('search_path', " + pg::literal(path) + ", " + (local ? "true" : "false")
           + "); ";
}

/// Takes the owner's role, so that the code can do no more than its owner may.
std::string takeRoleSql(const std::string &owner, const DdlOptions &options, bool local)
{
    if (owner.empty() || owner == options.sessionRole)
        return {};
    return std::string(local ? "SET LOCAL ROLE " : "SET ROLE ") + pg::quoted(owner) + "; ";
}

bool isTypeWithParts(ObjectKind kind)
{
    return kind == ObjectKind::Domain || kind == ObjectKind::CompositeType;
}

bool typesRunCode(const Schema &schema, const Object &object, std::set<ObjectKey> &seen)
{
    return std::ranges::any_of(object.dependsOn.value, [&](const ObjectKey &key) {
        if (!isTypeWithParts(key.kind) || !seen.insert(key).second)
            return false;
        const Object *type = schema.find(key);
        return type != nullptr && (callsFunctions(*type) || typesRunCode(schema, *type, seen));
    });
}

bool isGrantedTo(const Object &routine, const std::string &role)
{
    return routine.owner == role || std::ranges::any_of(routine.acl, [&](const AclItem &item) {
               return (item.grantee.empty() || item.grantee == role) && item.privileges.find('X') != std::string::npos;
           });
}

/// Whether `role` was granted the functions that the object, and the types it is made of, call.
bool isGrantedTheCode(const Schema &schema, const Object &object, const std::string &role)
{
    for (const auto *keys : {&object.dependsOn.value, &object.defaultsDependOn.value}) {
        for (const ObjectKey &key : *keys) {
            const Object *needed = schema.find(key);
            if (needed == nullptr || needed == &object)
                continue;
            if (key.kind == ObjectKind::Function && !isGrantedTo(*needed, role))
                return false;
            if (isTypeWithParts(key.kind) && !isGrantedTheCode(schema, *needed, role))
                return false;
        }
    }
    return true;
}

/// The session keeps its role for what is its own.
bool mayCall(const Schema &schema, const Object &object, const std::string &role, const DdlOptions &options)
{
    return role == options.sessionRole || isGrantedTheCode(schema, object, role);
}

} // namespace

bool callsFunctions(const Object &object)
{
    return std::ranges::any_of(object.meaning, [](const std::string &part) { return !part.starts_with("collation "); });
}

bool runsCode(const Schema &schema, const Object &table)
{
    if (callsFunctions(table))
        return true;
    std::set<ObjectKey> seen;
    if (typesRunCode(schema, table, seen))
        return true;
    const ObjectKey first{.kind = ObjectKind::Constraint, .schema = table.key.schema};
    for (auto object = std::ranges::lower_bound(schema.objects, first, {}, &Object::key);
         object != schema.objects.end() && object->key.kind == first.kind && object->key.schema == first.schema;
         ++object) {
        if (object->key.parent == table.key.name && isMadeWithTable(*object) && callsFunctions(*object))
            return true;
    }
    const auto *details = table.as<Table>();
    return details != nullptr && details->isPartition()
           && std::ranges::any_of(details->parents, [&](const pg::QualifiedName &name) {
                  const Object *parent = schema.findTable(name.schema, name.name);
                  return parent != nullptr && runsCode(schema, *parent);
              });
}

bool answersFor(const std::string &owner, const std::string &schema, const DdlOptions &options)
{
    if (owner.empty() || contains(options.missingRoles, owner))
        return false;
    return owner == options.sessionRole || !options.closedSchemas.contains({schema, owner});
}

std::string takeCodeRoleSql(const Schema &schema, const Object &table, const DdlOptions &options)
{
    if (!answersFor(table.owner, table.key.schema, options) || !mayCall(schema, table, table.owner, options))
        return {};
    return takeRoleSql(table.owner, options, true) + setPath(pathOf(table.owner, options), true);
}

std::string takePathSql(const std::string &owner, const DdlOptions &options)
{
    return setPath(pathOf(owner, options), false);
}

std::string inCodePath(const Object &object, const std::string &owner, const DdlOptions &options, std::string sql)
{
    const std::string path = pathOf(owner, options);
    if (path.empty() || owner.empty() || !callsFunctions(object))
        return inSearchPath(object, std::move(sql));
    const std::string &own = object.searchPath.value;
    return setPath(own.empty() ? path : own + ", " + path, false) + std::move(sql) + "; SET search_path = ''";
}

std::string withRoleOf(const std::string &owner, const std::string &schema, const DdlOptions &options, std::string sql)
{
    const std::string role = answersFor(owner, schema, options) ? takeRoleSql(owner, options, false) : std::string();
    return role.empty() ? sql : role + std::move(sql) + "; RESET ROLE";
}

std::string asOwner(const Schema &schema, const Object &object, const std::string &owner, const DdlOptions &options,
                    std::string sql)
{
    // Names are never looked up along anybody's path by a role that may do more than the owner.
    if (!callsFunctions(object) || !answersFor(owner, object.key.schema, options)
        || !mayCall(schema, object, owner, options))
        return inSearchPath(object, std::move(sql));
    return withRoleOf(owner, object.key.schema, options, inCodePath(object, owner, options, std::move(sql)));
}

} // namespace engine::catalog
