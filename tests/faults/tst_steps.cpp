// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/stage.h"
#include "tests/support/chaos_proxy.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <signal.h>

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::Chaos;
using tests::ChaosProxy;
using tests::CliRun;
using tests::Stage;
using tests::TestServer;

namespace {

enum class Side { Source, Target };

/// A step of a clone by the first statement that belongs to it.
struct Step
{
    const char *name;
    Side side;
    const char *statement;
    int occurrence = 1;
};

constexpr std::array steps{
    Step{"s01 the source is inspected", Side::Source, "^BEGIN ISOLATION"},
    Step{"s02 the target is inspected", Side::Target, "^BEGIN ISOLATION"},
    Step{"s03 the target's session is tried", Side::Target, "pg_try_advisory_lock\\(1399812969"},
    Step{"s04 the target is taken", Side::Target, "pg_try_advisory_lock\\(1399812969", 2},
    Step{"s05 the source's tables are locked", Side::Source, "^LOCK TABLE", 2},
    Step{"s06 the snapshot is exported", Side::Source, "pg_export_snapshot"},
    Step{"s07 the target is marked", Side::Target, "CREATE TABLE IF NOT EXISTS sosie_state.restore_point"},
    Step{"s08 the target is set aside", Side::Target, "^CREATE SCHEMA \"sosie_before"},
    Step{"s09 the structure is made", Side::Target, "^CREATE TABLE \"app\""},
    Step{"s10 the workers join the snapshot", Side::Source, "^SET TRANSACTION SNAPSHOT"},
    Step{"s11 the workers are ready", Side::Target, "^SET lock_timeout = 0"},
    Step{"s12 rows are read", Side::Source, "^COPY .* TO STDOUT"},
    Step{"s13 rows are written", Side::Target, "^COPY .* FROM STDIN"},
    Step{"s14 rows are read back", Side::Target, "^COPY .* TO STDOUT"},
    Step{"s15 an index is built", Side::Target, "^CREATE (UNIQUE )?INDEX"},
    Step{"s16 a foreign key is made", Side::Target, "ADD CONSTRAINT .* FOREIGN KEY"},
    Step{"s17 a foreign key is checked", Side::Target, "VALIDATE CONSTRAINT"},
    Step{"s18 large objects are copied", Side::Target, "pg_catalog.lo_from_bytea"},
    Step{"s19 the structure is finished", Side::Target, "^CREATE TRIGGER"},
    Step{"s20 a materialized view is filled", Side::Target, "REFRESH MATERIALIZED VIEW"},
    Step{"s21 the structure is verified", Side::Target, "^BEGIN ISOLATION", 3},
    Step{"s22 the clone is declared done", Side::Target, "SET phase = 'complete'"},
};

enum class Fault { ServerKilled, TargetTerminated, SourceTerminated, TargetCut, SourceCut, ServerStopped };
constexpr std::array faults{"the target's server is killed",    "the target ends Sosie's sessions",
                            "the source ends Sosie's sessions", "the link to the target is cut",
                            "the link to the source is cut",    "the target's server is stopped at once"};

// By default each step meets one of the faults in turn; the long run has every fault at every step.
bool isWhole()
{
    return qEnvironmentVariableIsSet("SOSIE_STEP_FAULTS");
}

// After a fault, until Sosie has ended: it tries for some seconds to reach a target that it has to put back.
constexpr int longestMilliseconds = 20'000;

QString contents(const QString &name, int rows)
{
    return u"CREATE SCHEMA app; CREATE TABLE app.people (id int PRIMARY KEY, name text NOT NULL, age int);"
           " INSERT INTO app.people SELECT n, '%1 ' || n, n % 90 FROM generate_series(1, %2) AS n;"
           " CREATE INDEX people_name ON app.people (name);"
           " CREATE TABLE app.pets (id serial PRIMARY KEY, owner int REFERENCES app.people);"
           " INSERT INTO app.pets (owner) SELECT n FROM generate_series(1, 60) AS n;"
           " CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
           " CREATE TRIGGER touched BEFORE UPDATE ON app.people FOR EACH ROW EXECUTE FUNCTION app.touch();"
           " CREATE VIEW app.adults AS SELECT name FROM app.people WHERE age > 17;"
           " CREATE MATERIALIZED VIEW app.ages AS SELECT age, count(*) FROM app.people GROUP BY age;"
           " CREATE PUBLICATION p FOR TABLE app.people; SELECT lo_from_bytea(4711, '%1');"
           " CREATE ROLE cloner LOGIN SUPERUSER; CREATE ROLE reader LOGIN; GRANT pg_read_all_data TO reader;"
           " GRANT SELECT ON LARGE OBJECT 4711 TO reader"_s.arg(name)
               .arg(rows);
}

const QString endSosie
    = u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'sosie%'"_s;

void killServer(TestServer &server)
{
    const pid_t postmaster = static_cast<pid_t>(server.cluster().serverProcess());
    QFile list(u"/proc/%1/task/%1/children"_s.arg(postmaster));
    QVERIFY(postmaster > 1 && list.open(QIODevice::ReadOnly));
    const QByteArrayList children = list.readAll().simplified().split(' ');
    ::kill(postmaster, SIGKILL);
    for (const QByteArray &child : children)
        ::kill(child.toInt(), SIGKILL);
}

} // namespace

