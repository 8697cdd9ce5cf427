// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/backups/backup_list.h"

#include "engine/base/files/partial_file.h"

#include <QDateTime>
#include <QFileInfo>
#include <QRegularExpression>

namespace engine::backups {

using namespace Qt::StringLiterals;
using store::BackupFilter;
using store::BackupPage;
using store::BackupRecord;
using store::BackupStatus;
using store::ProofLevel;

namespace {

constexpr qsizetype fewestDigits = 4;

bool isIdentifier(const QString &name)
{
    static const QRegularExpression form(u"^[0-9a-f]{4,32}$"_s);
    return form.match(name).hasMatch();
}

tl::unexpected<Error> unknown(const QString &name)
{
    return failure({.code = ErrorCode::BackupUnknown, .subject = name});
}

} // namespace

Result<BackupRecord> BackupList::backup(const QString &name) const
{
    bool isNumber = false;
    const qint64 number = name.toLongLong(&isNumber);
    if (isNumber && number > 0) {
        TRY_ASSIGN(const auto found, m_records.find(number));
        if (found)
            return *found;
    }
    if (name.size() >= fewestDigits && isIdentifier(name)) {
        TRY_ASSIGN(const QList<BackupRecord> found, m_records.page({.words = name}, 0, 100));
        QList<BackupRecord> matching;
        for (const BackupRecord &record : found) {
            if (record.identifier.startsWith(name))
                matching.append(record);
        }
        if (matching.size() == 1)
            return matching.front();
    }
    const QString path = QFileInfo(name).absoluteFilePath();
    TRY_ASSIGN(const QList<BackupRecord> found, m_records.page({.words = QFileInfo(path).fileName()}, 0, 100));
    for (const BackupRecord &record : found) {
        if (record.path == path)
            return record;
    }
    return unknown(name);
}

Result<NamedFile> BackupList::file(const QString &name) const
{
    const Result<BackupRecord> known = backup(name);
    if (known)
        return NamedFile{.path = known->path, .record = *known};
    if (known.error().code != ErrorCode::BackupUnknown)
        return failure(known.error());
    const QFileInfo file(name);
    if (!file.exists() && !file.isSymLink())
        return unknown(name);
    // A person's own link leads where the person wants.
    const QString real = file.canonicalFilePath();
    return NamedFile{.path = real.isEmpty() ? file.absoluteFilePath() : real};
}

Result<BackupPage> BackupList::firstPage(const BackupFilter &filter, int atMost) const
{
    TRY_ASSIGN(BackupPage page, m_records.firstPage(filter, atMost));
    TRY(settleAll(page.records));
    return page;
}

Result<> BackupList::settleAll(QList<BackupRecord> &records) const
{
    for (BackupRecord &record : records) {
        // A history that cannot be written to can still be read.
        if (const Result<> settled = settle(record); !settled && settled.error().code == ErrorCode::Cancelled)
            return failure(settled.error());
    }
    return {};
}

Result<> BackupList::settle(BackupRecord &record) const
{
    const bool isHere = QFileInfo(record.path).isFile() && QFileInfo(record.path).size() == record.fileBytes;
    BackupStatus now = record.status;
    if (record.status == BackupStatus::Completed && !isHere)
        now = BackupStatus::Missing;
    else if (record.status == BackupStatus::Missing && isHere)
        now = BackupStatus::Completed;
    else if (record.status == BackupStatus::Running && !record.path.isEmpty() && removeLeftoverOf(record.path))
        now = BackupStatus::Failed;
    if (now == record.status)
        return {};
    record.status = now;
    return m_records.setStatus(record.id, now);
}

Result<QList<BackupRecord>> BackupList::page(const BackupFilter &filter, qint64 before, int atMost) const
{
    TRY_ASSIGN(QList<BackupRecord> records, m_records.page(filter, before, atMost));
    TRY(settleAll(records));
    return records;
}

Result<QString> BackupList::proveIntact(const BackupFile &file, const std::stop_token &stop,
                                        std::atomic<qint64> *read) const
{
    const Result<QString> proof = file.checkIntact(stop, read);
    if (proof && file.record() && file.record()->sha256 != *proof)
        TRY(rememberHash(*file.record(), *proof));
    if (proof)
        TRY(rememberProof(file, ProofLevel::FileIntact));
    else
        TRY(rememberFault(file, proof.error()));
    return proof;
}

Result<> BackupList::rememberHash(const BackupRecord &record, const QString &sha256) const
{
    return m_records.end(record.id, {.status = record.status,
                                     .path = record.path,
                                     .sha256 = sha256,
                                     .fileBytes = record.fileBytes,
                                     .rawBytes = record.rawBytes,
                                     .rows = record.rows,
                                     .tables = record.tables,
                                     .snapshot = record.snapshot,
                                     .ended = record.ended,
                                     .error = record.error});
}

Result<> BackupList::rememberProof(const BackupFile &file, ProofLevel level) const
{
    if (!file.record())
        return {};
    if (file.record()->proof > level)
        return m_records.addProof(file.record()->id, level, QDateTime::currentDateTimeUtc());
    return m_records.setProof(file.record()->id, level, QDateTime::currentDateTimeUtc());
}

Result<> BackupList::rememberFault(const BackupFile &file, const Error &fault) const
{
    if (!file.record() || (fault.code != ErrorCode::FileDamaged && fault.code != ErrorCode::ContentDiffers))
        return {};
    return m_records.setProof(file.record()->id, ProofLevel::None, QDateTime::currentDateTimeUtc());
}

} // namespace engine::backups
