// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/member_changes.h"

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/catalog/queries.h"
#include "engine/catalog/reading/reading.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace engine::catalog {

namespace {

/// Without what the owner has, who may be another role on the other side; nobody as grantor is the owner.
Acl ofOthers(Acl acl, const std::string &owner)
{
    std::erase_if(acl, [&](const AclItem &item) { return item.grantee == owner; });
    for (AclItem &item : acl) {
        if (item.grantor == owner)
            item.grantor.clear();
    }
    std::ranges::sort(acl);
    return acl;
}

std::vector<MemberChange> changesOf(const pg::QueryResult &rows)
{
    std::vector<MemberChange> changes;
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        MemberChange change;
        change.isComment = fields.text() == "comment";
        change.kind = fields.text();
        change.identity = fields.text();
        change.extension = fields.text();
        change.sqlName = fields.text();
        change.column = fields.text();
        const std::string owner = fields.text();
        change.acl = ofOthers(fields.acl(), owner);
        change.cameWith = ofOthers(fields.acl(), owner);
        change.comment = fields.optional();
        changes.push_back(std::move(change));
    }
    return changes;
}

using ItemsByRoles = std::map<std::pair<std::string, std::string>, AclItem>;

ItemsByRoles byRoles(const Acl &acl)
{
    ItemsByRoles items;
    for (const AclItem &item : acl)
        items.emplace(std::pair(item.grantee, item.grantor), item);
    return items;
}

} // namespace

std::string MemberChange::name() const
{
    return (isComment ? "comment of " : "privileges of ") + kind + ' ' + identity;
}

Result<std::vector<MemberChange>> readMemberChanges(pg::Connection &session, const std::vector<std::string> &names)
{
    return session.query(queries::listMemberChanges.sql(), {sql::arrayLiteral(names)}).map(changesOf);
}

Result<std::vector<MemberChange>> readMemberChanges(pg::ReadOnlyConnection &connection,
                                                    const std::vector<std::string> &names)
{
    return connection.query(queries::listMemberChanges, {sql::arrayLiteral(names)}).map(changesOf);
}

Result<> readMembers(Reading &reading)
{
    TRY_ASSIGN(reading.schema.memberChanges, readMemberChanges(reading.connection, {}));
    // What only the owner gained or lost, or stands in another order.
    std::erase_if(reading.schema.memberChanges,
                  [](const MemberChange &change) { return !change.isComment && change.acl == change.cameWith; });
    return {};
}

MemberChange changedLike(const MemberChange &there, const MemberChange &wanted,
                         const std::vector<std::string> &missingRoles)
{
    MemberChange changed = there;
    if (wanted.isComment) {
        changed.comment = wanted.comment;
        return changed;
    }
    ItemsByRoles items = byRoles(there.cameWith);
    const ItemsByRoles before = byRoles(wanted.cameWith);
    const ItemsByRoles after = byRoles(wanted.acl);
    for (const auto &[roles, item] : before) {
        if (!after.contains(roles))
            items.erase(roles);
    }
    for (const auto &[roles, item] : after) {
        const auto same = before.find(roles);
        if (same == before.end() || same->second != item)
            items[roles] = item;
    }
    changed.acl.clear();
    for (const auto &[roles, item] : items) {
        if (!contains(missingRoles, item.grantee) && !contains(missingRoles, item.grantor))
            changed.acl.push_back(item);
    }
    std::ranges::sort(changed.acl);
    return changed;
}

std::vector<std::string> changeStatements(const MemberChange &from, const MemberChange &to)
{
    if (to.isComment)
        return {"COMMENT ON " + from.sqlName + " IS " + (to.comment ? sql::literal(*to.comment) : std::string("NULL"))};
    return privilegeStatements(from.acl, to.acl, from.column, from.sqlName);
}

namespace {

MemberChange asItCame(MemberChange change)
{
    change.acl = change.cameWith;
    change.comment.reset();
    return change;
}

std::string stateOf(const MemberChange &change)
{
    if (change.isComment)
        return change.comment.value_or("");
    std::string words;
    for (const std::string &statement : privilegeStatements({}, change.acl, change.column, change.sqlName))
        words += (words.empty() ? "" : "; ") + statement;
    return words;
}

} // namespace

std::vector<MemberStep> memberSteps(const Schema &from, const Schema &to, const std::vector<std::string> &missingRoles)
{
    std::map<std::string, std::pair<const MemberChange *, const MemberChange *>> byName;
    for (const MemberChange &change : from.memberChanges)
        byName[change.name()].first = &change;
    for (const MemberChange &change : to.memberChanges)
        byName[change.name()].second = &change;
    std::vector<MemberStep> steps;
    for (const auto &[name, sides] : byName) {
        const MemberChange &any = sides.second != nullptr ? *sides.second : *sides.first;
        const ObjectKey extension{.kind = ObjectKind::Extension, .name = any.extension};
        if (!any.extension.empty() && to.find(extension) == nullptr)
            continue;
        const bool isNew = !any.extension.empty() && from.find(extension) == nullptr;
        const MemberChange now = sides.first != nullptr && !isNew ? *sides.first : asItCame(any);
        const MemberChange wanted = sides.second != nullptr ? *sides.second : asItCame(any);
        const MemberChange changed = changedLike(now, wanted, missingRoles);
        if (now.acl == changed.acl && now.comment == changed.comment)
            continue;
        steps.push_back(
            {.owner = any.extension.empty() ? ObjectKey{.kind = ObjectKind::Schema, .name = "pg_catalog"} : extension,
             .name = name,
             .before = stateOf(now),
             .after = stateOf(changed),
             .statements = changeStatements(now, changed)});
    }
    return steps;
}

} // namespace engine::catalog