/// At each step of a clone: servers die, sessions are ended, links are cut, rights are withdrawn, somebody holds a
/// lock, somebody else clones. The step is held back by a proxy until that has happened; afterwards the target is the
/// old one or the new one, and what Sosie and the marker say of it is true.
class TestSteps final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyStepSurvivesEveryFault_data();
    void everyStepSurvivesEveryFault();
    void rightsWithdrawnOnTheTarget_data() { rightsRows(Side::Target); }
    void rightsWithdrawnOnTheTarget();
    void rightsWithdrawnOnTheSource_data() { rightsRows(Side::Source); }
    void rightsWithdrawnOnTheSource();
    void aTargetsTableThatSomebodyHoldsIsNamed();
    void whoHoldsANewTableIsNamedWhileTheCloneWaits_data();
    void whoHoldsANewTableIsNamedWhileTheCloneWaits();
    void twoSosiesDoNotMeetInOneTarget();
    void theSourceWasOnlyRead();
    void cleanupTestCase();

private:
    static void rightsRows(Side side);
    /// Starts a clone and waits until it is about to do what begins `step`.
    [[nodiscard]] std::unique_ptr<QProcess> cloneUntil(const Step &step);
    [[nodiscard]] ChaosProxy &proxyOf(Side side) { return side == Side::Source ? *m_toSource : *m_toTarget; }
    /// Lets the clone go on and waits for its end.
    [[nodiscard]] CliRun finish(QProcess &clone);
    void happen(Fault fault, const Step &step);
    void expectOldLargeObject(const QByteArray &when);

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ChaosProxy> m_toSource;
    std::unique_ptr<ChaosProxy> m_toTarget;
    qint64 m_longest = 0;
};

void TestSteps::initTestCase()
{
    QVERIFY_ASSIGN(m_stage, Stage::make({.sourceSql = contents(u"new"_s, 900), .targetSql = contents(u"old"_s, 200)}));
    m_toSource = std::make_unique<ChaosProxy>(m_stage->source());
    m_toTarget = std::make_unique<ChaosProxy>(m_stage->target());
    m_stage->lead(u"origin"_s, m_toSource->connectionInfo(u"origin"_s));
    m_stage->lead(u"copy"_s, m_toTarget->connectionInfo(u"copy"_s));
}

std::unique_ptr<QProcess> TestSteps::cloneUntil(const Step &step)
{
    m_toSource->prepare({});
    m_toTarget->prepare({});
    ChaosProxy &proxy = proxyOf(step.side);
    proxy.prepare({.kind = Chaos::Kind::Hold, .at = step.occurrence, .statement = QString::fromLatin1(step.statement)});
    std::unique_ptr<QProcess> clone = m_stage->home().start(Stage::cloneArguments());
    QElapsedTimer timer;
    timer.start();
    while (!proxy.hasHappened() && timer.elapsed() < tests::patience && !clone->waitForFinished(10)) {}
    if (!proxy.hasHappened()) {
        const QByteArray said = clone->readAllStandardOutput() + clone->readAllStandardError();
        QTest::qFail(QByteArray(step.name).append(" never came: ").append(said).constData(), __FILE__, __LINE__);
    }
    return clone;
}

