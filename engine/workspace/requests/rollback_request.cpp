// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/rollback_request.h"

#include "engine/operations/rollback/rollback.h"
#include "engine/workspace/workspace.h"

namespace engine::workspace {

Result<Prepared> prepare(const RollbackRequest &request, const Workspace &workspace, std::stop_token stop)
{
    TRY_ASSIGN(environments::End target, workspace.end(request.target, request.targetType, std::move(stop)));
    Prepared prepared{.target = target.environment.name};
    prepared.operation
        = std::make_shared<operations::Rollback>(std::move(target), RetryPolicy{.retries = request.retries});
    return prepared;
}

} // namespace engine::workspace
