// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"
#include "engine/environments/connection_test.h"
#include "engine/environments/identity_reader.h"
#include "tests/support/pgbouncer.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine::environments;
using engine::ErrorCode;
using engine::pg::ConnectionInfo;
using tests::PgBouncer;
using tests::TestServer;

namespace {

ConnectionInfo infoOf(const std::map<std::string, std::string> &values, std::string_view password = {})
{
    ConnectionInfo info;
    for (const auto &[keyword, value] : values)
        info.set(keyword, value);
    info.setPassword(engine::Secret(password));
    return info;
}

engine::Result<Identity> identityThrough(const ConnectionInfo &info)
{
    TRY_ASSIGN(auto connection, engine::pg::ReadOnlyConnection::open(info));
    TRY(connection.begin());
    return readIdentity(connection);
}

QList<ErrorCode> codesOf(const QList<engine::Error> &errors)
{
    QList<ErrorCode> codes;
    for (const engine::Error &error : errors)
        codes.append(error.code);
    return codes;
}

} // namespace

class TestConnectionTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void identityIsTheSameOnEveryWay();
    void aRenamedDatabaseKeepsItsIdentity();
    void aRefusedIdentityDoesNotEndTheTransaction();
    void describesAServer();
    void describesARoleWithFewRights();
    void saysTheTlsOfTheWay();
    void recognisesPoolers_data();
    void recognisesPoolers();
    void saysWhyItWasNotReached_data();
    void saysWhyItWasNotReached();
    void saysThatASupabaseHostMayNeedIpv6();
    void writesNothing();

private:
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<PgBouncer> m_session;
    std::unique_ptr<PgBouncer> m_transaction;
    std::unique_ptr<PgBouncer> m_smallTransaction;
};

void TestConnectionTest::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.logsStatements = true, .listensOnTcp = true}));
    m_server->createDatabase(u"shop"_s);
    m_server->createDatabase(u"other"_s);
    m_server->psql(u"shop"_s, u"CREATE TABLE orders (id int); CREATE TABLE items (id int); CREATE VIEW v AS SELECT 1;"
                              "CREATE ROLE reader LOGIN PASSWORD 'reader-password';"
                              "GRANT CONNECT ON DATABASE shop TO reader;"_s);
    QVERIFY_ASSIGN(m_session, PgBouncer::start(*m_server, PgBouncer::Mode::Session));
    QVERIFY_ASSIGN(m_transaction,
                   PgBouncer::start(*m_server, PgBouncer::Mode::Transaction, {u"server_round_robin = 1"_s}));
    QVERIFY_ASSIGN(m_smallTransaction,
                   PgBouncer::start(*m_server, PgBouncer::Mode::Transaction, {u"default_pool_size = 1"_s}));
}

void TestConnectionTest::identityIsTheSameOnEveryWay()
{
    QVERIFY_ASSIGN(const Identity socket, identityThrough(infoOf(m_server->connectionValues(u"shop"_s))));
    QVERIFY(!socket.systemIdentifier.empty());
    const auto tcp = infoOf(m_server->tcpConnectionValues(u"shop"_s), TestServer::password());
    auto sameHost = tcp.clone();
    sameHost.set("host", "localhost");
    auto byAddress = tcp.clone();
    byAddress.set("host", "not-looked-up.example.org");
    byAddress.set("hostaddr", "127.0.0.1");
    auto shortAddress = tcp.clone();
    shortAddress.set("host", "127.1");
    auto list = tcp.clone();
    list.set("host", "127.0.0.1,127.0.0.1");
    const std::array ways{tcp.clone(),
                          std::move(sameHost),
                          std::move(byAddress),
                          std::move(shortAddress),
                          std::move(list),
                          infoOf(m_session->connectionValues(u"shop"_s)),
                          infoOf(m_transaction->connectionValues(u"shop"_s))};
    for (const ConnectionInfo &way : ways) {
        QVERIFY_ASSIGN(const Identity identity, identityThrough(way));
        QVERIFY2(identity == socket, way.redacted().c_str());
    }
    QVERIFY_ASSIGN(const Identity other, identityThrough(infoOf(m_server->connectionValues(u"other"_s))));
    QCOMPARE(other.systemIdentifier, socket.systemIdentifier);
    QVERIFY(other.databaseOid != socket.databaseOid);

    QVERIFY_ASSIGN(auto writable, engine::pg::Connection::open(tcp));
    QVERIFY_ASSIGN(const Identity throughConnection, readIdentity(writable));
    QVERIFY(throughConnection == socket);
    const QByteArray oracle
        = m_server->psql(u"shop"_s, u"SELECT system_identifier || '/' || (SELECT oid FROM pg_database WHERE datname = "
                                    "'shop') FROM pg_control_system()"_s);
    QCOMPARE(socket.display().toUtf8(), oracle);
}

