// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/requests/backup_request.h"

#include "engine/anonymize/model/rule_set.h"
#include "engine/operations/backup/backup.h"
#include "engine/workspace/file_passwords.h"
#include "engine/workspace/workspace.h"

namespace engine::workspace {

using environments::End;
using operations::Backup;
using operations::BackupFormat;
using operations::BackupOptions;

namespace {

Error usage(const QString &sentence)
{
    return {.code = ErrorCode::Usage, .detail = sentence};
}

Result<> check(const BackupRequest &request)
{
    if (request.type == BackupRequest::Type::Full && request.isChoice())
        return failure(usage(Tr::tr("A full backup has everything: tables, schemas and parts are chosen for a manual "
                                    "one.")));
    if (request.structureOnly && request.dataOnly)
        return failure(usage(Tr::tr("--structure-only and --data-only exclude each other.")));
    if (request.withoutRules && !request.ruleFile.isEmpty())
        return failure(usage(Tr::tr("--rules and --no-rules exclude each other.")));
    const bool hasScriptOptions = request.clean || request.ifExists || request.withoutOwners || request.withoutGrants;
    if (hasScriptOptions && request.format == BackupRequest::Format::Archive)
        return failure(usage(Tr::tr("--clean, --if-exists, --no-owner and --no-acl are for scripts: of an archive "
                                    "they are said when it is restored.")));
    if (request.ifExists && !request.clean)
        return failure(usage(Tr::tr("--if-exists needs --clean.")));
    return {};
}

BackupFormat formatOf(BackupRequest::Format format)
{
    switch (format) {
    case BackupRequest::Format::Archive:
        return BackupFormat::Archive;
    case BackupRequest::Format::Script:
        return BackupFormat::Script;
    case BackupRequest::Format::CompressedScript:
        return BackupFormat::CompressedScript;
    }
    Q_UNREACHABLE();
}

Result<> takeRules(BackupOptions &options, const BackupRequest &request, const Workspace &workspace)
{
    if (!options.anonymize)
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

Result<BackupOptions> optionsOf(const BackupRequest &request, const Workspace &workspace)
{
    BackupOptions options{.kind = request.type == BackupRequest::Type::Full ? formats::Manifest::Kind::Full
                                                                            : formats::Manifest::Kind::Manual,
                          .format = formatOf(request.format),
                          .output = request.output,
                          .script = {.clean = request.clean,
                                     .ifExists = request.ifExists,
                                     .owners = !request.withoutOwners,
                                     .grants = !request.withoutGrants},
                          .encrypt = request.encrypt,
                          .findPassword = request.findPassword,
                          .anonymize = request.anonymize || !request.ruleFile.isEmpty(),
                          .rawReason = request.rawReason,
                          .strict = request.strict,
                          .schemas = request.schemas,
                          .structureOnly = request.structureOnly,
                          .dataOnly = request.dataOnly,
                          .note = request.note,
                          .tags = request.tags,
                          .jobs = request.jobs,
                          .sosieVersion = request.programVersion};
    options.rows.tables = request.tables;
    options.rows.excluded = request.excludedTables;
    if (options.rows.usesGroups()) {
        TRY_ASSIGN(options.rows.groups, workspace.tableGroupStore().load());
    }
    options.retries.retries = request.retries;
    TRY(takeRules(options, request, workspace));
    options.findKey = [&workspace] { return workspace.projectKey(); };
    return options;
}

/// By the setting of the environment, unless this one backup was asked for encrypted: then with its own password.
Result<> encryptAsSet(BackupOptions &options, const environments::Environment &source, const Workspace &workspace)
{
    if (options.encrypt)
        return {};
    TRY_ASSIGN(const bool encrypts, workspace.backupSettings().encrypts(source.name));
    if (!encrypts)
        return {};
    options.encrypt = true;
    if (std::optional<Secret> kept = keptFilePassword(workspace, source.name)) {
        options.findPassword = [password = std::make_shared<const Secret>(*std::move(kept))](
                                   const QString &) -> Result<Secret> { return password->clone(); };
    } else if (!options.findPassword) {
        return failure({.code = ErrorCode::FilePasswordMissing, .subject = source.name});
    }
    return {};
}

} // namespace

Result<Prepared> prepare(const BackupRequest &request, const Workspace &workspace, std::stop_token stop)
{
    TRY(check(request));
    TRY_ASSIGN(End source, workspace.end(request.source, {}, stop));
    TRY_ASSIGN(BackupOptions options, optionsOf(request, workspace));
    TRY(encryptAsSet(options, source.environment, workspace));
    Prepared prepared{.source = source.environment.name};
    prepared.operation
        = std::make_shared<Backup>(std::move(source), std::move(options), workspace.registry(), workspace.backups());
    return prepared;
}

} // namespace engine::workspace
