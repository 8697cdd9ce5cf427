// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_list.h"

#include <QList>
#include <QString>

#include <stop_token>

namespace engine::backups {

struct Adoption
{
    /// New to the history.
    QList<store::BackupRecord> added{};
    /// Known as missing, and found here.
    QList<store::BackupRecord> found{};
    /// Known, and where they should be.
    int known = 0;
    /// Files that look like backups and were not taken, each with the reason.
    QList<Error> refused{};
};

/// Takes the backups of a folder into the history, those of another computer for example, by their manifests; encrypted
/// ones that `password` does not open by their headers and names. What is adopted counts as not verified. Folders below
/// are not looked into. Errors: FileUnreadable, of the records, Cancelled.
[[nodiscard]] Result<Adoption> adopt(const BackupList &list, const QString &folder, const PasswordSource &password,
                                     const std::stop_token &stop);

/// A record of what a manifest says of a file.
[[nodiscard]] store::BackupRecord recordOf(const formats::Manifest &manifest, const QString &path, qint64 fileBytes);

} // namespace engine::backups