void TestConnectionTest::aRenamedDatabaseKeepsItsIdentity()
{
    m_server->createDatabase(u"before"_s);
    QVERIFY_ASSIGN(const Identity before, identityThrough(infoOf(m_server->connectionValues(u"before"_s))));
    m_server->psql(u"shop"_s, u"ALTER DATABASE before RENAME TO \"after; DROP\""_s);
    QVERIFY_ASSIGN(const Identity after, identityThrough(infoOf(m_server->connectionValues(u"after; DROP"_s))));
    QVERIFY(before == after);
}

void TestConnectionTest::aRefusedIdentityDoesNotEndTheTransaction()
{
    m_server->createDatabase(u"silent"_s);
    m_server->psql(u"silent"_s, u"REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC"_s);
    auto info = infoOf(m_server->tcpConnectionValues(u"silent"_s), "reader-password");
    info.set("user", "reader");
    QVERIFY_ASSIGN(auto connection, engine::pg::ReadOnlyConnection::open(info));
    QVERIFY_RESULT(connection.begin());
    QVERIFY_ERROR(readIdentity(connection), ErrorCode::IdentityUnknown);
    QVERIFY_RESULT(connection.query("SELECT 1"));

    const ConnectionDiagnosis diagnosis = diagnose(info);
    QVERIFY(diagnosis.reached);
    QVERIFY(!diagnosis.identity);
    QCOMPARE(codesOf(diagnosis.problems), QList<ErrorCode>({ErrorCode::IdentityUnknown}));
    QVERIFY(diagnosis.tables >= 0);
}

void TestConnectionTest::describesAServer()
{
    const ConnectionDiagnosis diagnosis = diagnose(infoOf(m_server->connectionValues(u"shop"_s)));
    QVERIFY2(diagnosis.isUsable(), diagnosis.problems.isEmpty() ? "" : tests::toText(diagnosis.problems.first()));
    QCOMPARE(diagnosis.database, u"shop"_s);
    QCOMPARE(diagnosis.user, u"postgres"_s);
    QCOMPARE(diagnosis.tls, QString());
    QVERIFY(diagnosis.isSuperuser);
    QVERIFY(diagnosis.canCreateSchemas);
    QVERIFY(!diagnosis.isInRecovery);
    QVERIFY(!diagnosis.isReadOnly);
    QCOMPARE(diagnosis.tables, 2);
    QVERIFY(diagnosis.bytes > 1'000'000);
    QVERIFY(diagnosis.serverVersionNumber >= 130000);
    QVERIFY(diagnosis.serverVersion.startsWith(QString::number(diagnosis.serverVersionNumber / 10000)));
    QCOMPARE(diagnosis.poolerMode, PoolerMode::Direct);
    QVERIFY(diagnosis.identity);
    // That the role is a superuser.
    QCOMPARE(diagnosis.hints.size(), 1);
}

void TestConnectionTest::describesARoleWithFewRights()
{
    m_server->psql(u"shop"_s, u"ALTER ROLE reader SET default_transaction_read_only = on"_s);
    auto info = infoOf(m_server->tcpConnectionValues(u"shop"_s), "reader-password");
    info.set("user", "reader");
    const ConnectionDiagnosis diagnosis = diagnose(info);
    QVERIFY2(diagnosis.isUsable(), diagnosis.problems.isEmpty() ? "" : tests::toText(diagnosis.problems.first()));
    QCOMPARE(diagnosis.user, u"reader"_s);
    QVERIFY(!diagnosis.isSuperuser);
    QVERIFY(!diagnosis.canReplicate);
    QVERIFY(!diagnosis.bypassesRowSecurity);
    QVERIFY(!diagnosis.canCreateSchemas);
    QVERIFY(diagnosis.isReadOnly);
    QVERIFY(diagnosis.identity);
    QVERIFY(diagnosis.hints.isEmpty());
}

void TestConnectionTest::saysTheTlsOfTheWay()
{
    QVERIFY_ASSIGN(const auto server, TestServer::start({.listensOnTcp = true, .hasTls = true}));
    auto info = infoOf(server->tcpConnectionValues(u"postgres"_s), TestServer::password());
    info.set("sslmode", "require");
    const ConnectionDiagnosis diagnosis = diagnose(info);
    QVERIFY2(diagnosis.isUsable(), diagnosis.problems.isEmpty() ? "" : tests::toText(diagnosis.problems.first()));
    QVERIFY2(diagnosis.tls.startsWith(u"TLSv1."_s), qPrintable(diagnosis.tls));
}

void TestConnectionTest::recognisesPoolers_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<QString>("mode");
    QTest::newRow("the server itself, by socket") << 0 << u"direct"_s;
    QTest::newRow("the server itself, by TCP") << 1 << u"direct"_s;
    QTest::newRow("a session pooler") << 2 << u"session"_s;
    QTest::newRow("a transaction pooler that takes turns") << 3 << u"transaction"_s;
    QTest::newRow("a transaction pooler with one connection") << 4 << u"transaction"_s;
}

