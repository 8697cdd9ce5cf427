// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/comparison/member_places.h"
#include "engine/merge/outside_references.h"
#include "engine/operations/clone/clone_facts.h"
#include "engine/operations/clone/clone_options.h"
#include "engine/operations/operation.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"

#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::operations {

/// The target's part of a preflight: what it has, what the account may do there, and what of the source it cannot take.
///
/// Works on the CloneInspection whose source has been read; borrows everything.
class TargetInspection final
{
public:
    /// `source`: null when the source could not be read; then only the target itself is looked at.
    TargetInspection(const End &target, const CloneOptions &options, const safety::ProductionRegistry &registry,
                     std::stop_token stop, CloneInspection &found, pg::ReadOnlyConnection *source);

    Result<> read();
    /// Extensions that the target has in other schemas than the source: which of them are moved. Of the others the
    /// texts of the source are changed so that they name them where they are.
    Result<> placeExtensions();
    Result<> findExtensionRows();
    /// What the source needs of schemas that are not cloned.
    Result<> findMissingNeeds();
    /// Once it is known which rows are copied: the users they refer to.
    Result<> findMissingUsers();
    /// What of the source does not come along, for whatever reason.
    void describeNotCarried();
    /// Opens a session that could write, and tries (taking it back) what only a try can tell. Nothing when the target
    /// could not be read or must not be one.
    Result<> tryOut();
    /// A session of its own in which something can be tried; nothing where tryOut() would try nothing.
    [[nodiscard]] Result<std::optional<pg::Connection>> openForTrials() const;
    /// Once it is known what replaces values: other rows that copied rows refer to and that are not copied.
    /// REQUIRES: the account may read the copied tables of the source.
    Result<> lookForOutsideRows();

private:
    Result<> readNames();
    void findMissingInTarget(const std::vector<std::string> &available, const std::vector<std::string> &roles,
                             const std::vector<std::string> &assumable);
    Result<> findExtensionsElsewhere();
    [[nodiscard]] bool isNeededBySource(const std::string &extension) const;
    Result<> tryMoves(pg::Connection &session);
    void describeKeptPlace(const catalog::MembersElsewhere &extension);
    void describeReplacement();
    Result<> describeBeside();
    Result<> lookForKeptTables();
    Result<> describeKept(const merge::KeptTable &kept);
    Result<> findOutsideDependents();
    Result<> findPlatformParts();
    Result<> findMissingForDependents();
    void describeHiddenUsers();
    void describeMissingUsers();
    void describeMissing(const merge::OutsideRows::Missing &missing);
    [[nodiscard]] bool mayBeTarget() const;
    Result<> lookForKeptMisfits(pg::Connection &session);
    Result<> lookForEncodingMisfits(pg::Connection &session);
    Result<> describeSortOrders();
    Result<> rehearse(pg::Connection &session);
    Result<> describeLabels(pg::Connection &session);

    const End &m_target;
    const CloneOptions &m_options;
    const safety::ProductionRegistry &m_registry;
    std::stop_token m_stop;
    CloneInspection &m_found;
    pg::ReadOnlyConnection *m_source;
    std::optional<pg::ReadOnlyConnection> m_connection;
    std::vector<catalog::MembersElsewhere> m_places;
    std::set<std::string> m_mayMove;
    bool m_isInterrupted = false;
    /// Where extensions are once an interrupted clone is undone.
    std::map<std::string, std::string> m_placesBefore;
    bool m_isRead = false;
    /// Tables that references lead to are among what is missing, and named.
    bool m_lacksNeeds = false;
};

} // namespace engine::operations