CliRun TestSteps::finish(QProcess &clone)
{
    QElapsedTimer timer;
    timer.start();
    CliRun run;
    if (clone.state() != QProcess::NotRunning && !clone.waitForFinished(120'000)) {
        QTest::qFail("Sosie does not end", __FILE__, __LINE__);
        clone.kill();
        clone.waitForFinished();
    }
    m_longest = std::max(m_longest, timer.elapsed());
    run.crashed = clone.exitStatus() == QProcess::CrashExit;
    run.exitCode = clone.exitCode();
    run.output = clone.readAllStandardOutput();
    run.messages = clone.readAllStandardError();
    if (timer.elapsed() > tests::allowed(longestMilliseconds))
        QTest::qFail(QByteArray::number(timer.elapsed()).append(run.said()).constData(), __FILE__, __LINE__);
    return run;
}

void TestSteps::expectOldLargeObject(const QByteArray &when)
{
    const QByteArray content = m_stage->target().psql(u"copy"_s, u"SELECT convert_from(lo_get(4711), 'UTF8')"_s);
    QVERIFY2(content == "old", QByteArray(when).append(": ").append(content).constData());
}

void TestSteps::happen(Fault fault, const Step &step)
{
    const auto cut = [&](Side side) {
        // What is held back still arrives: its answer is lost.
        proxyOf(side).release(step.side == side ? ChaosProxy::Release::PassAndCut : ChaosProxy::Release::Cut);
    };
    switch (fault) {
    case Fault::ServerKilled:
        return killServer(m_stage->target());
    case Fault::ServerStopped:
        return m_stage->target().stopImmediately();
    case Fault::TargetTerminated:
        m_stage->target().psql(u"postgres"_s, endSosie);
        return;
    case Fault::SourceTerminated:
        m_stage->source().psql(u"postgres"_s, endSosie);
        return;
    case Fault::TargetCut:
        return cut(Side::Target);
    case Fault::SourceCut:
        return cut(Side::Source);
    }
}

void TestSteps::everyStepSurvivesEveryFault_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("fault");
    for (int step = 0; step < int(steps.size()); ++step) {
        for (int fault = 0; fault < int(faults.size()); ++fault) {
            if (isWhole() || step % int(faults.size()) == fault)
                QTest::addRow("%s, %s", steps.at(size_t(step)).name, faults.at(size_t(fault))) << step << fault;
        }
    }
}

void TestSteps::everyStepSurvivesEveryFault()
{
    QFETCH(const int, step);
    QFETCH(const int, fault);
    const Step &at = steps.at(static_cast<size_t>(step));
    const std::unique_ptr<QProcess> clone = cloneUntil(at);
    happen(static_cast<Fault>(fault), at);
    const bool isCutHere = static_cast<Fault>(fault) == (at.side == Side::Source ? Fault::SourceCut : Fault::TargetCut);
    if (!isCutHere)
        proxyOf(at.side).release(ChaosProxy::Release::Pass);
    const CliRun run = finish(*clone);
    QVERIFY2(!run.crashed, run.said().constData());
    m_toSource->prepare({});
    m_toTarget->prepare({});
    if (!m_stage->target().isRunning())
        m_stage->target().startAgain();
    m_stage->expectAsSaid(run, QTest::currentDataTag());
    expectOldLargeObject(run.said());
}

void TestSteps::rightsRows(Side side)
{
    QTest::addColumn<int>("step");
    for (int step = 3; step < int(steps.size()); ++step) {
        // Of a target's rights those count that come after it was marked; of a source's, those before the rows are
        // read.
        const bool counts = side == Side::Target ? step > 6 : step < 13;
        if (counts && (isWhole() || step % 5 == 2))
            QTest::newRow(steps.at(size_t(step)).name) << step;
    }
}

void TestSteps::rightsWithdrawnOnTheTarget()
{
    QFETCH(const int, step);
    const Step &at = steps.at(static_cast<size_t>(step));
    m_stage->lead(u"copy"_s, m_toTarget->connectionInfo(u"copy"_s).replace(u"user=postgres"_s, u"user=cloner"_s));
    const std::unique_ptr<QProcess> clone = cloneUntil(at);
    m_stage->target().psql(u"postgres"_s, u"ALTER ROLE cloner NOSUPERUSER"_s);
    proxyOf(at.side).release(ChaosProxy::Release::Pass);
    const CliRun run = finish(*clone);
    m_stage->target().psql(u"postgres"_s, u"ALTER ROLE cloner SUPERUSER"_s);
    m_stage->lead(u"copy"_s, m_toTarget->connectionInfo(u"copy"_s));
    m_stage->expectAsSaid(run, QTest::currentDataTag());
    expectOldLargeObject(run.said());
}

void TestSteps::rightsWithdrawnOnTheSource()
{
    QFETCH(const int, step);
    const Step &at = steps.at(static_cast<size_t>(step));
    m_stage->lead(u"origin"_s, m_toSource->connectionInfo(u"origin"_s).replace(u"user=postgres"_s, u"user=reader"_s));
    const std::unique_ptr<QProcess> clone = cloneUntil(at);
    m_stage->source().psql(u"postgres"_s, u"REVOKE pg_read_all_data FROM reader"_s);
    proxyOf(at.side).release(ChaosProxy::Release::Pass);
    const CliRun run = finish(*clone);
    m_stage->source().psql(u"postgres"_s, u"GRANT pg_read_all_data TO reader"_s);
    m_stage->lead(u"origin"_s, m_toSource->connectionInfo(u"origin"_s));
    m_stage->expectAsSaid(run, QTest::currentDataTag());
}

