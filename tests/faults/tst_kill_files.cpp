// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/stage.h"
#include "tests/faults/traced_calls.h"
#include "tests/support/result_check.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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
    return std::min(there, wanted > 0 ? wanted : 2);
}

QByteArray hashOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : QByteArray();
}

} // namespace

/// Sosie is killed at a system call while it writes a backup, or restores one.
class TestKillFiles final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatIsListedIsWholeWhereverABackupIsKilled_data()
    {
        calls({"write", "fsync", "rename", "renameat2", "unlink", "close", "sendto"});
    }
    void whatIsListedIsWholeWhereverABackupIsKilled();
    void theOldTargetIsBackWhereverARestoreIsKilled_data() { calls({"sendto", "recvfrom", "write", "close"}); }
    void theOldTargetIsBackWhereverARestoreIsKilled();
    void theOldRowsAreBackWhereverARestoreOfATableIsKilled_data() { calls({"sendto", "close"}); }
    void theOldRowsAreBackWhereverARestoreOfATableIsKilled();
    void nothingIsLeftOfPrivateServers();
    void cleanupTestCase() { m_stage.reset(); }

private:
    static void calls(std::initializer_list<const char *> names);
    void killEverywhere(const QString &call, const QStringList &arguments);
    /// Every backup that counts as completed is there and whole, and none has an unfinished name.
    void expectWholeBackups(const QByteArray &when);
    [[nodiscard]] QStringList restore(const QStringList &options = {}) const
    {
        return QStringList{u"restore"_s, m_first, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s, u"--no-input"_s}
               + options;
    }

    const QStringList m_backup{u"backup"_s, u"--source"_s, u"origin"_s, u"--no-input"_s};
    std::unique_ptr<Stage> m_stage;
    QString m_first;
    QByteArray m_firstHash;
};

void TestKillFiles::initTestCase()
{
    const QString tables
        = u"CREATE TABLE people (id int PRIMARY KEY, label text NOT NULL); CREATE INDEX ON people (label);"
          " INSERT INTO people SELECT n, '%1 ' || n FROM generate_series(1, %2) AS n;"
          " CREATE TABLE pets (id serial PRIMARY KEY, owner int REFERENCES people);"
          " INSERT INTO pets (owner) SELECT n FROM generate_series(1, 50) AS n;"
          " CREATE VIEW owners AS SELECT DISTINCT owner FROM pets"_s;
    QVERIFY_ASSIGN(
        m_stage, Stage::make({.sourceSql = tables.arg(u"new"_s).arg(500), .targetSql = tables.arg(u"old"_s).arg(200)}));
    const CliRun run = m_stage->home().run(m_backup + QStringList{u"--json"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const CliRun list = m_stage->home().run({u"backups"_s, u"list"_s, u"--json"_s});
    QVERIFY2(list.exitCode == 0, list.said().constData());
    const QJsonArray all = QJsonDocument::fromJson(list.output).object().value(u"backups"_s).toArray();
    QVERIFY2(!all.isEmpty(), list.said().constData());
    m_first = all.first().toObject().value(u"path"_s).toString();
    m_firstHash = hashOf(m_first);
    QVERIFY(!m_firstHash.isEmpty());
}

void TestKillFiles::calls(std::initializer_list<const char *> names)
{
    QTest::addColumn<QString>("call");
    for (const char *call : names)
        QTest::newRow(call) << QString::fromLatin1(call);
}

void TestKillFiles::expectWholeBackups(const QByteArray &when)
{
    const CliRun list = m_stage->home().run({u"backups"_s, u"list"_s, u"--json"_s});
    QVERIFY2(list.exitCode == 0, QByteArray(when).append(list.said()).constData());
    const QJsonArray all = QJsonDocument::fromJson(list.output).object().value(u"backups"_s).toArray();
    bool hasFirst = false;
    for (const QJsonValue &each : all) {
        const QJsonObject backup = each.toObject();
        const QString path = backup.value(u"path"_s).toString();
        QVERIFY2(!path.endsWith(u".partial"_s), QByteArray(when).append(path.toUtf8()).constData());
        hasFirst = hasFirst || path == m_first;
        if (backup.value(u"status"_s).toString() != u"completed"_s)
            continue;
        const CliRun verified = m_stage->home().run(
            {u"verify"_s, QString::number(backup.value(u"id"_s).toInteger()), u"--level"_s, u"2"_s, u"--no-input"_s});
        QVERIFY2(verified.exitCode == 0, QByteArray(when).append(path.toUtf8()).append(verified.said()).constData());
    }
    QVERIFY2(hasFirst, when.constData());
    QVERIFY2(hashOf(m_first) == m_firstHash, when.constData());
    // Whatever is in the folder can be taken in by another computer: nothing there that is half.
    for (const QFileInfo &file : QFileInfo(m_first).dir().entryInfoList({u"*.dump"_s}, QDir::Files)) {
        const CliRun inspected = m_stage->home().run({u"inspect"_s, file.absoluteFilePath()});
        QVERIFY2(inspected.exitCode == 0, QByteArray(when).append(inspected.said()).constData());
    }
}

void TestKillFiles::whatIsListedIsWholeWhereverABackupIsKilled()
{
    QFETCH(const QString, call);
    const int there = countCalls(m_stage->home(), call, m_backup);
    const int tried = callsTried(there);
    for (int i = 1; i <= tried && !QTest::currentTestFailed(); ++i) {
        const int number = there * i / tried;
        static_cast<void>(killedAt(m_stage->home(), call, number, m_backup));
        expectWholeBackups(call.toLatin1() + ' ' + QByteArray::number(number) + ": ");
    }
    const CliRun next = m_stage->home().run(m_backup);
    QVERIFY2(next.exitCode == 0, next.said().constData());
    QCOMPARE(QFileInfo(m_first).dir().entryList({u"*.partial"_s}, QDir::Files | QDir::Hidden), QStringList());
}

void TestKillFiles::killEverywhere(const QString &call, const QStringList &arguments)
{
    const int there = countCalls(m_stage->home(), call, arguments);
    m_stage->expectOldTarget("the whole restore");
    const int tried = callsTried(there);
    for (int i = 1; i <= tried && !QTest::currentTestFailed(); ++i) {
        const int number = there * i / tried;
        static_cast<void>(killedAt(m_stage->home(), call, number, arguments));
        m_stage->expectOldTarget(call.toLatin1() + ' ' + QByteArray::number(number) + ": ");
        QVERIFY(hashOf(m_first) == m_firstHash);
    }
}

void TestKillFiles::theOldTargetIsBackWhereverARestoreIsKilled()
{
    QFETCH(const QString, call);
    killEverywhere(call, restore());
}

void TestKillFiles::theOldRowsAreBackWhereverARestoreOfATableIsKilled()
{
    QFETCH(const QString, call);
    killEverywhere(call, restore({u"--table"_s, u"people,pets"_s}));
}

void TestKillFiles::nothingIsLeftOfPrivateServers()
{
    // The next one that is made sweeps what was left.
    const CliRun run = m_stage->home().run(restore({u"--dry-run"_s}));
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(QDir(m_stage->home().path() + u"/data/loads"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
             QStringList());
}

QTEST_GUILESS_MAIN(TestKillFiles)
#include "tst_kill_files.moc"
