// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/pgbouncer.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using engine::Result;
using engine::sandbox::Cluster;
using tests::CliHome;
using tests::CliRun;
using tests::PgBouncer;
using tests::TestServer;

/// What is a production is decided by the database, never by what its environment is called: through the real
/// sosie-cli, with real servers.
class TestProduction final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void theSameDatabaseCalledATestIsAnonymized();
    void clearDataNeedsAReasonWhateverTheTypeSays();
    void anotherTypeWantsTheNameAndAReason();
    void whatWasProductionStaysOneAfterItsRemoval();
    void aPhysicalCopyIsAnonymized();
    void itIsSaidAtOnce();
    void aProductionNeverReachedIsKnownByItsAddress_data();
    void aProductionNeverReachedIsKnownByItsAddress();
    void anotherDatabaseOfTheSameServerIsNoProduction();
    void aMarkIsHonouredByEverySosie_data();
    void aMarkIsHonouredByEverySosie();
    void aMarkDoesNotTravel();

private:
    [[nodiscard]] CliRun clone(const QString &source, const QStringList &more = {}) const;
    [[nodiscard]] QByteArray clearRowsInCopy() const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<TestServer> m_targetServer;
    std::unique_ptr<CliHome> m_home;
    QTemporaryDir m_folder;
};

void TestProduction::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.listensOnTcp = true}));
    QVERIFY_ASSIGN(m_targetServer, TestServer::start());
    QVERIFY_RESULT(m_server->cluster().user().makePrivateFolder(m_folder.path()));
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s,
                   u"CREATE TABLE users (id int PRIMARY KEY, email text);"
                   "INSERT INTO users SELECT i, 'person' || i || '@example.org' FROM generate_series(1, 50) i"_s);
}

void TestProduction::init()
{
    m_home = std::make_unique<CliHome>();
    m_targetServer->dropDatabase(u"copy"_s);
    m_targetServer->createDatabase(u"copy"_s);
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_targetServer->connectionInfo(u"copy"_s));
}

CliRun TestProduction::clone(const QString &source, const QStringList &more) const
{
    return m_home->run(
        QStringList{u"clone"_s, u"--source"_s, source, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s} + more);
}

QByteArray TestProduction::clearRowsInCopy() const
{
    return m_targetServer->psql(u"copy"_s, u"SELECT count(*) FROM users WHERE email LIKE 'person%@example.org'"_s);
}

