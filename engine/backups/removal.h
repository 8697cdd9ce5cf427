// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_list.h"

#include <QDateTime>
#include <QList>

namespace engine::backups {

/// How backups were chosen for removal.
enum class Choice {
    /// One, by its own name: the person means this one.
    ByName,
    /// Several at once, or by a filter.
    InBulk,
};

struct Removal
{
    QList<store::BackupRecord> removed{};
    /// Each with the reason why it stays.
    QList<std::pair<store::BackupRecord, Error>> kept{};
};

/// Moves the files of backups into a trash beside them, from where undoRemoval() brings them back:
///
///     backups/NAME  ->  backups/.sosie-trash/IDENTIFIER/NAME
///
/// A pinned backup stays. In bulk the newest backup of an environment that can be restored stays too, and the newest
/// that was proven by a restore. A backup whose file is gone is only marked. Errors: of the records; what goes wrong
/// with one file is its reason to stay.
[[nodiscard]] Result<Removal> removeBackups(const BackupList &list, const QList<store::BackupRecord> &chosen,
                                            Choice choice);

/// Brings a removed backup back. Errors: BackupExists when another file has its name by now, BackupUnknown when the
/// trash no longer holds it, FileUnwritable.
Result<store::BackupRecord> undoRemoval(const BackupList &list, const store::BackupRecord &removed);

/// Deletes for good what was moved to the trash before `before`; the records stay. Returns how many files went.
Result<int> emptyTrash(const BackupList &list, const QDateTime &before);

} // namespace engine::backups
