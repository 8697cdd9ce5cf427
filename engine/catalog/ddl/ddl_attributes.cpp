// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/ddl/ddl_attributes.h"

#include "engine/catalog/model/acl.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace engine::catalog {

namespace {

/// What is named by one word and its name.
constexpr auto plainNames = std::to_array<std::pair<ObjectKind, const char *>>({
    {ObjectKind::Schema, "SCHEMA "},
    {ObjectKind::Extension, "EXTENSION "},
    {ObjectKind::Language, "LANGUAGE "},
    {ObjectKind::AccessMethod, "ACCESS METHOD "},
    {ObjectKind::ForeignDataWrapper, "FOREIGN DATA WRAPPER "},
    {ObjectKind::ForeignServer, "SERVER "},
    {ObjectKind::Subscription, "SUBSCRIPTION "},
    {ObjectKind::EventTrigger, "EVENT TRIGGER "},
    {ObjectKind::Collation, "COLLATION "},
    {ObjectKind::Domain, "DOMAIN "},
    {ObjectKind::EnumType, "TYPE "},
    {ObjectKind::CompositeType, "TYPE "},
    {ObjectKind::RangeType, "TYPE "},
    {ObjectKind::BaseType, "TYPE "},
    {ObjectKind::Conversion, "CONVERSION "},
    {ObjectKind::TextSearchParser, "TEXT SEARCH PARSER "},
    {ObjectKind::TextSearchTemplate, "TEXT SEARCH TEMPLATE "},
    {ObjectKind::TextSearchDictionary, "TEXT SEARCH DICTIONARY "},
    {ObjectKind::TextSearchConfiguration, "TEXT SEARCH CONFIGURATION "},
    {ObjectKind::Sequence, "SEQUENCE "},
    {ObjectKind::Table, "TABLE "},
    {ObjectKind::ForeignTable, "FOREIGN TABLE "},
    {ObjectKind::View, "VIEW "},
    {ObjectKind::MaterializedView, "MATERIALIZED VIEW "},
    {ObjectKind::Index, "INDEX "},
    {ObjectKind::Statistics, "STATISTICS "},
    {ObjectKind::Publication, "PUBLICATION "},
});

bool isMissing(const DdlOptions &options, const std::string &role)
{
    return std::ranges::find(options.missingRoles, role) != options.missingRoles.end();
}

std::string roleSql(const std::string &role)
{
    return role.empty() ? "PUBLIC" : sql::quoted(role);
}

/// `SELECT, INSERT` or `SELECT ("a")` for the letters; empty when there are none this program knows.
std::string privilegeList(std::string_view letters, const std::string &columns)
{
    std::vector<std::string> names;
    for (const char letter : letters) {
        const std::string_view name = privilegeName(letter);
        if (!name.empty())
            names.push_back(std::string(name) + columns);
    }
    return joined(names, ", ");
}

void grantLetters(const std::string &letters, const std::string &columns, const std::string &on,
                  const std::string &toRole, std::string &sql)
{
    const std::string privileges = privilegeList(letters, columns);
    if (!privileges.empty())
        sql += (sql.empty() ? "GRANT " : "; GRANT ") + privileges + on + toRole;
}

/// The GRANT statements of one item, in the name of the role that granted it.
std::string grantSql(const AclItem &item, const std::string &columns, const std::string &target,
                     const std::string &owner)
{
    std::string plain;
    for (const char letter : item.privileges) {
        if (item.grantable.find(letter) == std::string::npos)
            plain += letter;
    }
    std::string sql;
    const std::string on = " ON " + target + " TO ";
    grantLetters(plain, columns, on, roleSql(item.grantee), sql);
    grantLetters(item.grantable, columns, on, roleSql(item.grantee) + " WITH GRANT OPTION", sql);
    if (item.grantor != owner && !sql.empty())
        sql = "SET ROLE " + sql::quoted(item.grantor) + "; " + sql + "; RESET ROLE";
    return sql;
}

/// The owner's own grants first, then those of roles that already have their grant option.
Acl inGrantOrder(Acl acl, const std::string &owner)
{
    Acl ordered;
    std::set<std::string> able{owner};
    while (!acl.empty()) {
        const auto ready = std::stable_partition(acl.begin(), acl.end(),
                                                 [&](const AclItem &item) { return !able.contains(item.grantor); });
        Acl next(ready, acl.end());
        if (next.empty()) {
            ordered.insert(ordered.end(), acl.begin(), acl.end());
            break;
        }
        acl.erase(ready, acl.end());
        for (AclItem &item : next) {
            able.insert(item.grantee);
            ordered.push_back(std::move(item));
        }
    }
    return ordered;
}

void addGrants(const Acl &acl, const std::string &owner, const std::string &columns, const std::string &target,
               const DdlOptions &options, Statements &statements)
{
    for (const AclItem &item : inGrantOrder(acl, owner)) {
        if (isMissing(options, item.grantee) || isMissing(options, item.grantor))
            continue;
        std::string sql = grantSql(item, columns, target, owner);
        if (!sql.empty())
            statements.add(std::move(sql));
    }
}

std::string revokeSql(const std::string &target, const std::set<std::string> &roles, const DdlOptions &options)
{
    std::vector<std::string> names;
    for (const std::string &role : roles) {
        if (!isMissing(options, role))
            names.push_back(roleSql(role));
    }
    return "REVOKE ALL ON " + target + " FROM " + joined(names, ", ");
}

/// A type of which there is but the name: the server lets nobody be granted anything on it.
bool isOnlyAShell(const Object &object)
{
    const auto *scripted = object.as<Scripted>();
    return object.key.kind == ObjectKind::BaseType && scripted != nullptr && scripted->statements.size() == 1;
}

const char *defaultPrivilegeLetters(ObjectKind kind, int serverMajor)
{
    switch (kind) {
    case ObjectKind::Table:
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
    case ObjectKind::ForeignTable:
        return serverMajor >= 17 ? "Dadmrtwx" : "Dadrtwx";
    case ObjectKind::Sequence:
        return "Urw";
    case ObjectKind::Schema:
        return "CU";
    case ObjectKind::Function:
    case ObjectKind::Procedure:
    case ObjectKind::Aggregate:
        return "X";
    default:
        return "U";
    }
}

/// What default privileges are for: the word of GRANT … ON ALL x.
std::optional<ObjectKind> kindOfDefaults(const std::string &word)
{
    static const std::map<std::string, ObjectKind> kinds{{"TABLES", ObjectKind::Table},
                                                         {"SEQUENCES", ObjectKind::Sequence},
                                                         {"FUNCTIONS", ObjectKind::Function},
                                                         {"TYPES", ObjectKind::EnumType},
                                                         {"SCHEMAS", ObjectKind::Schema}};
    const auto kind = kinds.find(word);
    return kind == kinds.end() ? std::nullopt : std::optional(kind->second);
}

} // namespace

