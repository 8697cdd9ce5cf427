// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QString>
#include <QStringList>

namespace engine::backups {

/// Writes what is needed on the worst day, when there is no Sosie any more: how to restore with PostgreSQL's own
/// programs, the form of encrypted files byte by byte, and a program that reads them. `reminder` says where the
/// password is kept, never the password; empty: a line to fill in by hand.
///
/// The folder is made, for its owner alone. Nothing is overwritten. Returns the names of the files, the page to begin
/// with first. Errors: BackupExists, FileUnwritable, LocalDiskFull.
Result<QStringList> writeKit(const QString &folder, const QString &language, const QString &reminder);

} // namespace engine::backups
