// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/stage.h"
#include "tests/support/chaos_proxy.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <signal.h>

#include <QElapsedTimer>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using tests::Chaos;
using tests::ChaosProxy;
using tests::CliRun;
using tests::Stage;

namespace {

/// A moment by the statement that begins it, and by how many such statements have come with it.
struct Step
{
    const char *name;
    const char *statement;
    bool isStoppedToo = false;
    int occurrence = 1;
};

constexpr std::array ofClone{
    Step{"the old schema is renamed", "^ALTER SCHEMA \"public\" RENAME TO \"sosie_before", true},
    Step{"the new schema is made", "^CREATE SCHEMA \"public\""},
    Step{"the structure is made", "^CREATE TABLE \"public\""},
    Step{"rows are written", "^COPY .* FROM STDIN", true},
    Step{"the clone is declared done", "SET phase = 'complete'"},
};

// A copy is dropped in pieces, because the server has not locks for all of it at once.
constexpr std::array ofRollback{
    Step{"the copy is renamed", "^ALTER SCHEMA \"public\" RENAME TO \"sosie_discard"},
    Step{"what was set aside is back", "^ALTER SCHEMA \"sosie_before.* RENAME TO \"public\""},
    Step{"a first piece of the copy is dropped", "^DROP TABLE IF EXISTS"},
    Step{"a third piece of the copy is dropped", "^DROP TABLE IF EXISTS", true, 3},
    Step{"the rest is dropped", "^DROP SCHEMA IF EXISTS \"sosie_discard"},
};

// A second clone drops what the first one had set aside.
constexpr std::array ofNextClone{
    Step{"a piece of what is older is dropped", "^DROP TABLE IF EXISTS", true, 2},
    Step{"the rest of what is older is dropped", "^DROP SCHEMA IF EXISTS \"sosie_before"},
};

template <size_t Count>
void addRows(const std::array<Step, Count> &steps)
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("signal");
    for (size_t step = 0; step < steps.size(); ++step) {
        QTest::addRow("killed: %s", steps.at(step).name) << static_cast<int>(step) << SIGKILL;
        if (steps.at(step).isStoppedToo)
            QTest::addRow("stopped: %s", steps.at(step).name) << static_cast<int>(step) << SIGINT;
    }
}

} // namespace

/// A target of more tables than its server has locks for: its schema is renamed instead of emptied, and what nobody
/// needs any more is dropped in pieces. Sosie is killed, or told to stop, at each of these moments: the target is the
/// old one or the new one, and after a rollback the old one with nothing of Sosie's in it.
class TestFewLocks final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aCloneThatEndsInTheMiddleLeavesTheOldTarget_data() { addRows(ofClone); }
    void aCloneThatEndsInTheMiddleLeavesTheOldTarget();
    void aRollbackThatEndsInTheMiddleIsFinishedByTheNext_data() { addRows(ofRollback); }
    void aRollbackThatEndsInTheMiddleIsFinishedByTheNext();
    void whatIsOlderIsDroppedByWhoeverComesNext_data() { addRows(ofNextClone); }
    void whatIsOlderIsDroppedByWhoeverComesNext();
    void theSourceWasOnlyRead();
    void cleanupTestCase();

private:
    /// Starts sosie-cli and sends the signal when it is about to do what begins `step`.
    [[nodiscard]] CliRun endedAt(const Step &step, int signal, const QStringList &arguments);

    const QStringList m_rollback{u"rollback"_s, u"--target"_s,   u"copy"_s,       u"--confirm"_s, u"copy"_s,
                                 u"--json"_s,   u"--no-input"_s, u"--progress"_s, u"none"_s};
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ChaosProxy> m_toTarget;
};

void TestFewLocks::initTestCase()
{
    const QString many = u"CREATE TABLE people (id int PRIMARY KEY, name text);"
                         " INSERT INTO people SELECT n, '%1 ' || n FROM generate_series(1, 50) AS n;"
                         " COMMENT ON SCHEMA public IS 'of %1'; GRANT CREATE ON SCHEMA public TO PUBLIC;"
                         " DO $$ BEGIN FOR n IN 1 .. %2 LOOP EXECUTE format('CREATE TABLE %1_%s (id int)', n); COMMIT;"
                         " END LOOP; END $$"_s;
    QVERIFY_ASSIGN(m_stage, Stage::make({.sourceSql = many.arg(u"new"_s).arg(170),
                                         .targetSql = many.arg(u"old"_s).arg(200),
                                         .targetServer
                                         = {.settings = {u"max_connections = 10"_s, u"max_wal_senders = 0"_s,
                                                         u"max_worker_processes = 0"_s, u"autovacuum_max_workers = 1"_s,
                                                         u"max_locks_per_transaction = 20"_s}}}));
    m_toTarget = std::make_unique<ChaosProxy>(m_stage->target());
    m_stage->lead(u"copy"_s, m_toTarget->connectionInfo(u"copy"_s));
}