void TestConnectionTest::recognisesPoolers()
{
    QFETCH(int, way);
    QFETCH(QString, mode);
    const std::array ways{infoOf(m_server->connectionValues(u"shop"_s)),
                          infoOf(m_server->tcpConnectionValues(u"shop"_s), TestServer::password()),
                          infoOf(m_session->connectionValues(u"shop"_s)),
                          infoOf(m_transaction->connectionValues(u"shop"_s)),
                          infoOf(m_smallTransaction->connectionValues(u"shop"_s))};
    // More than once: the pools are not empty the second time.
    for (int i = 0; i < 3; ++i) {
        const ConnectionDiagnosis diagnosis = diagnose(ways.at(static_cast<size_t>(way)));
        QVERIFY2(diagnosis.isUsable(), diagnosis.problems.isEmpty() ? "" : tests::toText(diagnosis.problems.first()));
        QCOMPARE(poolerModeKey(diagnosis.poolerMode), mode);
        QVERIFY(diagnosis.identity);
    }
}

void TestConnectionTest::saysWhyItWasNotReached_data()
{
    using Keywords = QMap<QString, QString>;
    QTest::addColumn<Keywords>("keywords");
    QTest::addColumn<QString>("password");
    QTest::addColumn<int>("code");
    const QString good = QString::fromStdString(TestServer::password());
    QTest::newRow("a wrong password") << Keywords{} << u"Canary-6"_s << int(ErrorCode::AuthenticationFailed);
    QTest::newRow("no password") << Keywords{} << QString() << int(ErrorCode::PasswordMissing);
    QTest::newRow("a database that does not exist")
        << Keywords{{u"dbname"_s, u"nowhere"_s}} << good << int(ErrorCode::DatabaseMissing);
    QTest::newRow("a closed port") << Keywords{{u"port"_s, QString::number(tests::freePort())}} << good
                                   << int(ErrorCode::ServerUnreachable);
    QTest::newRow("a host that does not exist")
        << Keywords{{u"host"_s, u"no-such-host.invalid"_s}} << good << int(ErrorCode::HostNotFound);
    QTest::newRow("TLS that the server does not speak")
        << Keywords{{u"sslmode"_s, u"require"_s}} << good << int(ErrorCode::TlsFailed);
}

void TestConnectionTest::saysWhyItWasNotReached()
{
    using Keywords = QMap<QString, QString>;
    QFETCH(Keywords, keywords);
    QFETCH(QString, password);
    QFETCH(int, code);
    auto info = infoOf(m_server->tcpConnectionValues(u"shop"_s), password.toStdString());
    for (auto it = keywords.cbegin(); it != keywords.cend(); ++it)
        info.set(it.key().toStdString(), it.value().toStdString());
    const ConnectionDiagnosis diagnosis = diagnose(info);
    QVERIFY(!diagnosis.reached);
    QVERIFY(!diagnosis.isUsable());
    QCOMPARE(diagnosis.problems.size(), 1);
    const engine::Error &problem = diagnosis.problems.first();
    QVERIFY2(problem.code == ErrorCode(code), tests::toText(problem));
    const engine::ErrorText sentences = engine::describe(problem);
    for (const QString &shown : {sentences.what, sentences.why, sentences.next, problem.detail, problem.subject})
        QVERIFY(!shown.contains(u"Canary"_s));
}

void TestConnectionTest::saysThatASupabaseHostMayNeedIpv6()
{
    ConnectionInfo info;
    // Nobody has this reference; no resolver, no address and no route look alike to the person.
    info.set("host", "db.zzzzzzzzzzzzzzzzzzzz.supabase.co");
    info.set("hostaddr", "::1");
    info.set("port", std::to_string(tests::freePort()));
    info.set("user", "postgres");
    info.set("dbname", "postgres");
    const ConnectionDiagnosis diagnosis = diagnose(info);
    QVERIFY(!diagnosis.reached);
    // The address is there and the port is closed: that is what is said, and what it may come from.
    QCOMPARE(codesOf(diagnosis.problems), QList<ErrorCode>({ErrorCode::ServerUnreachable}));
    QVERIFY(diagnosis.hints.first().contains(u"IPv6"_s));
    QCOMPARE(diagnosis.hints.size(), 1);
}

void TestConnectionTest::writesNothing()
{
    const QByteArray before = m_server->log();
    QVERIFY(diagnose(infoOf(m_server->connectionValues(u"shop"_s))).isUsable());
    const QByteArray lines = m_server->log().mid(before.size());
    QVERIFY(lines.contains("READ ONLY"));
    for (const char *word : {"INSERT", "UPDATE", "DELETE", "CREATE ", "ALTER", "DROP", "GRANT", "LOCK", "nextval"})
        QVERIFY2(!lines.contains(QByteArray(word)) || QByteArray(word) == "CREATE ", word);
}

QTEST_GUILESS_MAIN(TestConnectionTest)

#include "tst_connection_test.moc"
