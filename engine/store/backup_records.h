// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/store/backup_figures.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace engine::store {

class Database;

enum class BackupKind { Full, Incremental, Manual };

/// Missing: the file is not where it was. Deleted: in the trash, or gone for good; the record stays.
enum class BackupStatus { Running, Completed, Failed, Cancelled, Missing, Deleted };

/// What was shown of a backup, each level with those below it.
enum class ProofLevel {
    None,
    /// Its SHA-256 is that of the record.
    FileIntact,
    /// Every block read, rows and digests as in the manifest.
    ContentComplete,
    /// Restored into a private server and compared.
    Restored,
};

/// Whose backups are looked for. Without an identifier, as long as nobody saw the database, its name has to do.
struct BackedUp
{
    QString environment{};
    /// As environments::Identity says.
    QString systemIdentifier{};
    qint64 databaseOid = 0;
};

/// One backup, as this computer knows it. The file itself says more, in its manifest; what is here is for lists, and to
/// find out that a file is not what it was.
struct BackupRecord
{
    /// Given by add(); grows by time.
    qint64 id = 0;
    /// As in the name of the file and in its manifest: the same on every computer.
    QString identifier{};
    /// Its name then; backups outlive their environment.
    QString environment{};
    BackupKind kind = BackupKind::Full;
    BackupStatus status = BackupStatus::Running;
    /// Absolute.
    QString path{};
    /// 64 hexadecimal digits of the whole file; empty until it is complete.
    QString sha256{};
    qint64 fileBytes = 0;
    /// Of the rows before compression.
    qint64 rawBytes = 0;
    qint64 rows = 0;
    qint64 tables = 0;
    /// Which live database it is of, as environments::Identity says.
    QString systemIdentifier{};
    qint64 databaseOid = 0;
    QString databaseName{};
    /// The instant its contents are of.
    QDateTime snapshot{};
    QDateTime started{};
    QDateTime ended{};
    /// The backup that this one continues.
    std::optional<qint64> parent{};
    bool isAnonymized = false;
    bool isEncrypted = false;
    /// Never deleted but by name.
    bool isPinned = false;
    ProofLevel proof = ProofLevel::None;
    /// When the proof was made.
    QDateTime proved{};
    QString note{};
    QStringList tags{};
    /// The identifier of the error that ended it (E-DISK-002) and its detail; empty when none did.
    QString error{};
};

/// How a backup came to its end.
struct BackupEnding
{
    BackupStatus status = BackupStatus::Completed;
    QString path{};
    QString sha256{};
    qint64 fileBytes = 0;
    qint64 rawBytes = 0;
    qint64 rows = 0;
    qint64 tables = 0;
    QDateTime snapshot{};
    QDateTime ended{};
    QString error{};
};

/// Which backups a list shows. Empty: all.
struct BackupFilter
{
    QString environment{};
    std::optional<BackupStatus> status{};
    std::optional<BackupKind> kind{};
    QString tag{};
    /// In path, note, tags, identifier or name of the environment; capital or small ASCII letters alike.
    QString words{};
    bool onlyPinned = false;
    ProofLevel atLeast = ProofLevel::None;
    bool hidesDeleted = false;
    /// Begun then or later, and before; invalid: whenever.
    QDateTime since{};
    QDateTime until{};
};

/// The newest of a filter, and how many pass it.
struct BackupPage
{
    QList<BackupRecord> records{};
    qint64 count = 0;
};

/// When a level was shown last.
struct BackupProof
{
    ProofLevel level = ProofLevel::FileIntact;
    QDateTime proved{};
};

/// The backups that this computer knows of, newest first.
///
/// Borrows the database, which must outlive it. Any thread, several processes. Lists cost what they show, not what
/// there is. Errors: those of Database::run(); FileUnreadable when there is no backup of that number.
class BackupRecords final
{
public:
    explicit BackupRecords(Database &database)
        : m_database(database)
    {}

    /// Remembers a backup, as begun or as found elsewhere, with its tags; returns its number.
    /// Errors: ObjectExists when one with this identifier is known.
    Result<qint64> add(const BackupRecord &record) const;
    Result<> end(qint64 id, const BackupEnding &ending) const;
    Result<> setStatus(qint64 id, BackupStatus status) const;
    Result<> setPath(qint64 id, const QString &path) const;
    Result<> setPinned(qint64 id, bool isPinned) const;
    Result<> setNote(qint64 id, const QString &note) const;
    Result<> setTags(qint64 id, const QStringList &tags) const;
    /// None: what was shown before holds no more; `when` says since when that is known.
    Result<> setProof(qint64 id, ProofLevel level, const QDateTime &when) const;
    /// A level that was shown once more, of a backup of which more is shown.
    Result<> addProof(qint64 id, ProofLevel level, const QDateTime &when) const;
    /// The record itself goes; for one whose file never came to be.
    Result<> forget(qint64 id) const;

    [[nodiscard]] Result<std::optional<BackupRecord>> find(qint64 id) const;
    [[nodiscard]] Result<std::optional<BackupRecord>> find(const QString &identifier) const;
    /// The newest of those before number `before`; 0: from the newest on.
    [[nodiscard]] Result<QList<BackupRecord>> page(const BackupFilter &filter, qint64 before = 0,
                                                   int atMost = 100) const;
    /// Both in one pass, for filters that have to look at all of them.
    [[nodiscard]] Result<BackupPage> firstPage(const BackupFilter &filter, int atMost = 100) const;
    [[nodiscard]] Result<qint64> count(const BackupFilter &filter) const;
    /// What was shown of one, from the lowest level.
    [[nodiscard]] Result<QList<BackupProof>> proofs(qint64 id) const;
    /// The completed one whose contents are newest, with a proof of this level at least: of this database, whatever it
    /// was called then, and not of another one that had its name.
    [[nodiscard]] Result<std::optional<BackupRecord>> newest(const BackedUp &of, ProofLevel atLeast) const;
    [[nodiscard]] Result<BackupStatistics> statistics(const BackupScope &scope) const
    {
        return statisticsOf(m_database, scope);
    }
    [[nodiscard]] Result<QList<BackupDay>> days(const BackupScope &scope) const { return daysOf(m_database, scope); }
    /// By name.
    [[nodiscard]] Result<QStringList> tags() const;

private:
    Result<> change(const char *sql, std::vector<std::variant<std::monostate, qint64, QString>> values) const;

    Database &m_database;
};

} // namespace engine::store
