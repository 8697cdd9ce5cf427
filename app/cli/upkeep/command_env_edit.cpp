// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/diagnosis_output.h"
#include "app/cli/upkeep/command_env.h"
#include "app/tr.h"
#include "engine/base/logging.h"
#include "engine/environments/connection_recipe.h"
#include "engine/environments/connection_test.h"
#include "engine/environments/settings/environment_editing.h"
#include "engine/environments/surroundings.h"
#include "engine/pg/reaching/doors.h"
#include "engine/runs/nature.h"
#include "engine/runs/plan_json.h"
#include "engine/safety/relabelling.h"

#include <memory>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::failure;
using engine::Result;
using engine::Secret;
using engine::environments::ConnectionDiagnosis;
using engine::environments::Environment;
using engine::environments::EnvironmentType;
using engine::environments::PasswordSource;
using engine::environments::Relabelling;
using engine::environments::SavedEnvironment;
using engine::pg::ConnectionInfo;

namespace {

struct EditArguments
{
    std::string name{};
    std::string newName{};
    std::string type{};
    std::string url{};
    std::string host{};
    std::string port{};
    std::string database{};
    std::string user{};
    std::string sslmode{};
    std::string service{};
    std::string pooler{};
    bool allowRaw = false;
    bool forbidRaw = false;
    std::string confirm{};
    std::string reason{};
};

/// An environment as it was saved, and what its database turned out to be.
struct Saved
{
    SavedEnvironment saved{};
    engine::runs::Nature nature{};
    /// For a production that was reached and is not marked: how its owner can mark it.
    QString markStatement{};
};

Result<std::optional<EnvironmentType>> typeOf(const EditArguments &arguments)
{
    const QString given = engine::text(arguments.type);
    const auto type = engine::environments::typeFromKey(given);
    if (!given.isEmpty() && !type)
        return failure(usageError(
            Tr::tr("\"%1\" is not a type of environment: production, test, training, development.").arg(given)));
    return type;
}

/// "none" takes it away.
Result<> setPooler(ConnectionInfo &info, const std::string &given)
{
    if (given == "none") {
        info.set(engine::pg::poolerKeyword, {});
        return {};
    }
    const auto pooler = engine::pg::poolerFrom(given);
    if (!pooler)
        return failure(usageError(Tr::tr("\"%1\" is no pooler: its host, host:port, or its whole connection string.")
                                      .arg(engine::withoutPasswords(engine::text(given)))));
    info.set(engine::pg::poolerKeyword, pooler->displayed());
    return {};
}

/// The address the options give: --url, changed by the separate fields. Starts from `before` without --url.
Result<ConnectionInfo> addressFrom(const EditArguments &arguments, const std::map<std::string, std::string> &before)
{
    ConnectionInfo info;
    if (!arguments.url.empty()) {
        TRY_ASSIGN(info, engine::environments::parseAddress(engine::text(arguments.url)));
    } else {
        for (const auto &[keyword, value] : before)
            info.set(keyword, value);
    }
    const std::pair<const char *, const std::string &> fields[]
        = {{"host", arguments.host}, {"port", arguments.port},       {"dbname", arguments.database},
           {"user", arguments.user}, {"sslmode", arguments.sslmode}, {"service", arguments.service}};
    for (const auto &[keyword, value] : fields) {
        if (!value.empty())
            info.set(keyword, value);
    }
    if (!arguments.pooler.empty())
        TRY(setPooler(info, arguments.pooler));
    return info;
}

/// The password to keep: from the address, else from --password-file, else typed; empty when there is none.
Result<Secret> passwordToKeep(const Session &session, ConnectionInfo &address, const QString &name)
{
    if (!address.password().isEmpty())
        return address.takePassword();
    if (!session.options().passwordFile.empty())
        return engine::environments::readPasswordFile(engine::text(session.options().passwordFile));
    if (!session.terminal().canAsk())
        return Secret();
    return session.terminal().askSecret(Tr::tr("Password of \"%1\" (empty: none is kept):").arg(name), session.stop());
}

ExitCode printSaved(const Session &session, const Saved &result, const QString &sentence)
{
    const SavedEnvironment &saved = result.saved;
    if (session.options().json) {
        QJsonObject object{{u"environment"_s, toJson(saved.environment)},
                           {u"passwordKept"_s, !saved.passwordNotKept.has_value()},
                           {u"nature"_s, toJson(result.nature)}};
        if (!result.markStatement.isEmpty())
            object.insert(u"markStatement"_s, result.markStatement);
        session.printJson(object);
    }
    session.say(sentence);
    if (const auto why = engine::runs::sentenceOf(saved.environment, result.nature).text(); !why.isEmpty())
        session.warn(why);
    if (!result.markStatement.isEmpty())
        session.say(Tr::tr("So that every Sosie, on any computer, knows it as a production, its owner can say so in "
                           "the database itself: %1")
                        .arg(result.markStatement));
    if (saved.passwordNotKept)
        session.warn(Tr::tr("The password could not be kept in a keychain, and is kept nowhere: it will be asked "
                            "for each time."));
    ConnectionInfo info;
    for (const auto &[keyword, value] : saved.environment.connection)
        info.set(keyword, value);
    for (const QString &hint : engine::environments::addressHints(info))
        session.say(hint);
    return ExitCode::Done;
}

/// For a project that could not be reached: its pooler, which only a person can tell. Empty when there is none.
Result<QString> poolerOf(const Session &session, const Environment &environment, const ConnectionDiagnosis &diagnosis)
{
    const auto host = environment.connection.find("host");
    const bool isProject = host != environment.connection.end() && !engine::pg::projectOfHost(host->second).empty();
    const bool isAsked = isProject && !diagnosis.reached && session.terminal().canAsk()
                         && !environment.connection.contains(std::string(engine::pg::poolerKeyword));
    if (!isAsked)
        return QString();
    return session.terminal().ask(Tr::tr("The server could not be reached. The « Session pooler » of the project's "
                                         "« Connect » page (its host, or the whole connection string; empty: none):"),
                                  session.stop());
}

/// What the database of an environment that was just saved is: said at once, and not at the first clone.
Result<Saved> judged(const Session &session, const Services &services, SavedEnvironment saved)
{
    auto diagnosis = rememberProduction(session, services, saved.environment);
    TRY_ASSIGN(const QString pooler, poolerOf(session, saved.environment, diagnosis));
    if (!pooler.isEmpty()) {
        ConnectionInfo address;
        TRY(setPooler(address, pooler.toStdString()));
        Environment changed = saved.environment;
        changed.connection.merge(std::map<std::string, std::string>(address.values()));
        TRY(services.environmentStore().edit(changed.name, changed));
        saved.environment = changed;
        diagnosis = rememberProduction(session, services, changed);
    }
    Saved result{.saved = std::move(saved)};
    const Environment &environment = result.saved.environment;
    if (diagnosis.reached)
        result.nature = services.natureOf(environment, diagnosis.evidence());
    else if (environment.type == EnvironmentType::Production)
        result.nature = {.sign = engine::runs::Nature::Sign::Label, .production = environment.name};
    if (diagnosis.reached && environment.type == EnvironmentType::Production && !diagnosis.hasProductionMark)
        result.markStatement = engine::environments::productionMarkStatement(diagnosis.database);
    return result;
}

Result<Saved> add(const Session &session, const Services &services, const EditArguments &arguments)
{
    TRY_ASSIGN(const std::optional<EnvironmentType> type, typeOf(arguments));
    if (!type)
        return failure(usageError(Tr::tr("--type is needed: production, test, training or development.")));
    const QString name = engine::text(arguments.name);
    TRY_ASSIGN(ConnectionInfo address, addressFrom(arguments, {}));
    TRY_ASSIGN(const Secret password, passwordToKeep(session, address, name));
    TRY_ASSIGN(Environment environment, engine::environments::makeEnvironment(name, *type, address));
    environment.allowRaw = arguments.allowRaw;
    environment.passwordSource = password.isEmpty() ? PasswordSource::Ask : PasswordSource::Keychain;
    TRY_ASSIGN(SavedEnvironment saved,
               engine::environments::addEnvironment(services.environmentStore(), services.keychain(),
                                                    std::move(environment), password));
    return judged(session, services, std::move(saved));
}

/// What was given, or what a person who can be asked types. editEnvironment() judges it.
Result<Relabelling> relabellingOf(const Session &session, const EditArguments &arguments, const Environment &before,
                                  const Environment &changed)
{
    Relabelling relabelling{.typedName = engine::text(arguments.confirm), .reason = engine::text(arguments.reason)};
    if (!engine::environments::isRelabelled(before, changed) || !session.terminal().canAsk())
        return relabelling;
    if (relabelling.typedName.isEmpty()) {
        session.say(Tr::tr("\"%1\" is a production. Another type is kept in the history with its reason, and its "
                           "database counts as a production all the same.")
                        .arg(before.name));
        TRY_ASSIGN(relabelling.typedName,
                   session.terminal().ask(Tr::tr("Type its name to go on (%1):").arg(before.name), session.stop()));
    }
    if (relabelling.reason.isEmpty()) {
        TRY_ASSIGN(relabelling.reason, session.terminal().ask(Tr::tr("Reason:"), session.stop()));
    }
    return relabelling;
}

Result<Saved> edit(const Session &session, const Services &services, const EditArguments &arguments)
{
    TRY_ASSIGN(const std::optional<EnvironmentType> type, typeOf(arguments));
    TRY_ASSIGN(const Environment before, services.environmentStore().find(engine::text(arguments.name)));
    TRY_ASSIGN(ConnectionInfo address, addressFrom(arguments, before.connection));
    Secret password = address.takePassword();
    if (password.isEmpty() && !session.options().passwordFile.empty()) {
        TRY_ASSIGN(password, engine::environments::readPasswordFile(engine::text(session.options().passwordFile)));
    }
    Environment changed = before;
    changed.type = type.value_or(before.type);
    changed.connection = address.values();
    changed.allowRaw = (before.allowRaw || arguments.allowRaw) && !arguments.forbidRaw;
    if (!arguments.newName.empty())
        changed.name = engine::text(arguments.newName);
    if (!password.isEmpty())
        changed.passwordSource = PasswordSource::Keychain;
    TRY_ASSIGN(const Relabelling relabelling, relabellingOf(session, arguments, before, changed));
    if (before.type == EnvironmentType::Production)
        rememberProduction(session, services, before);
    TRY_ASSIGN(SavedEnvironment saved,
               engine::environments::editEnvironment(services.environmentStore(), services.keychain(), before.name,
                                                     std::move(changed), password, relabelling));
    if (engine::environments::isRelabelled(before, saved.environment))
        TRY(engine::safety::recordRelabelling(services.history(), before, saved.environment, relabelling.reason));
    return judged(session, services, std::move(saved));
}

using Saving = Result<Saved> (*)(const Session &, const Services &, const EditArguments &);

ExitCode save(Session &session, const EditArguments &arguments, Saving saving, const QString &sentence)
{
    if (arguments.name.empty())
        return session.fail(usageError(Tr::tr("The name of an environment is needed.")));
    const Result<Services *> services = session.services();
    if (!services)
        return session.fail(services.error());
    const Result<Saved> saved = saving(session, **services, arguments);
    return saved ? printSaved(session, *saved, sentence.arg(saved->saved.environment.name))
                 : session.fail(saved.error());
}

void addFields(CLI::App &command, EditArguments &arguments)
{
    command.add_option("NAME", arguments.name, help(Tr::tr("The name of the environment.")));
    command.add_option("--type", arguments.type, help(Tr::tr("production, test, training or development.")))
        ->type_name("TYPE");
    command
        .add_option(
            "--url", arguments.url,
            help(Tr::tr("The address: postgresql://…, keywords and values, or a Supabase project. A password in "
                        "it goes to the keychain.")))
        ->type_name("URI");
    command.add_option("--host", arguments.host, help(Tr::tr("The host, or the folder of a socket.")))
        ->type_name("HOST");
    command.add_option("--port", arguments.port, help(Tr::tr("The port.")))->type_name("PORT");
    command.add_option("--database", arguments.database, help(Tr::tr("The database.")))->type_name("NAME");
    command.add_option("--user", arguments.user, help(Tr::tr("The account.")))->type_name("NAME");
    command.add_option("--sslmode", arguments.sslmode, help(Tr::tr("How to encrypt: libpq's sslmode.")))
        ->type_name("MODE");
    command.add_option("--service", arguments.service, help(Tr::tr("A service of pg_service.conf.")))
        ->type_name("NAME");
    command
        .add_option("--pooler", arguments.pooler,
                    help(Tr::tr("The session pooler to go through when the server itself cannot be reached (a Supabase "
                                "project over IPv4): its host, with a port if it is not 5432, or \"none\".")))
        ->type_name("HOST");
    command.add_flag("--allow-raw", arguments.allowRaw,
                     help(Tr::tr("Clear data of a production may be cloned into it, when a reason is given.")));
}

} // namespace

