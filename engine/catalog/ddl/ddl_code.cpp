// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/ddl/ddl_code.h"

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl_attributes.h"

#include <algorithm>
#include <functional>
#include <string_view>

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

constexpr std::string_view lockOfLending = "6071543210987654";

std::string hexOf(size_t number)
{
    std::string hex;
    for (; number > 0; number /= 16)
        hex += "0123456789abcdef"[number % 16];
    return hex;
}

std::string setPath(const std::string &path, bool local)
{
    if (path.empty())
        return {};
    return "SELECT pg_catalog.set_config('search_path', " + sql::literal(path) + ", " + (local ? "true" : "false")
           + "); ";
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

bool isGrantedTo(const Object &object, const std::string &role, char privilege)
{
    // An owner can have taken its own rights away.
    return std::ranges::any_of(object.acl, [&](const AclItem &item) {
        return (item.grantee.empty() || item.grantee == role) && item.privileges.find(privilege) != std::string::npos;
    });
}

/// Collects what `owner` must be lent to name and call what an object is made of.
class RightsFinder final
{
public:
    RightsFinder(const Schema &schema, const DdlOptions &options, OwnersHands &hands)
        : m_schema(schema)
        , m_options(options)
        , m_hands(hands)
    {}

    void addFor(const Object &object)
    {
        enter(object.key.schema);
        for (const auto *keys : {&object.dependsOn.value, &object.defaultsDependOn.value}) {
            for (const ObjectKey &key : *keys)
                addNeeded(key);
        }
        if (const auto *table = object.as<Table>())
            addForTable(object.key, *table);
    }
    void addTable(const sql::QualifiedName &name, const char *privileges)
    {
        enter(name.schema);
        m_hands.lent.insert(std::string(privileges) + " ON TABLE " + name.quoted());
    }

private:
    void enter(const std::string &schema)
    {
        if (m_options.closedSchemas.contains({schema, m_hands.owner}))
            m_hands.lent.insert("USAGE ON SCHEMA " + sql::quoted(schema));
    }
    void addNeeded(const ObjectKey &key)
    {
        const Object *needed = m_schema.find(key);
        if (needed == nullptr || !m_seen.insert(key).second)
            return;
        enter(key.schema);
        if (key.kind == ObjectKind::Function && !isGrantedTo(*needed, m_hands.owner, 'X'))
            m_hands.lent.insert("EXECUTE ON " + sqlName(key));
        if (key.kind >= ObjectKind::EnumType && key.kind <= ObjectKind::RangeType
            && !isGrantedTo(*needed, m_hands.owner, 'U'))
            m_hands.lent.insert("USAGE ON TYPE " + key.quoted());
        if (isTypeWithParts(key.kind))
            addFor(*needed);
    }
    void addForTable(const ObjectKey &key, const Table &table)
    {
        for (const sql::QualifiedName &parent : table.parents)
            enter(parent.schema);
        const ObjectKey first{.kind = ObjectKind::Constraint, .schema = key.schema};
        for (auto object = std::ranges::lower_bound(m_schema.objects, first, {}, &Object::key);
             object != m_schema.objects.end() && object->key.kind == first.kind && object->key.schema == first.schema;
             ++object) {
            if (object->key.parent == key.name && isMadeWithTable(*object))
                addFor(*object);
        }
    }

    const Schema &m_schema;
    const DdlOptions &m_options;
    OwnersHands &m_hands;
    std::set<ObjectKey> m_seen;
};

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
           && std::ranges::any_of(details->parents, [&](const sql::QualifiedName &name) {
                  const Object *parent = schema.findTable(name.schema, name.name);
                  return parent != nullptr && runsCode(schema, *parent);
              });
}

bool isAnothers(const std::string &owner, const DdlOptions &options)
{
    return options.owners && !owner.empty() && owner != options.sessionRole && !contains(options.missingRoles, owner);
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

OwnersHands handsOf(const Schema &schema, const Object &object, const std::string &owner, const DdlOptions &options)
{
    const std::string path = pathOf(owner, options);
    const std::string &own = object.searchPath.value;
    OwnersHands hands{.owner = owner, .searchPath = own.empty() || path.empty() ? own + path : own + ", " + path};
    RightsFinder(schema, options, hands).addFor(object);
    return hands;
}

void lendTable(const Schema &schema, const DdlOptions &options, const sql::QualifiedName &table, const char *privileges,
               OwnersHands &hands)
{
    RightsFinder(schema, options, hands).addTable(table, privileges);
}

std::string lending(const OwnersHands &hands, const std::string &sql)
{
    const std::string role = sql::quoted(hands.owner);
    std::string lend;
    std::string takeBack;
    for (const std::string &right : hands.lent) {
        lend += "GRANT " + right + " TO " + role + "; ";
        takeBack += "; REVOKE " + right + " FROM " + role;
    }
    // Two that lend the same at the same time would fail.
    return lend.empty() ? sql
                        : "SELECT pg_catalog.pg_advisory_xact_lock(" + std::string(lockOfLending) + "); " + lend + sql
                              + takeBack;
}

std::string inHands(const OwnersHands &hands, const std::string &sql)
{
    const std::string body = setPath(hands.searchPath.empty() ? "\"\"" : hands.searchPath, true) + sql + "; SELECT 1";
    const std::string place = sql::quoted("sosie_run_" + hexOf(std::hash<std::string>{}(hands.owner + sql)));
    const std::string role = sql::quoted(hands.owner);
    const std::string run = place + ".run";
    return "CREATE SCHEMA " + place + "; CREATE FUNCTION " + run + "() RETURNS pg_catalog.int4 LANGUAGE sql AS "
           + sql::literal(body) + "; GRANT EXECUTE ON FUNCTION " + run + "() TO " + role + "; CREATE MATERIALIZED VIEW "
           + run + " AS SELECT " + run + "() AS done WITH NO DATA; GRANT CREATE ON SCHEMA " + place + " TO " + role
           + "; ALTER MATERIALIZED VIEW " + run + " OWNER TO " + role + "; REVOKE CREATE ON SCHEMA " + place + " FROM "
           + role + "; " + lending(hands, "REFRESH MATERIALIZED VIEW " + run) + "; DROP SCHEMA " + place + " CASCADE";
}

std::string asOwner(const Schema &schema, const Object &object, const std::string &owner, const DdlOptions &options,
                    std::string sql)
{
    if (!callsFunctions(object) || owner.empty())
        return inSearchPath(object, std::move(sql));
    if (!isAnothers(owner, options))
        return inCodePath(object, owner, options, std::move(sql));
    return inHands(handsOf(schema, object, owner, options), sql);
}

} // namespace engine::catalog
