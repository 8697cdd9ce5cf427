// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/safety/guard.h"
#include "engine/target/undo_actions.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace engine::target {

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
    /// Give a new schema the attributes of the one that was set aside whole (UndoActions::whole) under its name.
    std::vector<std::string> attributes{};
    UndoActions undo{};
};

/// A restore point as the target's marker table describes it.
///
/// Everything lives in the target: schema `sosie_state` with one row per restore point, and one schema
/// `sosie_before_<id>_<n>` per schema set aside: what was in it, or, where the server has not locks for moving each
/// object, that schema itself. The row is written in the transaction that sets aside, so there is no
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
    UndoActions undo{};

    [[nodiscard]] std::string schemaBefore(size_t index) const;
    /// Schemas that are not cloned and of which something is set aside; their places come after those of `schemas`.
    [[nodiscard]] std::vector<std::string> otherSchemas() const;
    /// Where rows of extensions' tables are stored; after those of all schemas.
    [[nodiscard]] std::string placeOfRows() const;
    /// All places of what was set aside.
    [[nodiscard]] std::vector<std::string> schemasBefore() const;
    /// Where what the clone made goes when what people made since hangs on it; for new schemas the index goes on.
    [[nodiscard]] std::string schemaKept(size_t index) const;
    /// What the clone has put contents into.
    [[nodiscard]] std::vector<std::string> schemasOfCopy() const;
    [[nodiscard]] QDateTime startedAt() const;
    /// application_name of the connections that work under it.
    [[nodiscard]] std::string applicationName() const;
};

/// Takes the lock that only one Sosie can hold on a database, for the life of the connection. Waits up to three
/// seconds for the server process of a killed Sosie to end.
/// Errors: TargetBusy with what is known of the holder.
Result<> lockTarget(pg::Connection &target);

/// The newest restore point; nothing when there is none.
/// Errors: StateNotTrusted when what stands there may have been written by somebody else.
Result<std::optional<RestorePoint>> newestRestorePoint(pg::Connection &target);
/// REQUIRES: begin() succeeded.
Result<std::optional<RestorePoint>> newestRestorePoint(pg::ReadOnlyConnection &target);

/// Moves everything aside, in one transaction that begins by asking the permit once more.
/// REQUIRES: lockTarget() succeeded.
Result<RestorePoint> setAside(pg::Connection &target, const safety::DestructivePermit &permit,
                              const SetAsideRequest &request);

/// Writes down a change of structure that this transaction is about to make, and makes the place for what it destroys:
/// both are there if, and only if, the change is.
/// REQUIRES: lockTarget() succeeded; a transaction is open, in which the permit was asked once more.
Result<RestorePoint> beginMigration(pg::Connection &target, const std::string &source, UndoActions undo);

/// A point that only has to be forgotten once these schemas are dropped, as it is written down and read again.
[[nodiscard]] RestorePoint onlyDropping(const RestorePoint &point, std::vector<std::string> schemas);
/// Writes down that of this restore point nothing is left to do but what onlyDropping() says.
Result<> markOnlyDropping(pg::Connection &target, const RestorePoint &rest);
/// Forgets the restore point, and with the last one all of Sosie's state.
Result<> deleteMarker(pg::Connection &target, long long id);
/// Those before `point`, oldest first.
Result<std::vector<RestorePoint>> olderRestorePoints(pg::Connection &target, const RestorePoint &point);

} // namespace engine::target
