// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/backup_password.h"
#include "app/cli/commands/command.h"
#include "app/cli/session/destructive_run.h"
#include "app/tr.h"
#include "engine/environments/connection_recipe.h"
#include "engine/workspace/requests/restore_request.h"

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::failure;
using engine::Result;
using engine::environments::EnvironmentType;
using engine::workspace::Prepared;
using engine::workspace::RestoreRequest;

namespace {

struct RestoreArguments
{
    std::vector<std::string> files{};
    std::string target{};
    std::string targetType{};
    bool anonymize = false;
    std::string rules{};
    bool strict = false;
    bool silent = false;
    std::string confirm{};
    bool raw = false;
    std::string reason{};
    std::vector<std::string> schemas{};
    std::vector<std::string> keptTables{};
    std::vector<std::string> tables{};
    bool sideBySide = false;
    bool acceptIncomplete = false;
    int jobs = 0;
    int retries = engine::RetryPolicy{}.retries;
    bool noVerify = false;
    bool keepSideEffects = false;
    bool leaveOutBroken = false;
    bool dryRun = false;

    [[nodiscard]] Result<RestoreRequest> request() const;
};

Result<RestoreRequest> RestoreArguments::request() const
{
    if (target.empty() || files.empty())
        return failure(usageError(Tr::tr("A file and --target are needed.")));
    if (raw && (anonymize || !rules.empty()))
        return failure(usageError(Tr::tr("--raw and --anonymize exclude each other.")));
    if (raw && reason.empty())
        return failure(usageError(Tr::tr("--raw needs --reason: why clear data may leave production.")));
    if (!keptTables.empty() && (sideBySide || !tables.empty()))
        return failure(usageError(Tr::tr("--keep-target-table is for a restore of all: with --table or --side-by-side "
                                         "the target keeps its tables anyway.")));
    RestoreRequest request;
    request.tables = tables;
    request.sideBySide = sideBySide;
    request.acceptIncomplete = acceptIncomplete;
    for (const std::string &file : files)
        request.files.append(engine::text(file));
    request.how.target = engine::text(target);
    request.how.targetType = engine::environments::typeFromKey(engine::text(targetType));
    if (!targetType.empty() && !request.how.targetType) {
        return failure(
            usageError(Tr::tr("\"%1\" is not a type of environment: production, test, training, development.")
                           .arg(engine::text(targetType))));
    }
    if (!request.how.targetType && engine::environments::isAddress(request.how.target))
        return failure(usageError(Tr::tr("A target given as an address needs --target-type.")));
    request.how.anonymize = !raw && (anonymize || !rules.empty());
    request.how.rawReason = raw ? engine::text(reason) : QString();
    request.how.ruleFile = engine::text(rules);
    request.how.withoutRules = rules.empty();
    request.how.strict = strict;
    request.how.schemas = schemas;
    request.how.rows.kept = keptTables;
    request.how.jobs = jobs;
    request.how.retries = retries;
    request.how.verify = !noVerify;
    request.how.keepSideEffects = keepSideEffects;
    request.how.leaveOutBroken = leaveOutBroken;
    return request;
}

ExitCode runRestore(Session &session, const RestoreArguments &arguments)
{
    if (arguments.silent)
        session.beSilent();
    const Result<RestoreRequest> request = arguments.request();
    if (!request)
        return session.fail(request.error());
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const auto files = namedFiles(session, arguments.files);
    if (!files)
        return session.fail(files.error());
    // --password-file is that of the target.
    const auto password = passwordInAdvance(session, *files, true);
    if (!password)
        return session.fail(password.error());
    const Result<Prepared> prepared = prepare(*request, **services, session.stop(), *password);
    if (!prepared)
        return session.fail(prepared.error());
    return runDestructive(session, **services,
                          {.kind = engine::runs::OperationKind::Restore,
                           .title = Tr::tr("Restoring \"%1\" to \"%2\"").arg(prepared->source, prepared->target),
                           .source = prepared->source,
                           .target = prepared->target,
                           .confirmedName = engine::text(arguments.confirm),
                           .dryRun = arguments.dryRun,
                           .work = *prepared->operation});
}

void addOptions(CLI::App &restore, RestoreArguments &arguments)
{
    restore
        .add_option(
            "file", arguments.files,
            help(Tr::tr("A file of pg_dump or of Sosie, in any form; several for roles, structure and rows; or the "
                        "number or identifier of a backup.")))
        ->type_name("FILE");
    restore.add_option("--target", arguments.target, help(Tr::tr("The environment to replace: a name or an address.")))
        ->type_name("ENV");
    restore
        .add_option("--target-type", arguments.targetType,
                    help(Tr::tr("The type of a target given as an address: test, training or development.")))
        ->type_name("TYPE");
    restore.add_flag("--anonymize", arguments.anonymize,
                     help(Tr::tr("Replace personal data; always done for a file that may hold a production's.")));
    restore.add_option("--rules", arguments.rules, help(Tr::tr("A rule file: what happens to which column.")))
        ->type_name("FILE");
    restore.add_flag("--strict", arguments.strict,
                     help(Tr::tr("Refuse columns about which neither rules nor detection can decide.")));
    restore.add_flag("--silent", arguments.silent, help(Tr::tr("Ask nothing and print only the result.")));
    restore
        .add_option(
            "--confirm", arguments.confirm,
            help(Tr::tr("The name of the target, to agree to its replacement, or to personal data in clear in it.")))
        ->type_name("NAME");
    restore.add_flag("--raw", arguments.raw,
                     help(Tr::tr("Copy personal data in clear, into a target that was set up for it.")));
    restore.add_option("--reason", arguments.reason, help(Tr::tr("Why clear data may leave production.")))
        ->type_name("TEXT");
    restore
        .add_option(
            "--table", arguments.tables,
            help(Tr::tr("Only the rows of these tables, with commas between them; the tables of the target, and "
                        "all else there, stay as they are. * and ? stand for letters.")))
        ->delimiter(',')
        ->type_name("NAMES");
    restore.add_flag("--side-by-side", arguments.sideBySide,
                     help(Tr::tr("Into new schemas (restored_DATE_SCHEMA), beside what is there, of which nothing is "
                                 "touched.")));
    restore.add_flag("--accept-incomplete", arguments.acceptIncomplete,
                     help(Tr::tr("Take a script without the last line that pg_dump writes, as far as it goes.")));
    restore.add_option("--schemas", arguments.schemas, help(Tr::tr("Only these schemas, with commas between them.")))
        ->delimiter(',')
        ->type_name("NAMES");
    restore
        .add_option("--keep-target-table", arguments.keptTables,
                    help(Tr::tr("Keep the rows that these tables of the target hold now; * and ? stand for letters.")))
        ->type_name("PATTERN");
    restore
        .add_option("--jobs", arguments.jobs, help(Tr::tr("Parallel streams, 1 to 64; chosen by itself when absent.")))
        ->check(CLI::Range(1, 64))
        ->type_name("N");
    addRetryOption(restore, arguments.retries);
    restore.add_flag("--keep-side-effects", arguments.keepSideEffects,
                     help(Tr::tr("Leave triggers on that call out of the database (webhooks), and copy queues.")));
    restore.add_flag(
        "--leave-out-broken", arguments.leaveOutBroken,
        help(Tr::tr("Restore the rest without routines and views whose text no server reads back, and without what "
                    "needs them.")));
    restore.add_flag("--no-verify", arguments.noVerify, help(Tr::tr("Do not read the rows back to compare them.")));
    restore.add_flag("--dry-run", arguments.dryRun, help(Tr::tr("Say what would be done, and change nothing.")));
}

} // namespace

void addRestoreCommand(CLI::App &root, CommandList &commands)
{
    CLI::App *restore
        = root.add_subcommand("restore", help(Tr::tr("Replace an environment by what a file holds, personal data "
                                                     "replaced.")));
    restore->fallthrough();
    const auto arguments = std::make_shared<RestoreArguments>();
    addOptions(*restore, *arguments);
    commands.add(restore, [arguments](Session &session) { return runRestore(session, *arguments); });
}

} // namespace app::cli
