// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/connection_recipe.h"
#include "engine/environments/identity_reader.h"
#include "engine/safety/guard.h"
#include "engine/safety/production_registry.h"
#include "engine/store/database.h"
#include "tests/support/chaos_proxy.h"
#include "tests/support/pg_connections.h"
#include "tests/support/pgbouncer.h"
#include "tests/support/read_only_log.h"
#include "tests/support/result_check.h"
#include "tests/unit/safety/spellings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine::safety;
using namespace engine::runs;
using engine::ErrorCode;
using engine::Result;
using engine::environments::EnvironmentType;
using engine::environments::Identity;
using engine::pg::ConnectionInfo;
using tests::ChaosProxy;
using tests::PgBouncer;
using tests::Spelling;
using tests::TestServer;

namespace {

constexpr int count = 12'000;
constexpr quint32 seed = 20'261'121;

/// How many of them really connect; the others share the identity of the first that leads the same way.
int connecting()
{
    const int wanted = qEnvironmentVariableIntValue("SOSIE_SPELLINGS");
    return wanted > 0 ? wanted : 400;
}

Result<Identity> identityAt(const ConnectionInfo &info)
{
    TRY_ASSIGN(auto connection, tests::beginReading(info));
    return engine::environments::readIdentity(connection);
}

/// Where an address leads, by what this test knows of hosts, so that the same way is not gone ten thousand times.
QString routeOf(const ConnectionInfo &info)
{
    const auto value = [&](const char *keyword) { return QString::fromStdString(info.value(keyword)); };
    QStringList route;
    const QStringList hosts = (value("hostaddr").isEmpty() ? value("host") : value("hostaddr")).split(u',');
    for (const QString &host : hosts) {
        const bool isFolder = host.startsWith(u'/');
        route += isFolder ? QFileInfo(host).canonicalFilePath() : host.contains(u':') ? u"IPv6"_s : u"IPv4"_s;
    }
    return (route + QStringList{value("port"), value("dbname"), value("user")}).join(u' ');
}

} // namespace

/// However a production is written and whichever way leads to it, the guard admits it as a target under no name.
class TestEverySpelling final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void noneOfThemIsAdmitted();
    void anotherDatabaseIsAdmitted();
    void theProductionWasOnlyRead();
    void cleanupTestCase();

private:
    void openToLoopback();
    [[nodiscard]] tests::Routes routes();
    /// What the guard says of a target with this identity, declared a test environment.
    [[nodiscard]] Result<Permit> judge(const ProductionRegistry &registry, const std::optional<Identity> &target,
                                       const Identity &source, EnvironmentType sourceType) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<PgBouncer> m_session;
    std::unique_ptr<PgBouncer> m_transaction;
    std::unique_ptr<ChaosProxy> m_proxy;
    std::unique_ptr<engine::store::Database> m_memory;
    std::unique_ptr<engine::store::Database> m_noMemory;
    QTemporaryDir m_folder;
    Identity m_production;
    QByteArray m_before;
};

void TestEverySpelling::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.logsStatements = true,
                                                .listensOnTcp = true,
                                                .settings = {u"max_connections = 60"_s},
                                                .hostRules = {u"host all all 127.0.0.0/8 trust"_s,
                                                              u"host all all ::1/128 trust"_s}}));
    m_server->createDatabase(u"prod"_s);
    m_server->psql(u"prod"_s, u"CREATE TABLE canary AS SELECT generate_series(1, 10) AS a;"
                              "CREATE ROLE \"Owner of it\" LOGIN SUPERUSER; CREATE ROLE reader LOGIN;"_s);
    m_server->createDatabase(u"stag"_s);
    openToLoopback();
    const QStringList alias{u"[databases]"_s,
                            u"totally_a_test = host=%1 port=%2 dbname=prod"_s.arg(m_server->cluster().socketFolder())
                                .arg(m_server->port())};
    QVERIFY_ASSIGN(m_session, PgBouncer::start(*m_server, PgBouncer::Mode::Session, alias));
    QVERIFY_ASSIGN(m_transaction, PgBouncer::start(*m_server, PgBouncer::Mode::Transaction, alias));
    m_proxy = std::make_unique<ChaosProxy>(*m_server);

    // By psql, not by Sosie.
    const QByteArrayList known = m_server
                                     ->psql(u"prod"_s, u"SELECT system_identifier FROM pg_control_system();"
                                                       "SELECT oid FROM pg_database WHERE datname = 'prod'"_s)
                                     .split('\n');
    QCOMPARE(known.size(), 2);
    m_production = {.systemIdentifier = known[0].toStdString(), .databaseOid = known[1].toUInt()};
    QVERIFY_ASSIGN(auto memory, engine::store::Database::open(m_folder.filePath(u"memory"_s)));
    m_memory = std::make_unique<engine::store::Database>(std::move(memory));
    QVERIFY_RESULT(ProductionRegistry(*m_memory).remember(m_production, u"boutique-prod"_s));
    QVERIFY_ASSIGN(auto noMemory, engine::store::Database::open(m_folder.filePath(u"no memory"_s)));
    m_noMemory = std::make_unique<engine::store::Database>(std::move(noMemory));
    m_before = m_server->dataDigest(u"prod"_s, u"canary"_s);
}

