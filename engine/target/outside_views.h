// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/aside/outside_dependents.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/target/session/target_session.h"
#include "engine/target/session/view_refresh.h"
#include "engine/target/undo_actions.h"

#include <vector>

namespace engine::target {

/// Materialized views in other schemas of the target that read what is replaced, or one another. They are set aside
/// with their rows, and made anew over the copy with all they have: nobody could bring back rows that were refreshed
/// once.
class OutsideViews final
{
public:
    /// Reads them as they are, and gives those among `dependents` the statement that makes them. `copy`: what is made
    /// in place of what they read now; where that leaves the database they are not filled. `options`: of the copy.
    static Result<OutsideViews> plan(pg::ReadOnlyConnection &target, const catalog::Schema &copy,
                                     catalog::DdlOptions options, std::vector<catalog::OutsideDependent> &dependents);

    /// For the restore point, in an order in which they can be moved.
    [[nodiscard]] const std::vector<UndoActions::Aside> &aside() const { return m_aside; }
    /// Names of those that are left without rows, because filling them would leave the database.
    [[nodiscard]] const std::vector<catalog::Uncarried> &notFilled() const { return m_notFilled; }
    /// Grants, rows, indexes, comments. Gives back those that could not be filled.
    /// REQUIRES: bindAnew() has made them.
    Result<std::vector<UnfilledView>> finish(pg::Connection &target, const TryingAgain &again) const;

private:
    std::vector<UndoActions::Aside> m_aside;
    std::vector<catalog::Uncarried> m_notFilled;
    catalog::DdlScript m_script;
};

/// Whether what stands under the name of one that was set aside is not what the clone made there: somebody's since.
/// REQUIRES: the clone has ended.
Result<std::vector<std::string>> viewsMadeSince(pg::Connection &target, long long point,
                                                const std::vector<UndoActions::Aside> &aside);
Result<std::vector<std::string>> viewsMadeSince(pg::ReadOnlyConnection &target, long long point,
                                                const std::vector<UndoActions::Aside> &aside);
/// Writes down which ones the clone has made.
Result<> rememberViews(pg::Connection &target, long long point, const std::vector<UndoActions::Aside> &aside);

/// Moves one of them into another schema, if it is there.
Result<> moveAside(pg::Connection &target, const UndoActions::Aside &object, const std::string &schema);

} // namespace engine::target
