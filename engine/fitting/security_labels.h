// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"
#include "engine/runs/plan.h"
#include "engine/target/session/target_session.h"
#include "engine/target/undo_actions.h"

#include <QList>

#include <string>
#include <vector>

namespace engine::fitting {

struct TargetFacts;

/// `SECURITY LABEL FOR … ON … IS …`.
[[nodiscard]] std::string labelSql(const catalog::SecurityLabel &label);

/// The security labels of a clone: what the source has on objects that come along is put on their doubles.
///
/// Labels are kept by modules ("providers") that a server loads or not, and that may refuse a label; no catalog says
/// which are loaded. What cannot be made is not carried, and does not stop a clone. What stays the target's own keeps
/// its labels, except for schemas that both sides have, which become as the source's are.
class SecurityLabels final
{
public:
    /// Asks the target which providers it has loaded, and changes nothing. `source` and `target` as adaptToTarget()
    /// leaves them.
    static Result<SecurityLabels> plan(pg::Connection &session, const catalog::Schema &source,
                                       const catalog::Schema &target, const TargetFacts &facts);

    /// Labels what is there so far: first everything but event triggers, then those.
    Result<> make(pg::Connection &session, const target::TryingAgain &again = {});
    Result<> makeOfEventTriggers(pg::Connection &session, const target::TryingAgain &again = {});
    /// For the restore point: the labels of schemas as they were.
    [[nodiscard]] const std::vector<target::UndoActions::Label> &undo() const { return m_undo; }
    /// How many were made.
    [[nodiscard]] qint64 count() const { return static_cast<qint64>(m_made.size()); }
    /// Names those of the labels made that `now` does not have.
    [[nodiscard]] QStringList missingFrom(const catalog::Schema &now) const;
    /// Adds what is not carried, without repeating what `list` has already.
    void appendNotCarried(QList<runs::NotCarried> &list) const;

private:
    Result<> make(pg::Connection &session, const target::TryingAgain &again, bool ofEventTriggers);
    void planSource(const catalog::Schema &source, const catalog::Schema &target, const TargetFacts &facts);
    void planSharedSchemas(const catalog::Schema &source, const catalog::Schema &target);
    void leaveOut(const catalog::SecurityLabel &label, catalog::Uncarried::Reason reason);

    std::vector<std::string> m_providers;
    std::vector<catalog::SecurityLabel> m_wanted;
    std::vector<catalog::SecurityLabel> m_unwanted;
    std::vector<catalog::SecurityLabel> m_made;
    std::vector<target::UndoActions::Label> m_undo;
    std::vector<catalog::Uncarried> m_notCarried;
};

} // namespace engine::fitting
