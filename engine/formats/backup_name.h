// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/formats/manifest.h"

#include <QString>

#include <optional>

namespace engine::formats {

/// 32 random hexadecimal digits: the name of a backup that is the same on every computer.
[[nodiscard]] QString newIdentifier();

/// "production_2026-03-14T073105Z_full_1f0c55aa.dump": sorts by time, says what it is, is the name of a file on every
/// file system. Letters of the environment that some file system or shell does not like become "-".
/// `suffix` with its dot: ".dump", ".sql.gz", ".dump.sosie".
[[nodiscard]] QString backupName(const QString &environment, const QDateTime &snapshot, Manifest::Kind kind,
                                 const QString &identifier, const QString &suffix);

/// What the name of a backup says, as backupName() made it.
struct NamedBackup
{
    QString environment{};
    QDateTime snapshot{};
    Manifest::Kind kind = Manifest::Kind::Full;
    /// The first 8 digits of its identifier.
    QString identifier{};
};
/// Nothing for the names of other files. A name proves nothing: whoever renames a file decides what it says.
[[nodiscard]] std::optional<NamedBackup> namedBackup(const QString &fileName);

/// Where backups go when nobody says another folder: "backups" under Sosie's data, readable by its owner alone.
/// Errors: FileUnwritable, LocalDiskFull.
[[nodiscard]] Result<QString> backupsFolder();

} // namespace engine::formats
