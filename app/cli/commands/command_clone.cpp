// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/clone_arguments.h"
#include "app/cli/commands/command.h"
#include "app/cli/session/destructive_run.h"
#include "app/tr.h"

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Result;
using engine::workspace::CloneRequest;
using engine::workspace::Prepared;

namespace {

ExitCode runClone(Session &session, const CloneArguments &arguments)
{
    if (arguments.silent)
        session.beSilent();
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<CloneRequest> request = arguments.request();
    if (!request)
        return session.fail(request.error());
    const Result<Prepared> prepared = prepare(*request, **services, session.stop());
    if (!prepared)
        return session.fail(prepared.error());
    return runDestructive(session, **services,
                          {.kind = engine::runs::OperationKind::Clone,
                           .title = Tr::tr("Cloning \"%1\" to \"%2\"").arg(prepared->source, prepared->target),
                           .source = prepared->source,
                           .target = prepared->target,
                           .confirmedName = engine::text(arguments.confirm),
                           .dryRun = arguments.dryRun,
                           .work = *prepared->operation});
}

} // namespace

void addCloneCommand(CLI::App &root, CommandList &commands)
{
    CLI::App *clone = root.add_subcommand(
        "clone", help(Tr::tr("Replace an environment by a double of another one, personal data replaced.")));
    clone->fallthrough();
    const auto arguments = std::make_shared<CloneArguments>();
    arguments->addTo(*clone);
    commands.add(clone, [arguments](Session &session) { return runClone(session, *arguments); });
}

} // namespace app::cli
