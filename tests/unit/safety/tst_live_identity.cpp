// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/identity_reader.h"
#include "engine/safety/guard.h"
#include "engine/safety/lock_probe.h"
#include "engine/safety/production_registry.h"
#include "engine/store/database.h"
#include "tests/support/patience.h"
#include "tests/support/pgbouncer.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine::safety;
using namespace engine::runs;
using engine::ErrorCode;
using engine::Result;
using engine::environments::EnvironmentType;
using engine::environments::Identity;
using engine::pg::Connection;
using engine::pg::ConnectionInfo;
using engine::pg::ReadOnlyConnection;
using engine::sandbox::Cluster;
using tests::PgBouncer;
using tests::TestServer;

namespace {

ConnectionInfo infoOf(const std::map<std::string, std::string> &values)
{
    ConnectionInfo info;
    for (const auto &[keyword, value] : values)
        info.set(keyword, value);
    return info;
}

Result<ReadOnlyConnection> reader(const ConnectionInfo &info)
{
    TRY_ASSIGN(ReadOnlyConnection connection, ReadOnlyConnection::open(info));
    TRY(connection.begin());
    return connection;
}

Result<LockProbe> probeBetween(const ConnectionInfo &one, const ConnectionInfo &other)
{
    TRY_ASSIGN(ReadOnlyConnection first, reader(one));
    TRY_ASSIGN(ReadOnlyConnection second, reader(other));
    return probeLocks(first, second);
}

Result<Identity> identityOf(const ConnectionInfo &info)
{
    TRY_ASSIGN(ReadOnlyConnection connection, reader(info));
    return engine::environments::readIdentity(connection);
}

} // namespace

/// The guard's questions to real servers: aliases, poolers, siblings, copies and standbys.
class TestLiveIdentity final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void locksAreSeenThroughEveryWay();
    void locksOfOthersAreNotSeen();
    void noLockIsLeft();
    void aCopyHasTheIdentityButNotTheLocks();
    void permitsAreCheckedAgain();
    void aRenamedTargetIsNoticed();
    void aStandbyIsNoTarget();
    void everySpellingOfProductionIsRefused_data();
    void everySpellingOfProductionIsRefused();

private:
    /// A server started from a copy of the files of m_server.
    Result<Cluster> copyServer(const QString &folder, bool asStandby);
    [[nodiscard]] Result<DestructivePermit> permitFor(const ConnectionInfo &source, const ConnectionInfo &target) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<PgBouncer> m_session;
    std::unique_ptr<PgBouncer> m_transaction;
    QTemporaryDir m_folder;
};

void TestLiveIdentity::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.listensOnTcp = true}));
    // The copies of the server run in it, as the server's user.
    QVERIFY_RESULT(m_server->cluster().user().makePrivateFolder(m_folder.path()));
    m_server->createDatabase(u"prod"_s);
    m_server->createDatabase(u"stag"_s);
    const QStringList alias{u"[databases]"_s,
                            u"totally_a_test = host=%1 port=%2 dbname=prod"_s.arg(m_server->cluster().socketFolder())
                                .arg(m_server->port())};
    QVERIFY_ASSIGN(m_session, PgBouncer::start(*m_server, PgBouncer::Mode::Session, alias));
    QVERIFY_ASSIGN(m_transaction, PgBouncer::start(*m_server, PgBouncer::Mode::Transaction));
}

Result<Cluster> TestLiveIdentity::copyServer(const QString &folder, bool asStandby)
{
    m_server->psql(u"prod"_s, u"CHECKPOINT"_s);
    m_server->stopImmediately();
    QProcess::execute(u"cp"_s, {u"-a"_s, m_server->cluster().folder(), folder});
    m_server->startAgain();
    TRY_ASSIGN(Cluster copy, Cluster::open(folder));
    QFile::remove(copy.dataFolder() + u"/postmaster.pid"_s);
    QFile settings(copy.dataFolder() + u"/postgresql.auto.conf"_s);
    if (!settings.open(QIODevice::Append))
        return engine::failure({.code = ErrorCode::FileUnwritable, .subject = settings.fileName()});
    settings.write("\nlisten_addresses = ''\nunix_socket_directories = '" + copy.socketFolder().toUtf8() + "'\n");
    settings.close();
    if (asStandby) {
        QFile signal(copy.dataFolder() + u"/standby.signal"_s);
        if (!signal.open(QIODevice::WriteOnly))
            return engine::failure({.code = ErrorCode::FileUnwritable, .subject = signal.fileName()});
        signal.close();
        TRY(copy.user().give(signal.fileName()));
    }
    TRY(copy.start());
    return copy;
}

