// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/command.h"
#include "app/cli/session/destructive_run.h"
#include "app/tr.h"
#include "engine/environments/connection_recipe.h"
#include "engine/workspace/requests/rollback_request.h"

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Result;
using engine::workspace::Prepared;

namespace {

struct RollbackArguments
{
    std::string target{};
    std::string targetType{};
    std::string confirm{};
    int retries = engine::RetryPolicy{}.retries;
    bool silent = false;
    bool dryRun = false;
};

ExitCode runRollback(Session &session, const RollbackArguments &arguments)
{
    if (arguments.silent)
        session.beSilent();
    const QString name = engine::text(arguments.target);
    const auto type = engine::environments::typeFromKey(engine::text(arguments.targetType));
    if (name.isEmpty())
        return session.fail(usageError(Tr::tr("--target is needed.")));
    if (!type && engine::environments::isAddress(name))
        return session.fail(usageError(Tr::tr("A target given as an address needs --target-type.")));

    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<Prepared> prepared
        = prepare(engine::workspace::RollbackRequest{.target = name, .targetType = type, .retries = arguments.retries},
                  **services, session.stop());
    if (!prepared)
        return session.fail(prepared.error());
    return runDestructive(session, **services,
                          {.kind = engine::runs::OperationKind::Rollback,
                           .title = Tr::tr("Bringing the old contents of \"%1\" back").arg(prepared->target),
                           .source = {},
                           .target = prepared->target,
                           .confirmedName = engine::text(arguments.confirm),
                           .dryRun = arguments.dryRun,
                           .work = *prepared->operation});
}

} // namespace

void addRollbackCommand(CLI::App &root, CommandList &commands)
{
    CLI::App *rollback
        = root.add_subcommand("rollback", help(Tr::tr("Bring back what the last clone replaced in an environment.")));
    rollback->fallthrough();
    const auto arguments = std::make_shared<RollbackArguments>();
    rollback->add_option("--target", arguments->target, help(Tr::tr("The environment: a name or an address.")))
        ->type_name("ENV");
    rollback
        ->add_option("--target-type", arguments->targetType,
                     help(Tr::tr("The type of a target given as an address: test, training or development.")))
        ->type_name("TYPE");
    rollback
        ->add_option("--confirm", arguments->confirm,
                     help(Tr::tr("The name of the target, to agree that its copy is dropped.")))
        ->type_name("NAME");
    addRetryOption(*rollback, arguments->retries);
    rollback->add_flag("--silent", arguments->silent, help(Tr::tr("Ask nothing and print only the result.")));
    rollback->add_flag("--dry-run", arguments->dryRun, help(Tr::tr("Say what would be done, and change nothing.")));
    commands.add(rollback, [arguments](Session &session) { return runRollback(session, *arguments); });
}

} // namespace app::cli
