// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/backups/adoption.h"

#include "engine/base/files/file_hash.h"
#include "engine/formats/backup_name.h"

#include <QDir>
#include <QFileInfo>

namespace engine::backups {

using namespace Qt::StringLiterals;
using formats::Manifest;
using store::BackupKind;
using store::BackupRecord;
using store::BackupStatus;

namespace {

const QString manifestEnding = u".manifest.json"_s;
const QString containerEnding = u".sosie"_s;

BackupKind kindOf(Manifest::Kind kind)
{
    return kind == Manifest::Kind::Full ? BackupKind::Full : BackupKind::Manual;
}

Result<BackupRecord> ofManifest(const QString &path)
{
    // Asks for no password: a manifest beside a file means that it is in clear.
    TRY_ASSIGN(const auto file, BackupFile::open(path, {}, {}));
    return recordOf(*file->manifest(), path, file->fileBytes());
}

Result<BackupRecord> ofHeader(const QString &path, const std::stop_token &stop)
{
    TRY_ASSIGN(const auto file, FileReader::open(path));
    TRY_ASSIGN(const formats::Header header, formats::readHeader(*file, path));
    const auto named = formats::namedBackup(QFileInfo(path).fileName());
    // Which backup it is, only its password tells.
    if (!named || !header.file.identifier().startsWith(named->identifier))
        return failure({.code = ErrorCode::FilePasswordMissing, .subject = path});
    // Without its password nothing else tells later whether it is still the same.
    TRY_ASSIGN(const QString sha256, sha256Of(*file, stop));
    return BackupRecord{.identifier = header.file.identifier(),
                        .environment = named->environment,
                        .kind = kindOf(named->kind),
                        .status = BackupStatus::Completed,
                        .path = path,
                        .sha256 = sha256,
                        .fileBytes = file->size(),
                        .snapshot = named->snapshot,
                        .started = named->snapshot,
                        .ended = named->snapshot,
                        .isEncrypted = true};
}

Result<BackupRecord> ofContainer(const QString &path, const PasswordSource &password, const std::stop_token &stop)
{
    const Result<std::unique_ptr<BackupFile>> file = BackupFile::open(path, {}, password);
    const bool isClosed
        = !file
          && (file.error().code == ErrorCode::FilePasswordMissing || file.error().code == ErrorCode::FilePasswordWrong);
    if (isClosed || (file && !(*file)->manifest()))
        return ofHeader(path, stop);
    if (!file)
        return failure(file.error());
    BackupRecord record = recordOf(*(*file)->manifest(), path, (*file)->fileBytes());
    TRY_ASSIGN(const auto bytes, FileReader::open(path));
    TRY_ASSIGN(record.sha256, sha256Of(*bytes, stop));
    return record;
}

Result<> take(const BackupList &list, BackupRecord record, Adoption &adoption)
{
    TRY_ASSIGN(const auto known, list.records().find(record.identifier));
    if (!known) {
        TRY_ASSIGN(record.id, list.records().add(record));
        adoption.added.append(record);
        return {};
    }
    BackupRecord settled = *known;
    TRY(list.settle(settled));
    if (settled.status == BackupStatus::Completed || settled.status == BackupStatus::Running) {
        ++adoption.known;
        return {};
    }
    // A file of that name and another content is not the one that is missing.
    if (known->fileBytes != record.fileBytes
        || (!known->sha256.isEmpty() && !record.sha256.isEmpty() && known->sha256 != record.sha256)) {
        adoption.refused.append(
            {.code = ErrorCode::FileDamaged, .subject = record.path, .detail = u"not the file that was backed up"_s});
        return {};
    }
    TRY(list.records().setPath(known->id, record.path));
    TRY(list.records().setStatus(known->id, BackupStatus::Completed));
    settled.path = record.path;
    settled.status = BackupStatus::Completed;
    adoption.found.append(settled);
    return {};
}

} // namespace

BackupRecord recordOf(const Manifest &manifest, const QString &path, qint64 fileBytes)
{
    return {.identifier = manifest.identifier,
            .environment = manifest.environment,
            .kind = kindOf(manifest.kind),
            .status = BackupStatus::Completed,
            .path = path,
            // Of a container the manifest knows only what is inside.
            .sha256 = manifest.isEncrypted ? QString() : manifest.sha256,
            .fileBytes = fileBytes,
            .rawBytes = manifest.rawBytes(),
            .rows = manifest.rows(),
            .tables = manifest.tables.size(),
            .systemIdentifier = manifest.systemIdentifier,
            .databaseOid = manifest.databaseOid,
            .databaseName = manifest.databaseName,
            .snapshot = manifest.snapshot,
            .started = manifest.snapshot,
            .ended = manifest.snapshot,
            .isAnonymized = manifest.anonymization.has_value(),
            .isEncrypted = manifest.isEncrypted,
            .note = manifest.choices.note};
}

Result<Adoption> adopt(const BackupList &list, const QString &folder, const PasswordSource &password,
                       const std::stop_token &stop)
{
    const QFileInfo there(folder);
    if (!there.isDir() || !there.isReadable())
        return failure({.code = ErrorCode::FileUnreadable,
                        .subject = folder,
                        .detail = there.exists() ? u"not a folder that may be read"_s : u"no such folder"_s});
    const QDir directory(there.absoluteFilePath());
    Adoption adoption;
    for (const QString &name : directory.entryList(QDir::Files | QDir::NoSymLinks, QDir::Name)) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        const bool isManifest = name.endsWith(manifestEnding);
        if (!isManifest && !name.endsWith(containerEnding))
            continue;
        const QString path = directory.absoluteFilePath(isManifest ? name.chopped(manifestEnding.size()) : name);
        const Result<BackupRecord> record = isManifest ? ofManifest(path) : ofContainer(path, password, stop);
        if (record)
            TRY(take(list, *record, adoption));
        else if (record.error().isCancelled())
            return failure(record.error());
        else
            adoption.refused.append(record.error());
    }
    return adoption;
}

} // namespace engine::backups