ConnectionDiagnosis rememberProduction(const Session &session, const Services &services, const Environment &environment)
{
    const Result<ConnectionInfo> info = services.credentials().lookUp(environment);
    auto diagnosis = info ? engine::environments::diagnose(*info, session.stop()) : ConnectionDiagnosis{};
    if (environment.type != EnvironmentType::Production)
        return diagnosis;
    const Result<> remembered = services.rememberIfProduction(environment, diagnosis.identity);
    if (!diagnosis.identity || !remembered)
        session.warn(Tr::tr("The production \"%1\" could not be reached now: until it has been (\"sosie-cli env "
                            "test\"), whatever has its address counts as this production.")
                         .arg(environment.name));
    return diagnosis;
}

void addEnvEditingCommands(CLI::App &env, CommandList &commands)
{
    CLI::App *addCommand = env.add_subcommand("add", help(Tr::tr("Add an environment.")));
    addCommand->fallthrough();
    const auto added = std::make_shared<EditArguments>();
    addFields(*addCommand, *added);
    commands.add(addCommand,
                 [added](Session &session) { return save(session, *added, &add, Tr::tr("\"%1\" was added.")); });

    CLI::App *editCommand = env.add_subcommand("edit", help(Tr::tr("Change an environment; what is not given stays.")));
    editCommand->fallthrough();
    const auto edited = std::make_shared<EditArguments>();
    addFields(*editCommand, *edited);
    editCommand->add_option("--rename", edited->newName, help(Tr::tr("Its new name.")))->type_name("NAME");
    editCommand
        ->add_option("--confirm", edited->confirm,
                     help(Tr::tr("The name of a production that gets another type, typed once more.")))
        ->type_name("NAME");
    editCommand->add_option("--reason", edited->reason, help(Tr::tr("Why a production gets another type.")))
        ->type_name("TEXT");
    editCommand->add_flag("--forbid-raw", edited->forbidRaw,
                          help(Tr::tr("Clear data may no longer be cloned into it.")));
    commands.add(editCommand,
                 [edited](Session &session) { return save(session, *edited, &edit, Tr::tr("\"%1\" was changed.")); });
}

} // namespace app::cli
