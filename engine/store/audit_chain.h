// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace engine::store {

class Database;
class Transaction;

/// What somebody did, as it is written down: never a password, never a value of a database.
struct AuditEntry
{
    /// Given by append(): 1, 2, 3, …, without a gap.
    qint64 number = 0;
    QDateTime time{};
    /// The account of this computer: "amel@poste-12".
    QString actor{};
    /// A key: "backup", "delete backup", "relabel".
    QString action{};
    /// What it was done to: an environment, the identifier of a backup.
    QString subject{};
    QJsonObject details{};
    /// Of the entry before; 64 zeros for the first.
    QString previous{};
    /// Of this one: see AuditChain.
    QString hash{};
};

/// The last entry, as it can be kept elsewhere: in the manifest of a backup, on paper.
struct AuditHead
{
    qint64 number = 0;
    QString hash{};

    bool operator==(const AuditHead &) const = default;
};

/// What verify() found.
struct AuditVerdict
{
    /// How many entries were looked at.
    qint64 entries = 0;
    AuditHead head{};
    /// The first entry that is not what was written, or not behind the one it was written behind: changed, deleted, put
    /// in between, renumbered. Nothing: the chain is whole.
    std::optional<qint64> firstBroken{};
    /// The anchor is not in the chain: its end was cut off, or all of it written anew.
    bool anchorMissing = false;

    [[nodiscard]] bool isWhole() const { return !firstBroken && !anchorMissing; }
};

/// Who did what, in entries of which each holds the hash of the one before:
///
///     1 time actor action subject details  previous 000…  hash a1f…
///                                               ┌───────────────┘
///     2 time actor action subject details  previous a1f…  hash 77c…
///
/// hash = SHA-256 of, one behind the other, `previous`, number, time, actor, action, subject and details, each as the
/// number of its UTF-8 bytes in decimal, a colon, and the bytes; the time as stored (ISO 8601, UTC, milliseconds), the
/// details as compact JSON.
///
/// Who changes, deletes or adds one entry breaks the chain there. Who may write to the file can compute a new chain
/// from there on, or cut its end off: that is found with a head that was kept elsewhere, and only with one.
///
/// Borrows the database, which must outlive it. Any thread, several processes. Errors: those of Database::run().
class AuditChain final
{
public:
    explicit AuditChain(Database &database)
        : m_database(database)
    {}

    /// Adds an entry; of `entry`, number, previous and hash are not looked at.
    Result<AuditHead> append(const AuditEntry &entry) const;
    /// The same, so that what was done and that it was done are stored together or not at all.
    static Result<AuditHead> append(Transaction &transaction, const AuditEntry &entry);

    /// The entries before number `before`, newest first; 0: from the newest on. Of one subject, when it is not empty.
    [[nodiscard]] Result<QList<AuditEntry>> page(const QString &subject, qint64 before = 0, int atMost = 100) const;
    /// Nothing when there is no entry.
    [[nodiscard]] Result<std::optional<AuditHead>> head() const;
    /// Reads all of it; a hundred thousand entries take about a second. `anchor`: a head that was kept elsewhere.
    [[nodiscard]] Result<AuditVerdict> verify(const std::optional<AuditHead> &anchor = {}) const;

private:
    Database &m_database;
};

} // namespace engine::store
