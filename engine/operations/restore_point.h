// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/sentence.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/safety/guard.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace engine::operations {

/// What a clone will change in a target, so that it can be undone.
struct SetAsideRequest
{
    /// Name of the source, for people.
    std::string source{};
    /// Schemas of the target whose objects are set aside.
    std::vector<std::string> schemas{};
    /// Schemas and extensions that the clone will make.
    std::vector<std::string> newSchemas{};
    std::vector<std::string> newExtensions{};
    /// Run together with setting aside (leaving publications).
    std::vector<std::string> statements{};
    /// Run when the objects are back (publications, grants of schemas, dependents in other schemas).
    std::vector<std::string> undo{};
};

/// A restore point as the target's marker table describes it.
///
/// Everything lives in the target: schema `sosie_state` with one row per restore point, and one schema
/// `sosie_before_<id>_<n>` per schema set aside. The row is written in the transaction that sets aside, so there is no
/// moment at which objects have moved and nobody knows.
struct RestorePoint
{
    enum class Phase { Working, Complete };

    long long id = 0;
    Phase phase = Phase::Working;
    /// ISO 8601 in UTC, by the target's clock.
    std::string started{};
    std::string source{};
    std::vector<std::string> schemas{};
    std::vector<std::string> newSchemas{};
    std::vector<std::string> newExtensions{};
    std::vector<std::string> undo{};
    /// Switches on the event triggers that are off while the clone works; at the end of `undo` as well. Known only to
    /// who has set aside.
    std::vector<std::string> switchOn{};

    [[nodiscard]] std::string schemaBefore(size_t index) const;
    [[nodiscard]] QDateTime startedAt() const;
    /// application_name of the connections that work under it.
    [[nodiscard]] std::string applicationName() const;
};

/// Users that a clone had added and that could not go again: something refers to them by now, a trigger objects, or a
/// right is gone.
struct UsersLeft
{
    qint64 count = 0;
    /// A few of them.
    QStringList ids{};

    [[nodiscard]] bool isEmpty() const { return count == 0; }
    [[nodiscard]] Sentence description() const;
};

/// Takes the lock that only one Sosie can hold on a database, for the life of the connection. Waits up to three
/// seconds for the server process of a killed Sosie to end.
/// Errors: TargetBusy with what is known of the holder.
Result<> lockTarget(pg::Connection &target);

/// The newest restore point; nothing when there is none.
Result<std::optional<RestorePoint>> newestRestorePoint(pg::Connection &target);
/// REQUIRES: begin() succeeded.
Result<std::optional<RestorePoint>> newestRestorePoint(pg::ReadOnlyConnection &target);

/// Moves everything aside, in one transaction that begins by asking the permit once more.
/// REQUIRES: lockTarget() succeeded.
Result<RestorePoint> setAside(pg::Connection &target, const safety::DestructivePermit &permit,
                              const SetAsideRequest &request);

/// Declares the clone done, durably, and drops older restore points. When the answer is lost, the marker tells.
///
/// More tables than a server has locks for are dropped in several transactions, after the one that counts. Until the
/// last, a marker of phase Working names the schemas as new ones: whoever finds it drops the rest, like what an
/// interrupted clone had made. The same goes for undo().
Result<> complete(pg::Connection &target, const safety::DestructivePermit &permit, const RestorePoint &point);

/// Brings the objects back as they were, in one transaction, and drops what the clone made. Ends the server processes
/// that still work under the restore point first.
/// REQUIRES: lockTarget() succeeded.
Result<UsersLeft> undo(pg::Connection &target, const safety::DestructivePermit &permit, const RestorePoint &point);

} // namespace engine::operations
