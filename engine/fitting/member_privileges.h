// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/comparison/member_places.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"
#include "engine/runs/plan.h"
#include "engine/target/undo_actions.h"

#include <string>
#include <vector>

namespace engine::fitting {

/// Privileges and comments that people gave in the source to members of extensions and to what belongs to the server
/// itself: given in the target too, on top of what its objects came with. What the target has of that kind beside
/// stays.
///
/// An account that may not give one of them still makes a copy; what it could not give is named.
class MemberPrivileges final
{
public:
    /// Reads what the target has now, and changes nothing. `source` as it will be copied. `moved`: extensions that are
    /// still elsewhere, where an undo will find them again.
    static Result<MemberPrivileges> plan(pg::Connection &session, const catalog::Schema &source,
                                         const std::vector<std::string> &missingRoles,
                                         const std::vector<catalog::MembersElsewhere> &moved = {});

    /// REQUIRES: the extensions are there.
    Result<> make(pg::Connection &session);
    /// For the restore point: how those were that will change.
    [[nodiscard]] const std::vector<target::UndoActions::Member> &undo() const { return m_undo; }
    /// How many are as they are in the source.
    [[nodiscard]] qint64 count() const { return m_count; }
    void appendNotCarried(QList<runs::NotCarried> &list) const;

private:
    [[nodiscard]] std::vector<std::string> names() const;

    std::vector<catalog::MemberChange> m_wanted;
    std::vector<std::string> m_missingRoles;
    std::vector<target::UndoActions::Member> m_undo;
    std::vector<catalog::Uncarried> m_notCarried;
    qint64 m_count = 0;
};

/// Makes what a clone changed as it was. What cannot be had any more is added to `left`.
Result<> restoreMembers(pg::Connection &target, const std::vector<target::UndoActions::Member> &members,
                        QList<Sentence> &left);

/// The names of the changes of `source` that `target` has not, for a comparison of both.
Result<std::vector<std::string>> missingMemberChanges(pg::ReadOnlyConnection &target, const catalog::Schema &source,
                                                      const std::vector<std::string> &missingRoles);

} // namespace engine::fitting