void TestProduction::theSameDatabaseCalledATestIsAnonymized()
{
    m_home->addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home->addEnvironment(u"again"_s, u"test"_s, m_server->tcpUri(u"shop"_s));
    m_home->setVariable(u"SOSIE_PASSWORD_AGAIN"_s, QString::fromStdString(TestServer::password()));
    const CliRun run = clone(u"again"_s, {u"--json"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY(run.report().value("anonymized"_L1).toBool());
    QCOMPARE(clearRowsInCopy(), QByteArray("0"));
}

void TestProduction::clearDataNeedsAReasonWhateverTheTypeSays()
{
    m_home->addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home->addEnvironment(u"again"_s, u"development"_s, m_server->connectionInfo(u"shop"_s));
    const CliRun refused = clone(u"again"_s, {u"--raw"_s, u"--reason"_s, u"incident 42"_s});
    QVERIFY2(refused.exitCode == 77, refused.said().constData());
    QVERIFY2(refused.messages.contains("E-GUARD-005"), refused.messages.constData());

    QCOMPARE(m_home->run({u"env"_s, u"edit"_s, u"copy"_s, u"--allow-raw"_s}).exitCode, 0);
    const CliRun allowed = clone(u"again"_s, {u"--raw"_s, u"--reason"_s, u"incident 42"_s});
    QVERIFY2(allowed.exitCode == 0, allowed.said().constData());
    QCOMPARE(clearRowsInCopy(), QByteArray("50"));
}

void TestProduction::anotherTypeWantsTheNameAndAReason()
{
    m_home->addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    const QStringList edit{u"env"_s, u"edit"_s, u"shop"_s, u"--type"_s, u"test"_s};
    for (const QStringList &answer : {QStringList{}, QStringList{u"--confirm"_s, u"shop"_s},
                                      QStringList{u"--confirm"_s, u"shop"_s, u"--reason"_s, u" "_s},
                                      QStringList{u"--confirm"_s, u"shoq"_s, u"--reason"_s, u"moved"_s}}) {
        const CliRun refused = m_home->run(edit + answer);
        QVERIFY2(refused.exitCode == 77, refused.said().constData());
        QVERIFY2(refused.messages.contains("E-GUARD-009"), refused.messages.constData());
    }
    const CliRun show = m_home->run({u"env"_s, u"show"_s, u"shop"_s, u"--json"_s});
    QCOMPARE(show.report().value("environment"_L1).toObject().value("type"_L1).toString(), u"production"_s);

    const CliRun edited
        = m_home->run(edit + QStringList{u"--confirm"_s, u"shop"_s, u"--reason"_s, u"moved-to-rack-7"_s});
    QVERIFY2(edited.exitCode == 0, edited.said().constData());
    QVERIFY2(edited.messages.contains("counts as a production"), edited.messages.constData());
    // The reason is in the history.
    QByteArray history;
    for (const char *name : {"/state/sosie.sqlite", "/state/sosie.sqlite-wal"}) {
        QFile file(m_home->path() + QLatin1String(name));
        if (file.open(QIODevice::ReadOnly))
            history += file.readAll();
    }
    QVERIFY(history.contains("moved-to-rack-7"));

    const CliRun run = clone(u"shop"_s, {u"--json"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY(run.report().value("anonymized"_L1).toBool());
    QCOMPARE(clearRowsInCopy(), QByteArray("0"));
}

void TestProduction::whatWasProductionStaysOneAfterItsRemoval()
{
    m_home->addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    QCOMPARE(m_home->run({u"env"_s, u"remove"_s, u"shop"_s}).exitCode, 0);
    m_home->addEnvironment(u"shop"_s, u"training"_s, m_server->connectionInfo(u"shop"_s));
    const CliRun run = clone(u"shop"_s);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY2(run.messages.contains("counts as a production"), run.messages.constData());
    QCOMPARE(clearRowsInCopy(), QByteArray("0"));
}

void TestProduction::aPhysicalCopyIsAnonymized()
{
    const QString folder = m_folder.filePath(u"copied"_s);
    m_server->psql(u"shop"_s, u"CHECKPOINT"_s);
    m_server->stopImmediately();
    QProcess::execute(u"cp"_s, {u"-a"_s, m_server->cluster().folder(), folder});
    m_server->startAgain();
    QVERIFY_ASSIGN(Cluster copied, Cluster::open(folder));
    QFile::remove(copied.dataFolder() + u"/postmaster.pid"_s);
    QFile settings(copied.dataFolder() + u"/postgresql.auto.conf"_s);
    QVERIFY(settings.open(QIODevice::Append));
    settings.write("\nlisten_addresses = ''\nunix_socket_directories = '" + copied.socketFolder().toUtf8() + "'\n");
    settings.close();
    QVERIFY_RESULT(copied.start());

    m_home->addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home->addEnvironment(
        u"restored"_s, u"test"_s,
        u"host=%1 port=%2 dbname=shop user=postgres"_s.arg(copied.socketFolder()).arg(copied.port()));
    const CliRun run = clone(u"restored"_s, {u"--json"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY(run.report().value("anonymized"_L1).toBool());
    QCOMPARE(clearRowsInCopy(), QByteArray("0"));
}

void TestProduction::itIsSaidAtOnce()
{
    m_home->addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    const CliRun added = m_home->run({u"env"_s, u"add"_s, u"again"_s, u"--type"_s, u"test"_s, u"--url"_s,
                                      m_server->connectionInfo(u"shop"_s), u"--no-input"_s});
    QVERIFY2(added.exitCode == 0, added.said().constData());
    QVERIFY2(added.messages.contains("\"again\" counts as a production"), added.messages.constData());
    for (const QStringList &command : {QStringList{u"validate"_s}, QStringList{u"env"_s, u"test"_s, u"again"_s}}) {
        const CliRun run = m_home->run(command);
        QVERIFY2(run.messages.contains("\"again\" counts as a production"), run.said().constData());
    }
    QVERIFY(!m_home->run({u"env"_s, u"test"_s, u"copy"_s}).messages.contains("counts as a production"));
}

void TestProduction::aProductionNeverReachedIsKnownByItsAddress_data()
{
    QTest::addColumn<QString>("target");
    const QString port = QString::number(m_server->port());
    QTest::newRow("the same address") << u"host=127.0.0.1 port=%1 dbname=copy user=postgres password=%2"_s.arg(
        port, QString::fromStdString(TestServer::password()));
    QTest::newRow("a name of it") << u"host=localhost port=%1 dbname=copy user=postgres password=%2"_s.arg(
        port, QString::fromStdString(TestServer::password()));
    QTest::newRow("its socket") << m_server->connectionInfo(u"copy"_s);
}

void TestProduction::aProductionNeverReachedIsKnownByItsAddress()
{
    QFETCH(QString, target);
    m_server->dropDatabase(u"copy"_s);
    m_server->createDatabase(u"copy"_s);
    // Without its password, as in a container that has the settings alone.
    m_home->addEnvironment(
        u"live"_s, u"production"_s,
        u"host=127.0.0.1 port=%1 dbname=copy user=postgres"_s.arg(QString::number(m_server->port())));
    m_home->addEnvironment(u"origin"_s, u"test"_s, m_server->connectionInfo(u"shop"_s));
    const QStringList arguments{u"clone"_s,     u"--source"_s, u"origin"_s,        u"--target"_s, target,
                                u"--confirm"_s, u"copy"_s,     u"--target-type"_s, u"test"_s};
    const CliRun refused = m_home->run(arguments);
    QVERIFY2(refused.exitCode == 77, refused.said().constData());
    QVERIFY2(refused.messages.contains("E-GUARD-008") && refused.messages.contains("live"),
             refused.messages.constData());

    // What it is called meanwhile changes nothing.
    QCOMPARE(m_home
                 ->run({u"env"_s, u"edit"_s, u"live"_s, u"--type"_s, u"test"_s, u"--confirm"_s, u"live"_s,
                        u"--reason"_s, u"to see"_s})
                 .exitCode,
             0);
    QCOMPARE(m_home->run(arguments).exitCode, 77);
}

void TestProduction::anotherDatabaseOfTheSameServerIsNoProduction()
{
    m_server->dropDatabase(u"copy"_s);
    m_server->createDatabase(u"copy"_s);
    m_home->addEnvironment(
        u"live"_s, u"production"_s,
        u"host=127.0.0.1 port=%1 dbname=copy user=postgres"_s.arg(QString::number(m_server->port())));
    // Reached once: its identity is known, and another database of the same name is another.
    const CliRun refused = clone(u"copy"_s);
    QVERIFY(refused.exitCode != 0);
    m_home->setVariable(u"SOSIE_PASSWORD_LIVE"_s, QString::fromStdString(TestServer::password()));
    QCOMPARE(m_home->run({u"env"_s, u"test"_s, u"live"_s}).exitCode, 0);
    m_home->addEnvironment(u"origin"_s, u"test"_s, m_server->connectionInfo(u"shop"_s));
    const CliRun run = clone(u"origin"_s);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(clearRowsInCopy(), QByteArray("50"));
}

void TestProduction::aMarkIsHonouredByEverySosie_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("statement");
    QTest::newRow("as a setting") << u"postgres"_s << u"ALTER DATABASE marked SET sosie.production = 'on'"_s;
    QTest::newRow("in the comment, by its owner")
        << u"keeper"_s << u"COMMENT ON DATABASE marked IS 'The shop [sosie:production]'"_s;
}

void TestProduction::aMarkIsHonouredByEverySosie()
{
    QFETCH(QString, role);
    QFETCH(QString, statement);
    m_server->dropDatabase(u"marked"_s);
    m_server->createDatabase(u"marked"_s, u"shop"_s);
    // By its owner, who has no other rights.
    m_server->psql(u"postgres"_s, u"DROP ROLE IF EXISTS keeper; CREATE ROLE keeper LOGIN;"
                                  "ALTER DATABASE marked OWNER TO keeper"_s);
    m_server->psql(u"postgres"_s, u"SET ROLE %1; "_s.arg(role) + statement);

    // As a source it is anonymized, as a target refused, by a Sosie that has never heard of it.
    m_home->addEnvironment(u"marked"_s, u"test"_s, m_server->connectionInfo(u"marked"_s));
    const CliRun run = clone(u"marked"_s);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(clearRowsInCopy(), QByteArray("0"));
    const CliRun refused
        = m_home->run({u"clone"_s, u"--source"_s, u"copy"_s, u"--target"_s, u"marked"_s, u"--confirm"_s, u"marked"_s});
    QVERIFY2(refused.exitCode == 77, refused.said().constData());
    QVERIFY2(refused.messages.contains("E-GUARD-001"), refused.messages.constData());
}

void TestProduction::aMarkDoesNotTravel()
{
    m_server->dropDatabase(u"marked"_s);
    m_server->createDatabase(u"marked"_s, u"shop"_s);
    const CliRun added = m_home->run({u"env"_s, u"add"_s, u"live"_s, u"--type"_s, u"production"_s, u"--url"_s,
                                      m_server->connectionInfo(u"marked"_s), u"--no-input"_s, u"--json"_s});
    const QString offered = added.report().value("markStatement"_L1).toString();
    QVERIFY2(offered.contains("marked"_L1), added.said().constData());
    // By its owner, whose own words stay.
    m_server->psql(u"postgres"_s, u"DROP ROLE IF EXISTS keeper; CREATE ROLE keeper LOGIN;"
                                  "ALTER DATABASE marked OWNER TO keeper;"
                                  "COMMENT ON DATABASE marked IS 'It''s the shop'"_s);
    m_server->psql(u"postgres"_s, u"SET ROLE keeper; "_s + offered);
    QCOMPARE(m_server->psql(u"postgres"_s, u"SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                                           " WHERE datname = 'marked'"_s),
             QByteArray("It's the shop [sosie:production]"));

    for (int round = 0; round < 2; ++round) {
        const CliRun run = clone(u"live"_s);
        QVERIFY2(run.exitCode == 0, run.said().constData());
    }
    QVERIFY(!m_home->run({u"env"_s, u"test"_s, u"copy"_s}).messages.contains("counts as a production"));
}

QTEST_GUILESS_MAIN(TestProduction)
#include "tst_production.moc"
