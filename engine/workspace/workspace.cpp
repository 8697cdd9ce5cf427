// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/workspace.h"

#include "engine/base/errors/error_text.h"
#include "engine/base/files/paths.h"
#include "engine/base/logging.h"
#include "engine/environments/connection_recipe.h"
#include "engine/safety/nature_of.h"
#include "engine/sandbox/sandbox.h"

namespace engine::workspace {

using namespace Qt::StringLiterals;
using anonymize::ProjectKey;
using environments::End;
using environments::Environment;
using environments::EnvironmentType;
using runs::Report;
using sandbox::DemoDatabase;
using sandbox::Sandbox;

namespace {

/// An environment for an address that was given instead of a name; its name is the database's, short enough to type.
Environment unnamedEnvironment(const pg::ConnectionInfo &info, EnvironmentType type)
{
    Environment environment;
    const std::string database = info.value("dbname");
    environment.name = text(database.empty() ? info.redacted() : database);
    environment.type = type;
    environment.connection = info.values();
    return environment;
}

Environment demoEnvironment(const DemoDatabase &demo)
{
    Environment environment;
    environment.name = demo.name;
    environment.type = environments::typeFromKey(demo.typeKey).value_or(EnvironmentType::Production);
    environment.connection = demo.connection.values();
    environment.isDemo = true;
    return environment;
}

Result<DemoDatabase> findDemo(const Demo &demos, const QString &name)
{
    for (DemoDatabase &demo : demos.databases()) {
        if (demo.name == name)
            return std::move(demo);
    }
    return failure({.code = ErrorCode::SandboxUnavailable, .subject = name, .detail = Tr::tr("it is not up.")});
}

} // namespace

Workspace::Workspace(store::Database database, Places places, environments::Surroundings surroundings,
                     environments::CredentialOptions credentials)
    : m_database(std::move(database))
    , m_registry(m_database, [this] { return productions(); })
    , m_guard(m_registry)
    , m_history(m_database)
    , m_backups(m_database)
    , m_environments(places.configFolder)
    , m_tableGroups(places.configFolder)
    , m_backupSettings(places.configFolder)
    , m_prompt(credentials.prompt)
    , m_keychain(places.keychainScope)
    , m_credentials(m_keychain, std::move(surroundings), std::move(credentials))
    , m_sandboxFolder(places.dataFolder + u"/sandbox"_s)
    , m_demo(places.demo ? std::move(places.demo) : std::make_unique<SandboxDemo>(m_sandboxFolder))
{}

Result<Places> Places::ofProgram()
{
    Places places;
    TRY_ASSIGN(places.configFolder, engine::configFolder());
    TRY_ASSIGN(places.stateFolder, engine::stateFolder());
    TRY_ASSIGN(places.dataFolder, engine::dataFolder());
    places.keychainScope = homeFolder();
    return places;
}

Result<std::unique_ptr<Workspace>> Workspace::open(environments::Surroundings surroundings,
                                                   environments::CredentialOptions credentials)
{
    TRY_ASSIGN(Places places, Places::ofProgram());
    return openAt(std::move(places), std::move(surroundings), std::move(credentials));
}

Result<std::unique_ptr<Workspace>> Workspace::openAt(Places places, environments::Surroundings surroundings,
                                                     environments::CredentialOptions credentials)
{
    TRY_ASSIGN(store::Database database, store::Database::openAnyhow(places.stateFolder));
    credentials.waysFile = places.stateFolder + u"/ways.json"_s;
    // Not make_unique: the constructor is private, so that a workspace without its store cannot exist.
    return std::unique_ptr<Workspace>(
        new Workspace(std::move(database), std::move(places), std::move(surroundings), std::move(credentials)));
}

Result<QList<Environment>> Workspace::environments() const
{
    TRY_ASSIGN(QList<Environment> environments, m_environments.list());
    for (const DemoDatabase &demo : m_demo->databases())
        environments.append(demoEnvironment(demo));
    return environments;
}

Result<Environment> Workspace::environment(const QString &name) const
{
    if (!Sandbox::isDemoName(name))
        return m_environments.find(name);
    TRY_ASSIGN(const DemoDatabase demo, findDemo(*m_demo, name));
    return demoEnvironment(demo);
}

Result<End> Workspace::end(const QString &nameOrAddress, std::optional<EnvironmentType> type,
                           std::stop_token stop) const
{
    if (Sandbox::isDemoName(nameOrAddress)) {
        TRY_ASSIGN(DemoDatabase demo, findDemo(*m_demo, nameOrAddress));
        Environment environment = demoEnvironment(demo);
        return End{std::move(environment), std::move(demo.connection)};
    }
    if (environments::isAddress(nameOrAddress)) {
        TRY_ASSIGN(pg::ConnectionInfo address, environments::parseAddress(nameOrAddress));
        const EnvironmentType counted = type.value_or(EnvironmentType::Production);
        TRY_ASSIGN(pg::ConnectionInfo info, m_credentials.resolve(std::move(address), counted, std::move(stop)));
        Environment environment = unnamedEnvironment(info, counted);
        return End{std::move(environment), std::move(info)};
    }
    TRY_ASSIGN(Environment found, environment(nameOrAddress));
    TRY_ASSIGN(pg::ConnectionInfo info, m_credentials.resolve(found, std::move(stop)));
    return End{std::move(found), std::move(info)};
}

Result<Secret> Workspace::askPassword(const QString &what) const
{
    return m_prompt ? m_prompt(what) : Result<Secret>(failure({.code = ErrorCode::PasswordMissing, .subject = what}));
}

Result<ProjectKey> Workspace::projectKey() const
{
    if (const QString path = qEnvironmentVariable("SOSIE_KEY_FILE"); !path.isEmpty())
        return ProjectKey::fromFile(path);
    const Result<Secret> kept = m_keychain.projectKey();
    if (kept)
        return ProjectKey::fromKeychain(*kept);
    // A locked keychain holds the key of earlier clones: other fakes than theirs would be a silent change.
    if (kept.error().code == ErrorCode::KeychainLocked)
        return failure(kept.error());
    return ProjectKey::random();
}

Result<std::shared_ptr<const anonymize::RuleSet>> Workspace::keptRules(const QString &nameOrAddress) const
{
    // The name of an environment made from an address is that of its database, and may be that of another environment.
    if (environments::isAddress(nameOrAddress))
        return std::shared_ptr<const anonymize::RuleSet>();
    return columns::keptRules(m_environments.ruleFiles(), nameOrAddress);
}

Result<> Workspace::rememberIfProduction(const Environment &environment,
                                         const std::optional<environments::Identity> &identity) const
{
    if (environment.type != EnvironmentType::Production || environment.isDemo)
        return {};
    if (!identity)
        return m_registry.expect(addressOf(environment));
    return m_registry.remember(*identity, environment.name, environment.connection);
}

runs::Nature Workspace::natureOf(const Environment &environment, const environments::Evidence &evidence) const
{
    return safety::natureOf(environment, evidence, m_registry);
}

safety::ProductionAddress Workspace::addressOf(const Environment &environment) const
{
    // A service that no file defines here is still known by its name.
    const auto full = m_credentials.address(environment);
    return {.environment = environment.name,
            .stored = environment.connection,
            .full = full ? full->values() : environment.connection};
}

Result<QList<safety::ProductionAddress>> Workspace::productions() const
{
    TRY_ASSIGN(const QList<Environment> environments, m_environments.list());
    QList<safety::ProductionAddress> productions;
    for (const Environment &environment : environments) {
        if (environment.type == EnvironmentType::Production)
            productions.append(addressOf(environment));
    }
    return productions;
}

void Workspace::remember(const Report &report, const QDateTime &started) const
{
    const Result<qint64> added = m_history.add({.operation = runs::operationKey(report.kind),
                                                .source = report.source,
                                                .target = report.target,
                                                .outcome = runs::outcomeKey(report.outcome),
                                                .started = started,
                                                .ended = QDateTime::currentDateTimeUtc(),
                                                .report = report.toJson()});
    if (!added)
        qCWarning(engineLog).noquote() << describe(added.error()).what;
}

} // namespace engine::workspace