std::string grantName(const ObjectKey &key)
{
    switch (key.kind) {
    case ObjectKind::Table:
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
    case ObjectKind::ForeignTable:
        return "TABLE " + key.quoted();
    case ObjectKind::ForeignServer:
        return "FOREIGN SERVER " + key.quoted();
    case ObjectKind::Sequence:
    case ObjectKind::Schema:
    case ObjectKind::Procedure:
    case ObjectKind::Language:
    case ObjectKind::ForeignDataWrapper:
        return sqlName(key);
    case ObjectKind::Function:
    case ObjectKind::Aggregate:
        return "FUNCTION " + key.quoted() + '(' + key.signature + ')';
    case ObjectKind::EnumType:
    case ObjectKind::Domain:
    case ObjectKind::CompositeType:
    case ObjectKind::RangeType:
    case ObjectKind::BaseType:
        return "TYPE " + key.quoted();
    default:
        return {};
    }
}

Acl usualPrivileges(const ObjectKey &defaultPrivileges, int serverMajor)
{
    const auto kind = kindOfDefaults(defaultPrivileges.parent);
    return kind && defaultPrivileges.schema.empty() ? defaultAcl(*kind, defaultPrivileges.name, serverMajor) : Acl{};
}

Acl defaultAcl(ObjectKind kind, const std::string &owner, int serverMajor)
{
    const std::string letters = defaultPrivilegeLetters(kind, serverMajor);
    Acl acl{{.grantee = owner, .grantor = owner, .privileges = letters}};
    // Everybody may use types and call functions until somebody says otherwise.
    const bool isOthers = kind != ObjectKind::ForeignDataWrapper && kind != ObjectKind::ForeignServer;
    if (letters == "X" || (letters == "U" && isOthers))
        acl.insert(acl.begin(), {.grantee = {}, .grantor = owner, .privileges = letters});
    return acl;
}

