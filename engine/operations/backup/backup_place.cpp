// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/backup/backup_place.h"

#include "engine/base/files/paths.h"
#include "engine/formats/backup_name.h"

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

#include <array>

namespace engine::operations {

using namespace Qt::StringLiterals;

namespace {

QString suffixOf(const BackupOptions &options)
{
    QString suffix;
    switch (options.format) {
    case BackupFormat::Archive:
        suffix = u".dump"_s;
        break;
    case BackupFormat::Script:
        suffix = u".sql"_s;
        break;
    case BackupFormat::CompressedScript:
        suffix = u".sql.gz"_s;
        break;
    }
    if (options.encrypt)
        suffix += u".sosie"_s;
    return suffix;
}

/// Where rights of a file mean nothing, or are another computer's.
bool keepsNoSecrets(const QByteArray &fileSystem)
{
    constexpr std::array open{"vfat", "msdos", "exfat", "ntfs", "ntfs3", "nfs",  "nfs4",
                              "cifs", "smb3",  "smbfs", "9p",   "afs",   "ceph", "glusterfs"};
    return fileSystem.startsWith("fuse")
           || std::any_of(open.begin(), open.end(), [&](const char *name) { return fileSystem == name; });
}

/// The folder itself may not be there yet.
bool isPrivatePlace(const QString &folder)
{
    QDir existing(folder);
    while (!existing.exists() && !existing.isRoot())
        existing.setPath(QFileInfo(existing.absolutePath()).absolutePath());
    return !keepsNoSecrets(QStorageInfo(existing).fileSystemType());
}

} // namespace

QString BackupPlace::folder() const
{
    return QFileInfo(path).absolutePath();
}

Result<BackupPlace> choosePlace(const BackupOptions &options, const QString &environment, const QDateTime &now)
{
    BackupPlace place{.identifier = formats::newIdentifier()};
    const QString name = formats::backupName(environment, now, options.kind, place.identifier, suffixOf(options));
    if (options.output.isEmpty()) {
        TRY_ASSIGN(const QString folder, formats::backupsFolder());
        place.path = folder + u'/' + name;
    } else {
        const QFileInfo given(options.output);
        const bool isFolder = given.isDir() || options.output.endsWith(u'/');
        place.path = QDir::cleanPath(given.absoluteFilePath() + (isFolder ? u'/' + name : QString()));
    }
    if (QFileInfo::exists(place.path))
        return failure({.code = ErrorCode::BackupExists, .subject = place.path});
    place.isPrivate = isPrivatePlace(place.folder());
    return place;
}

qint64 estimatedBytes(const BackupOptions &options, qint64 heapBytes)
{
    // Rows as text take about what they take in the database; compressed, a third of it.
    constexpr qint64 smallest = 64 * 1024;
    if (options.structureOnly)
        return smallest;
    return smallest + (options.format == BackupFormat::Script ? heapBytes : heapBytes / 3);
}

Result<sandbox::FolderLock> lockDatabase(const environments::Identity &identity, const QString &environment)
{
    TRY_ASSIGN(const QString state, stateFolder());
    const QString folder = state + u"/backups/"_s + identity.display().replace(u'/', u'-');
    TRY(makePrivateFolder(folder));
    Result<sandbox::FolderLock> lock = sandbox::FolderLock::take(folder, {});
    if (!lock)
        lock.error().subject = environment;
    return lock;
}

} // namespace engine::operations
