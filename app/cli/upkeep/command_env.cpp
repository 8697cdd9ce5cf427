// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/upkeep/command_env.h"

#include "app/cli/commands/command.h"
#include "app/cli/output/diagnosis_output.h"
#include "app/cli/output/text_table.h"
#include "app/tr.h"
#include "engine/environments/connection_recipe.h"
#include "engine/environments/connection_test.h"
#include "engine/environments/settings/environment_editing.h"
#include "engine/runs/plan_json.h"

#include <QJsonArray>

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Result;
using engine::environments::Environment;

namespace {

ExitCode listEnvironments(Session &session)
{
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<QList<Environment>> environments = (*services)->environments();
    if (!environments)
        return session.fail(environments.error());

    if (session.options().json) {
        QJsonArray array;
        for (const Environment &environment : *environments)
            array.append(toJson(environment));
        session.printJson({{u"environments"_s, array}});
        return ExitCode::Done;
    }
    if (environments->isEmpty()) {
        session.say(Tr::tr("There is no environment yet. Add one with \"sosie-cli env add\", or try the demonstration "
                           "with \"sosie-cli sandbox up\"."));
        return ExitCode::Done;
    }
    QList<QStringList> rows;
    for (const Environment &environment : *environments)
        rows.append({environment.name, engine::environments::typeName(environment.type), addressOf(environment)});
    session.terminal().print(textTable({Tr::tr("Name"), Tr::tr("Type"), Tr::tr("Address")}, rows));
    return ExitCode::Done;
}

ExitCode showEnvironment(Session &session, const QString &name)
{
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<Environment> environment = (*services)->environment(name);
    if (!environment)
        return session.fail(environment.error());
    if (session.options().json) {
        session.printJson({{u"environment"_s, toJson(*environment)}});
        return ExitCode::Done;
    }
    QList<QStringList> rows{{Tr::tr("Name"), environment->name},
                            {Tr::tr("Type"), engine::environments::typeName(environment->type)}};
    for (const auto &[keyword, value] : environment->connection)
        rows.append({engine::text(keyword), engine::text(value)});
    rows.append({Tr::tr("Clear data allowed"), environment->allowRaw ? Tr::tr("yes") : Tr::tr("no")});
    session.terminal().print(textTable({}, rows));
    return ExitCode::Done;
}

ExitCode testEnvironment(Session &session, const QString &name)
{
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const auto end = (*services)->end(name, {}, session.stop());
    if (!end)
        return session.fail(end.error());
    auto diagnosis = engine::environments::diagnose(end->connection, session.stop());
    const bool isProduction = end->environment.type == engine::environments::EnvironmentType::Production;
    if (const auto protection = engine::environments::protectionOf(end->connection);
        protection && isProduction && !end->environment.isDemo)
        diagnosis.hints.append(protection->words.text());
    const Result<> remembered = (*services)->rememberIfProduction(end->environment, diagnosis.identity);
    if (!remembered)
        return session.fail(remembered.error());

    const engine::runs::Nature nature
        = diagnosis.reached ? (*services)->natureOf(end->environment, diagnosis.evidence()) : engine::runs::Nature{};
    if (session.options().json)
        session.printJson({{u"environment"_s, end->environment.name},
                           {u"diagnosis"_s, toJson(diagnosis)},
                           {u"nature"_s, toJson(nature)}});
    else
        session.terminal().print(diagnosisForPeople(session.terminal(), diagnosis));
    if (const auto why = engine::runs::sentenceOf(end->environment, nature).text(); !why.isEmpty())
        session.warn(why);
    return diagnosis.problems.isEmpty() ? ExitCode::Done : exitCodeOf(diagnosis.problems.first());
}

ExitCode removeEnvironment(Session &session, const QString &name)
{
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<Environment> environment = (*services)->environmentStore().find(name);
    if (!environment)
        return session.fail(environment.error());
    // What was production must stay known when its entry is gone.
    if (environment->type == engine::environments::EnvironmentType::Production)
        rememberProduction(session, **services, *environment);
    const Result<> removed = engine::environments::removeEnvironment((*services)->environmentStore(),
                                                                     (*services)->keychain(), environment->name);
    if (!removed)
        return session.fail(removed.error());
    if (session.options().json)
        session.printJson({{u"removed"_s, environment->name}});
    session.say(Tr::tr("\"%1\" was removed. Its database was not touched.").arg(environment->name));
    return ExitCode::Done;
}

using NamedAction = ExitCode (*)(Session &, const QString &);

void addNamed(CLI::App &env, CommandList &commands, const char *verb, const QString &description, NamedAction action)
{
    CLI::App *command = env.add_subcommand(verb, help(description));
    command->fallthrough();
    const auto name = std::make_shared<std::string>();
    command->add_option("NAME", *name, help(Tr::tr("The name of the environment.")));
    commands.add(command, [name, action](Session &session) {
        if (name->empty())
            return session.fail(usageError(Tr::tr("The name of an environment is needed.")));
        return action(session, engine::text(*name));
    });
}

} // namespace

void addEnvCommands(CLI::App &root, CommandList &commands)
{
    CLI::App *env = root.add_subcommand("env", help(Tr::tr("The environments: list, add, change, try them.")));
    env->fallthrough();
    env->require_subcommand(1);
    CLI::App *list = env->add_subcommand("list", help(Tr::tr("List the environments, those of the sandbox included.")));
    list->fallthrough();
    commands.add(list, &listEnvironments);
    addNamed(*env, commands, "show", Tr::tr("Show one environment."), &showEnvironment);
    addEnvEditingCommands(*env, commands);
    addNamed(*env, commands, "remove", Tr::tr("Forget an environment; its database is not touched."),
             &removeEnvironment);
    addNamed(*env, commands, "test", Tr::tr("Connect, and say what was found."), &testEnvironment);
}

} // namespace app::cli
