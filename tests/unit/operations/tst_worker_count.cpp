// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/result.h"
#include "engine/copying/worker_count.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using tests::TestServer;

namespace {

/// As many as this computer has cores.
constexpr int byCores = 0;

} // namespace

/// The number of workers, from what both servers still have room for.
class TestWorkerCount final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void leavesHalfOfWhatIsFree_data();
    void leavesHalfOfWhatIsFree();
    void aFullServerStillGetsOne();
    void aChosenNumberIsTaken();

private:
    engine::Result<int> count(const TestServer &source, const QString &role, int chosen = 0) const
    {
        TRY_ASSIGN(auto reader, tests::beginReading(tests::infoAs(source, u"live"_s, role.toStdString())));
        TRY_ASSIGN(auto writer,
                   engine::pg::Connection::open(tests::infoAs(*m_server, u"double"_s, role.toStdString()), {}));
        return engine::copying::workerCount(chosen, reader, writer);
    }

    std::unique_ptr<TestServer> m_server;
};

void TestWorkerCount::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"live"_s);
    m_server->createDatabase(u"double"_s);
    m_server->psql(u"postgres"_s, u"CREATE ROLE worker LOGIN; CREATE ROLE chief LOGIN SUPERUSER"_s);
}

void TestWorkerCount::init()
{
    m_server->psql(u"postgres"_s, uR"(
ALTER ROLE worker CONNECTION LIMIT -1;
ALTER ROLE chief CONNECTION LIMIT -1;
ALTER DATABASE live CONNECTION LIMIT -1;
ALTER DATABASE double CONNECTION LIMIT -1)"_s);
}

void TestWorkerCount::leavesHalfOfWhatIsFree_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("limit");
    QTest::addColumn<int>("expected");
    QTest::newRow("no limit") << u"worker"_s << u"SELECT"_s << byCores;
    // Two of them are taken by the sessions that ask.
    QTest::newRow("the role may have five connections")
        << u"worker"_s << u"ALTER ROLE worker CONNECTION LIMIT 5"_s << 1;
    QTest::newRow("the role may have a hundred")
        << u"worker"_s << u"ALTER ROLE worker CONNECTION LIMIT 100"_s << byCores;
    QTest::newRow("the source takes four connections")
        << u"worker"_s << u"ALTER DATABASE live CONNECTION LIMIT 4"_s << 1;
    QTest::newRow("the target takes four connections")
        << u"worker"_s << u"ALTER DATABASE double CONNECTION LIMIT 4"_s << 1;
    QTest::newRow("limits are not for a superuser")
        << u"chief"_s << u"ALTER DATABASE double CONNECTION LIMIT 4; ALTER ROLE chief CONNECTION LIMIT 5"_s << byCores;
}

void TestWorkerCount::leavesHalfOfWhatIsFree()
{
    QFETCH(const QString, role);
    QFETCH(const QString, limit);
    QFETCH(const int, expected);
    m_server->psql(u"postgres"_s, limit);
    QVERIFY_ASSIGN(const int workers, count(*m_server, role));
    QCOMPARE(workers, expected == byCores ? std::clamp(QThread::idealThreadCount(), 2, 8) : expected);
}

void TestWorkerCount::aFullServerStillGetsOne()
{
    // Three are kept for superusers, and the session that asks has one of the two that are left.
    QVERIFY_ASSIGN(const auto small,
                   TestServer::start({.settings = {u"max_connections = 5"_s, u"superuser_reserved_connections = 3"_s,
                                                   u"max_wal_senders = 0"_s}}));
    small->createDatabase(u"live"_s);
    small->psql(u"postgres"_s, u"CREATE ROLE worker LOGIN"_s);
    QVERIFY_ASSIGN(const int workers, count(*small, u"worker"_s));
    QCOMPARE(workers, 1);
}

void TestWorkerCount::aChosenNumberIsTaken()
{
    m_server->psql(u"postgres"_s, u"ALTER ROLE worker CONNECTION LIMIT 3"_s);
    QVERIFY_ASSIGN(const int workers, count(*m_server, u"worker"_s, 12));
    QCOMPARE(workers, 12);
}

QTEST_GUILESS_MAIN(TestWorkerCount)
#include "tst_worker_count.moc"