Result<DestructivePermit> TestLiveIdentity::permitFor(const ConnectionInfo &source, const ConnectionInfo &target) const
{
    TRY_ASSIGN(auto database, engine::store::Database::open(m_folder.filePath(u"permits"_s)));
    const ProductionRegistry registry(database);
    Plan plan{.kind = engine::runs::OperationKind::Clone,
              .number = engine::runs::newPlanNumber(),
              .effects = engine::runs::effectsOfClone(engine::runs::DataNature::Replaced)};
    TRY_ASSIGN(plan.source.identity, identityOf(source));
    TRY_ASSIGN(plan.target.identity, identityOf(target));
    plan.target.environment = {.name = u"stag"_s, .type = EnvironmentType::Test};
    plan.target.database = engine::text(target.value("dbname"));
    TRY_ASSIGN(plan.lockProbe, probeBetween(source, target));
    TRY_ASSIGN(const auto permit, Guard(registry).permit(plan, {}));
    return *permit.destructiveFor(plan.number);
}

void TestLiveIdentity::locksAreSeenThroughEveryWay()
{
    const auto prod = infoOf(m_server->connectionValues(u"prod"_s));
    for (const auto &values :
         {m_server->connectionValues(u"prod"_s), m_session->connectionValues(u"prod"_s),
          m_session->connectionValues(u"totally_a_test"_s), m_transaction->connectionValues(u"prod"_s)}) {
        QVERIFY_ASSIGN(const LockProbe probe, probeBetween(prod, infoOf(values)));
        QCOMPARE(probe, LockProbe::SameDatabase);
    }
    QVERIFY_ASSIGN(ReadOnlyConnection source, reader(prod));
    QVERIFY_ASSIGN(Connection target, Connection::open(prod));
    QVERIFY_RESULT(target.execute("BEGIN"));
    QVERIFY_ASSIGN(const LockProbe probe, probeLocks(source, target));
    QCOMPARE(probe, LockProbe::SameDatabase);
}

void TestLiveIdentity::locksOfOthersAreNotSeen()
{
    QVERIFY_ASSIGN(const LockProbe probe, probeBetween(infoOf(m_server->connectionValues(u"prod"_s)),
                                                       infoOf(m_session->connectionValues(u"stag"_s))));
    QCOMPARE(probe, LockProbe::DifferentDatabase);
}

void TestLiveIdentity::noLockIsLeft()
{
    QVERIFY_RESULT(probeBetween(infoOf(m_transaction->connectionValues(u"prod"_s)),
                                infoOf(m_transaction->connectionValues(u"stag"_s))));
    // The server ends the transactions of closed connections a moment later.
    QTRY_COMPARE(m_server->psql(u"prod"_s, u"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"_s),
                 QByteArray("0"));
}

void TestLiveIdentity::aCopyHasTheIdentityButNotTheLocks()
{
    QVERIFY_ASSIGN(Cluster copy, copyServer(m_folder.filePath(u"copy"_s), false));
    const auto prod = infoOf(m_server->connectionValues(u"prod"_s));
    const auto copied = infoOf(copy.connectionValues("prod"));
    QVERIFY_ASSIGN(const Identity original, identityOf(prod));
    QVERIFY_ASSIGN(const Identity copyIdentity, identityOf(copied));
    QVERIFY(original == copyIdentity);
    QVERIFY_ASSIGN(const LockProbe probe, probeBetween(prod, copied));
    QCOMPARE(probe, LockProbe::DifferentDatabase);
    // Nothing but the lock tells it from production: refused.
    QVERIFY_ERROR(permitFor(prod, copied), ErrorCode::TargetIsProduction);
}

void TestLiveIdentity::permitsAreCheckedAgain()
{
    const auto prod = infoOf(m_server->connectionValues(u"prod"_s));
    const auto stag = infoOf(m_server->connectionValues(u"stag"_s));
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(prod, stag));

    QVERIFY_ASSIGN(Connection good, Connection::open(stag));
    QVERIFY_RESULT(good.execute("BEGIN"));
    QVERIFY_RESULT(permit.recheck(good));
    QVERIFY_RESULT(good.execute("CREATE SCHEMA still_open; ROLLBACK"));

    // The way to the target was turned to production meanwhile.
    QVERIFY_ASSIGN(Connection turned, Connection::open(infoOf(m_session->connectionValues(u"totally_a_test"_s))));
    QVERIFY_RESULT(turned.execute("BEGIN"));
    QVERIFY_ERROR(permit.recheck(turned), ErrorCode::TargetIsProduction);

    QVERIFY_ASSIGN(Connection elsewhere, Connection::open(infoOf(m_server->connectionValues(u"postgres"_s))));
    QVERIFY_ERROR(permit.recheck(elsewhere), ErrorCode::IdentityUnknown);
}

