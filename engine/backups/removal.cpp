// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/backups/removal.h"

#include "engine/base/files/descriptor.h"
#include "engine/base/files/paths.h"
#include "engine/formats/manifest.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSet>

#include <cerrno>
#include <cstdio>

namespace engine::backups {

using namespace Qt::StringLiterals;
using store::BackupRecord;
using store::BackupStatus;
using store::ProofLevel;

namespace {

const QString trashName = u".sosie-trash"_s;

/// Renames without overwriting.
Result<> move(const QString &from, const QString &to)
{
    const QByteArray oldName = QFile::encodeName(from);
    const QByteArray newName = QFile::encodeName(to);
    if (::renameat2(AT_FDCWD, oldName.constData(), AT_FDCWD, newName.constData(), RENAME_NOREPLACE) == 0)
        return {};
    if (errno == EEXIST)
        return failure({.code = ErrorCode::BackupExists, .subject = to});
    // Where the file system cannot promise it: the folder is ours alone.
    if ((errno == EINVAL || errno == ENOSYS) && !QFileInfo::exists(to)
        && ::rename(oldName.constData(), newName.constData()) == 0)
        return {};
    return failure(unwritable(from, errno));
}

/// The manifest goes first, so that no folder ever shows a backup whose manifest is elsewhere as whole.
Result<> moveWithManifest(const QString &from, const QString &to)
{
    const QString manifest = formats::manifestPath(from);
    const bool hasManifest = QFileInfo::exists(manifest);
    if (hasManifest)
        TRY(move(manifest, formats::manifestPath(to)));
    Result<> moved = move(from, to);
    if (!moved && hasManifest)
        static_cast<void>(move(formats::manifestPath(to), manifest));
    if (moved) {
        static_cast<void>(flushFolder(QFileInfo(from).absolutePath()));
        static_cast<void>(flushFolder(QFileInfo(to).absolutePath()));
    }
    return moved;
}

Result<QString> trashPathOf(const BackupRecord &record)
{
    const QFileInfo file(record.path);
    const QString trash = file.absolutePath() + u'/' + trashName;
    TRY(makePrivateFolder(trash));
    const QString own = trash + u'/' + record.identifier;
    TRY(makePrivateFolder(own));
    return QString(own + u'/' + file.fileName());
}

bool isInTrash(const BackupRecord &record)
{
    return QFileInfo(record.path).absolutePath().endsWith(u'/' + trashName + u'/' + record.identifier);
}

/// The folders .sosie-trash/IDENTIFIER and .sosie-trash, when they are empty.
void removeEmptyFolders(const QString &trashPath)
{
    const QString own = QFileInfo(trashPath).absolutePath();
    ::rmdir(QFile::encodeName(own).constData());
    ::rmdir(QFile::encodeName(QFileInfo(own).absolutePath()).constData());
}

/// The numbers of the backups of an environment that no removal in bulk takes.
Result<QSet<qint64>> neededOf(const BackupList &list, const QString &environment)
{
    QSet<qint64> needed;
    for (const ProofLevel level : {ProofLevel::None, ProofLevel::Restored}) {
        // The newest whose file is there: page() marks those that are missing.
        store::BackupFilter filter{.environment = environment, .status = BackupStatus::Completed, .atLeast = level};
        qint64 before = 0;
        while (true) {
            TRY_ASSIGN(const QList<BackupRecord> page, list.page(filter, before, 20));
            const BackupRecord *newest = nullptr;
            for (const BackupRecord &record : page) {
                if (record.status == BackupStatus::Completed
                    && (newest == nullptr || record.snapshot > newest->snapshot))
                    newest = &record;
            }
            if (newest != nullptr)
                needed.insert(newest->id);
            if (newest != nullptr || page.isEmpty())
                break;
            before = page.back().id;
        }
    }
    return needed;
}

Result<> removeOne(const BackupList &list, const BackupRecord &record)
{
    if (record.status == BackupStatus::Running)
        return failure({.code = ErrorCode::TargetBusy, .subject = record.environment});
    if (!QFileInfo::exists(record.path))
        return list.records().setStatus(record.id, BackupStatus::Deleted);
    TRY_ASSIGN(const QString trash, trashPathOf(record));
    TRY(moveWithManifest(record.path, trash));
    TRY(list.records().setPath(record.id, trash));
    return list.records().setStatus(record.id, BackupStatus::Deleted);
}

} // namespace

Result<Removal> removeBackups(const BackupList &list, const QList<BackupRecord> &chosen, Choice choice)
{
    Removal removal;
    QHash<QString, QSet<qint64>> needed;
    for (const BackupRecord &record : chosen) {
        if (record.status == BackupStatus::Deleted)
            continue;
        if (choice == Choice::InBulk && !needed.contains(record.environment)) {
            TRY_ASSIGN(const QSet<qint64> ofEnvironment, neededOf(list, record.environment));
            needed.insert(record.environment, ofEnvironment);
        }
        const bool isNeeded = record.isPinned || needed.value(record.environment).contains(record.id);
        const Result<> removed
            = isNeeded ? failure({.code = ErrorCode::BackupNeeded, .subject = QFileInfo(record.path).fileName()})
                       : removeOne(list, record);
        if (removed)
            removal.removed.append(record);
        else
            removal.kept.append({record, removed.error()});
    }
    return removal;
}

Result<BackupRecord> undoRemoval(const BackupList &list, const BackupRecord &removed)
{
    if (removed.status != BackupStatus::Deleted || !isInTrash(removed) || !QFileInfo::exists(removed.path))
        return failure({.code = ErrorCode::BackupUnknown, .subject = QFileInfo(removed.path).fileName()});
    const QFileInfo trash(removed.path);
    BackupRecord restored = removed;
    restored.path = QDir::cleanPath(trash.absolutePath() + u"/../../"_s + trash.fileName());
    TRY(moveWithManifest(removed.path, restored.path));
    removeEmptyFolders(removed.path);
    TRY(list.records().setPath(restored.id, restored.path));
    restored.status = BackupStatus::Completed;
    TRY(list.records().setStatus(restored.id, restored.status));
    TRY(list.settle(restored));
    return restored;
}

Result<int> emptyTrash(const BackupList &list, const QDateTime &before)
{
    int removed = 0;
    qint64 next = 0;
    while (true) {
        TRY_ASSIGN(const QList<BackupRecord> page, list.records().page({.status = BackupStatus::Deleted}, next, 200));
        if (page.isEmpty())
            return removed;
        next = page.back().id;
        for (const BackupRecord &record : page) {
            // The folder in the trash was made, and last changed, when the file came into it.
            if (!isInTrash(record) || !QFileInfo::exists(record.path)
                || QFileInfo(QFileInfo(record.path).absolutePath()).lastModified() >= before)
                continue;
            if (!QFile::remove(record.path))
                continue;
            QFile::remove(formats::manifestPath(record.path));
            removeEmptyFolders(record.path);
            ++removed;
        }
    }
}

} // namespace engine::backups
