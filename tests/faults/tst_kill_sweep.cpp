// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/stage.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using tests::CliRun;
using tests::Stage;

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

    const QStringList m_clone = Stage::cloneArguments();
    const QStringList m_rollback{u"rollback"_s, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s, u"--no-input"_s};
    std::unique_ptr<Stage> m_stage;
};

void TestKillSweep::initTestCase()
{
    const QString tables
        = u"CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL); CREATE INDEX ON people (name);"
          " INSERT INTO people SELECT n, '%1 ' || n FROM generate_series(1, %2) AS n;"
          " CREATE TABLE pets (id serial PRIMARY KEY, owner int REFERENCES people);"
          " INSERT INTO pets (owner) SELECT n FROM generate_series(1, 50) AS n;"
          " CREATE VIEW owners AS SELECT DISTINCT owner FROM pets"_s;
    QVERIFY_ASSIGN(m_stage,
                   Stage::make({.sourceSql = tables.arg(u"new"_s).arg(500)
                                             + u"; CREATE SCHEMA news; CREATE PUBLICATION p FOR TABLE people"_s,
                                .targetSql = tables.arg(u"old"_s).arg(200)}));
}

void TestKillSweep::calls()
{
    QTest::addColumn<QString>("call");
    for (const char *call : {"sendto", "recvfrom", "write", "fsync", "fdatasync", "rename", "close", "connect"})
        QTest::newRow(call) << QString::fromLatin1(call);
}

int TestKillSweep::countCalls(const QString &call, const QStringList &arguments)
{
    const QString list = m_stage->home().path() + u"/calls"_s;
    m_stage->home().setWrapper({u"strace"_s, u"-f"_s, u"-q"_s, u"-o"_s, list, u"-e"_s, u"trace="_s + call});
    const CliRun run = m_stage->home().run(arguments);
    m_stage->home().setWrapper({});
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
    m_stage->home().setWrapper({u"strace"_s, u"-f"_s, u"-q"_s, u"-o"_s, u"/dev/null"_s, u"-e"_s, u"trace="_s + call,
                                u"-e"_s, u"inject=%1:signal=KILL:when=%2"_s.arg(call).arg(number)});
    CliRun run = m_stage->home().run(arguments);
    m_stage->home().setWrapper({});
    return run;
}

void TestKillSweep::theOldTargetIsBackWhereverACloneIsKilled()
{
    QFETCH(const QString, call);
    const int there = countCalls(call, m_clone);
    m_stage->expectOldTarget("the whole clone");
    const int tried = callsTried(there);
    int killed = 0;
    for (int i = 1; i <= tried && !QTest::currentTestFailed(); ++i) {
        const int number = there * i / tried;
        const CliRun run = killedAt(call, number, m_clone);
        killed += run.exitCode == 0 && !run.crashed ? 0 : 1;
        m_stage->expectOldTarget(call.toLatin1() + ' ' + QByteArray::number(number) + ": ");
    }
    QVERIFY2(tried == 0 || killed > 0, "nothing was killed");
}

void TestKillSweep::theOldTargetIsBackWhereverARollbackIsKilled()
{
    QFETCH(const QString, call);
    QCOMPARE(m_stage->home().run(m_clone).exitCode, 0);
    const int there = countCalls(call, m_rollback);
    const int tried = callsTried(there);
    for (int i = 1; i <= tried && !QTest::currentTestFailed(); ++i) {
        QCOMPARE(m_stage->home().run(m_clone).exitCode, 0);
        const int number = there * i / tried;
        static_cast<void>(killedAt(call, number, m_rollback));
        m_stage->expectOldTarget(call.toLatin1() + ' ' + QByteArray::number(number) + " of a rollback: ");
    }
}

void TestKillSweep::theSourceWasOnlyRead()
{
    m_stage->expectSourceOnlyRead();
}

void TestKillSweep::cleanupTestCase()
{
    m_stage.reset();
}

QTEST_GUILESS_MAIN(TestKillSweep)
#include "tst_kill_sweep.moc"
