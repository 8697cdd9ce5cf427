// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/command.h"
#include "app/cli/output/numbers.h"
#include "app/cli/output/text_table.h"
#include "app/tr.h"
#include "engine/sandbox/sandbox.h"

#include <QJsonArray>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Result;
using engine::sandbox::Sandbox;
using engine::sandbox::SandboxStatus;
using engine::sandbox::SandboxStep;

namespace {

QString sentenceOf(const SandboxStep &step)
{
    switch (step.kind) {
    case SandboxStep::Kind::MakingServer:
        return Tr::tr("Making a private PostgreSQL server");
    case SandboxStep::Kind::StartingServer:
        return Tr::tr("Starting the server");
    case SandboxStep::Kind::FillingDatabases:
        return Tr::tr("Filling %n demonstration database(s)", nullptr, step.databases);
    case SandboxStep::Kind::Ready:
        return Tr::tr("The sandbox is up.");
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const SandboxStatus &status)
{
    QJsonArray databases;
    for (const SandboxStatus::Database &database : status.databases)
        databases.append(QJsonObject{{u"name"_s, database.name}, {u"bytes"_s, database.bytes}});
    return {{u"exists"_s, status.exists}, {u"running"_s, status.isRunning},
            {u"folder"_s, status.folder}, {u"socketFolder"_s, status.socketFolder},
            {u"bytes"_s, status.bytes},   {u"serverVersion"_s, status.serverVersion},
            {u"databases"_s, databases}};
}

QString forPeople(const SandboxStatus &status)
{
    if (!status.exists)
        return Tr::tr("There is no sandbox. \"sosie-cli sandbox up\" makes one.");
    if (!status.isRunning)
        return Tr::tr("The sandbox is down; its data are kept (%1).").arg(size(status.bytes));
    QList<QStringList> rows;
    for (const SandboxStatus::Database &database : status.databases)
        rows.append({database.name, size(database.bytes)});
    return Tr::tr("The sandbox is up: %1").arg(status.socketFolder) + u'\n'
           + textTable({}, rows, {Align::Left, Align::Right}, u"  "_s);
}

ExitCode showStatus(Session &session, const Sandbox &sandbox)
{
    const Result<SandboxStatus> status = sandbox.status();
    if (!status)
        return session.fail(status.error());
    if (session.options().json)
        session.printJson({{u"sandbox"_s, toJson(*status)}});
    else
        session.terminal().print(forPeople(*status));
    return ExitCode::Done;
}

Sandbox::StepHandler stepsSaidBy(const Session &session)
{
    return [&session](const SandboxStep &step) {
        if (step.kind != SandboxStep::Kind::Ready && session.options().progress != "none")
            session.say(sentenceOf(step));
    };
}

ExitCode up(Session &session, const Sandbox &sandbox)
{
    const Result<> done = sandbox.up(stepsSaidBy(session), session.stop());
    return done ? showStatus(session, sandbox) : session.fail(done.error());
}

ExitCode down(Session &session, const Sandbox &sandbox)
{
    const Result<> done = sandbox.down();
    return done ? showStatus(session, sandbox) : session.fail(done.error());
}

ExitCode reset(Session &session, const Sandbox &sandbox)
{
    const Result<> done = sandbox.reset(stepsSaidBy(session), session.stop());
    return done ? showStatus(session, sandbox) : session.fail(done.error());
}

using Verb = ExitCode (*)(Session &, const Sandbox &);

void addVerb(CLI::App &sandbox, CommandList &commands, const char *name, const QString &description, Verb verb)
{
    CLI::App *command = sandbox.add_subcommand(name, help(description));
    command->fallthrough();
    commands.add(command, [verb](Session &session) {
        const Result<Services *> services = session.services();
        return services ? verb(session, Sandbox((*services)->sandboxFolder())) : session.fail(services.error());
    });
}

} // namespace

void addSandboxCommands(CLI::App &root, CommandList &commands)
{
    CLI::App *sandbox = root.add_subcommand(
        "sandbox", help(Tr::tr("The demonstration: a private server with four environments, safe to play with.")));
    sandbox->fallthrough();
    sandbox->require_subcommand(1);
    addVerb(*sandbox, commands, "up", Tr::tr("Make it if there is none, and start it."), &up);
    addVerb(*sandbox, commands, "down", Tr::tr("Stop it; its data are kept."), &down);
    addVerb(*sandbox, commands, "status", Tr::tr("Say whether it is up, and what it holds."), &showStatus);
    addVerb(*sandbox, commands, "reset", Tr::tr("Back to the first day: what was done in it is lost."), &reset);
}

} // namespace app::cli
