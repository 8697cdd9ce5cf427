// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sandbox/cluster.h"
#include "tests/support/patience.h"
#include "tests/support/pgbouncer.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using engine::ErrorCode;
using engine::sandbox::Cluster;
using engine::sandbox::FolderLock;
using engine::sandbox::Lifetime;
using tests::PgBouncer;
using tests::TestServer;

namespace {

// Gone, or a corpse without memory that its parent has not buried yet.
bool hasEnded(qint64 process)
{
    return QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(process)).isEmpty();
}

} // namespace

/// A private server: made, found again, recovered, and reached only by its owner.
class TestCluster : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void answersOverItsSocketOnly();
    void runsAsAnOrdinaryUser();
    void keepsItsFoldersPrivate();
    void stopsWhenDestroyed();
    void anIndependentClusterIsAdopted();
    void aKilledServerIsRecovered();
    void aPidOfAnotherProgramIsNoServer();
    void anUnfinishedClusterIsMadeAgain();
    void aHeldFolderIsBusy();
    void removalStopsTheServer();
    void aLongPathStillHasASocket();
    void aFolderBelowAPrivateOneWorks();
    void tcpAsksForThePassword();
    void theDigestsTellDatabasesApart();
    void pgbouncerPools_data();
    void pgbouncerPools();

private:
    std::unique_ptr<TestServer> m_server;
};

void TestCluster::initTestCase()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY_ASSIGN(m_server, TestServer::start());
    qInfo("cluster made and started in %lld ms", timer.elapsed());
}

void TestCluster::answersOverItsSocketOnly()
{
    QCOMPARE(m_server->psql(u"postgres"_s, u"SHOW listen_addresses"_s), "");
    QCOMPARE(m_server->psql(u"postgres"_s, u"SHOW server_encoding"_s), "UTF8");
    QCOMPARE(m_server->psql(u"postgres"_s, u"SELECT datcollate FROM pg_database WHERE datname = 'postgres'"_s),
             "C.UTF-8");
}

void TestCluster::runsAsAnOrdinaryUser()
{
    struct stat status = {};
    const QByteArray process = "/proc/" + QByteArray::number(m_server->cluster().serverProcess());
    QCOMPARE(stat(process.constData(), &status), 0);
    QVERIFY(status.st_uid != 0);
    if (geteuid() != 0)
        QCOMPARE(status.st_uid, geteuid());
}

void TestCluster::keepsItsFoldersPrivate()
{
    for (const QString &folder : {m_server->cluster().folder(), m_server->cluster().socketFolder()}) {
        struct stat status = {};
        QCOMPARE(stat(QFile::encodeName(folder).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0700U);
    }
}

void TestCluster::stopsWhenDestroyed()
{
    QTemporaryDir folder;
    qint64 process = 0;
    {
        QVERIFY_ASSIGN(const Cluster cluster, Cluster::create(folder.path()));
        process = cluster.serverProcess();
        QVERIFY(process > 0);
    }
    QVERIFY(hasEnded(process));
    QVERIFY(Cluster::exists(folder.path()));
}

void TestCluster::anIndependentClusterIsAdopted()
{
    QTemporaryDir folder;
    qint64 process = 0;
    {
        QVERIFY_ASSIGN(const Cluster cluster, Cluster::create(folder.path(), {}, Lifetime::Independent));
        process = cluster.serverProcess();
    }
    QVERIFY_ASSIGN(Cluster cluster, Cluster::open(folder.path(), Lifetime::Independent));
    QCOMPARE(cluster.serverProcess(), process);
    QVERIFY_RESULT(cluster.start());
    QCOMPARE(cluster.serverProcess(), process);
    QVERIFY_RESULT(cluster.stop());
    QVERIFY(!cluster.isRunning());
    QVERIFY_RESULT(cluster.stop());
}

void TestCluster::aKilledServerIsRecovered()
{
    QVERIFY_ASSIGN(const auto server, TestServer::start());
    server->psql(u"postgres"_s, u"CREATE TABLE kept (id int); INSERT INTO kept VALUES (7); CHECKPOINT"_s);
    for (int round = 0; round < 3; ++round) {
        const auto process = static_cast<pid_t>(server->cluster().serverProcess());
        QVERIFY(process > 0);
        QCOMPARE(kill(process, SIGKILL), 0);
        QTRY_VERIFY(!server->isRunning());
        server->startAgain();
        QVERIFY(server->isRunning());
        QCOMPARE(server->psql(u"postgres"_s, u"SELECT id FROM kept"_s), "7");
    }
}

void TestCluster::aPidOfAnotherProgramIsNoServer()
{
    QVERIFY_ASSIGN(const auto server, TestServer::start());
    server->stopImmediately();
    QFile file(server->cluster().dataFolder() + u"/postmaster.pid"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::number(static_cast<qint64>(getpid())) + "\n" + file.fileName().toUtf8() + "\n0\n5432\n\n\n");
    file.close();
    QVERIFY(!server->isRunning());
    server->startAgain();
    QCOMPARE(server->psql(u"postgres"_s, u"SELECT 1"_s), "1");
}

void TestCluster::anUnfinishedClusterIsMadeAgain()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"data/base"_s));
    QVERIFY(QFile(folder.path() + u"/data/PG_VERSION"_s).open(QIODevice::WriteOnly));
    QVERIFY(!Cluster::exists(folder.path()));
    QVERIFY_ERROR(Cluster::open(folder.path()), ErrorCode::SandboxUnavailable);
    QVERIFY_ASSIGN(const Cluster cluster, Cluster::create(folder.path()));
    QVERIFY(cluster.isRunning());
}