void TestLiveIdentity::aRenamedTargetIsNoticed()
{
    m_server->createDatabase(u"renamed"_s);
    const auto prod = infoOf(m_server->connectionValues(u"prod"_s));
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(prod, infoOf(m_server->connectionValues(u"renamed"_s))));
    QTRY_COMPARE(m_server->psql(u"prod"_s, u"SELECT count(*) FROM pg_stat_activity WHERE datname = 'renamed'"_s),
                 QByteArray("0"));
    m_server->psql(u"prod"_s, u"ALTER DATABASE renamed RENAME TO now_important"_s);
    QVERIFY_ASSIGN(Connection target, Connection::open(infoOf(m_server->connectionValues(u"now_important"_s))));
    QVERIFY_ERROR(permit.recheck(target), ErrorCode::IdentityUnknown);
}

void TestLiveIdentity::aStandbyIsNoTarget()
{
    QVERIFY_ASSIGN(Cluster standby, copyServer(m_folder.filePath(u"standby"_s), true));
    const auto prod = infoOf(m_server->connectionValues(u"prod"_s));
    const auto stag = infoOf(m_server->connectionValues(u"stag"_s));
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(prod, stag));
    QVERIFY_ASSIGN(Connection target, Connection::open(infoOf(standby.connectionValues("stag"))));
    QVERIFY_ERROR(permit.recheck(target), ErrorCode::ReadOnlyServer);
}

void TestLiveIdentity::everySpellingOfProductionIsRefused_data()
{
    using Keywords = QMap<QString, QString>;
    QTest::addColumn<Keywords>("keywords");
    QTest::newRow("its address") << Keywords{};
    QTest::newRow("its name") << Keywords{{u"host"_s, u"localhost"_s}};
    QTest::newRow("its name in capitals") << Keywords{{u"host"_s, u"LOCALHOST"_s}};
    QTest::newRow("a short address") << Keywords{{u"host"_s, u"127.1"_s}};
    QTest::newRow("an address as a number") << Keywords{{u"host"_s, u"2130706433"_s}};
    QTest::newRow("another host with its address")
        << Keywords{{u"host"_s, u"test.example.org"_s}, {u"hostaddr"_s, u"127.0.0.1"_s}};
    QTest::newRow("a list") << Keywords{{u"host"_s, u"127.0.0.1,127.0.0.1"_s}};
    QTest::newRow("a session pooler") << Keywords{{u"port"_s, u"session"_s}};
    QTest::newRow("a session pooler's alias")
        << Keywords{{u"port"_s, u"session"_s}, {u"dbname"_s, u"totally_a_test"_s}};
    QTest::newRow("a transaction pooler") << Keywords{{u"port"_s, u"transaction"_s}};
}

void TestLiveIdentity::everySpellingOfProductionIsRefused()
{
    using Keywords = QMap<QString, QString>;
    QFETCH(Keywords, keywords);
    QVERIFY_ASSIGN(auto database, engine::store::Database::open(m_folder.filePath(u"spellings"_s)));
    const ProductionRegistry registry(database);
    QVERIFY_ASSIGN(const Identity production, identityOf(infoOf(m_server->connectionValues(u"prod"_s))));
    QVERIFY_RESULT(registry.remember(production, u"boutique-prod"_s));

    auto target = infoOf(m_server->tcpConnectionValues(u"prod"_s));
    target.setPassword(engine::Secret(TestServer::password()));
    for (auto it = keywords.cbegin(); it != keywords.cend(); ++it)
        target.set(it.key().toStdString(), it.value().toStdString());
    if (target.value("port") == "session")
        target.set("port", std::to_string(m_session->port()));
    if (target.value("port") == "transaction")
        target.set("port", std::to_string(m_transaction->port()));

    Plan plan{.kind = engine::runs::OperationKind::Clone,
              .number = engine::runs::newPlanNumber(),
              .effects = engine::runs::effectsOfClone(engine::runs::DataNature::Replaced)};
    plan.source.environment = {.name = u"other-test"_s, .type = EnvironmentType::Test};
    QVERIFY_ASSIGN(plan.source.identity, identityOf(infoOf(m_server->connectionValues(u"stag"_s))));
    plan.target.environment = {.name = u"innocent"_s, .type = EnvironmentType::Test};
    QVERIFY_ASSIGN(plan.target.identity, identityOf(target));
    QVERIFY_ERROR(Guard(registry).permit(plan, {.typedName = u"innocent"_s}), ErrorCode::TargetIsProduction);
}

QTEST_GUILESS_MAIN(TestLiveIdentity)

#include "tst_live_identity.moc"
