// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace engine::environments {

/// What Sosie keeps in a target: schema `sosie_state` with its tables, and the schemas `sosie_before_1_0`,
/// `sosie_discard_1_0`, `sosie_kept_1_0`.
///
/// Whoever may only create schemas in the target could make one of these names first, and write into it what the next
/// Sosie, under an account with more rights, then undoes. So it is looked at before anything of it is read or moved:
/// owners and everybody who may write must be the account used, or roles that may act as it; tables must be plain, of
/// exactly the columns that this version makes, without triggers, rules, policies, children, or expressions of others.
///
/// Both answer whether there is a `sosie_state` to read. Ask first whether a table of it is there, then this: what is
/// trusted cannot be exchanged any more by somebody who is not.
/// Errors: StateNotTrusted with the first thing that is not ours, and whose it is.
Result<bool> trustOwnState(pg::Connection &target);
/// REQUIRES: begin() succeeded.
Result<bool> trustOwnState(pg::ReadOnlyConnection &target);

/// The last clone into a database, as the database itself tells, whichever computer it was made from.
struct CloneMark
{
    /// False: it did not end, and the database is neither as it was nor as it should be; or it is not at its end yet.
    bool isComplete = false;
    /// Name of the source, for people.
    QString source{};
    QDateTime started{};
    /// Some Sosie is at work in the database at this moment, on whichever computer.
    bool isUnderWay = false;

    /// Nobody is going to end it any more.
    [[nodiscard]] bool isAbandoned() const { return !isComplete && !isUnderWay; }
    bool operator==(const CloneMark &) const = default;
};

/// Nothing where no clone can be undone, or where the account may not look.
/// REQUIRES: begin() succeeded.
/// Errors: StateNotTrusted.
Result<std::optional<CloneMark>> readCloneMark(pg::ReadOnlyConnection &target);

} // namespace engine::environments