void TestCluster::aHeldFolderIsBusy()
{
    QTemporaryDir folder;
    {
        QVERIFY_ASSIGN(const auto lock, FolderLock::take(folder.path(), std::chrono::milliseconds(0)));
        const auto second = FolderLock::take(folder.path(), std::chrono::milliseconds(120));
        QVERIFY_ERROR(second, ErrorCode::TargetBusy);
        QVERIFY(second.error().detail.startsWith(QString::number(getpid())));
    }
    QVERIFY(FolderLock::tryTake(folder.path()).has_value());
}

void TestCluster::removalStopsTheServer()
{
    QTemporaryDir parent;
    const QString folder = parent.filePath(u"removed"_s);
    qint64 process = 0;
    QString realFolder;
    {
        QVERIFY_ASSIGN(const Cluster cluster, Cluster::create(folder, {}, Lifetime::Independent));
        process = cluster.serverProcess();
        realFolder = cluster.folder();
    }
    QVERIFY(!hasEnded(process));
    QVERIFY_RESULT(Cluster::removeFolder(folder));
    QVERIFY(hasEnded(process));
    QVERIFY(!QFileInfo::exists(realFolder));
    QVERIFY(!QFileInfo::exists(folder));
    QVERIFY_RESULT(Cluster::removeFolder(folder));
}

void TestCluster::aLongPathStillHasASocket()
{
    QTemporaryDir parent;
    const QString folder = parent.filePath(QString(120, u'x'));
    {
        QVERIFY_ASSIGN(const Cluster cluster, Cluster::create(folder));
        QVERIFY(QFile::encodeName(cluster.socketFolder()).size() < 90);
        QVERIFY(QFileInfo::exists(cluster.socketFolder() + u"/.s.PGSQL.5432"_s));
    }
    QVERIFY_RESULT(Cluster::removeFolder(folder));
}

void TestCluster::aFolderBelowAPrivateOneWorks()
{
    // As root this is a home that the server's user cannot enter.
    QTemporaryDir home;
    QVERIFY(QFile::setPermissions(home.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    const QString folder = home.filePath(u"share/sosie/sandbox"_s);
    QString realFolder;
    {
        QVERIFY_ASSIGN(const Cluster cluster, Cluster::create(folder));
        realFolder = cluster.folder();
        QCOMPARE(realFolder == folder, geteuid() != 0);
        QVERIFY(cluster.isRunning());
    }
    QVERIFY(Cluster::exists(folder));
    QVERIFY_RESULT(Cluster::removeFolder(folder));
    QVERIFY(!QFileInfo::exists(realFolder));
}

void TestCluster::tcpAsksForThePassword()
{
    QVERIFY_ASSIGN(const auto server, TestServer::start({.listensOnTcp = true, .hasTls = true}));
    QProcess psql;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PGPASSWORD"_s, u"wrong"_s);
    psql.setProcessEnvironment(environment);
    const QString uri = u"postgresql://postgres@127.0.0.1:%1/postgres?sslmode=require"_s.arg(server->port());
    psql.start(u"psql"_s, {u"-X"_s, u"-At"_s, u"-d"_s, uri, u"-c"_s, u"SELECT 1"_s});
    QVERIFY(psql.waitForFinished());
    QVERIFY(psql.readAllStandardError().contains("password authentication failed"));

    environment.insert(u"PGPASSWORD"_s, QString::fromStdString(TestServer::password()));
    psql.setProcessEnvironment(environment);
    psql.start(u"psql"_s, {u"-X"_s, u"-At"_s, u"-d"_s, uri, u"-c"_s,
                           u"SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"_s});
    QVERIFY(psql.waitForFinished());
    QCOMPARE(psql.readAllStandardOutput(), "t\n");
}

void TestCluster::theDigestsTellDatabasesApart()
{
    for (const QString &name : {u"one"_s, u"two"_s}) {
        m_server->createDatabase(name);
        m_server->psql(name, u"CREATE TABLE t (id int, word text); INSERT INTO t VALUES (1, 'a'), (2, NULL)"_s);
    }
    QCOMPARE(m_server->schemaDump(u"one"_s), m_server->schemaDump(u"two"_s));
    QVERIFY(m_server->schemaDump(u"one"_s).size() > 2);
    QCOMPARE(m_server->dataDigests(u"one"_s), m_server->dataDigests(u"two"_s));
    QCOMPARE(m_server->dataDigests(u"one"_s).size(), 1);
    m_server->psql(u"two"_s, u"UPDATE t SET word = 'b' WHERE id = 2; CREATE INDEX ON t (word)"_s);
    QVERIFY(m_server->schemaDump(u"one"_s) != m_server->schemaDump(u"two"_s));
    QVERIFY(m_server->dataDigest(u"one"_s, u"t"_s) != m_server->dataDigest(u"two"_s, u"t"_s));
}

void TestCluster::pgbouncerPools_data()
{
    QTest::addColumn<PgBouncer::Mode>("mode");
    QTest::newRow("session pooler") << PgBouncer::Mode::Session;
    QTest::newRow("transaction pooler") << PgBouncer::Mode::Transaction;
}

void TestCluster::pgbouncerPools()
{
    QFETCH(const PgBouncer::Mode, mode);
    QVERIFY_ASSIGN(const auto pooler, PgBouncer::start(*m_server, mode));
    QProcess psql;
    psql.start(u"psql"_s, {u"-X"_s, u"-At"_s, u"-d"_s, pooler->connectionInfo(u"postgres"_s), u"-c"_s, u"SELECT 42"_s});
    QVERIFY(psql.waitForFinished());
    QCOMPARE(psql.readAllStandardOutput(), "42\n");
}

QTEST_GUILESS_MAIN(TestCluster)
#include "tst_cluster.moc"
