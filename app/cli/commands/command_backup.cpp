// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/backup_password.h"
#include "app/cli/commands/command.h"
#include "app/cli/session/destructive_run.h"
#include "app/tr.h"
#include "app/version.h"
#include "engine/workspace/requests/backup_request.h"

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::failure;
using engine::Result;
using engine::workspace::BackupRequest;
using engine::workspace::Prepared;

namespace {

struct BackupArguments
{
    std::string source{};
    std::string type{};
    std::string format{};
    std::string output{};
    bool encrypt = false;
    bool anonymize = false;
    std::string rules{};
    bool noRules = false;
    bool strict = false;
    std::string reason{};
    std::vector<std::string> schemas{};
    std::vector<std::string> tables{};
    std::vector<std::string> excludedTables{};
    bool structureOnly = false;
    bool dataOnly = false;
    std::string note{};
    std::vector<std::string> tags{};
    bool clean = false;
    bool ifExists = false;
    bool noOwner = false;
    bool noAcl = false;
    std::string confirm{};
    int jobs = 0;
    int retries = engine::RetryPolicy{}.retries;
    bool dryRun = false;
    bool silent = false;
};

BackupRequest::Format formatOf(const BackupArguments &arguments)
{
    const QString output = engine::text(arguments.output);
    const bool isCompressed = output.endsWith(u".sql.gz"_s) || output.endsWith(u".sql.gz.sosie"_s);
    if (arguments.format == "sql.gz" || (arguments.format != "archive" && isCompressed))
        return BackupRequest::Format::CompressedScript;
    const bool isScript = output.endsWith(u".sql"_s) || output.endsWith(u".sql.sosie"_s);
    if (arguments.format == "sql" || (arguments.format.empty() && isScript))
        return BackupRequest::Format::Script;
    return BackupRequest::Format::Archive;
}

Result<BackupRequest> requestOf(const BackupArguments &arguments, const Session &session)
{
    if (arguments.source.empty())
        return failure(usageError(Tr::tr("--source is needed.")));
    BackupRequest request{.source = engine::text(arguments.source),
                          .format = formatOf(arguments),
                          .output = engine::text(arguments.output),
                          .encrypt = arguments.encrypt,
                          .anonymize = arguments.anonymize,
                          .ruleFile = engine::text(arguments.rules),
                          .withoutRules = arguments.noRules,
                          .strict = arguments.strict,
                          .rawReason = engine::text(arguments.reason),
                          .schemas = arguments.schemas,
                          .tables = arguments.tables,
                          .excludedTables = arguments.excludedTables,
                          .structureOnly = arguments.structureOnly,
                          .dataOnly = arguments.dataOnly,
                          .note = engine::text(arguments.note),
                          .clean = arguments.clean,
                          .ifExists = arguments.ifExists,
                          .withoutOwners = arguments.noOwner,
                          .withoutGrants = arguments.noAcl,
                          .programVersion = QStringLiteral(SOSIE_VERSION),
                          .jobs = arguments.jobs,
                          .retries = arguments.retries};
    for (const std::string &tag : arguments.tags)
        request.tags.append(engine::text(tag));
    const bool isManual = arguments.type == "manual" || (arguments.type.empty() && request.isChoice());
    request.type = isManual ? BackupRequest::Type::Manual : BackupRequest::Type::Full;
    request.findPassword = [&session](const QString &subject) { return newBackupPassword(session, subject); };
    return request;
}

ExitCode runBackup(Session &session, const BackupArguments &arguments)
{
    if (arguments.silent)
        session.beSilent();
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<BackupRequest> request = requestOf(arguments, session);
    if (!request)
        return session.fail(request.error());
    const Result<Prepared> prepared = prepare(*request, **services, session.stop());
    if (!prepared)
        return session.fail(prepared.error());
    return runDestructive(session, **services,
                          {.kind = engine::runs::OperationKind::Backup,
                           .title = Tr::tr("Backing up \"%1\"").arg(prepared->source),
                           .source = prepared->source,
                           .target = prepared->source,
                           .confirmedName = engine::text(arguments.confirm),
                           .dryRun = arguments.dryRun,
                           .work = *prepared->operation});
}

void addFileOptions(CLI::App &backup, BackupArguments &arguments)
{
    backup
        .add_option("--format", arguments.format,
                    help(Tr::tr("archive (default; pg_restore reads it), sql or sql.gz (psql reads them).")))
        ->check(CLI::IsMember({"archive", "sql", "sql.gz"}))
        ->type_name("FORMAT");
    backup
        .add_option("--output", arguments.output,
                    help(Tr::tr("The file, or the folder in which it gets a name; Sosie's own folder when absent.")))
        ->type_name("PATH");
    backup.add_flag("--encrypt", arguments.encrypt,
                    help(Tr::tr("Encrypt the file with a password: that of the variable SOSIE_BACKUP_PASSWORD, or one "
                                "that is typed.")));
    backup.add_option("--note", arguments.note, help(Tr::tr("A note kept with the backup.")))->type_name("TEXT");
    backup.add_option("--tag", arguments.tags, help(Tr::tr("A tag kept with the backup.")))->type_name("TAG");
    backup.add_flag("--clean", arguments.clean, help(Tr::tr("A script that takes away first what it makes.")));
    backup.add_flag("--if-exists", arguments.ifExists,
                    help(Tr::tr("With --clean: without failing where that is not there.")));
    backup.add_flag("--no-owner", arguments.noOwner, help(Tr::tr("A script that says nothing of owners.")));
    backup.add_flag("--no-acl", arguments.noAcl, help(Tr::tr("A script that says nothing of privileges.")));
}

void addChoices(CLI::App &backup, BackupArguments &arguments)
{
    backup.add_option("--schemas", arguments.schemas, help(Tr::tr("Only these schemas, with commas between them.")))
        ->delimiter(',')
        ->type_name("NAMES");
    backup
        .add_option("--table", arguments.tables,
                    help(Tr::tr("Back up the rows of these tables, and of those they refer to, only; * and ? stand for "
                                "letters, @NAME for a group of tables.")))
        ->type_name("PATTERN");
    backup
        .add_option("--exclude-table", arguments.excludedTables,
                    help(Tr::tr("Do not back up the rows of these tables; * and ? stand for letters.")))
        ->type_name("PATTERN");
    backup.add_flag("--structure-only", arguments.structureOnly, help(Tr::tr("Without rows.")));
    backup.add_flag("--data-only", arguments.dataOnly, help(Tr::tr("Rows alone, without what they need to be in.")));
}

void addAnonymization(CLI::App &backup, BackupArguments &arguments)
{
    backup.add_flag("--anonymize", arguments.anonymize,
                    help(Tr::tr("Replace personal data, so that the file can leave the company.")));
    backup
        .add_option("--rules", arguments.rules,
                    help(Tr::tr("A rule file: what happens to which column. Without it the rules kept for the source "
                                "are used, if there are any (\"sosie-cli rules show\").")))
        ->type_name("FILE");
    backup.add_flag("--no-rules", arguments.noRules,
                    help(Tr::tr("Use no rules, not even those kept for the source: detection alone decides.")));
    backup.add_flag("--strict", arguments.strict,
                    help(Tr::tr("Refuse columns about which neither rules nor detection can decide.")));
    backup
        .add_option("--reason", arguments.reason,
                    help(Tr::tr("Why clear data of a production may lie where others can read it.")))
        ->type_name("TEXT");
    backup
        .add_option("--confirm", arguments.confirm,
                    help(Tr::tr("The name of the source, to agree to clear data lying where others can read it.")))
        ->type_name("NAME");
}

} // namespace

