// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/session/session.h"
#include "engine/backups/backup_list.h"

#include <QList>

#include <string>
#include <vector>

namespace app::cli {

/// How the password of encrypted backups is found: in the file of --password-file, in the variable
/// SOSIE_BACKUP_PASSWORD, or by asking. Borrows the session. `hasServer`: --password-file is that of a server, and
/// says nothing here.
[[nodiscard]] engine::backups::PasswordSource backupPassword(const Session &session, bool hasServer = false);

/// The same for work on another thread: asked here, where the terminal is, when one of the files is encrypted itself.
[[nodiscard]] engine::Result<engine::backups::PasswordSource>
passwordInAdvance(const Session &session, const QList<engine::backups::NamedFile> &files, bool hasServer);

/// What was named on the command line: files, or backups of the history. Opens the history only where no file has the
/// name. Errors: BackupUnknown; those of the services.
[[nodiscard]] engine::Result<QList<engine::backups::NamedFile>> namedFiles(Session &session,
                                                                           const std::vector<std::string> &names);

/// A new password: from the variable `variable`, or asked for twice. Errors: FilePasswordMissing, Cancelled, Usage when
/// the two differ.
[[nodiscard]] engine::Result<engine::Secret> newBackupPassword(const Session &session, const QString &subject,
                                                               const char *variable = "SOSIE_BACKUP_PASSWORD");

} // namespace app::cli
