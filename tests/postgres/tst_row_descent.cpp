// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/reading/schema_reader.h"
#include "engine/fingerprint/row_descent.h"
#include "engine/fingerprint/server_side.h"
#include "engine/fingerprint/table_comparison.h"
#include "tests/support/patience.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QElapsedTimer>
#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace engine;
using namespace engine::fingerprint;
using tests::TestServer;

/// How rows that differ are found: in rounds, on both sides at once, until one of them ends.
class TestRowDescent final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void hashesAreHeldOnlySoMany();
    void whatEndsOneSideEndsBoth_data();
    void whatEndsOneSideEndsBoth();

private:
    void run(const QString &here, const QString &there) const
    {
        m_server->psql(u"here"_s, here);
        m_server->psql(u"there"_s, there);
    }

    std::unique_ptr<TestServer> m_server;
};

void TestRowDescent::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"here"_s);
    m_server->createDatabase(u"there"_s);
}

void TestRowDescent::init()
{
    const QString empty = u"DROP SCHEMA public CASCADE; CREATE SCHEMA public"_s;
    run(empty, empty);
}

void TestRowDescent::hashesAreHeldOnlySoMany()
{
    const QString make = u"CREATE TABLE t (id int PRIMARY KEY, v int); CREATE TABLE k (v int)"_s;
    run(make
            + u"; INSERT INTO t SELECT n, n FROM generate_series(1, 4000) AS n; INSERT INTO k SELECT n % 3 FROM generate_series(1, 4000) AS n"_s,
        make
            + u"; INSERT INTO t SELECT n, -n FROM generate_series(1, 3000) AS n; INSERT INTO k SELECT 1 FROM generate_series(1, 4000) AS n"_s);
    TwoSides both({});
    QVERIFY_ASSIGN(auto here, tests::beginReading(*m_server, u"here"_s, both.stopToken()));
    QVERIFY_ASSIGN(auto there, tests::beginReading(*m_server, u"there"_s, both.stopToken()));
    QVERIFY_ASSIGN(const catalog::Schema sourceSchema, catalog::readSchema(here));
    QVERIFY_ASSIGN(const catalog::Schema targetSchema, catalog::readSchema(there));
    QVERIFY_ASSIGN(const ComparedTables tables, comparedTables(sourceSchema, targetSchema, nullptr, {}));
    for (const ComparedTable &table : tables.both) {
        ServerSide source(here, table, table.sourceParts, {}, nullptr);
        ServerSide target(there, table, table.targetParts, {}, nullptr);
        RowDescent descent(source, target, both, table.hasKey, 5);
        descent.holdAtMost(500);
        long long changed = 0;
        long long onlySource = 0;
        long long onlyTarget = 0;
        int rounds = 0;
        QVERIFY_RESULT(descent.run([&](std::span<const RowPair> pairs) -> Result<> {
            ++rounds;
            for (const RowPair &pair : pairs) {
                long long &count = pair.kind == RowDifference::Kind::Changed      ? changed
                                   : pair.kind == RowDifference::Kind::OnlySource ? onlySource
                                                                                  : onlyTarget;
                count += pair.count;
            }
            return {};
        }));
        QVERIFY(rounds > 1);
        QCOMPARE(changed, table.hasKey ? 3000LL : 0LL);
        QCOMPARE(onlySource, table.hasKey ? 1000LL : 2666LL);
        QCOMPARE(onlyTarget, table.hasKey ? 0LL : 2666LL);
    }
}

void TestRowDescent::whatEndsOneSideEndsBoth_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("somebody stops") << true;
    QTest::newRow("a server's process ends") << false;
}

void TestRowDescent::whatEndsOneSideEndsBoth()
{
    QFETCH(bool, isStopped);
    const QString make = u"CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 9)"_s;
    run(make, make);
    std::stop_source stop;
    TwoSides both(stop.get_token());
    QVERIFY_ASSIGN(auto here, tests::beginReading(*m_server, u"here"_s, both.stopToken()));
    QVERIFY_ASSIGN(auto there, tests::beginReading(*m_server, u"there"_s, both.stopToken()));
    QVERIFY_ASSIGN(const catalog::Schema sourceSchema, catalog::readSchema(here));
    QVERIFY_ASSIGN(const catalog::Schema targetSchema, catalog::readSchema(there));
    QVERIFY_ASSIGN(const ComparedTables tables, comparedTables(sourceSchema, targetSchema, nullptr, {}));
    // The source waits for as long as it takes, and the target too.
    QVERIFY_ASSIGN(auto holder, tests::connectTo(*m_server, u"here"_s));
    QVERIFY_ASSIGN(auto otherHolder, tests::connectTo(*m_server, u"there"_s));
    QVERIFY_RESULT(here.end());
    QVERIFY_RESULT(there.end());
    QVERIFY_RESULT(holder.execute("BEGIN; LOCK TABLE t"));
    QVERIFY_RESULT(otherHolder.execute("BEGIN; LOCK TABLE t"));
    QVERIFY_RESULT(here.begin());
    QVERIFY_RESULT(there.begin());
    auto compared = std::async(std::launch::async, [&] {
        TableProgress progress;
        const RowOptions rows;
        return compareTable({.source = here, .target = there, .both = both}, tables.both.front(), {.rows = rows},
                            progress);
    });
    const QString waiting = u"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"_s;
    QTRY_COMPARE_WITH_TIMEOUT(m_server->psql(u"postgres"_s, waiting), QByteArray("2"), 9000);
    QElapsedTimer since;
    since.start();
    if (isStopped)
        stop.request_stop();
    else
        m_server->psql(u"postgres"_s, u"SELECT pg_terminate_backend(%1)"_s.arg(there.connection().backendPid()));
    const Result<TableDifference> ended = compared.get();
    QVERIFY_ERROR(ended, isStopped ? ErrorCode::Cancelled : ErrorCode::ConnectionLost);
    QVERIFY2(since.elapsed() < tests::allowed(8000), QByteArray::number(since.elapsed()));
}

QTEST_GUILESS_MAIN(TestRowDescent)
#include "tst_row_descent.moc"