std::string sqlName(const ObjectKey &key)
{
    const auto withParent
        = [&](const char *word) { return word + sql::quoted(key.name) + " ON " + key.quotedParent(); };
    switch (key.kind) {
    case ObjectKind::Transform:
        return "TRANSFORM FOR " + key.name + " LANGUAGE " + sql::quoted(key.parent);
    case ObjectKind::Function:
        return "FUNCTION " + key.quoted() + '(' + key.signature + ')';
    case ObjectKind::Procedure:
        return "PROCEDURE " + key.quoted() + '(' + key.signature + ')';
    case ObjectKind::Aggregate:
        return "AGGREGATE " + key.quoted() + '(' + (key.signature.empty() ? "*" : key.signature) + ')';
    case ObjectKind::Operator:
        return "OPERATOR " + sql::quoted(key.schema) + '.' + key.name + " (" + key.signature + ')';
    case ObjectKind::OperatorFamily:
        return "OPERATOR FAMILY " + key.quoted() + " USING " + sql::quoted(key.parent);
    case ObjectKind::OperatorClass:
        return "OPERATOR CLASS " + key.quoted() + " USING " + sql::quoted(key.parent);
    case ObjectKind::Cast:
        return "CAST (" + key.name + ')';
    case ObjectKind::Constraint:
        return withParent("CONSTRAINT ");
    case ObjectKind::Rule:
        return withParent("RULE ");
    case ObjectKind::Trigger:
        return withParent("TRIGGER ");
    case ObjectKind::Policy:
        return withParent("POLICY ");
    default: {
        const auto found = std::ranges::find(plainNames, key.kind, &std::pair<ObjectKind, const char *>::first);
        return found == plainNames.end() ? std::string() : found->second + key.quoted();
    }
    }
}

std::string dropSql(const ObjectKey &key, bool cascade)
{
    if (key.kind == ObjectKind::UserMapping)
        return "DROP USER MAPPING IF EXISTS FOR " + roleSql(key.name) + " SERVER " + sql::quoted(key.parent);
    std::string name = sqlName(key);
    // The words that name the kind come before IF EXISTS: DROP FOREIGN DATA WRAPPER IF EXISTS "w".
    const size_t words = key.kind == ObjectKind::Cast ? 4 : key.kind == ObjectKind::Transform ? 9 : name.find('"') - 1;
    name.insert(words, " IF EXISTS");
    return "DROP " + name + (cascade ? " CASCADE" : "");
}

std::string resetSql(const ObjectKey &setting, const std::string &database)
{
    const std::string role = setting.parent.empty() ? "" : "ROLE " + sql::quoted(setting.parent) + " IN ";
    return "ALTER " + role + "DATABASE " + sql::quoted(database) + " RESET " + sql::quoted(setting.name);
}

void setOwner(const Object &object, const DdlOptions &options, Statements &statements)
{
    // The sequence of a column always has its table's owner.
    const auto *sequence = object.as<Sequence>();
    const bool followsTable = sequence != nullptr && !sequence->ownerTable.empty();
    if (object.owner.empty() || object.owner == options.sessionRole || followsTable || isMissing(options, object.owner))
        return;
    statements.add("ALTER " + sqlName(object.key) + " OWNER TO " + sql::quoted(object.owner));
}

void setGrants(const Object &object, const DdlOptions &options, Statements &statements)
{
    const std::string target = grantName(object.key);
    if (target.empty() || object.owner.empty() || isOnlyAShell(object))
        return;
    const std::string &owner = isMissing(options, object.owner) ? options.sessionRole : object.owner;
    const bool isUntouched = object.acl == defaultAcl(object.key.kind, object.owner, options.serverMajor)
                             && options.rolesGrantedByDefault.empty();
    if (!isUntouched) {
        std::set<std::string> revoked(options.rolesGrantedByDefault.begin(), options.rolesGrantedByDefault.end());
        revoked.insert({"", owner});
        statements.add(revokeSql(target, revoked, options));
        addGrants(object.acl, owner, {}, target, options, statements);
    }
    if (const auto *columns = columnsOf(object)) {
        for (const Column &column : *columns)
            addGrants(column.acl, owner, " (" + sql::quoted(column.name) + ')', target, options, statements);
    }
}

void changeGrants(const Object &from, const Object &to, const DdlOptions &options, Statements &statements)
{
    const std::string target = grantName(to.key);
    std::set<std::string> revoked{"", from.owner, to.owner};
    for (const AclItem &item : from.acl)
        revoked.insert(item.grantee);
    statements.add(revokeSql(target, revoked, options) + " CASCADE");
    addGrants(to.acl, to.owner, {}, target, options, statements);
}