void TestEverySpelling::openToLoopback()
{
    m_server->psql(u"postgres"_s, u"ALTER SYSTEM SET listen_addresses = '127.0.0.1, ::1'"_s);
    m_server->stopImmediately();
    m_server->startAgain();
}

tests::Routes TestEverySpelling::routes()
{
    const QString folder = m_server->cluster().socketFolder();
    const QString name = QFileInfo(folder).fileName();
    const QString link = m_folder.filePath(u"not-production"_s);
    const QString linkOfLink = m_folder.filePath(u"test"_s);
    QFile::link(folder, link);
    QFile::link(link, linkOfLink);
    QDir(m_folder.path()).mkpath(u"files"_s);
    const auto number = [](quint16 port) { return QString::number(port); };
    return {.ports
            = {number(m_server->port()), m_proxy->connectionInfo(u""_s).section(u"port="_s, 1).section(u' ', 0, 0)},
            .poolerPorts = {number(m_session->port()), number(m_transaction->port())},
            .poolerFolders = {m_session->socketFolder(), m_transaction->socketFolder()},
            .poolerNames = {u"prod"_s, u"totally_a_test"_s},
            .folders = {folder, folder + u'/', u"//"_s + folder.mid(1), folder + u"/."_s, folder + u"/../"_s + name,
                        u"/./"_s + folder.mid(1), link, link + u"//"_s, linkOfLink},
            .socketPort = number(m_server->port()),
            .closedPort = number(tests::freePort()),
            .database = u"prod"_s,
            .users = {u"postgres"_s, u"Owner of it"_s, u"reader"_s},
            .files = m_folder.filePath(u"files"_s)};
}

Result<Permit> TestEverySpelling::judge(const ProductionRegistry &registry, const std::optional<Identity> &target,
                                        const Identity &source, EnvironmentType sourceType) const
{
    Plan plan{.kind = engine::runs::OperationKind::Clone,
              .number = engine::runs::newPlanNumber(),
              .effects = engine::runs::effectsOfClone(engine::runs::DataNature::Replaced)};
    plan.source.environment = {.name = u"boutique"_s, .type = sourceType};
    plan.source.identity = source;
    plan.target.environment = {.name = u"innocent"_s, .type = EnvironmentType::Test};
    plan.target.identity = target;
    // The best case for a wrong target: a lock that proves nothing against it.
    plan.lockProbe = LockProbe::DifferentDatabase;
    return Guard(registry).permit(plan, {.typedName = u"innocent"_s});
}