void addBackupCommand(CLI::App &root, CommandList &commands)
{
    CLI::App *backup = root.add_subcommand(
        "backup", help(Tr::tr("Write an environment into a file that restores it, without writing to it.")));
    backup->fallthrough();
    const auto arguments = std::make_shared<BackupArguments>();
    backup->add_option("--source", arguments->source, help(Tr::tr("The environment: a name or an address.")))
        ->type_name("ENV");
    backup
        ->add_option("--type", arguments->type,
                     help(Tr::tr("full: everything (default); manual: what is chosen below.")))
        ->check(CLI::IsMember({"full", "manual"}))
        ->type_name("TYPE");
    addFileOptions(*backup, *arguments);
    addChoices(*backup, *arguments);
    addAnonymization(*backup, *arguments);
    backup
        ->add_option("--jobs", arguments->jobs,
                     help(Tr::tr("Parallel streams, 1 to 64; chosen by itself when absent.")))
        ->check(CLI::Range(1, 64))
        ->type_name("N");
    addRetryOption(*backup, arguments->retries);
    backup->add_flag("--silent", arguments->silent, help(Tr::tr("Ask nothing and print only the result.")));
    backup->add_flag("--dry-run", arguments->dryRun, help(Tr::tr("Say what would be done, and change nothing.")));
    commands.add(backup, [arguments](Session &session) { return runBackup(session, *arguments); });
}

} // namespace app::cli
