// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/stage.h"
#include "tests/faults/traced_calls.h"
#include "tests/support/result_check.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using tests::CliRun;
using tests::countCalls;
using tests::killedAt;
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

void TestKillSweep::theOldTargetIsBackWhereverACloneIsKilled()
{
    QFETCH(const QString, call);
    const int there = countCalls(m_stage->home(), call, m_clone);
    m_stage->expectOldTarget("the whole clone");
    const int tried = callsTried(there);
    int killed = 0;
    for (int i = 1; i <= tried && !QTest::currentTestFailed(); ++i) {
        const int number = there * i / tried;
        const CliRun run = killedAt(m_stage->home(), call, number, m_clone);
        killed += run.exitCode == 0 && !run.crashed ? 0 : 1;
        m_stage->expectOldTarget(call.toLatin1() + ' ' + QByteArray::number(number) + ": ");
    }
    QVERIFY2(tried == 0 || killed > 0, "nothing was killed");
}

void TestKillSweep::theOldTargetIsBackWhereverARollbackIsKilled()
{
    QFETCH(const QString, call);
    QCOMPARE(m_stage->home().run(m_clone).exitCode, 0);
    const int there = countCalls(m_stage->home(), call, m_rollback);
    const int tried = callsTried(there);
    for (int i = 1; i <= tried && !QTest::currentTestFailed(); ++i) {
        QCOMPARE(m_stage->home().run(m_clone).exitCode, 0);
        const int number = there * i / tried;
        static_cast<void>(killedAt(m_stage->home(), call, number, m_rollback));
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
