// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commands/command.h"
#include "engine/backups/backup_list.h"

#include <functional>
#include <string>
#include <vector>

namespace app::cli {

/// What changes backups below "backups": remove, pin, unpin, note, tag, adopt, password.
void addBackupChanges(CLI::App &backups, CommandList &commands);

/// Runs `work` with the backups of this computer; an error that it returns is said.
ExitCode withBackups(Session &session,
                     const std::function<engine::Result<ExitCode>(const engine::backups::BackupList &)> &work);

/// Prints backups that were changed: as {"backups": […]} for programs, `sentence` for people.
ExitCode printChanged(const Session &session, const QList<engine::store::BackupRecord> &records,
                      const QString &sentence);

} // namespace app::cli
