// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/trial_request.h"

#include "engine/backups/backup_file.h"
#include "engine/importing/sent_bytes.h"
#include "engine/operations/trial/restore_trial.h"

namespace engine::workspace {

Result<QList<Sentence>> proveRestore(const backups::BackupFile &file, const QString &folder,
                                     const std::stop_token &stop, Progress &progress)
{
    if (!file.manifest())
        return failure(
            {.code = ErrorCode::FormatUnsupported, .subject = file.path(), .detail = QStringLiteral("manifest")});
    const auto loading = [&](const std::stop_token &token, Progress &shown) {
        return importing::loadBackup(file, folder, {}, token, shown);
    };
    return operations::tryRestore(loading, *file.manifest(), file.path(), stop, progress);
}

} // namespace engine::workspace
