// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <signal.h>

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::DatabaseState;
using tests::TestServer;

namespace {

// The number of random moments; the long run asks for more.
int moments()
{
    const int wanted = qEnvironmentVariableIntValue("SOSIE_KILL_MOMENTS");
    return wanted > 0 ? wanted : 20;
}

} // namespace

/// Whatever kills Sosie or the target, the target is as it was, at once or after `rollback` or the next clone.
class TestKill final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aKilledSosieLeavesTheOldTargetBehindRollback();
    void aKilledTargetServerComesBackWithTheOldTarget();
    void aCancelledCloneLeavesTheTargetAsBeforeWithinTwoSeconds();
    void theNextCloneUndoesAnInterruptedOneFirst();
    void aKilledRollbackIsFinishedByTheNext();
    void cleanupTestCase();

private:
    void fill(const QString &database, int rows, int tables);
    [[nodiscard]] QStringList cloneArguments() const;
    /// Brings the target back to what it was before the first clone, whatever happened.
    void expectOldTarget(const QString &when);
    [[nodiscard]] int pauseOf(int moment) const { return m_usualMilliseconds * moment / moments(); }

    std::unique_ptr<TestServer> m_sourceServer;
    std::unique_ptr<TestServer> m_targetServer;
    CliHome m_home;
    DatabaseState m_old;
    DatabaseState m_source;
    int m_usualMilliseconds = 0;
};

void TestKill::fill(const QString &database, int rows, int tables)
{
    TestServer &server = database == u"source" ? *m_sourceServer : *m_targetServer;
    server.createDatabase(database);
    QString sql = u"CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('good', 'bad');"
                  "CREATE FUNCTION app.twice(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';"_s;
    for (int i = 0; i < tables; ++i) {
        sql += u"CREATE TABLE app.t%1 (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,"
               " mood app.mood, at timestamptz, amount numeric(12,2), CHECK (app.twice(1) = 2));"
               "INSERT INTO app.t%1 (name, mood, at, amount) SELECT '%3 ' || md5(n::text), 'good',"
               " timestamptz '2026-01-01' + n * interval '1 minute', n / 7.0 FROM generate_series(1, %2) AS n;"
               "CREATE INDEX ON app.t%1 (name); CREATE INDEX ON app.t%1 (at) WHERE mood = 'good';"_s.arg(i)
                   .arg(rows)
                   .arg(database);
        if (i > 0)
            sql += u"ALTER TABLE app.t%1 ADD FOREIGN KEY (id) REFERENCES app.t%2 (id);"_s.arg(i).arg(i - 1);
    }
    sql += u"CREATE VIEW app.good AS SELECT * FROM app.t0 WHERE mood = 'good';"
           "CREATE MATERIALIZED VIEW app.totals AS SELECT mood, sum(amount) FROM app.t0 GROUP BY mood;"
           "GRANT SELECT ON app.t0 TO PUBLIC; COMMENT ON TABLE app.t0 IS 'first';"_s;
    server.psql(database, sql);
}

