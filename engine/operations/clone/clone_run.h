// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/known/known_values.h"
#include "engine/base/progress.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/fitting/member_privileges.h"
#include "engine/fitting/security_labels.h"
#include "engine/operations/clone/clone_inspection.h"
#include "engine/runs/report.h"
#include "engine/safety/guard.h"
#include "engine/target/extension_rows.h"
#include "engine/target/outside_views.h"
#include "engine/target/restore_point.h"
#include "engine/target/session/target_session.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace engine::operations {

/// One run of a clone: the steps between the permit and the report.
///
/// Borrows everything; lives on the control thread for the duration of run().
class CloneRun final
{
public:
    /// Of the inspection only the plan is left once the target has been set aside: then the run cannot begin again.
    CloneRun(const End &source, const End &target, const CloneOptions &options, CloneInspection &inspection,
             const safety::DestructivePermit &permit, std::stop_token stop, Progress &progress);

    /// Never fails as a function: what happened, and in which state the target is, is in the report.
    runs::Report run();

private:
    Result<> openBothSides();
    Result<> checkSourceIdentity();
    Result<> undoInterrupted();
    Result<> checkSourceUnchanged();
    Result<> readTarget();
    Result<> checkExtensionPlaces(pg::ReadOnlyConnection &target);
    Result<> chooseKeptTables();
    Result<> listBrokenRows();
    Result<> setEverythingAside();
    void forgetWhatWas();
    Result<> makeStructure();
    Result<> readDeclaredPeople();
    Result<> addMissingUsers();
    Result<> moveEveryRow();
    Result<> moveLargeObjects();
    Result<> copyExtensionRows();
    Result<> finishStructure();
    Result<> fillMaterializedViews();
    Result<> finishOutsideViews();
    void nameUnfilled(const target::UnfilledView &view);
    Result<> makePlatformParts();
    Result<> verifyStructure();
    Result<> exchangeRows();
    void leaveToTarget();
    Result<> commit();
    Result<> steps();

    [[nodiscard]] target::SetAsideRequest setAsideRequest() const;
    void setAsideWhole(target::SetAsideRequest &request) const;
    [[nodiscard]] std::vector<target::UndoActions::Replaced> replacedParts() const;
    [[nodiscard]] target::UndoActions::Origin originOfCopy() const;
    void noteWhatWasReplaced();
    [[nodiscard]] catalog::DdlOptions ddlOptions() const;
    [[nodiscard]] target::TryingAgain again() const { return {m_options.retries, m_stop, &m_progress}; }
    [[nodiscard]] std::vector<std::string> schemasInUse() const;
    /// Puts the target back after `error`, and says in which state it is.
    void abandon(Error error);
    Result<> putBack(pg::Connection &session, const target::RestorePoint &point);
    Result<TargetState> putBackOnFreshConnection();
    [[nodiscard]] bool isMarkedComplete() const;
    void describeOutcome();

    const End &m_source;
    const End &m_target;
    const CloneOptions &m_options;
    CloneInspection &m_inspection;
    /// Those of the inspection, less what undoing an interrupted clone has removed.
    fitting::TargetFacts m_targetFacts;
    std::vector<catalog::OutsideDependent> m_outsideDependents;
    const safety::DestructivePermit &m_permit;
    std::stop_token m_stop;
    Progress &m_progress;

    runs::Report m_report;
    std::optional<pg::ReadOnlyConnection> m_leader;
    std::optional<pg::Connection> m_session;
    std::string m_snapshot;
    /// The source as it is in the snapshot: sequences may have moved on since the inspection.
    catalog::Schema m_schema;
    /// The target's cloned schemas just before they are set aside.
    catalog::Schema m_before;
    /// Schemas of it that are renamed because the server has not locks for moving all that is in them.
    std::vector<std::string> m_whole;
    /// Where the source's functions find names.
    std::map<std::string, std::string> m_codePaths;
    catalog::DdlScript m_script;
    std::shared_ptr<const anonymize::KnownValues> m_declared;
    selection::RowSelection m_selection;
    /// Rows that broke keys of the source, by table.
    QMap<QString, qint64> m_leftOut;
    merge::KeptTables m_kept;
    fitting::DatabaseWide m_databaseWide;
    fitting::SecurityLabels m_labels;
    fitting::MemberPrivileges m_members;
    target::OutsideViews m_outsideViews;
    target::ExtensionRows m_extensionRows;
    std::vector<target::RowExchange> m_exchange;
    /// Partitions whose bounds say fakes.
    std::vector<sql::QualifiedName> m_remadeBounds;
    std::optional<target::RestorePoint> m_point;
    bool m_committing = false;
    bool m_settingAside = false;
    /// Another session holds a lock that the clone waited for.
    bool m_isHeldUp = false;
};

} // namespace engine::operations
