// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::DatabaseState;
using tests::TestServer;

namespace {

/// How many of the calls of each kind are tried; the long run tries all.
int callsTried(int there)
{
    const int wanted = qEnvironmentVariableIntValue("SOSIE_SWEEP_CALLS");
    return std::min(there, wanted > 0 ? wanted : 3);
}

} // namespace

/// Sosie is killed at a system call: SIGKILL when it is about to send, receive, write, synchronise or rename, by
/// strace. Whatever the call was, the target is the old one after `rollback`.
class TestKillSweep final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theOldTargetIsBackWhereverACloneIsKilled_data() { calls(); }
    void theOldTargetIsBackWhereverACloneIsKilled();
    void theOldTargetIsBackWhereverARollbackIsKilled_data() { calls(); }
    void theOldTargetIsBackWhereverARollbackIsKilled();
    void theSourceWasOnlyRead();
    void cleanupTestCase();

private:
    static void calls();
    [[nodiscard]] int countCalls(const QString &call, const QStringList &arguments);
    [[nodiscard]] CliRun killedAt(const QString &call, int number, const QStringList &arguments);
    void expectOldTarget(const QByteArray &when) const;

    const QStringList m_clone{u"clone"_s,     u"--source"_s, u"origin"_s,     u"--target"_s,   u"copy"_s,
                              u"--confirm"_s, u"copy"_s,     u"--no-input"_s, u"--progress"_s, u"none"_s};
    const QStringList m_rollback{u"rollback"_s, u"--target"_s, u"copy"_s, u"--no-input"_s};
    std::unique_ptr<TestServer> m_sourceServer;
    std::unique_ptr<TestServer> m_targetServer;
    CliHome m_home;
    DatabaseState m_old;
    DatabaseState m_source;
};

void TestKillSweep::initTestCase()
{
    auto source = TestServer::start();
    QVERIFY_RESULT(source);
    m_sourceServer = std::move(*source);
    auto target = TestServer::start();
    QVERIFY_RESULT(target);
    m_targetServer = std::move(*target);
    const QString tables
        = u"CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL); CREATE INDEX ON people (name);"
          " INSERT INTO people SELECT n, '%1 ' || n FROM generate_series(1, %2) AS n;"
          " CREATE TABLE pets (id serial PRIMARY KEY, owner int REFERENCES people);"
          " INSERT INTO pets (owner) SELECT n FROM generate_series(1, 50) AS n;"
          " CREATE VIEW owners AS SELECT DISTINCT owner FROM pets"_s;
    m_sourceServer->createDatabase(u"origin"_s);
    m_sourceServer->psql(u"origin"_s, tables.arg(u"new"_s).arg(500)
                                          + u"; CREATE SCHEMA news; CREATE PUBLICATION p FOR TABLE people"_s);
    m_targetServer->createDatabase(u"copy"_s);
    m_targetServer->psql(u"copy"_s, tables.arg(u"old"_s).arg(200));
    m_home.addEnvironment(u"origin"_s, u"test"_s, m_sourceServer->connectionInfo(u"origin"_s));
    m_home.addEnvironment(u"copy"_s, u"test"_s, m_targetServer->connectionInfo(u"copy"_s));
    m_old = tests::stateOf(*m_targetServer, u"copy"_s);
    m_source = tests::stateOf(*m_sourceServer, u"origin"_s);
}

void TestKillSweep::calls()
{
    QTest::addColumn<QString>("call");
    for (const char *call : {"sendto", "recvfrom", "write", "fsync", "fdatasync", "rename", "close", "connect"})
        QTest::newRow(call) << QString::fromLatin1(call);
}

int TestKillSweep::countCalls(const QString &call, const QStringList &arguments)
{
    const QString list = m_home.path() + u"/calls"_s;
    m_home.setWrapper({u"strace"_s, u"-f"_s, u"-q"_s, u"-o"_s, list, u"-e"_s, u"trace="_s + call});
    const CliRun run = m_home.run(arguments);
    m_home.setWrapper({});
    if (run.exitCode != 0)
        QTest::qFail(run.said().constData(), __FILE__, __LINE__);
    QFile file(list);
    // Counted per thread: the thread with the most decides how far there is to go.
    QMap<QByteArray, int> perThread;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.contains(QByteArray(call.toLatin1() + '(')))
                ++perThread[line.left(line.indexOf(' '))];
        }
    }
    return perThread.isEmpty() ? 0 : *std::max_element(perThread.begin(), perThread.end());
}

CliRun TestKillSweep::killedAt(const QString &call, int number, const QStringList &arguments)
{
    m_home.setWrapper({u"strace"_s, u"-f"_s, u"-q"_s, u"-o"_s, u"/dev/null"_s, u"-e"_s, u"trace="_s + call, u"-e"_s,
                       u"inject=%1:signal=KILL:when=%2"_s.arg(call).arg(number)});
    CliRun run = m_home.run(arguments);
    m_home.setWrapper({});
    return run;
}

void TestKillSweep::expectOldTarget(const QByteArray &when) const
{
    const CliRun rollback = m_home.run(m_rollback + QStringList{u"--json"_s});
    const QString code = rollback.report().value(u"error"_s).toObject().value(u"code"_s).toString();
    QVERIFY2(rollback.exitCode == 0 || !code.isEmpty(), QByteArray(when).append(rollback.said()).constData());
    const DatabaseState found = tests::stateOf(*m_targetServer, u"copy"_s);
    QVERIFY2(found == m_old,
             QByteArray(when).append(rollback.said()).append(tests::differenceOf(m_old, found)).constData());
    const QByteArray left
        = m_targetServer->psql(u"copy"_s, u"SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s);
    QVERIFY2(left.isEmpty(), QByteArray(when).append(left).constData());
}

void TestKillSweep::theOldTargetIsBackWhereverACloneIsKilled()
{
    QFETCH(const QString, call);
    const int there = countCalls(call, m_clone);
    expectOldTarget("the whole clone");
    const int tried = callsTried(there);
    int killed = 0;
    for (int i = 1; i <= tried && !QTest::currentTestFailed(); ++i) {
        const int number = there * i / tried;
        const CliRun run = killedAt(call, number, m_clone);
        killed += run.exitCode == 0 && !run.crashed ? 0 : 1;
        expectOldTarget(call.toLatin1() + ' ' + QByteArray::number(number) + ": ");
    }
    QVERIFY2(tried == 0 || killed > 0, "nothing was killed");
}

void TestKillSweep::theOldTargetIsBackWhereverARollbackIsKilled()
{
    QFETCH(const QString, call);
    QCOMPARE(m_home.run(m_clone).exitCode, 0);
    const int there = countCalls(call, m_rollback);
    const int tried = callsTried(there);
    for (int i = 1; i <= tried && !QTest::currentTestFailed(); ++i) {
        QCOMPARE(m_home.run(m_clone).exitCode, 0);
        const int number = there * i / tried;
        static_cast<void>(killedAt(call, number, m_rollback));
        expectOldTarget(call.toLatin1() + ' ' + QByteArray::number(number) + " of a rollback: ");
    }
}

void TestKillSweep::theSourceWasOnlyRead()
{
    QVERIFY(tests::stateOf(*m_sourceServer, u"origin"_s) == m_source);
}

void TestKillSweep::cleanupTestCase()
{
    m_sourceServer.reset();
    m_targetServer.reset();
}

QTEST_GUILESS_MAIN(TestKillSweep)
#include "tst_kill_sweep.moc"
