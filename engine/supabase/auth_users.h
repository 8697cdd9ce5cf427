// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/safety/guard.h"
#include "engine/selection/row_selection.h"
#include "engine/supabase/missing_users.h"
#include "engine/target/restore_point.h"

#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::supabase {

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

/// A column of a copied table with rows of its own that refers to auth.users(id).
struct UserReference
{
    sql::QualifiedName table{};
    std::string column{};
    bool mayBeNull = true;
};

/// What a clone has to do with auth.users.
///
/// Users are copied with their identities, and with no session, no token and no hash of a password: all get one test
/// password. Users that the target has stay as they are; those that were added go with a rollback.
struct AuthUsers
{
    std::vector<UserReference> references{};
    /// The columns of the source's auth.users that are read; no columns: nothing is read.
    anonymize::TableShape shape{.name = {"auth", "users"}};
    /// Those of the target's that are given a value of Sosie's own: the test password, and no token.
    std::vector<std::string> secretColumns{};
    /// Those of auth.identities that are copied; empty where one side has none.
    std::vector<std::string> identityColumns{};
    /// Of the users that copied rows refer to: those the target does not have.
    long long missing = 0;
    /// Nobody could look whether users are missing: the account may not read auth.users there.
    bool isHiddenInSource = false;
    bool isHiddenInTarget = false;
    /// Why users cannot be copied.
    QList<Error> problems{};
    /// Set when users are copied without one: no extension of the target can hash it.
    bool withoutPassword = false;
    /// Triggers of the target's people wait for new users.
    bool hasListeners = false;

    [[nodiscard]] bool isConcerned() const { return !references.empty() && missing > 0; }
    /// The users that copied rows refer to, as a filter of auth.users.
    [[nodiscard]] sql::RowFilter needed(const selection::RowSelection &selection) const;
    /// Columns of the table whose references are emptied when they lead nowhere.
    [[nodiscard]] std::set<std::string> columnsOf(const sql::QualifiedName &table) const;
};

/// Finds out what is missing. Reads both sides, writes to neither. Who wants nothing done about users (Stop) need not
/// be able to read them: the foreign keys judge at the end. REQUIRES: begin() succeeded on both.
Result<AuthUsers> inspectAuthUsers(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                   const catalog::Schema &schema, const selection::RowSelection &selection,
                                   MissingUsers choice);

/// Rules for what detection would judge by a sample: contacts are always replaced, documents scrubbed to the last text.
/// What a rule file says stays.
void decideAboutUsers(std::vector<anonymize::ColumnDecision> &decisions, const anonymize::TableShape &users);

/// Under the project key, so that it stays the same from clone to clone. Not a secret: it opens made-up people of a
/// copy, and the report says it.
[[nodiscard]] QString testPassword(const anonymize::ProjectKey &key);

/// Until the transaction ends, triggers that people made on the platform's tables do not run: what they would make is
/// among the rows that are copied. Errors: PermissionDenied. REQUIRES: a transaction.
Result<> ignoreListeners(pg::Connection &target);

/// What copyUsers() works with; borrows everything.
struct UserTransfer
{
    const AuthUsers &users;
    const selection::RowSelection &selection;
    /// Empty: in clear.
    const std::vector<anonymize::ColumnDecision> &decisions;
    const anonymize::ProjectKey &key;
    /// What the source declares of its people; may be null.
    const anonymize::KnownValues *declared = nullptr;
};

/// Adds the users that are needed and not there, in one transaction that writes down who was added. Returns how many.
/// REQUIRES: setAside() made `point` in the target; source.begin() succeeded.
Result<long long> copyUsers(pg::ReadOnlyConnection &source, pg::Connection &target,
                            const safety::DestructivePermit &permit, const target::RestorePoint &point,
                            const UserTransfer &transfer, std::stop_token stop);

/// Takes the users away that were added under the restore point, unless the target does not let them go (something that
/// stays refers to them, a trigger objects, a right is gone).
/// REQUIRES: a transaction.
Result<UsersLeft> removeAddedUsers(pg::Connection &target, long long pointId);
/// They are users of the target like all others from now on. REQUIRES: a transaction.
Result<> forgetAddedUsers(pg::Connection &target, long long pointId);

} // namespace engine::supabase
