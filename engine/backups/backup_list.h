// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_file.h"
#include "engine/store/backup_records.h"

#include <QList>
#include <QString>

#include <optional>

namespace engine::backups {

/// What was named: a backup of the history, a file, or both.
struct NamedFile
{
    QString path{};
    std::optional<store::BackupRecord> record{};
};

/// The backups of this computer with their files: what both faces list, look up and prove.
///
/// Borrows the records, which must outlive it. Any thread.
class BackupList final
{
public:
    explicit BackupList(const store::BackupRecords &records)
        : m_records(records)
    {}

    [[nodiscard]] const store::BackupRecords &records() const { return m_records; }

    /// By number, by the first digits of its identifier (4 at least, as far as one backup alone has them), or by the
    /// path of its file. Errors: BackupUnknown.
    [[nodiscard]] Result<store::BackupRecord> backup(const QString &name) const;
    /// The same, and also a file that the history does not know. Errors: BackupUnknown.
    [[nodiscard]] Result<NamedFile> file(const QString &name) const;

    /// As BackupRecords::page(), after a look at each file: one that is not where it was is missing from now on, and
    /// one that is back is complete again. Looks at names and sizes, reads nothing.
    [[nodiscard]] Result<QList<store::BackupRecord>> page(const store::BackupFilter &filter, qint64 before = 0,
                                                          int atMost = 100) const;
    /// The newest of them and how many there are, with the same look.
    [[nodiscard]] Result<store::BackupPage> firstPage(const store::BackupFilter &filter, int atMost) const;
    /// The same look at one. A backup that was running counts as failed when its half of a file is there and nobody is
    /// writing it: its process was killed. That half goes.
    Result<> settle(store::BackupRecord &record) const;

    /// Proves that the file of a backup is intact, and remembers it. Errors: those of BackupFile.
    [[nodiscard]] Result<QString> proveIntact(const BackupFile &file, const std::stop_token &stop,
                                              std::atomic<qint64> *read = nullptr) const;
    /// Remembers the SHA-256 of a file whose password was changed.
    Result<> rememberHash(const store::BackupRecord &record, const QString &sha256) const;
    /// Remembers a proof of this level, now; a higher one that it had stays. Does nothing for a file that the history
    /// does not know.
    Result<> rememberProof(const BackupFile &file, store::ProofLevel level) const;
    /// Remembers that a backup did not hold what it should (FileDamaged, ContentDiffers): the proofs it had are gone.
    /// Other errors say nothing about it.
    Result<> rememberFault(const BackupFile &file, const Error &fault) const;

private:
    Result<> settleAll(QList<store::BackupRecord> &records) const;

    const store::BackupRecords &m_records;
};

} // namespace engine::backups
