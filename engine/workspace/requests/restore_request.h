// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_file.h"
#include "engine/workspace/requests/clone_request.h"

#include <QStringList>

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::importing {
class SentFiles;
}

namespace engine::workspace {

class Workspace;

/// Replacing an environment by what a file holds, as people ask for it.
struct RestoreRequest
{
    /// One file, or those that belong together; or a backup of the history by its number or identifier.
    QStringList files{};
    /// Patterns of tables (selection::RowChoice): only their rows are restored, the tables of the target stay as they
    /// are. Empty: all the file holds.
    std::vector<std::string> tables{};
    /// Into new schemas `restored_<date>_<schema>`; nothing of the target is touched.
    bool sideBySide = false;
    /// Take a script of pg_dump without its last line.
    bool acceptIncomplete = false;
    /// The same, where they have been looked at: they are not read once more for the plan. Null: they are opened.
    std::shared_ptr<const importing::SentFiles> looked{};
    /// The target and everything about it; its source is the file.
    CloneRequest how{};

    bool operator==(const RestoreRequest &) const = default;
};

/// `password` is asked by the operation, for encrypted files only. Errors: BackupUnknown; those of Workspace::end(),
/// and of reading rules and groups. The file is looked at by the operation.
[[nodiscard]] Result<Prepared> prepare(const RestoreRequest &request, const Workspace &workspace, std::stop_token stop,
                                       const backups::PasswordSource &password = {});

} // namespace engine::workspace
