// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/clone_request.h"

#include "engine/anonymize/model/rule_set.h"
#include "engine/operations/clone/clone.h"
#include "engine/workspace/workspace.h"

namespace engine::workspace {

using environments::End;
using operations::Clone;
using operations::CloneOptions;

namespace {

Result<> takeRules(CloneOptions &options, const CloneRequest &request, const Workspace &workspace)
{
    // Data that goes as it is needs no rules; whatever else may turn out to come from a production.
    if (!options.rawReason.isEmpty())
        return {};
    if (!request.ruleFile.isEmpty()) {
        TRY_ASSIGN(auto file, anonymize::RuleSet::readFile(request.ruleFile));
        options.rules = std::make_shared<const anonymize::RuleSet>(std::move(file.rules));
        options.ruleMistakes = std::move(file.mistakes);
    } else if (!request.withoutRules) {
        TRY_ASSIGN(options.rules, workspace.keptRules(request.source));
        options.rulesKeptFor = options.rules ? request.source : QString();
    }
    return {};
}

Result<CloneOptions> optionsOf(const CloneRequest &request, const Workspace &workspace)
{
    CloneOptions options;
    // What a production is, is not asked of its label: the operation looks (safety::natureOf).
    options.anonymize = request.anonymize;
    options.rawReason = request.anonymize ? QString() : request.rawReason;
    options.strict = request.strict;
    options.schemas = request.schemas;
    options.rows = request.rows;
    if (options.rows.usesGroups()) {
        TRY_ASSIGN(options.rows.groups, workspace.tableGroupStore().load());
    }
    options.brokenRowsFile = request.brokenRowsFile;
    options.leaveOutBroken = request.leaveOutBroken;
    options.defuse = !request.keepSideEffects;
    options.missingUsers = request.missingUsers;
    options.jobs = request.jobs;
    options.retries.retries = request.retries;
    options.verify = request.verify;
    TRY(takeRules(options, request, workspace));
    options.findKey = [&workspace] { return workspace.projectKey(); };
    return options;
}

} // namespace

Result<operations::Replacing> cloneInto(End target, const CloneRequest &request, const Workspace &workspace)
{
    TRY_ASSIGN(CloneOptions options, optionsOf(request, workspace));
    // Kept whole until it is asked for: neither an end nor a key can be copied without thought.
    auto kept = std::make_shared<std::pair<End, CloneOptions>>(std::move(target), std::move(options));
    return operations::Replacing(
        [kept, &workspace](operations::Replacement by) -> std::shared_ptr<operations::Operation> {
            CloneOptions chosen = kept->second;
            if (!by.schemas.empty())
                chosen.schemas = std::move(by.schemas);
            chosen.beside = by.beside;
            chosen.exchanged = std::move(by.exchanged);
            return std::make_shared<Clone>(std::move(by.source), kept->first.clone(), std::move(chosen),
                                           workspace.registry());
        });
}

Result<Prepared> prepare(const CloneRequest &request, const Workspace &workspace, std::stop_token stop)
{
    TRY_ASSIGN(End source, workspace.end(request.source, {}, stop));
    TRY_ASSIGN(End target, workspace.end(request.target, request.targetType, stop));
    TRY_ASSIGN(CloneOptions options, optionsOf(request, workspace));
    Prepared prepared{.source = source.environment.name, .target = target.environment.name};
    prepared.operation
        = std::make_shared<Clone>(std::move(source), std::move(target), std::move(options), workspace.registry());
    return prepared;
}

} // namespace engine::workspace
