// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/backup_password.h"
#include "app/cli/commands/command.h"
#include "app/cli/session/destructive_run.h"
#include "app/tr.h"
#include "engine/base/files/atomic_file.h"
#include "engine/environments/connection_recipe.h"
#include "engine/migration/script/script.h"
#include "engine/workspace/compare_words.h"
#include "engine/workspace/requests/migrate_request.h"

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::failure;
using engine::Result;
using engine::operations::ScriptToProve;
using engine::operations::StructureProof;
using engine::operations::StructuresCompared;
using engine::workspace::MigrateRequest;
using engine::workspace::Prepared;

namespace {

struct MigrateArguments
{
    std::string source{};
    std::string target{};
    std::string targetType{};
    std::vector<std::string> schemas{};
    std::vector<std::string> ignored{};
    std::vector<std::string> renames{};
    std::vector<std::string> only{};
    std::string script{};
    std::string reverse{};
    std::string confirm{};
    int retries = engine::RetryPolicy{}.retries;
    bool mayLoseData = false;
    bool silent = false;
    bool dryRun = false;

    [[nodiscard]] Result<MigrateRequest> request() const;
};

Result<MigrateRequest> MigrateArguments::request() const
{
    if (source.empty() || target.empty())
        return failure(usageError(Tr::tr("Both --source and --target are needed.")));
    MigrateRequest request{.source = engine::text(source),
                           .target = engine::text(target),
                           .targetType = engine::environments::typeFromKey(engine::text(targetType)),
                           .schemas = schemas,
                           .ignored = ignored,
                           .renames = renames,
                           .only = only,
                           .mayLoseData = mayLoseData,
                           .retries = retries};
    if (!request.targetType && engine::environments::isAddress(request.target))
        return failure(usageError(Tr::tr("A target given as an address needs --target-type.")));
    return request;
}

/// The script and its reverse, as they are planned, beside what is done.
void writeScripts(const MigrateArguments &arguments, const ScriptToProve &script, Result<> &written)
{
    const auto write = [&](const std::string &path, const std::vector<engine::migration::Statement> &statements) {
        if (path.empty() || !written)
            return;
        const std::string text
            = engine::migration::scriptText(statements, {Tr::tr("Sosie: %1").arg(script.targetName).toStdString()});
        written = engine::writeFileAtomically(engine::text(path), QByteArray::fromStdString(text));
    };
    write(arguments.script, script.statements);
    write(arguments.reverse, script.reverse);
}

ExitCode runMigrate(Session &session, const MigrateArguments &arguments)
{
    if (arguments.silent)
        session.beSilent();
    Result<MigrateRequest> request = arguments.request();
    if (!request)
        return session.fail(request.error());
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    Result<> written;
    request->password = backupPassword(session, true);
    request->take = [&](const ScriptToProve &script, const StructureProof &, const StructuresCompared &) {
        writeScripts(arguments, script, written);
    };
    const Result<Prepared> prepared = prepare(*request, **services, session.stop());
    if (!prepared)
        return session.fail(prepared.error());
    const ExitCode code
        = runDestructive(session, **services,
                         {.kind = engine::runs::OperationKind::Migrate,
                          .title = Tr::tr("Changing \"%2\" to be like \"%1\"").arg(prepared->source, prepared->target),
                          .source = prepared->source,
                          .target = prepared->target,
                          .confirmedName = engine::text(arguments.confirm),
                          .dryRun = arguments.dryRun,
                          .work = *prepared->operation});
    if (!written && code == ExitCode::Done)
        return session.fail(written.error());
    return code;
}

void addWhat(CLI::App &migrate, MigrateArguments &arguments)
{
    migrate
        .add_option(
            "--source", arguments.source,
            help(Tr::tr("What is as it should be: an environment, an address, a backup by its number, a file of "
                        "pg_dump or of --save, a folder of migrations, or files with commas between them.")))
        ->type_name("ENV|FILE");
    migrate
        .add_option("--target", arguments.target,
                    help(Tr::tr("The environment whose structure is changed: a name or an address.")))
        ->type_name("ENV");
    migrate
        .add_option("--target-type", arguments.targetType,
                    help(Tr::tr("The type of a target given as an address: test, training or development.")))
        ->type_name("TYPE");
    migrate.add_option("--schemas", arguments.schemas, help(Tr::tr("Only these schemas, with commas between them.")))
        ->delimiter(',')
        ->type_name("NAMES");
    migrate
        .add_option("--ignore", arguments.ignored,
                    help(Tr::tr("What is neither compared nor changed, with commas between them: owners, grants, "
                                "comments, tablespaces, column-order, storage, extension-versions, "
                                "white-space, publications. Values of sequences never are.")))
        ->delimiter(',')
        ->check(CLI::IsMember(engine::workspace::ignorableParts()))
        ->type_name("WHAT");
    migrate
        .add_option("--rename", arguments.renames,
                    help(Tr::tr("What has another name in the source: schema.old=new for a table, "
                                "schema.table.old=new for a column; as often as needed.")))
        ->type_name("OLD=NEW");
    migrate
        .add_option("--only", arguments.only,
                    help(Tr::tr("Only these objects and what they need; * and ? stand for letters.")))
        ->type_name("PATTERN");
}

} // namespace

void addMigrateCommand(CLI::App &root, CommandList &commands)
{
    CLI::App *migrate = root.add_subcommand(
        "migrate", help(Tr::tr("Make the structure of an environment like another one, where data stays: proven on a "
                               "copy, applied in one transaction, taken back by \"rollback\".")));
    migrate->fallthrough();
    const auto arguments = std::make_shared<MigrateArguments>();
    addWhat(*migrate, *arguments);
    migrate->add_flag("--allow-data-loss", arguments->mayLoseData,
                      help(Tr::tr("Drop what only the target has, too; its values are set aside for a rollback.")));
    migrate->add_option("--script", arguments->script, help(Tr::tr("Write the script to this file, too.")))
        ->type_name("FILE");
    migrate->add_option("--reverse", arguments->reverse, help(Tr::tr("Write the reverse script to this file, too.")))
        ->type_name("FILE");
    migrate
        ->add_option("--confirm", arguments->confirm,
                     help(Tr::tr("The name of the target, to agree that its structure is changed.")))
        ->type_name("NAME");
    addRetryOption(*migrate, arguments->retries);
    migrate->add_flag("--silent", arguments->silent, help(Tr::tr("Ask nothing and print only the result.")));
    migrate->add_flag("--dry-run", arguments->dryRun,
                      help(Tr::tr("Compare, prove and say what would be done, and change nothing.")));
    commands.add(migrate, [arguments](Session &session) { return runMigrate(session, *arguments); });
}

} // namespace app::cli
