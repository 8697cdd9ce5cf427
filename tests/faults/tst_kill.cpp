// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/stage.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <signal.h>

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>

#include <set>

using namespace Qt::StringLiterals;
using tests::CliRun;
using tests::DatabaseState;
using tests::Stage;

namespace {

// The number of random moments; the long run asks for more.
int moments()
{
    const int wanted = qEnvironmentVariableIntValue("SOSIE_KILL_MOMENTS");
    return wanted > 0 ? wanted : 10;
}

QString contents(const QString &name, int rows, int tables)
{
    QString sql = u"CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('good', 'bad');"
                  "CREATE FUNCTION app.twice(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';"_s;
    for (int i = 0; i < tables; ++i) {
        sql += u"CREATE TABLE app.t%1 (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,"
               " mood app.mood, at timestamptz, amount numeric(12,2), CHECK (app.twice(1) = 2));"
               "INSERT INTO app.t%1 (name, mood, at, amount) SELECT '%3 ' || md5(n::text), 'good',"
               " timestamptz '2026-01-01' + n * interval '1 minute', n / 7.0 FROM generate_series(1, %2) AS n;"
               "CREATE INDEX ON app.t%1 (name); CREATE INDEX ON app.t%1 (at) WHERE mood = 'good';"_s.arg(i)
                   .arg(rows)
                   .arg(name);
        if (i > 0)
            sql += u"ALTER TABLE app.t%1 ADD FOREIGN KEY (id) REFERENCES app.t%2 (id);"_s.arg(i).arg(i - 1);
    }
    return sql
           + u"CREATE VIEW app.good AS SELECT * FROM app.t0 WHERE mood = 'good';"
             "CREATE MATERIALIZED VIEW app.totals AS SELECT mood, sum(amount) FROM app.t0 GROUP BY mood;"
             "GRANT SELECT ON app.t0 TO PUBLIC; COMMENT ON TABLE app.t0 IS 'first';"_s;
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
    void theSourceWasOnlyRead();
    void cleanupTestCase();

private:
    /// The moment number `moment`, spread over the time that a clone usually takes.
    [[nodiscard]] int pauseOf(int moment) const { return m_usualMilliseconds * moment / moments(); }
    [[nodiscard]] QStringList cloneArguments() const { return Stage::cloneArguments(); }
    void expectOldTarget(const QString &when) const { m_stage->expectOldTarget(when.toUtf8()); }

    std::unique_ptr<Stage> m_stage;
    int m_usualMilliseconds = 0;
};

void TestKill::initTestCase()
{
    // Small, so that thousands of moments take minutes; something of every kind, so that every step has its moment.
    QVERIFY_ASSIGN(
        m_stage,
        Stage::make({.sourceSql = contents(u"source"_s, 1500, 4)
                                  // What only the source has must be gone again too.
                                  + u"CREATE SCHEMA news; CREATE TABLE news.item (id int PRIMARY KEY);"
                                    "CREATE EXTENSION citext; CREATE PUBLICATION everything FOR TABLE app.t0"_s,
                     .targetSql = contents(u"target"_s, 300, 3)}));
    QElapsedTimer timer;
    timer.start();
    const CliRun usual = m_stage->clone();
    m_usualMilliseconds = static_cast<int>(timer.elapsed());
    m_stage->expectAsSaid(usual, "the usual clone");
    QVERIFY2(usual.exitCode == 0, usual.said().constData());
}

void TestKill::aKilledSosieLeavesTheOldTargetBehindRollback()
{
    for (int moment = 0; moment < moments(); ++moment) {
        const std::unique_ptr<QProcess> clone = m_stage->home().start(cloneArguments());
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
        const std::unique_ptr<QProcess> clone = m_stage->home().start(cloneArguments());
        QVERIFY(clone->waitForStarted());
        QThread::msleep(static_cast<unsigned long>(pauseOf(moment)));
        m_stage->target().stopImmediately();
        QVERIFY(clone->waitForFinished(60'000));
        const int exitCode = clone->exitCode();
        const QByteArray report = clone->readAllStandardOutput();
        m_stage->target().startAgain();
        // 0: it was done before the server died. Otherwise it must have said that something is wrong: 75 where the
        // server, going down, still answered that it does.
        const std::set<int> expected{0, 2, 3, 69, 75};
        QVERIFY2(expected.contains(exitCode), report.constData());
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
        const std::unique_ptr<QProcess> clone = m_stage->home().start(arguments);
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
        QVERIFY2(reaction.elapsed() < tests::allowed(2000), QByteArray::number(reaction.elapsed()).constData());
        const DatabaseState found = m_stage->targetNow();
        QVERIFY2(found == m_stage->oldTarget(),
                 QByteArray(output).append(tests::differenceOf(m_stage->oldTarget(), found)).constData());
    }
}

void TestKill::theNextCloneUndoesAnInterruptedOneFirst()
{
    const std::unique_ptr<QProcess> clone = m_stage->home().start(cloneArguments());
    QVERIFY(clone->waitForStarted());
    // In the middle of it: the marker is there and not yet complete.
    const QString working = u"SELECT count(*) > 0 FROM pg_namespace WHERE nspname LIKE 'sosie_before%'"_s;
    QTRY_COMPARE(m_stage->target().psql(u"copy"_s, working), QByteArray("t"));
    clone->kill();
    clone->waitForFinished();
    const CliRun next = m_stage->clone();
    QVERIFY2(next.exitCode == 0, next.said().constData());
    const DatabaseState cloned = m_stage->targetNow();
    QVERIFY2(cloned == m_stage->newTarget(), tests::differenceOf(m_stage->newTarget(), cloned).constData());
    expectOldTarget(u"after the second clone"_s);
}

void TestKill::aKilledRollbackIsFinishedByTheNext()
{
    for (int moment = 0; moment < 6; ++moment) {
        QCOMPARE(m_stage->clone().exitCode, 0);
        const std::unique_ptr<QProcess> rollback = m_stage->home().start(
            {u"rollback"_s, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s, u"--no-input"_s});
        QVERIFY(rollback->waitForStarted());
        QThread::msleep(static_cast<unsigned long>(moment * 40));
        rollback->kill();
        rollback->waitForFinished();
        expectOldTarget(u"rollback killed after %1 ms"_s.arg(moment * 40));
        if (QTest::currentTestFailed())
            return;
    }
}

void TestKill::theSourceWasOnlyRead()
{
    m_stage->expectSourceOnlyRead();
}

void TestKill::cleanupTestCase()
{
    m_stage.reset();
}

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
