// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/backup/backup_place.h"

#include "engine/base/files/paths.h"
#include "engine/base/files/private_place.h"
#include "engine/formats/backup_name.h"

#include <QDir>
#include <QFileInfo>

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
    place.isPrivate = keepsSecrets(place.folder());
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
