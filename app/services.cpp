// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/services.h"

#include "app/tr.h"
#include "engine/base/errors/error_text.h"
#include "engine/base/files/paths.h"
#include "engine/base/logging.h"
#include "engine/environments/connection_recipe.h"
#include "engine/safety/nature_of.h"
#include "engine/sandbox/sandbox.h"

namespace app {

using namespace Qt::StringLiterals;
using engine::ErrorCode;
using engine::failure;
using engine::Result;
using engine::anonymize::ProjectKey;
using engine::environments::End;
using engine::environments::Environment;
using engine::environments::EnvironmentType;
using engine::runs::Report;
using engine::sandbox::DemoDatabase;
using engine::sandbox::Sandbox;

namespace {

/// An environment for an address that was given instead of a name; its name is the database's, short enough to type.
Environment unnamedEnvironment(const engine::pg::ConnectionInfo &info, EnvironmentType type)
{
    Environment environment;
    const std::string database = info.value("dbname");
    environment.name = engine::text(database.empty() ? info.redacted() : database);
    environment.type = type;
    environment.connection = info.values();
    return environment;
}

Environment demoEnvironment(const DemoDatabase &demo)
{
    Environment environment;
    environment.name = demo.name;
    environment.type = engine::environments::typeFromKey(demo.typeKey).value_or(EnvironmentType::Production);
    environment.connection = demo.connection.values();
    environment.isDemo = true;
    return environment;
}

Result<DemoDatabase> findDemo(const QString &folder, const QString &name)
{
    for (DemoDatabase &demo : Sandbox(folder).databases()) {
        if (demo.name == name)
            return std::move(demo);
    }
    return failure({.code = ErrorCode::SandboxUnavailable, .subject = name, .detail = Tr::tr("it is not up.")});
}

} // namespace

Services::Services(engine::store::Database database, const QString &configFolder, QString sandboxFolder,
                   engine::environments::Surroundings surroundings, engine::environments::CredentialOptions credentials)
    : m_database(std::move(database))
    , m_registry(m_database, [this] { return productions(); })
    , m_guard(m_registry)
    , m_history(m_database)
    , m_environments(configFolder)
    , m_tableGroups(configFolder)
    , m_keychain(engine::homeFolder())
    , m_credentials(m_keychain, std::move(surroundings), std::move(credentials))
    , m_sandboxFolder(std::move(sandboxFolder))
{}

Result<std::unique_ptr<Services>> Services::open(engine::environments::Surroundings surroundings,
                                                 engine::environments::CredentialOptions credentials)
{
    TRY_ASSIGN(const QString configFolder, engine::configFolder());
    TRY_ASSIGN(const QString stateFolder, engine::stateFolder());
    TRY_ASSIGN(const QString dataFolder, engine::dataFolder());
    TRY_ASSIGN(engine::store::Database database, engine::store::Database::openAnyhow(stateFolder));
    credentials.waysFile = stateFolder + u"/ways.json"_s;
    // Not make_unique: the constructor is private, so that a Services without its store cannot exist.
    return std::unique_ptr<Services>(new Services(std::move(database), configFolder, dataFolder + u"/sandbox"_s,
                                                  std::move(surroundings), std::move(credentials)));
}

Result<QList<Environment>> Services::environments() const
{
    TRY_ASSIGN(QList<Environment> environments, m_environments.list());
    for (const DemoDatabase &demo : Sandbox(m_sandboxFolder).databases())
        environments.append(demoEnvironment(demo));
    return environments;
}

Result<Environment> Services::environment(const QString &name) const
{
    if (!Sandbox::isDemoName(name))
        return m_environments.find(name);
    TRY_ASSIGN(const DemoDatabase demo, findDemo(m_sandboxFolder, name));
    return demoEnvironment(demo);
}

Result<End> Services::end(const QString &nameOrAddress, std::optional<EnvironmentType> type, std::stop_token stop) const
{
    if (Sandbox::isDemoName(nameOrAddress)) {
        TRY_ASSIGN(DemoDatabase demo, findDemo(m_sandboxFolder, nameOrAddress));
        Environment environment = demoEnvironment(demo);
        return End{std::move(environment), std::move(demo.connection)};
    }
    if (engine::environments::isAddress(nameOrAddress)) {
        TRY_ASSIGN(engine::pg::ConnectionInfo address, engine::environments::parseAddress(nameOrAddress));
        const EnvironmentType counted = type.value_or(EnvironmentType::Production);
        TRY_ASSIGN(engine::pg::ConnectionInfo info,
                   m_credentials.resolve(std::move(address), counted, std::move(stop)));
        Environment environment = unnamedEnvironment(info, counted);
        return End{std::move(environment), std::move(info)};
    }
    TRY_ASSIGN(Environment found, environment(nameOrAddress));
    TRY_ASSIGN(engine::pg::ConnectionInfo info, m_credentials.resolve(found, std::move(stop)));
    return End{std::move(found), std::move(info)};
}

Result<ProjectKey> Services::projectKey() const
{
    if (const QString path = qEnvironmentVariable("SOSIE_KEY_FILE"); !path.isEmpty())
        return ProjectKey::fromFile(path);
    const Result<engine::Secret> kept = m_keychain.projectKey();
    if (kept)
        return ProjectKey::fromKeychain(*kept);
    // A locked keychain holds the key of earlier clones: other fakes than theirs would be a silent change.
    if (kept.error().code == ErrorCode::KeychainLocked)
        return failure(kept.error());
    return ProjectKey::random();
}

Result<std::shared_ptr<const engine::anonymize::RuleSet>> Services::keptRules(const QString &nameOrAddress) const
{
    // The name of an environment made from an address is that of its database, and may be that of another environment.
    if (engine::environments::isAddress(nameOrAddress))
        return std::shared_ptr<const engine::anonymize::RuleSet>();
    return engine::columns::keptRules(m_environments.ruleFiles(), nameOrAddress);
}

Result<> Services::rememberIfProduction(const Environment &environment,
                                        const std::optional<engine::environments::Identity> &identity) const
{
    if (environment.type != EnvironmentType::Production || environment.isDemo)
        return {};
    if (!identity)
        return m_registry.expect(addressOf(environment));
    return m_registry.remember(*identity, environment.name, environment.connection);
}

engine::runs::Nature Services::natureOf(const Environment &environment,
                                        const engine::environments::Evidence &evidence) const
{
    return engine::safety::natureOf(environment, evidence, m_registry);
}

engine::safety::ProductionAddress Services::addressOf(const Environment &environment) const
{
    // A service that no file defines here is still known by its name.
    const auto full = m_credentials.address(environment);
    return {.environment = environment.name,
            .stored = environment.connection,
            .full = full ? full->values() : environment.connection};
}

Result<QList<engine::safety::ProductionAddress>> Services::productions() const
{
    TRY_ASSIGN(const QList<Environment> environments, m_environments.list());
    QList<engine::safety::ProductionAddress> productions;
    for (const Environment &environment : environments) {
        if (environment.type == EnvironmentType::Production)
            productions.append(addressOf(environment));
    }
    return productions;
}

void Services::remember(const Report &report, const QDateTime &started) const
{
    const Result<qint64> added = m_history.add({.operation = engine::runs::operationKey(report.kind),
                                                .source = report.source,
                                                .target = report.target,
                                                .outcome = engine::runs::outcomeKey(report.outcome),
                                                .started = started,
                                                .ended = QDateTime::currentDateTimeUtc(),
                                                .report = report.toJson()});
    if (!added)
        qCWarning(engine::engineLog).noquote() << engine::describe(added.error()).what;
}

} // namespace app
