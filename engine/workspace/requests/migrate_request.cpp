// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/migrate_request.h"

#include "engine/operations/migrate/migrate.h"
#include "engine/workspace/compare_words.h"
#include "engine/workspace/loads.h"
#include "engine/workspace/structure_sides.h"
#include "engine/workspace/workspace.h"

namespace engine::workspace {

Result<Prepared> prepare(const MigrateRequest &request, const Workspace &workspace, std::stop_token stop)
{
    operations::MigrationRun run{.compare = {.schemas = request.schemas, .mayLoseData = request.mayLoseData},
                                 .only = request.only,
                                 .ticked = request.ticked,
                                 .place = {.folder = loadsFolder(workspace)},
                                 .retries = {.retries = request.retries},
                                 .take = request.take};
    TRY_ASSIGN(run.compare.compare, compareOptions(request.ignored));
    TRY_ASSIGN(run.compare.renames, parseRenames(request.renames));
    TRY_ASSIGN(operations::StructureSource source, structureSource(request.source, workspace, request.password, stop));
    TRY_ASSIGN(environments::End target, workspace.end(request.target, request.targetType, std::move(stop)));
    Prepared prepared{.source = source.name(), .target = target.environment.name};
    prepared.operation = std::make_shared<operations::Migrate>(std::move(source), std::move(target), std::move(run),
                                                               workspace.registry());
    return prepared;
}

Result<> checkProof(const MigrateRequest &request, const operations::StructuresCompared &then,
                    const Workspace &workspace, std::stop_token stop)
{
    TRY_ASSIGN(operations::StructureSource target, structureSource(request.target, workspace, request.password, stop));
    TRY(operations::checkProofHolds(target, *then.target, stop));
    TRY_ASSIGN(operations::StructureSource source, structureSource(request.source, workspace, request.password, stop));
    return operations::checkProofHolds(source, *then.source, stop);
}

} // namespace engine::workspace
