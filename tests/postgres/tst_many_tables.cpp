// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

namespace {

constexpr QStringView manyIndexes = uR"(
DO $$
BEGIN
    FOR n IN 1 .. 450 LOOP
        EXECUTE format('CREATE TABLE t%1$s (id int PRIMARY KEY, a int, b int, c text, d text, e date)', n);
        FOR i IN 1 .. 8 LOOP
            EXECUTE format('CREATE INDEX ON t%s ((a + %s), d)', n, i);
        END LOOP;
        EXECUTE format('INSERT INTO t%s SELECT g, g, g, ''text '' || g, ''more'', date ''2024-01-01'' + g'
                       ' FROM generate_series(1, 3) AS g', n);
        COMMIT;
    END LOOP;
END $$;
)";

/// Counts the locks that others hold on relations of a database, again and again, in a session of its own.
class LockCounter final
{
public:
    explicit LockCounter(const TestServer &server, const QString &database)
    {
        m_psql.start(u"psql"_s, {u"-XAtq"_s, u"-d"_s, server.connectionInfo(database)});
        m_psql.write("SELECT count(*) FROM pg_locks WHERE locktype = 'relation' AND pid <> pg_backend_pid() AND"
                     " database = (SELECT oid FROM pg_database WHERE datname = current_database()) \\watch 0.02\n");
        m_psql.waitForBytesWritten();
    }

    /// The most at one moment since it began.
    int most()
    {
        m_psql.terminate();
        m_psql.waitForFinished();
        int found = 0;
        for (const QByteArray &line : m_psql.readAllStandardOutput().split('\n'))
            found = std::max(found, line.toInt());
        return found;
    }

private:
    QProcess m_psql;
};

} // namespace

/// Databases of many tables on servers as they come: what a clone takes of them, and that it works at all.
class TestManyTables final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void anApplicationOfManyTablesIsClonedComparedAndTakenBack();
    void aCloneLocksNoMoreOfTheSourceThanPgDump();
    void whereLocksDoNotSufficeToPutATargetBackItIsNotTouched();

private:
    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
};

void TestManyTables::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
}

void TestManyTables::anApplicationOfManyTablesIsClonedComparedAndTakenBack()
{
    m_server->createDatabase(u"application"_s);
    m_server->createDatabase(u"double"_s);
    m_server->psqlFile(u"application"_s, QStringLiteral(SOSIE_SOURCE_DIR "/tests/bench/application.sql"),
                       {u"tables=100"_s});
    const ClonePair pair(m_home, u"application"_s, {*m_server, u"application"_s}, {*m_server, u"double"_s});
    // Of a CHECK over varchar the text differs after a round trip; tst_meaning looks at those.
    const auto lines = [this](const QString &database) {
        QStringList all = linesOf(*m_server, database);
        all.removeIf([](const QString &line) { return line.contains(u"_kind_check on"_s); });
        return all;
    };
    const QStringList empty = linesOf(*m_server, u"double"_s);
    const CliRun run = pair.clone();
    QVERIFY2(run.exitCode == 0, run.said());
    const QByteArray difference = tests::differenceOf(lines(u"application"_s), lines(u"double"_s));
    QVERIFY2(difference.isEmpty(), difference);
    const CliRun back = pair.rollback();
    QVERIFY2(back.exitCode == 0, back.said());
    QCOMPARE(linesOf(*m_server, u"double"_s), empty);
}

void TestManyTables::aCloneLocksNoMoreOfTheSourceThanPgDump()
{
    m_server->createDatabase(u"indexes"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"indexes"_s, manyIndexes.toString());

    LockCounter ofDump(*m_server, u"indexes"_s);
    QVERIFY(!m_server->pgDump(u"indexes"_s).isEmpty());
    const int dumped = ofDump.most();
    QVERIFY2(dumped > 450, QByteArray::number(dumped));

    // As from a production: with a look at the values first, and each of them watched.
    m_home.addEnvironment(u"live"_s, u"production"_s, m_server->connectionInfo(u"indexes"_s));
    m_home.addEnvironment(u"double"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    LockCounter ofClone(*m_server, u"indexes"_s);
    const CliRun run = m_home.run({u"clone"_s, u"--source"_s, u"live"_s, u"--target"_s, u"double"_s, u"--confirm"_s,
                                   u"double"_s, u"--json"_s, u"--no-input"_s, u"--jobs"_s, u"2"_s});
    const int cloned = ofClone.most();
    QVERIFY2(run.exitCode == 0, run.said());
    qInfo("pg_dump: %d locks at once, the clone: %d", dumped, cloned);
    QVERIFY2(cloned > 450 && cloned <= dumped,
             QByteArray::number(cloned).append(" of ").append(QByteArray::number(dumped)));
}

void TestManyTables::whereLocksDoNotSufficeToPutATargetBackItIsNotTouched()
{
    QVERIFY_ASSIGN(const auto small,
                   TestServer::start({.settings = {u"max_connections = 10"_s, u"max_locks_per_transaction = 10"_s}}));
    small->createDatabase(u"double"_s);
    small->psql(u"double"_s, u"DO $$ BEGIN FOR n IN 1 .. 600 LOOP"
                             " EXECUTE format('CREATE TABLE area_%s (id int)', n); COMMIT; END LOOP; END $$"_s);
    m_server->createDatabase(u"plain"_s);
    m_server->psql(u"plain"_s, u"CREATE TABLE one (id int); INSERT INTO one VALUES (1)"_s);
    const ClonePair pair(m_home, u"locks"_s, {*m_server, u"plain"_s}, {*small, u"double"_s});
    const CliRun run = pair.clone();
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.said().contains("max_locks_per_transaction: 10 \xE2\x86\x92 64"), run.said());
    QCOMPARE(small->psql(u"double"_s, u"SELECT count(*) FROM pg_class WHERE relname LIKE 'area_%'"_s), "600");
}

QTEST_GUILESS_MAIN(TestManyTables)
#include "tst_many_tables.moc"
