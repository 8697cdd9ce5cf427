// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

namespace {

// The long run asks for 100.
int clones()
{
    const int wanted = qEnvironmentVariableIntValue("SOSIE_WRITER_CLONES");
    return wanted > 0 ? wanted : 8;
}

} // namespace

/// Clones of a source that is written to all the time, by pgbench: each is the source at one single moment.
class TestConcurrentWriters final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theSumsAgreeInEveryClone();
    void theSourceKeepsWorkingMeanwhile();
    void cleanupTestCase();

private:
    [[nodiscard]] QStringList pgbench(const QStringList &options) const
    {
        const auto values = m_server->connectionValues(u"bank"_s);
        const auto value = [&values](const char *name) { return QString::fromStdString(values.at(name)); };
        return QStringList{u"-h"_s, value("host"), u"-p"_s, value("port"), u"-U"_s, value("user")} + options
               + QStringList{u"bank"_s};
    }

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    QProcess m_writers;
    qint64 m_before = 0;
};

void TestConcurrentWriters::initTestCase()
{
    auto server = TestServer::start();
    QVERIFY_RESULT(server);
    m_server = std::move(*server);
    m_server->createDatabase(u"bank"_s);
    m_server->createDatabase(u"copy"_s);
    const QString program = m_server->cluster().programs().path(u"pgbench"_s);
    QProcess setUp;
    setUp.start(program, pgbench({u"-i"_s, u"-q"_s, u"-s"_s, u"2"_s, u"--foreign-keys"_s}));
    QVERIFY(setUp.waitForFinished(60'000));
    QVERIFY2(setUp.exitCode() == 0, setUp.readAllStandardError().constData());
    m_home.addEnvironment(u"bank"_s, u"test"_s, m_server->connectionInfo(u"bank"_s));
    m_home.addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    m_writers.start(program, pgbench({u"-n"_s, u"-c"_s, u"4"_s, u"-T"_s, u"3600"_s}));
    QVERIFY(m_writers.waitForStarted());
}

void TestConcurrentWriters::theSumsAgreeInEveryClone()
{
    m_before = m_server->psql(u"bank"_s, u"SELECT count(*) FROM pgbench_history"_s).toLongLong();
    qint64 last = -1;
    for (int i = 0; i < clones(); ++i) {
        const CliRun run = m_home.run({u"clone"_s, u"--source"_s, u"bank"_s, u"--target"_s, u"copy"_s, u"--confirm"_s,
                                       u"copy"_s, u"--json"_s, u"--no-input"_s});
        QVERIFY2(run.exitCode == 0, run.said().constData());
        const QByteArray sums = m_server->psql(u"copy"_s, u"SELECT (SELECT sum(abalance) FROM pgbench_accounts),"
                                                          " (SELECT sum(tbalance) FROM pgbench_tellers),"
                                                          " (SELECT sum(bbalance) FROM pgbench_branches),"
                                                          " (SELECT coalesce(sum(delta), 0) FROM pgbench_history)"_s);
        const QList<QByteArray> each = sums.split('|');
        QCOMPARE(each.size(), 4);
        QVERIFY2(each.count(each.first()) == 4, sums.constData());
        const qint64 rows = m_server->psql(u"copy"_s, u"SELECT count(*) FROM pgbench_history"_s).toLongLong();
        // Each clone is of a later moment.
        QVERIFY2(rows > last, QByteArray::number(rows));
        last = rows;
    }
}

void TestConcurrentWriters::theSourceKeepsWorkingMeanwhile()
{
    QCOMPARE(m_writers.state(), QProcess::Running);
    const qint64 after = m_server->psql(u"bank"_s, u"SELECT count(*) FROM pgbench_history"_s).toLongLong();
    QVERIFY(after > m_before + 10 * clones());
}

void TestConcurrentWriters::cleanupTestCase()
{
    m_writers.kill();
    m_writers.waitForFinished();
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestConcurrentWriters)
#include "tst_concurrent_writers.moc"
