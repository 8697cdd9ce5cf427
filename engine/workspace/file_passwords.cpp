// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/file_passwords.h"

#include "engine/backups/backup_list.h"
#include "engine/environments/passwords/keychain.h"
#include "engine/formats/backup_name.h"
#include "engine/workspace/workspace.h"

#include <QFileInfo>

namespace engine::workspace {

using namespace Qt::StringLiterals;

backups::PasswordSource filePassword(const Workspace &workspace, TypedPassword typed)
{
    return [&workspace, typed = std::move(typed)](const QString &subject) -> Result<Secret> {
        if (typed)
            return typed->clone();
        std::optional<Secret> kept = keptFilePassword(workspace, environmentOfFile(workspace, subject));
        if (kept)
            return *std::move(kept);
        return failure({.code = ErrorCode::FilePasswordMissing, .subject = subject});
    };
}

QString environmentOfFile(const Workspace &workspace, const QString &path)
{
    const auto known = backups::BackupList(workspace.backups()).file(path);
    if (known && known->record)
        return known->record->environment;
    const auto named = formats::namedBackup(QFileInfo(path).fileName());
    return named ? named->environment : QString();
}

std::optional<Secret> keptFilePassword(const Workspace &workspace, const QString &environment)
{
    if (environment.isEmpty())
        return {};
    // Without a keychain that answers there is none either: whoever can be asked types it.
    Result<std::optional<Secret>> kept = workspace.keychain().read(environments::backupPasswordKey(environment));
    return kept ? *std::move(kept) : std::nullopt;
}

Result<> keepFilePassword(const Workspace &workspace, const QString &environment, const Secret &password)
{
    return workspace.keychain().write(environments::backupPasswordKey(environment), password);
}

} // namespace engine::workspace