CliRun TestFewLocks::endedAt(const Step &step, int signal, const QStringList &arguments)
{
    m_toTarget->prepare(
        {.kind = Chaos::Kind::Hold, .at = step.occurrence, .statement = QString::fromLatin1(step.statement)});
    const std::unique_ptr<QProcess> sosie = m_stage->home().start(arguments);
    QElapsedTimer timer;
    timer.start();
    while (!m_toTarget->hasHappened() && timer.elapsed() < tests::patience && !sosie->waitForFinished(10)) {}
    const bool came = m_toTarget->hasHappened();
    if (came)
        ::kill(static_cast<pid_t>(sosie->processId()), signal);
    if (signal == SIGKILL)
        sosie->waitForFinished(60'000);
    m_toTarget->release(signal == SIGKILL ? ChaosProxy::Release::Cut : ChaosProxy::Release::Pass);
    sosie->waitForFinished(60'000);
    // Its sessions end soon after it.
    const QString sessions = u"SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'sosie%'"_s;
    while (m_stage->target().psql(u"copy"_s, sessions) != "0" && timer.elapsed() < tests::patience)
        QTest::qWait(20);
    CliRun run;
    run.exitCode = sosie->exitCode();
    run.crashed = sosie->exitStatus() == QProcess::CrashExit;
    run.output = sosie->readAllStandardOutput();
    run.messages = sosie->readAllStandardError();
    if (!came)
        QTest::qFail(QByteArray(step.name).append(" never came: ").append(run.said()).constData(), __FILE__, __LINE__);
    m_toTarget->prepare({});
    return run;
}

void TestFewLocks::aCloneThatEndsInTheMiddleLeavesTheOldTarget()
{
    QFETCH(const int, step);
    QFETCH(const int, signal);
    const CliRun run = endedAt(ofClone.at(static_cast<size_t>(step)), signal, Stage::cloneArguments());
    if (signal == SIGKILL)
        m_stage->expectOldTarget(QTest::currentDataTag());
    else
        m_stage->expectAsSaid(run, QTest::currentDataTag());
}

void TestFewLocks::aRollbackThatEndsInTheMiddleIsFinishedByTheNext()
{
    QFETCH(const int, step);
    QFETCH(const int, signal);
    const CliRun cloned = m_stage->clone();
    QVERIFY2(cloned.exitCode == 0, cloned.said().constData());
    const CliRun run = endedAt(ofRollback.at(static_cast<size_t>(step)), signal, m_rollback);
    const tests::DatabaseState now = m_stage->targetNow();
    const bool isOneOfBoth = now == m_stage->oldTarget() || now == m_stage->newTarget();
    QVERIFY2(isOneOfBoth, tests::differenceOf(m_stage->oldTarget(), now).prepend(run.said()).constData());
    m_stage->expectOldTarget(QTest::currentDataTag());
}

void TestFewLocks::whatIsOlderIsDroppedByWhoeverComesNext()
{
    QFETCH(const int, step);
    QFETCH(const int, signal);
    QCOMPARE(m_stage->clone().exitCode, 0);
    const CliRun run = endedAt(ofNextClone.at(static_cast<size_t>(step)), signal, Stage::cloneArguments());
    // The clone is done by then, whatever becomes of what is older.
    QVERIFY2(m_stage->targetNow() == m_stage->newTarget(), run.said().constData());
    const CliRun next = m_stage->clone();
    QVERIFY2(next.exitCode == 0, next.said().constData());
    QCOMPARE(m_stage->target().psql(u"copy"_s, u"SELECT count(*) FROM sosie_state.restore_point"_s), QByteArray("1"));
    QCOMPARE(m_stage->target().psql(u"copy"_s, u"SELECT count(*) FROM pg_class WHERE relname LIKE 'old\\_%'"_s),
             QByteArray("0"));
    // For the next row: the first target is gone for good, its look-alike serves.
    const CliRun back = m_stage->rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    m_stage->target().psql(u"copy"_s, u"DO $$ BEGIN FOR n IN 1 .. 200 LOOP EXECUTE format('CREATE TABLE old_%s (id"
                                      " int)', n); COMMIT; END LOOP; END $$"_s);
}

void TestFewLocks::theSourceWasOnlyRead()
{
    m_stage->expectSourceOnlyRead();
}

void TestFewLocks::cleanupTestCase()
{
    m_toTarget.reset();
    m_stage.reset();
}

QTEST_GUILESS_MAIN(TestFewLocks)
#include "tst_few_locks.moc"