void TestKill::initTestCase()
{
    auto source = TestServer::start();
    QVERIFY_RESULT(source);
    m_sourceServer = std::move(*source);
    auto target = TestServer::start();
    QVERIFY_RESULT(target);
    m_targetServer = std::move(*target);
    fill(u"source"_s, 30'000, 8);
    fill(u"target"_s, 2'000, 3);
    // What only the source has must be gone again too.
    m_sourceServer->psql(u"source"_s, u"CREATE SCHEMA news; CREATE TABLE news.item (id int PRIMARY KEY);"
                                      "CREATE EXTENSION citext; CREATE PUBLICATION everything FOR TABLE app.t0"_s);
    m_home.addEnvironment(u"origin"_s, u"test"_s, m_sourceServer->connectionInfo(u"source"_s));
    m_home.addEnvironment(u"copy"_s, u"test"_s, m_targetServer->connectionInfo(u"target"_s));
    m_old = tests::stateOf(*m_targetServer, u"target"_s);
    m_source = tests::stateOf(*m_sourceServer, u"source"_s);

    QElapsedTimer timer;
    timer.start();
    const CliRun usual = m_home.run(cloneArguments());
    m_usualMilliseconds = static_cast<int>(timer.elapsed());
    QVERIFY2(usual.exitCode == 0, usual.said().constData());
    const DatabaseState cloned = tests::stateOf(*m_targetServer, u"target"_s);
    QVERIFY2(cloned == m_source, tests::differenceOf(m_source, cloned).constData());
    expectOldTarget(u"after the usual clone"_s);
}

QStringList TestKill::cloneArguments() const
{
    return {u"clone"_s, u"--source"_s,   u"origin"_s, u"--target"_s,   u"copy"_s, u"--confirm"_s,
            u"copy"_s,  u"--no-input"_s, u"--json"_s, u"--progress"_s, u"none"_s};
}

void TestKill::expectOldTarget(const QString &when)
{
    const CliRun rollback = m_home.run({u"rollback"_s, u"--target"_s, u"copy"_s, u"--json"_s, u"--no-input"_s});
    const QByteArray before = when.toUtf8().append(": ").append(rollback.said());
    // Nothing to roll back is an answer too: then nothing was touched.
    const QString code = rollback.report().value(u"error"_s).toObject().value(u"code"_s).toString();
    QVERIFY2(rollback.exitCode == 0 || !code.isEmpty(), before.constData());
    const DatabaseState found = tests::stateOf(*m_targetServer, u"target"_s);
    QVERIFY2(found == m_old, QByteArray(before).append(tests::differenceOf(m_old, found)).constData());
    const QByteArray left
        = m_targetServer->psql(u"target"_s, u"SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s);
    QVERIFY2(left.isEmpty(), QByteArray(before).append(left).constData());
}

void TestKill::aKilledSosieLeavesTheOldTargetBehindRollback()
{
    for (int moment = 0; moment < moments(); ++moment) {
        const std::unique_ptr<QProcess> clone = m_home.start(cloneArguments());
        QVERIFY(clone->waitForStarted());
        QThread::msleep(static_cast<unsigned long>(pauseOf(moment)));
        clone->kill();
        clone->waitForFinished();
        expectOldTarget(u"killed after %1 ms"_s.arg(pauseOf(moment)));
        if (QTest::currentTestFailed())
            return;
    }
}

void TestKill::aKilledTargetServerComesBackWithTheOldTarget()
{
    for (int moment = 0; moment < moments(); ++moment) {
        const std::unique_ptr<QProcess> clone = m_home.start(cloneArguments());
        QVERIFY(clone->waitForStarted());
        QThread::msleep(static_cast<unsigned long>(pauseOf(moment)));
        m_targetServer->stopImmediately();
        QVERIFY(clone->waitForFinished(60'000));
        const int exitCode = clone->exitCode();
        const QByteArray report = clone->readAllStandardOutput();
        m_targetServer->startAgain();
        // 0: it was done before the server died. Otherwise it must have said that something is wrong.
        QVERIFY2(exitCode == 0 || exitCode == 2 || exitCode == 3 || exitCode == 69, report.constData());
        expectOldTarget(u"server killed after %1 ms, exit %2"_s.arg(pauseOf(moment)).arg(exitCode));
        if (QTest::currentTestFailed())
            return;
    }
}

void TestKill::aCancelledCloneLeavesTheTargetAsBeforeWithinTwoSeconds()
{
    QStringList arguments = cloneArguments();
    arguments.last() = u"json"_s;
    for (int moment = 1; moment < 10; ++moment) {
        const std::unique_ptr<QProcess> clone = m_home.start(arguments);
        QVERIFY(clone->waitForStarted());
        QThread::msleep(static_cast<unsigned long>(m_usualMilliseconds * moment / 10));
        QElapsedTimer reaction;
        reaction.start();
        ::kill(static_cast<pid_t>(clone->processId()), SIGINT);
        QVERIFY(clone->waitForFinished(30'000));
        const QByteArray output = clone->readAllStandardOutput();
        // What is said of the stop is an event like all the others.
        for (const QByteArray &line : clone->readAllStandardError().trimmed().split('\n'))
            QVERIFY2(!QJsonDocument::fromJson(line).isNull(), line.constData());
        if (clone->exitCode() == 0) {
            expectOldTarget(u"cancelled too late"_s);
            continue;
        }
        QCOMPARE(clone->exitCode(), 130);
        QVERIFY2(reaction.elapsed() < 2000, QByteArray::number(reaction.elapsed()).constData());
        const DatabaseState found = tests::stateOf(*m_targetServer, u"target"_s);
        QVERIFY2(found == m_old, QByteArray(output).append(tests::differenceOf(m_old, found)).constData());
    }
}

void TestKill::theNextCloneUndoesAnInterruptedOneFirst()
{
    const std::unique_ptr<QProcess> clone = m_home.start(cloneArguments());
    QVERIFY(clone->waitForStarted());
    // In the middle of it: the marker is there and not yet complete.
    const QString working = u"SELECT count(*) > 0 FROM pg_namespace WHERE nspname LIKE 'sosie_before%'"_s;
    QTRY_COMPARE(m_targetServer->psql(u"target"_s, working), QByteArray("t"));
    clone->kill();
    clone->waitForFinished();
    const CliRun next = m_home.run(cloneArguments());
    QVERIFY2(next.exitCode == 0, next.said().constData());
    const DatabaseState cloned = tests::stateOf(*m_targetServer, u"target"_s);
    QVERIFY2(cloned == m_source, tests::differenceOf(m_source, cloned).constData());
    expectOldTarget(u"after the second clone"_s);
}

void TestKill::aKilledRollbackIsFinishedByTheNext()
{
    for (int moment = 0; moment < 6; ++moment) {
        QCOMPARE(m_home.run(cloneArguments()).exitCode, 0);
        const std::unique_ptr<QProcess> rollback
            = m_home.start({u"rollback"_s, u"--target"_s, u"copy"_s, u"--no-input"_s});
        QVERIFY(rollback->waitForStarted());
        QThread::msleep(static_cast<unsigned long>(moment * 40));
        rollback->kill();
        rollback->waitForFinished();
        expectOldTarget(u"rollback killed after %1 ms"_s.arg(moment * 40));
        if (QTest::currentTestFailed())
            return;
    }
}

void TestKill::cleanupTestCase()
{
    m_sourceServer.reset();
    m_targetServer.reset();
}

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
