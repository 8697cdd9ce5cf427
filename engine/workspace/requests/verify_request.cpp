// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/verify_request.h"

#include "engine/operations/verify/verify_pair.h"
#include "engine/workspace/workspace.h"

namespace engine::workspace {

Result<Prepared> prepare(const VerifyRequest &request, const Workspace &workspace, std::stop_token stop)
{
    TRY_ASSIGN(environments::End source, workspace.end(request.source, {}, stop));
    TRY_ASSIGN(environments::End target, workspace.end(request.target, {}, std::move(stop)));
    Prepared prepared{.source = source.environment.name, .target = target.environment.name};
    prepared.operation = std::make_shared<operations::VerifyPair>(std::move(source), std::move(target), request.schemas,
                                                                  workspace.registry());
    return prepared;
}

} // namespace engine::workspace
