// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/chaos_proxy.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <signal.h>

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using tests::Chaos;
using tests::ChaosProxy;
using tests::CliHome;
using tests::CliRun;
using tests::DatabaseState;
using tests::TestServer;

namespace {

// The number of places at which a link is cut; the long run asks for more.
int places()
{
    const int wanted = qEnvironmentVariableIntValue("SOSIE_NETWORK_PLACES");
    return wanted > 0 ? wanted : 8;
}

} // namespace

/// Whatever the network does to a clone, the target is the old one or the new one: at once, or after rollback when no
/// way was left to it.
class TestNetwork final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aCutLinkToTheTargetLeavesTheOldTargetOrTheNewOne();
    void aCutLinkToTheSourceLeavesTheOldTarget();
    void aLostAnswerToACommitIsAskedFor();
    void aLostAnswerToTheCommitOfARollbackIsAskedFor();
    void aChangedBitIsFound();
    void aLinkThatDribblesIsOnlySlow();
    void aSilentLinkCanBeLeft();
    void cleanupTestCase();

private:
    [[nodiscard]] QStringList cloneArguments() const;
    [[nodiscard]] CliRun clone() const { return m_home.run(cloneArguments(), 60'000); }
    [[nodiscard]] CliRun rollback() const
    {
        return m_home.run(
            {u"rollback"_s, u"--target"_s, u"straight"_s, u"--confirm"_s, u"straight"_s, u"--json"_s, u"--no-input"_s});
    }
    /// One run through one piece of chaos, then the check of the states that are allowed.
    void expectOldOrNew(ChaosProxy &proxy, const Chaos &chaos, bool newIsAllowed = true);

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<ChaosProxy> m_toSource;
    std::unique_ptr<ChaosProxy> m_toTarget;
    CliHome m_home;
    DatabaseState m_old;
    DatabaseState m_new;
};

void TestNetwork::initTestCase()
{
    auto server = TestServer::start();
    QVERIFY_RESULT(server);
    m_server = std::move(*server);
    for (const QString &name : {u"origin"_s, u"copy"_s}) {
        m_server->createDatabase(name);
        m_server->psql(name, u"CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL);"
                             " INSERT INTO people SELECT n, '%1 ' || md5(n::text) FROM generate_series(1, %2) AS n;"
                             " CREATE TABLE pets (id int PRIMARY KEY, owner int REFERENCES people);"
                             " INSERT INTO pets SELECT n, n FROM generate_series(1, 500) AS n;"
                             " CREATE INDEX ON people (name); COMMENT ON TABLE pets IS 'their pets'"_s.arg(name)
                                 .arg(name == u"origin"_s ? 4000 : 700));
    }
    m_toSource = std::make_unique<ChaosProxy>(*m_server);
    m_toTarget = std::make_unique<ChaosProxy>(*m_server);
    m_home.addEnvironment(u"origin"_s, u"test"_s, m_toSource->connectionInfo(u"origin"_s));
    m_home.addEnvironment(u"copy"_s, u"test"_s, m_toTarget->connectionInfo(u"copy"_s));
    m_home.addEnvironment(u"straight"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    m_old = tests::stateOf(*m_server, u"copy"_s);
    m_new = tests::stateOf(*m_server, u"origin"_s);
}

QStringList TestNetwork::cloneArguments() const
{
    return {u"clone"_s,      u"--source"_s, u"origin"_s,     u"--target"_s, u"copy"_s,      u"--confirm"_s, u"copy"_s,
            u"--no-input"_s, u"--json"_s,   u"--progress"_s, u"none"_s,     u"--retries"_s, u"0"_s};
}

void TestNetwork::expectOldOrNew(ChaosProxy &proxy, const Chaos &chaos, bool newIsAllowed)
{
    proxy.prepare(chaos);
    const CliRun run = clone();
    proxy.prepare({});
    const QByteArray when
        = QByteArray::number(static_cast<int>(chaos.kind)) + " at " + QByteArray::number(chaos.at) + ": " + run.said();
    const QString said = run.report().value(u"targetState"_s).toString();
    DatabaseState found = tests::stateOf(*m_server, u"copy"_s);
    if (said == u"incomplete"_s) {
        // Said, and mended as it was said.
        QCOMPARE(run.exitCode, 3);
        const CliRun back = rollback();
        QVERIFY2(back.exitCode == 0, QByteArray(when).append(back.said()).constData());
        found = tests::stateOf(*m_server, u"copy"_s);
        QVERIFY2(found == m_old, QByteArray(when).append(tests::differenceOf(m_old, found)).constData());
    } else if (run.exitCode == 0) {
        QVERIFY2(newIsAllowed, when.constData());
        QVERIFY2(found == m_new, QByteArray(when).append(tests::differenceOf(m_new, found)).constData());
        const CliRun back = rollback();
        QVERIFY2(back.exitCode == 0, back.said().constData());
    } else {
        QVERIFY2(found == m_old, QByteArray(when).append(tests::differenceOf(m_old, found)).constData());
    }
    const QByteArray left
        = m_server->psql(u"copy"_s, u"SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s);
    QVERIFY2(left.isEmpty(), QByteArray(when).append(left).constData());
}

void TestNetwork::aCutLinkToTheTargetLeavesTheOldTargetOrTheNewOne()
{
    expectOldOrNew(*m_toTarget, {});
    m_toTarget->prepare({});
    QCOMPARE(clone().exitCode, 0);
    const qint64 all = m_toTarget->bytesPassed();
    QCOMPARE(rollback().exitCode, 0);
    for (int place = 0; place < places() && !QTest::currentTestFailed(); ++place) {
        // The first byte, the last, and what lies between.
        const qint64 at = place == 0 ? 0 : place == 1 ? 1 : all * place / places();
        expectOldOrNew(*m_toTarget, {.kind = Chaos::Kind::Cut, .at = at});
    }
}

void TestNetwork::aCutLinkToTheSourceLeavesTheOldTarget()
{
    m_toSource->prepare({});
    QCOMPARE(clone().exitCode, 0);
    const qint64 all = m_toSource->bytesPassed();
    QCOMPARE(rollback().exitCode, 0);
    for (int place = 0; place < places() && !QTest::currentTestFailed(); ++place)
        expectOldOrNew(*m_toSource, {.kind = Chaos::Kind::Cut, .at = all * place / places()}, true);
}

void TestNetwork::aLostAnswerToACommitIsAskedFor()
{
    m_toTarget->prepare({});
    QCOMPARE(clone().exitCode, 0);
    const qint64 all = m_toTarget->commitsAnswered();
    QCOMPARE(rollback().exitCode, 0);
    QVERIFY(all > 3);
    int arrived = 0;
    for (qint64 answer = 1; answer <= all && !QTest::currentTestFailed(); ++answer) {
        m_toTarget->prepare({.kind = Chaos::Kind::LoseCommitAnswer, .at = answer});
        const CliRun run = clone();
        arrived += run.exitCode == 0 ? 1 : 0;
        m_toTarget->prepare({});
        const DatabaseState found = tests::stateOf(*m_server, u"copy"_s);
        const DatabaseState &expected = run.exitCode == 0 ? m_new : m_old;
        QVERIFY2(
            found == expected,
            QByteArray::number(answer).append(run.said()).append(tests::differenceOf(expected, found)).constData());
        if (run.exitCode == 0)
            QCOMPARE(rollback().exitCode, 0);
    }
    // The answer to the last one says that the clone is done; without it, Sosie asks.
    QCOMPARE(arrived, 1);
}

void TestNetwork::aLostAnswerToTheCommitOfARollbackIsAskedFor()
{
    const QStringList arguments{u"rollback"_s, u"--target"_s, u"copy"_s,      u"--confirm"_s,
                                u"copy"_s,     u"--json"_s,   u"--no-input"_s};
    m_toTarget->prepare({});
    QCOMPARE(clone().exitCode, 0);
    m_toTarget->prepare({});
    QCOMPARE(m_home.run(arguments).exitCode, 0);
    const qint64 all = m_toTarget->commitsAnswered();
    QVERIFY(all > 0);
    int arrived = 0;
    for (qint64 answer = 1; answer <= all; ++answer) {
        QCOMPARE(clone().exitCode, 0);
        m_toTarget->prepare({.kind = Chaos::Kind::LoseCommitAnswer, .at = answer});
        const CliRun run = m_home.run(arguments);
        m_toTarget->prepare({});
        arrived += run.exitCode == 0 ? 1 : 0;
        const DatabaseState found = tests::stateOf(*m_server, u"copy"_s);
        const DatabaseState &expected = run.exitCode == 0 ? m_old : m_new;
        QVERIFY2(found == expected, QByteArray(run.said()).append(tests::differenceOf(expected, found)).constData());
        if (run.exitCode != 0)
            QCOMPARE(rollback().exitCode, 0);
    }
    QCOMPARE(arrived, 1);
}

void TestNetwork::aChangedBitIsFound()
{
    m_toTarget->prepare({});
    QCOMPARE(clone().exitCode, 0);
    const qint64 all = m_toTarget->bytesPassed();
    QCOMPARE(rollback().exitCode, 0);
    for (int place = 1; place < places() && !QTest::currentTestFailed(); ++place)
        expectOldOrNew(*m_toTarget, {.kind = Chaos::Kind::Corrupt, .at = all * place / places()});
}

void TestNetwork::aLinkThatDribblesIsOnlySlow()
{
    m_toTarget->prepare({.kind = Chaos::Kind::Dribble});
    const CliRun run = clone();
    m_toTarget->prepare({});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY(tests::stateOf(*m_server, u"copy"_s) == m_new);
    QCOMPARE(rollback().exitCode, 0);
}

void TestNetwork::aSilentLinkCanBeLeft()
{
    m_toTarget->prepare({.kind = Chaos::Kind::Stall, .at = 300'000});
    const std::unique_ptr<QProcess> process = m_home.start(cloneArguments());
    QTRY_VERIFY_WITH_TIMEOUT(m_toTarget->hasHappened(), tests::patience);
    QThread::msleep(300);
    QCOMPARE(process->state(), QProcess::Running);
    QElapsedTimer timer;
    timer.start();
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    QVERIFY(process->waitForFinished(15'000));
    const qint64 took = timer.elapsed();
    const QByteArray said = process->readAllStandardOutput() + process->readAllStandardError();
    m_toTarget->prepare({});
    // The target could not be told: it is marked, and what the next command says about it is true.
    const CliRun back = rollback();
    // How many bytes pass before the old contents are set aside is nobody's promise: nothing may be there to bring
    // back.
    QVERIFY2(back.exitCode == 0 || back.output.contains("E-BACK-001"), back.said().append(said).constData());
    const DatabaseState found = tests::stateOf(*m_server, u"copy"_s);
    QVERIFY2(found == m_old, tests::differenceOf(m_old, found).constData());
    QVERIFY2(took < tests::allowed(12'000), QByteArray::number(took).append(said).constData());
}

void TestNetwork::cleanupTestCase()
{
    m_toSource.reset();
    m_toTarget.reset();
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestNetwork)
#include "tst_network.moc"
