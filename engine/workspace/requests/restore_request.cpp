// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/restore_request.h"

#include "engine/backups/backup_list.h"
#include "engine/operations/restore/restore.h"
#include "engine/workspace/loads.h"
#include "engine/workspace/workspace.h"

#include <QFileInfo>

#include <algorithm>

namespace engine::workspace {

using namespace Qt::StringLiterals;
using environments::End;
using operations::Restore;

Result<Prepared> prepare(const RestoreRequest &request, const Workspace &workspace, std::stop_token stop,
                         const backups::PasswordSource &password)
{
    TRY_ASSIGN(End target, workspace.end(request.how.target, request.how.targetType, stop));
    QStringList names;
    QList<backups::NamedFile> files;
    const backups::BackupList list(workspace.backups());
    for (const QString &name : request.files) {
        TRY_ASSIGN(backups::NamedFile file, list.file(name));
        names.append(QFileInfo(file.path).fileName());
        files.append(std::move(file));
    }
    Prepared prepared{.source = names.join(u" + "_s), .target = target.environment.name};
    operations::RestoreOptions options{
        .files = std::move(files),
        .looked = request.looked,
        .password = password,
        .loadsFolder = loadsFolder(workspace),
        .part = {.tables = request.tables, .schemas = request.how.schemas, .sideBySide = request.sideBySide},
        .acceptsIncomplete = request.acceptIncomplete,
        .target = target.clone()};
    const bool usesGroups
        = std::ranges::any_of(request.tables, [](const std::string &pattern) { return pattern.starts_with('@'); });
    if (usesGroups) {
        TRY_ASSIGN(options.part.groups, workspace.tableGroupStore().load());
    }
    TRY_ASSIGN(auto replacing, cloneInto(std::move(target), request.how, workspace));
    prepared.operation = std::make_shared<Restore>(std::move(options), std::move(replacing));
    return prepared;
}

} // namespace engine::workspace