void TestEverySpelling::noneOfThemIsAdmitted()
{
    const ProductionRegistry registry(*m_memory);
    const ProductionRegistry forgetful(*m_noMemory);
    const Identity other{.systemIdentifier = "7000000000000000002", .databaseOid = 5};
    const std::vector<Spelling> all = tests::spellings(routes(), count, seed);
    QMap<QString, std::optional<Identity>> seen;
    QMap<QString, int> reached;
    int connected = 0;
    int refused = 0;
    const int every = std::max(1, count / connecting());
    for (int i = 0; i < count; ++i) {
        const Spelling &spelling = all[static_cast<size_t>(i)];
        const QByteArray written = spelling.text.toUtf8();
        auto parsed = engine::environments::parseAddress(spelling.text);
        QVERIFY2(parsed, QByteArray(written).append(parsed ? "" : tests::toText(parsed.error())).constData());
        auto info = engine::environments::completed(*std::move(parsed), spelling.surroundings);
        QVERIFY2(info, QByteArray(written).append(info ? "" : tests::toText(info.error())).constData());
        const QString route = routeOf(*info);
        if (i % every == 0 || !seen.contains(route)) {
            const Result<Identity> found = identityAt(*info);
            ++connected;
            if (found) {
                ++reached[spelling.route];
                ++reached[spelling.form];
                QVERIFY2(*found == m_production, written.constData());
            } else {
                // Only a computer without IPv6 or with another resolver does not get there.
                QVERIFY2(found.error().code == ErrorCode::ServerUnreachable
                             || found.error().code == ErrorCode::HostNotFound
                             || found.error().code == ErrorCode::Ipv6Only,
                         QByteArray(written).append(": ").append(tests::toText(found.error())).constData());
            }
            if (found || !seen.contains(route))
                seen[route] = found ? std::optional(*found) : std::nullopt;
        }
        // As a target that was once registered, as its own target, as the target of its own production.
        const std::optional<Identity> identity = seen.value(route);
        const auto wanted = [&](ErrorCode code) { return identity ? code : ErrorCode::IdentityUnknown; };
        QVERIFY_ERROR(judge(registry, identity, other, EnvironmentType::Test), wanted(ErrorCode::TargetIsProduction));
        QVERIFY_ERROR(judge(forgetful, identity, m_production, EnvironmentType::Test),
                      wanted(ErrorCode::TargetIsSource));
        QVERIFY_ERROR(judge(forgetful, identity, m_production, EnvironmentType::Production),
                      wanted(ErrorCode::TargetIsProduction));
        ++refused;
    }
    QCOMPARE(refused, count);
    QVERIFY(refused >= 10'000);
    QVERIFY2(connected >= connecting() - 1, QByteArray::number(connected).constData());
    for (const char *kind : {"socket", "pooler 0", "pooler 1", "hostaddr", "list of hosts", "address", "proxy",
                             "service", "variables", "keywords", "URI"})
        QVERIFY2(reached.value(QString::fromLatin1(kind)) >= 10, kind);
    qInfo("%d spellings, %d connections, %d different ways", count, connected, int(seen.size()));
}

void TestEverySpelling::anotherDatabaseIsAdmitted()
{
    // The same words for another database of the same server: were the guard to refuse everything, this would fail.
    tests::Routes to = routes();
    to.database = u"stag"_s;
    to.poolerNames = {u"stag"_s};
    int admitted = 0;
    for (const Spelling &spelling : tests::spellings(to, 60, seed)) {
        QVERIFY_ASSIGN(auto parsed, engine::environments::parseAddress(spelling.text));
        QVERIFY_ASSIGN(const auto info, engine::environments::completed(std::move(parsed), spelling.surroundings));
        const Result<Identity> found = identityAt(info);
        if (!found)
            continue;
        QVERIFY_RESULT(judge(ProductionRegistry(*m_memory), *found, m_production, EnvironmentType::Production));
        ++admitted;
    }
    QVERIFY(admitted >= 30);
    QVERIFY_ASSIGN(auto elsewhere, TestServer::start());
    QVERIFY_ASSIGN(const Identity its, identityAt(tests::infoOf(elsewhere->connectionValues(u"postgres"_s))));
    QVERIFY_RESULT(judge(ProductionRegistry(*m_memory), its, m_production, EnvironmentType::Production));
}

void TestEverySpelling::theProductionWasOnlyRead()
{
    const QStringList others = tests::otherThanReading(m_server->log());
    QVERIFY2(others.isEmpty(), others.join(u'\n').toUtf8().constData());
    QVERIFY(m_server->log().count("READ ONLY") >= connecting() / 2);
    QCOMPARE(m_server->dataDigest(u"prod"_s, u"canary"_s), m_before);
}

void TestEverySpelling::cleanupTestCase()
{
    m_proxy.reset();
    m_session.reset();
    m_transaction.reset();
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestEverySpelling)
#include "tst_every_spelling.moc"
