// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/steps/attributes.h"

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/catalog/ddl/ddl_table_parts.h"

#include <algorithm>

namespace engine::migration {

using namespace catalog;

namespace {

/// As privilegeStatements() wants it: nobody as grantor is the owner. A new owner takes over what the old one had.
Acl forOwner(Acl acl, const std::string &oldOwner, const std::string &newOwner)
{
    for (AclItem &item : acl) {
        if (item.grantor == oldOwner || item.grantor == newOwner)
            item.grantor.clear();
        if (item.grantee == oldOwner)
            item.grantee = newOwner;
    }
    std::ranges::sort(acl);
    return acl;
}

Acl withoutMissing(Acl acl, const DdlOptions &options)
{
    std::erase_if(acl, [&](const AclItem &item) {
        return contains(options.missingRoles, item.grantee) || contains(options.missingRoles, item.grantor);
    });
    return acl;
}

/// What REVOKE on the table took from the columns as well.
Acl leftOnColumn(Acl column, const Acl &before, const Acl &after)
{
    for (AclItem &item : column) {
        for (const AclItem &old : before) {
            if (old.grantee != item.grantee || old.grantor != item.grantor)
                continue;
            const auto now = std::ranges::find_if(after, [&](const AclItem &other) {
                return other.grantee == old.grantee && other.grantor == old.grantor;
            });
            const auto isLost = [&](char letter) {
                const bool wasThere = old.privileges.find(letter) != std::string::npos;
                return wasThere && (now == after.end() || now->privileges.find(letter) == std::string::npos);
            };
            std::erase_if(item.privileges, isLost);
            std::erase_if(item.grantable, isLost);
        }
    }
    std::erase_if(column, [](const AclItem &item) { return item.privileges.empty(); });
    return column;
}

std::vector<Hazard> hazardOf(const std::string &sql, const ObjectKey &key, const Script &script)
{
    const bool isTaken = sql.starts_with("REVOKE");
    return script.hazards().of(isTaken ? Hazard::Kind::AccessNarrowed : Hazard::Kind::AccessWidened, key);
}

void changePrivileges(const Object &before, const Object &after, const Context &context, Script &script)
{
    const std::string target = grantName(after.key);
    if (target.empty() || after.owner.empty())
        return;
    const auto from = withoutMissing(forOwner(before.acl, before.owner, after.owner), context.options);
    const auto to = withoutMissing(forOwner(after.acl, after.owner, after.owner), context.options);
    for (std::string &sql : privilegeStatements(from, to, {}, target)) {
        std::vector<Hazard> hazards = hazardOf(sql, after.key, script);
        script.add(after.key, std::move(sql), std::move(hazards));
    }
    const auto *columns = columnsOf(after);
    const auto *old = columnsOf(before);
    if (columns == nullptr || old == nullptr)
        return;
    for (const Column &column : *columns) {
        const auto twin = std::ranges::find(*old, column.name, &Column::name);
        const bool isNew
            = twin == old->end() || context.rebuilding.isIn(context.rebuilding.recomputed, after.key, column.name);
        const Acl had = isNew ? Acl() : forOwner(twin->acl, before.owner, after.owner);
        for (std::string &sql :
             privilegeStatements(leftOnColumn(withoutMissing(had, context.options), from, to),
                                 withoutMissing(forOwner(column.acl, after.owner, after.owner), context.options),
                                 column.name, target)) {
            std::vector<Hazard> hazards = hazardOf(sql, after.key, script);
            script.add(after.key, std::move(sql), std::move(hazards));
        }
    }
}

std::string commentSql(const std::string &target, const std::optional<std::string> &comment)
{
    return "COMMENT ON " + target + " IS " + (comment ? sql::literal(*comment) : std::string("NULL"));
}

void changeComments(const Object &before, const Object &after, const Context &context, Script &script)
{
    if (before.comment != after.comment && !sqlName(after.key).empty())
        script.add(after.key, commentSql(sqlName(after.key), after.comment));
    const auto *columns = columnsOf(after);
    const auto *old = columnsOf(before);
    if (columns != nullptr && old != nullptr) {
        for (const Column &column : *columns) {
            const auto twin = std::ranges::find(*old, column.name, &Column::name);
            const bool isNew
                = twin == old->end() || context.rebuilding.isIn(context.rebuilding.recomputed, after.key, column.name);
            if ((isNew ? std::nullopt : twin->comment) != column.comment)
                script.add(after.key,
                           commentSql("COLUMN " + after.key.quoted() + '.' + sql::quoted(column.name), column.comment));
        }
    }
    if (const auto *domain = after.as<Domain>()) {
        const auto &checks = before.as<Domain>()->constraints;
        for (const DomainConstraint &check : domain->constraints) {
            const auto twin = std::ranges::find(checks, check.name, &DomainConstraint::name);
            const bool isMade = twin == checks.end() || twin->definition != check.definition
                                || context.rebuilding.bareDomains.contains(after.key);
            if ((isMade ? std::nullopt : twin->comment) != check.comment)
                script.add(after.key,
                           commentSql("CONSTRAINT " + sql::quoted(check.name) + " ON DOMAIN " + after.key.quoted(),
                                      check.comment));
        }
    }
    const auto *constraint = after.as<Constraint>();
    if (constraint != nullptr && constraint->indexComment != before.as<Constraint>()->indexComment)
        script.add(after.key, commentSql("INDEX " + after.key.quoted(), constraint->indexComment));
}

/// Parts of a table that stays and whose columns came back have lost nothing else.
bool isTouched(const Object &object, const Context &context)
{
    return context.isChanged(object.key) || context.rebuilding.recomputed.contains(object.key)
           || context.rebuilding.bareDomains.contains(object.key);
}

} // namespace

bool comesWhole(ObjectKind kind)
{
    return kind == ObjectKind::Subscription || kind == ObjectKind::EventTrigger || kind == ObjectKind::Setting;
}

/// All of what is made, where its own statements do not say it; the difference of what stays.
static void setOrChange(const Context &context, Script &script,
                        void (*set)(const Object &, const DdlOptions &, Statements &),
                        void (*change)(const Object &, const Object &, const Context &, Script &))
{
    for (const Object &object : context.goal.schema.objects) {
        if (context.isMade(object.key)) {
            if (comesWhole(object.key.kind))
                continue;
            std::vector<DdlStatement> made;
            Statements statements(made, object.key);
            set(object, context.options, statements);
            script.append(std::move(made));
        } else if (isTouched(object, context)) {
            change(*context.from.find(object.key), object, context, script);
        }
    }
}

void setOwners(const Context &context, Script &script)
{
    for (const Object &object : context.goal.schema.objects) {
        std::vector<DdlStatement> made;
        Statements statements(made, object.key);
        if (context.isMade(object.key)) {
            if (comesWhole(object.key.kind))
                continue;
            setOwner(object, context.options, statements);
        } else if (context.isChanged(object.key) && !sqlName(object.key).empty()) {
            DdlOptions options = context.options;
            options.sessionRole = context.from.find(object.key)->owner;
            setOwner(object, options, statements);
        }
        script.append(std::move(made));
    }
}

void setPrivileges(const Context &context, Script &script)
{
    setOrChange(context, script, catalog::setGrants, changePrivileges);
}

void setDefaultPrivileges(const Context &context, Script &script)
{
    for (const auto &[key, change] : context.goal.changes) {
        if (key.kind != ObjectKind::DefaultPrivileges)
            continue;
        std::vector<DdlStatement> made;
        Statements statements(made, key);
        changeDefaultPrivileges(context.from.find(key), context.goal.schema.find(key), context.options, statements);
        script.append(std::move(made));
    }
}

void setComments(const Context &context, Script &script)
{
    setOrChange(context, script, catalog::setComments, changeComments);
}

} // namespace engine::migration
