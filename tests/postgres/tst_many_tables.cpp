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

std::unique_ptr<TestServer> startWithFewLocks()
{
    auto server = TestServer::start(
        {.logsStatements = true, .settings = {u"max_connections = 10"_s, u"max_locks_per_transaction = 10"_s}});
    return server ? *std::move(server) : nullptr;
}

} // namespace

/// Databases of many tables on servers as they come: what a clone takes of them, and that it works at all.
class TestManyTables final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void anApplicationOfManyTablesIsClonedComparedAndTakenBack();
    void aCloneLocksNoMoreOfTheSourceThanPgDump();
    void aTargetOfMoreTablesThanLocksIsReplacedAgainAndAgainAndPutBack();
    void whereLocksDoNotSufficeToPutATargetBackItIsNotTouched();

private:
    /// From `name`, a small database, to one of 600 tables on a server that has not locks for moving them.
    [[nodiscard]] std::unique_ptr<ClonePair> toFewLocks(const QString &name);

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<TestServer> m_few;
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

std::unique_ptr<ClonePair> TestManyTables::toFewLocks(const QString &name)
{
    m_few = startWithFewLocks();
    if (m_few == nullptr)
        return nullptr;
    m_few->createDatabase(u"double"_s);
    m_few->psql(u"double"_s, u"DO $$ BEGIN FOR n IN 1 .. 600 LOOP"
                             " EXECUTE format('CREATE TABLE area_%s (id int)', n); COMMIT; END LOOP; END $$"_s);
    m_server->createDatabase(name);
    m_server->psql(name, u"CREATE TABLE one (id int); INSERT INTO one VALUES (1);"
                         " CREATE SCHEMA other; CREATE VIEW other.all_of_it AS SELECT id FROM one;"
                         " DO $$ BEGIN FOR n IN 1 .. 130 LOOP"
                         " EXECUTE format('CREATE VIEW v%s AS SELECT id FROM one', n);"
                         " EXECUTE format('CREATE FUNCTION f%s() RETURNS int LANGUAGE sql AS $f$SELECT 1$f$', n);"
                         " END LOOP; END $$"_s);
    return std::make_unique<ClonePair>(m_home, name, ClonePair::Place{*m_server, name},
                                       ClonePair::Place{*m_few, u"double"_s});
}

void TestManyTables::aTargetOfMoreTablesThanLocksIsReplacedAgainAndAgainAndPutBack()
{
    const std::unique_ptr<ClonePair> pair = toFewLocks(u"renamed"_s);
    QVERIFY(pair != nullptr);
    // Whatever a schema itself has must be there under the copy, and again when what was renamed is back.
    m_few->psql(u"double"_s,
                u"CREATE ROLE app; CREATE ROLE keeper; CREATE EXTENSION hstore SCHEMA public;"
                " COMMENT ON SCHEMA public IS 'of the shop'; GRANT USAGE ON SCHEMA public TO app WITH GRANT OPTION;"
                " ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO app;"
                " CREATE TABLE public.one (id int, tags hstore); INSERT INTO one VALUES (5, 'a=>1');"
                " CREATE SCHEMA outside; CREATE VIEW outside.ids AS SELECT id FROM public.one;"
                " CREATE SCHEMA other AUTHORIZATION keeper; CREATE TABLE other.old (id int)"_s);
    const QString ids = u"SELECT id FROM outside.ids"_s;
    const QStringList old = linesOf(*m_few, u"double"_s);
    const CliRun first = pair->clone();
    QVERIFY2(first.exitCode == 0, first.said());
    QVERIFY2(m_few->log().contains("ALTER SCHEMA \"public\" RENAME TO \"sosie_before_1_"), first.said());
    QCOMPARE(m_few->psql(u"double"_s, ids), "1");
    const CliRun back = pair->rollback();
    QVERIFY2(back.exitCode == 0, back.said());
    const QByteArray difference = tests::differenceOf(old, linesOf(*m_few, u"double"_s));
    QVERIFY2(difference.isEmpty(), difference);
    QCOMPARE(m_few->psql(u"double"_s, ids), "5");

    // What the first clone set aside is dropped by the second one, in pieces.
    QCOMPARE(pair->clone().exitCode, 0);
    const QStringList copied = linesOf(*m_few, u"double"_s);
    const CliRun second = pair->clone();
    QVERIFY2(second.exitCode == 0, second.said());
    QCOMPARE(m_few->psql(u"double"_s, u"SELECT count(*) FROM pg_class WHERE relname LIKE 'area_%'"_s), "0");
    QCOMPARE(m_few->psql(u"double"_s, u"SELECT count(*) FROM sosie_state.restore_point"_s), "1");
    const CliRun again = pair->rollback();
    QVERIFY2(again.exitCode == 0, again.said());
    const QByteArray other = tests::differenceOf(copied, linesOf(*m_few, u"double"_s));
    QVERIFY2(other.isEmpty(), other);
}

void TestManyTables::whereLocksDoNotSufficeToPutATargetBackItIsNotTouched()
{
    const std::unique_ptr<ClonePair> pair = toFewLocks(u"published"_s);
    QVERIFY(pair != nullptr);
    // It means the schema and not its name: it would go with the old tables.
    m_few->psql(u"double"_s, u"CREATE PUBLICATION all_of_it FOR TABLES IN SCHEMA public"_s);
    const CliRun run = pair->clone();
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.said().contains("max_locks_per_transaction: 10 \xE2\x86\x92 64"), run.said());
    QCOMPARE(m_few->psql(u"double"_s, u"SELECT count(*) FROM pg_class WHERE relname LIKE 'area_%'"_s), "600");
}

QTEST_GUILESS_MAIN(TestManyTables)
#include "tst_many_tables.moc"
