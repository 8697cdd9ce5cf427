// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/compare_request.h"

#include "engine/operations/compare/compare.h"
#include "engine/workspace/compare_words.h"
#include "engine/workspace/loads.h"
#include "engine/workspace/structure_sides.h"
#include "engine/workspace/workspace.h"

namespace engine::workspace {

Result<Prepared> prepare(const CompareRequest &request, const Workspace &workspace, std::stop_token stop)
{
    operations::CompareRun run{
        .options
        = {.schemas = request.schemas, .mayLoseData = request.mayLoseData, .reordersColumns = request.reordersColumns},
        .prove = request.prove,
        .place = {.folder = loadsFolder(workspace)},
        .take = request.take};
    TRY_ASSIGN(run.options.compare, compareOptions(request.ignored));
    // A copy of a structure has members as they come.
    run.options.compare.members = !request.prove;
    TRY_ASSIGN(run.options.renames, parseRenames(request.renames));
    TRY_ASSIGN(operations::StructureSource source, structureSource(request.source, workspace, request.password, stop));
    TRY_ASSIGN(operations::StructureSource target,
               structureSource(request.target, workspace, request.password, std::move(stop)));
    Prepared prepared{.source = source.name(), .target = target.name()};
    prepared.operation = std::make_shared<operations::Compare>(std::move(source), std::move(target), std::move(run),
                                                               workspace.registry());
    return prepared;
}

} // namespace engine::workspace
