// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fitting/member_privileges.h"

#include "engine/base/errors/error_text.h"
#include "engine/base/errors/sentence.h"
#include "engine/base/retry.h"
#include "engine/catalog/comparison/member_changes.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/target/session/target_session.h"

#include <algorithm>

namespace engine::fitting {

using catalog::MemberChange;
using catalog::Uncarried;

namespace {

const MemberChange *find(const std::vector<MemberChange> &changes, const std::string &name)
{
    const auto found = std::ranges::find(changes, name, &MemberChange::name);
    return found == changes.end() ? nullptr : &*found;
}

bool isSame(const MemberChange &one, const MemberChange &other)
{
    return one.acl == other.acl && one.comment == other.comment;
}

std::vector<std::string> namesOf(const std::vector<MemberChange> &changes)
{
    std::vector<std::string> names;
    for (const MemberChange &change : changes)
        names.push_back(change.name());
    return names;
}

/// An extension that is not carried says so itself.
std::vector<MemberChange> carriedChanges(const catalog::Schema &source)
{
    std::vector<MemberChange> changes = source.memberChanges;
    std::erase_if(changes, [&](const MemberChange &change) {
        return !change.extension.empty()
               && source.find({.kind = catalog::ObjectKind::Extension, .name = change.extension}) == nullptr;
    });
    return changes;
}

Result<> change(pg::Connection &session, const MemberChange &from, const MemberChange &to)
{
    return target::attempt(session, [&]() -> Result<> {
        for (const std::string &statement : catalog::changeStatements(from, to))
            TRY(session.execute(statement));
        return {};
    });
}

} // namespace

std::vector<std::string> MemberPrivileges::names() const
{
    return namesOf(m_wanted);
}

Result<MemberPrivileges> MemberPrivileges::plan(pg::Connection &session, const catalog::Schema &source,
                                                const std::vector<std::string> &missingRoles,
                                                const std::vector<catalog::MembersElsewhere> &moved)
{
    MemberPrivileges members;
    members.m_missingRoles = missingRoles;
    members.m_wanted = carriedChanges(source);
    if (members.m_wanted.empty())
        return members;
    std::vector<MemberChange> before = members.m_wanted;
    for (MemberChange &change : before)
        change.identity = catalog::requalified(change.identity, moved);
    TRY_ASSIGN(const std::vector<MemberChange> there, catalog::readMemberChanges(session, namesOf(before)));
    for (const MemberChange &wanted : before) {
        const MemberChange *now = find(there, wanted.name());
        if (now != nullptr && !isSame(*now, catalog::changedLike(*now, wanted, missingRoles)))
            members.m_undo.push_back({.isComment = now->isComment,
                                      .kind = now->kind,
                                      .identity = now->identity,
                                      .acl = now->acl,
                                      .comment = now->comment});
    }
    return members;
}

Result<> MemberPrivileges::make(pg::Connection &session)
{
    if (m_wanted.empty())
        return {};
    TRY_ASSIGN(const std::vector<MemberChange> there, catalog::readMemberChanges(session, names()));
    const auto all = [&]() -> Result<> {
        for (const MemberChange &wanted : m_wanted) {
            const MemberChange *now = find(there, wanted.name());
            if (now == nullptr)
                continue;
            const MemberChange changed = catalog::changedLike(*now, wanted, m_missingRoles);
            if (isSame(*now, changed))
                continue;
            const Result<> done = change(session, *now, changed);
            if (!done && (done.error().isCancelled() || passesByItself(done.error()) || !session.isUsable()))
                return done;
        }
        return {};
    };
    TRY(target::transaction(session, all));
    // A GRANT that gives nothing is no error.
    TRY_ASSIGN(const std::vector<MemberChange> after, catalog::readMemberChanges(session, names()));
    for (const MemberChange &wanted : m_wanted) {
        const MemberChange *now = find(after, wanted.name());
        if (now != nullptr && isSame(*now, catalog::changedLike(*now, wanted, m_missingRoles)))
            ++m_count;
        else
            m_notCarried.push_back(
                {.kind = wanted.isComment ? "comment" : "privileges",
                 .name = wanted.kind + ' ' + wanted.identity,
                 .reason = now == nullptr ? Uncarried::Reason::NotThere : Uncarried::Reason::NotAllowed});
    }
    return {};
}

void MemberPrivileges::appendNotCarried(QList<runs::NotCarried> &list) const
{
    for (const Uncarried &uncarried : m_notCarried)
        list.append(
            {.kind = text(uncarried.kind), .name = text(uncarried.name), .reason = catalog::reasonText(uncarried)});
}

Result<> restoreMembers(pg::Connection &target, const std::vector<target::UndoActions::Member> &members,
                        QList<Sentence> &left)
{
    if (members.empty())
        return {};
    std::vector<MemberChange> wanted;
    for (const target::UndoActions::Member &member : members)
        wanted.push_back({.isComment = member.isComment,
                          .kind = member.kind,
                          .identity = member.identity,
                          .acl = member.acl,
                          .comment = member.comment});
    TRY_ASSIGN(const std::vector<MemberChange> there, catalog::readMemberChanges(target, namesOf(wanted)));
    for (const MemberChange &before : wanted) {
        const MemberChange *now = find(there, before.name());
        // Somebody may have dropped it.
        const Result<> done = now == nullptr || isSame(*now, before) ? Result<>() : change(target, *now, before);
        if (done)
            continue;
        if (done.error().isCancelled() || done.error().isRetryable() || !target.isUsable())
            return done;
        left.append(Tr::sentence("%1 could not be given back: %2")
                        .arg(catalog::nameForPeople(u"privileges", text(before.name())), detailText(done.error())));
    }
    return {};
}

Result<std::vector<std::string>> missingMemberChanges(pg::ReadOnlyConnection &target, const catalog::Schema &source,
                                                      const std::vector<std::string> &missingRoles)
{
    const std::vector<MemberChange> wanted = carriedChanges(source);
    std::vector<std::string> missing;
    if (wanted.empty())
        return missing;
    TRY_ASSIGN(const std::vector<MemberChange> there, catalog::readMemberChanges(target, namesOf(wanted)));
    for (const MemberChange &change : wanted) {
        const MemberChange *now = find(there, change.name());
        if (now == nullptr || !isSame(*now, catalog::changedLike(*now, change, missingRoles)))
            missing.push_back(change.name());
    }
    return missing;
}

} // namespace engine::fitting
