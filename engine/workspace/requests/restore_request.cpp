// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/restore_request.h"

#include "engine/operations/restore/restore.h"
#include "engine/workspace/loads.h"
#include "engine/workspace/workspace.h"

#include <QFileInfo>

namespace engine::workspace {

using namespace Qt::StringLiterals;
using environments::End;
using operations::Restore;

Result<Prepared> prepare(const RestoreRequest &request, const Workspace &workspace, std::stop_token stop)
{
    TRY_ASSIGN(End target, workspace.end(request.how.target, request.how.targetType, stop));
    QStringList names;
    for (const QString &file : request.files)
        names.append(QFileInfo(file).fileName());
    Prepared prepared{.source = names.join(u" + "_s), .target = target.environment.name};
    TRY_ASSIGN(auto replacing, cloneInto(std::move(target), request.how, workspace));
    prepared.operation = std::make_shared<Restore>(
        operations::RestoreOptions{.files = request.files, .loadsFolder = loadsFolder(workspace)},
        std::move(replacing));
    return prepared;
}

} // namespace engine::workspace