void TestSteps::aTargetsTableThatSomebodyHoldsIsNamed()
{
    m_toTarget->prepare({});
    QProcess holder;
    holder.start(m_stage->target().cluster().programs().path(u"psql"_s),
                 {m_stage->target().connectionInfo(u"copy"_s), u"-c"_s,
                  u"BEGIN; SELECT count(*) FROM app.people; SELECT pg_sleep(120)"_s});
    QVERIFY(holder.waitForStarted());
    const QString held = u"SELECT count(*) FROM pg_locks WHERE relation = 'app.people'::regclass AND granted"_s;
    QTRY_COMPARE(m_stage->target().psql(u"copy"_s, held), QByteArray("1"));
    const CliRun run = m_stage->clone();
    m_stage->target().psql(u"copy"_s, u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE"
                                      " '%pg_sleep(120)%' AND pid <> pg_backend_pid()"_s);
    holder.waitForFinished();
    QVERIFY2(run.exitCode == 75, run.said().constData());
    m_stage->expectAsSaid(run, "a target's table is held");
}

void TestSteps::whoHoldsANewTableIsNamedWhileTheCloneWaits_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("the other session ends") << false;
    QTest::newRow("the person gives up") << true;
}

void TestSteps::whoHoldsANewTableIsNamedWhileTheCloneWaits()
{
    QFETCH(const bool, isStopped);
    const std::unique_ptr<QProcess> clone
        = cloneUntil({"the keys are made", Side::Target, "^ALTER TABLE .*PRIMARY KEY USING"});
    QProcess holder;
    holder.start(m_stage->target().cluster().programs().path(u"psql"_s),
                 {m_stage->target().connectionInfo(u"copy"_s), u"-c"_s,
                  u"BEGIN; SELECT count(*) FROM app.people; SELECT pg_sleep(120)"_s});
    QVERIFY(holder.waitForStarted());
    const QString held = u"SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE granted AND relation ="
                         " 'app.people'::regclass AND application_name = 'psql'"_s;
    QTRY_VERIFY(!m_stage->target().psql(u"copy"_s, held).isEmpty());
    const QByteArray pid = m_stage->target().psql(u"copy"_s, held);
    proxyOf(Side::Target).release(ChaosProxy::Release::Pass);

    const QByteArray sentence = QByteArray("process ").append(pid).append(", program \"psql\", user \"postgres\"");
    QByteArray said;
    QElapsedTimer timer;
    timer.start();
    while (!said.contains(sentence) && timer.elapsed() < tests::patience && !clone->waitForFinished(10))
        said += clone->readAllStandardError();
    QVERIFY2(said.contains(sentence), said.append(clone->readAllStandardOutput()).constData());
    const QString end = u"SELECT pg_terminate_backend(%1)"_s.arg(QString::fromLatin1(pid));
    timer.restart();
    if (isStopped)
        ::kill(static_cast<pid_t>(clone->processId()), SIGINT);
    else
        m_stage->target().psql(u"copy"_s, end);
    const CliRun run = finish(*clone);
    const qint64 milliseconds = timer.elapsed();
    m_stage->target().psql(u"copy"_s, end);
    holder.waitForFinished();
    if (isStopped)
        QVERIFY2(milliseconds < tests::allowed(2000), run.said().prepend(QByteArray::number(milliseconds)).constData());
    else
        QVERIFY2(run.exitCode == 0 && run.output.contains(QByteArray("process " + pid)), run.said().constData());
    m_stage->expectAsSaid(run, QTest::currentDataTag());
}

void TestSteps::twoSosiesDoNotMeetInOneTarget()
{
    const Step rows = steps.at(12);
    const std::unique_ptr<QProcess> first = cloneUntil(rows);
    QStringList arguments = Stage::cloneArguments();
    arguments.replaceInStrings(u"copy"_s, u"straight"_s);
    const CliRun second = m_stage->home().run(arguments);
    QVERIFY2(second.exitCode == 75, second.said().constData());
    const CliRun back = m_stage->rollback();
    QVERIFY2(back.exitCode == 75, back.said().constData());
    m_toTarget->release(ChaosProxy::Release::Pass);
    const CliRun run = finish(*first);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    m_stage->expectAsSaid(run, "the first of two");
}

void TestSteps::theSourceWasOnlyRead()
{
    m_stage->expectSourceOnlyRead();
    qInfo("the longest time from a fault to the end of Sosie: %d ms", int(m_longest));
}

void TestSteps::cleanupTestCase()
{
    m_toSource.reset();
    m_toTarget.reset();
    m_stage.reset();
}

QTEST_GUILESS_MAIN(TestSteps)
#include "tst_steps.moc"
