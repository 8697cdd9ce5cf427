// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/identity.h"
#include "engine/operations/backup/backup_options.h"
#include "engine/sandbox/folder_lock.h"

#include <QDateTime>
#include <QString>

namespace engine::operations {

/// Where a backup goes: decided with the plan, so that the permit is for this file.
struct BackupPlace
{
    /// Absolute.
    QString path{};
    QString identifier{};
    /// Nobody but this account can read what lies there: the file system keeps rights, and is this computer's.
    bool isPrivate = false;

    [[nodiscard]] QString folder() const;
};

/// Errors: BackupExists when the file is there; FileUnwritable.
Result<BackupPlace> choosePlace(const BackupOptions &options, const QString &environment, const QDateTime &now);

/// About how large the file will be, of rows that take so many bytes in the database.
[[nodiscard]] qint64 estimatedBytes(const BackupOptions &options, qint64 heapBytes);

/// The right to back up this database, held by one process at a time; the system gives it back when the process ends.
/// Errors: TargetBusy with who holds it.
Result<sandbox::FolderLock> lockDatabase(const environments::Identity &identity, const QString &environment);

} // namespace engine::operations