std::vector<std::string> privilegeStatements(const Acl &from, const Acl &to, const std::string &column,
                                             const std::string &target)
{
    const std::string columns = column.empty() ? "" : " (" + sql::quoted(column) + ')';
    const auto twinOf = [](const Acl &acl, const AclItem &item) {
        const auto twin = std::ranges::find_if(
            acl, [&](const AclItem &other) { return other.grantee == item.grantee && other.grantor == item.grantor; });
        return twin == acl.end() ? AclItem{} : *twin;
    };
    const auto without = [](std::string letters, const std::string &others) {
        std::erase_if(letters, [&](char letter) { return others.find(letter) != std::string::npos; });
        return letters;
    };
    // Who loses the right to grant loses what it granted.
    const auto canStillGrant = [&](const AclItem &item) {
        return item.grantor.empty() || std::ranges::any_of(to, [&](const AclItem &other) {
                   return other.grantee == item.grantor && without(item.privileges, other.grantable).empty();
               });
    };
    std::vector<std::string> statements;
    for (const AclItem &item : inGrantOrder(from, {})) {
        if (!canStillGrant(item))
            continue;
        const AclItem twin = twinOf(to, item);
        const std::string lost = privilegeList(without(item.privileges, twin.privileges), columns);
        const std::string lostOption = privilegeList(
            without(without(item.grantable, twin.grantable), without(item.privileges, twin.privileges)), columns);
        const std::string rest = " ON " + target + " FROM " + roleSql(item.grantee) + " CASCADE";
        for (const std::string &revoke : {lost.empty() ? "" : "REVOKE " + lost + rest,
                                          lostOption.empty() ? "" : "REVOKE GRANT OPTION FOR " + lostOption + rest}) {
            if (!revoke.empty())
                statements.push_back(item.grantor.empty()
                                         ? revoke
                                         : "SET ROLE " + sql::quoted(item.grantor) + "; " + revoke + "; RESET ROLE");
        }
    }
    for (AclItem item : inGrantOrder(to, {})) {
        const AclItem twin = twinOf(from, item);
        const std::string gainedOption = without(item.grantable, twin.grantable);
        item.privileges = without(item.privileges, twin.privileges) + gainedOption;
        item.grantable = gainedOption;
        statements.push_back(grantSql(item, columns, target, {}));
    }
    std::erase(statements, std::string());
    return statements;
}

void changeDefaultPrivileges(const Object *from, const Object *to, const DdlOptions &options, Statements &statements)
{
    const ObjectKey &key = (from != nullptr ? from : to)->key;
    if (isMissing(options, key.name))
        return;
    if (!kindOfDefaults(key.parent))
        return;
    const Acl usual = usualPrivileges(key, options.serverMajor);
    const Acl &before = from != nullptr ? from->as<DefaultPrivileges>()->acl : usual;
    const Acl &after = to != nullptr ? to->as<DefaultPrivileges>()->acl : usual;
    const std::string prefix = "ALTER DEFAULT PRIVILEGES FOR ROLE " + sql::quoted(key.name)
                               + (key.schema.empty() ? "" : " IN SCHEMA " + sql::quoted(key.schema)) + ' ';
    for (const AclItem &item : before) {
        if (!isMissing(options, item.grantee))
            statements.add(prefix + "REVOKE ALL ON " + key.parent + " FROM " + roleSql(item.grantee));
    }
    for (const AclItem &item : after) {
        if (isMissing(options, item.grantee))
            continue;
        std::string plain = item.privileges;
        std::erase_if(plain, [&](char letter) { return item.grantable.find(letter) != std::string::npos; });
        for (const bool grantable : {false, true}) {
            const std::string privileges = privilegeList(grantable ? item.grantable : plain, {});
            if (!privileges.empty())
                statements.add(prefix + "GRANT " + privileges + " ON " + key.parent + " TO " + roleSql(item.grantee)
                               + (grantable ? " WITH GRANT OPTION" : ""));
        }
    }
}

void setComments(const Object &object, const DdlOptions &options, Statements &statements)
{
    const ObjectKey &key = object.key;
    const auto &existing = options.existingExtensions;
    const bool isForeign = key.kind == ObjectKind::Extension && std::ranges::find(existing, key.name) != existing.end();
    if (object.comment && !isForeign && !sqlName(key).empty())
        statements.add("COMMENT ON " + sqlName(key) + " IS " + sql::literal(*object.comment));
    if (const auto *columns = columnsOf(object)) {
        for (const Column &column : *columns) {
            if (column.comment)
                statements.add("COMMENT ON COLUMN " + key.quoted() + '.' + sql::quoted(column.name) + " IS "
                               + sql::literal(*column.comment));
        }
    }
    if (const auto *domain = object.as<Domain>()) {
        for (const DomainConstraint &constraint : domain->constraints) {
            if (constraint.comment)
                statements.add("COMMENT ON CONSTRAINT " + sql::quoted(constraint.name) + " ON DOMAIN " + key.quoted()
                               + " IS " + sql::literal(*constraint.comment));
        }
    }
    if (const auto *constraint = object.as<Constraint>(); constraint != nullptr && constraint->indexComment)
        statements.add("COMMENT ON INDEX " + key.quoted() + " IS " + sql::literal(*constraint->indexComment));
}

} // namespace engine::catalog
