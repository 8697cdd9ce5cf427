// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/pgbouncer.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::PgBouncer;
using tests::TestServer;

namespace {

/// What another program finds in a session of the pooler.
QByteArray askThrough(const PgBouncer &pooler, const QString &database, const QString &sql)
{
    QProcess psql;
    psql.start(u"psql"_s, {u"-XAtc"_s, sql, pooler.connectionInfo(database)});
    psql.waitForFinished();
    return psql.readAllStandardOutput().trimmed() + psql.readAllStandardError();
}

const QString settingsOfSession
    = u"SELECT concat(current_setting('search_path'), ' ', current_setting('lock_timeout'), ' ',"
      " current_setting('row_security'))"_s;
const QByteArray untouched = "\"$user\", public 0 on";

} // namespace

/// What the process keeps to itself, and what it leaves behind for others: in memory, in variables, in files, in the
/// sessions of a pooler.
class TestHygiene final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aPasswordIsNotInTheEnvironmentOfTheProcess();
    void aClosedTerminalStops();
    void aClosedTerminalStopsNobodyWhoSaidSo();
    void aKeyFileIsItsOwnersAlone_data();
    void aKeyFileIsItsOwnersAlone();
    void aKeyForThisRunOnlyIsSaid();
    void ruleFilesAreTheirOwnersAlone();
    void outputThatCannotBeWrittenIsNoSuccess();
    void theVersionIsForProgramsToo();
    void aTransactionPoolerIsNoTarget();
    void aSessionPoolerGetsItsSessionsBackAsTheyWere();

private:
    /// A command that waits for a server that says nothing.
    [[nodiscard]] std::unique_ptr<QProcess> startWaiting();
    [[nodiscard]] CliRun clone(const QString &target, const QStringList &more = {}) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
    QTcpServer m_silent;
};

void TestHygiene::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s,
                   u"CREATE TABLE users (id int PRIMARY KEY, email text);"
                   "INSERT INTO users SELECT i, 'person' || i || '@example.org' FROM generate_series(1, 9) i"_s);
    QVERIFY(m_silent.listen(QHostAddress::LocalHost));
}

void TestHygiene::init()
{
    m_home = std::make_unique<CliHome>();
    m_server->dropDatabase(u"copy"_s);
    m_server->createDatabase(u"copy"_s);
    m_home->addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
}

CliRun TestHygiene::clone(const QString &target, const QStringList &more) const
{
    return m_home->run(QStringList{u"clone"_s, u"--source"_s, u"shop"_s, u"--target"_s, target, u"--confirm"_s, target}
                       + more);
}

std::unique_ptr<QProcess> TestHygiene::startWaiting()
{
    m_home->setVariable(u"PGPASSWORD"_s, u"tell-nobody-1"_s);
    m_home->setVariable(u"SOSIE_PASSWORD_SILENT"_s, u"tell-nobody-2"_s);
    const QString uri = u"postgresql://postgres@127.0.0.1:%1/shop"_s.arg(m_silent.serverPort());
    auto process = m_home->start({u"clone"_s, u"--source"_s, uri, u"--target"_s, u"copy"_s, u"--retries"_s, u"0"_s});
    // It has read everything when it dials.
    if (!m_silent.waitForNewConnection(30'000))
        return nullptr;
    return process;
}

void TestHygiene::aPasswordIsNotInTheEnvironmentOfTheProcess()
{
    const std::unique_ptr<QProcess> process = startWaiting();
    QVERIFY(process);
    const QString folder = u"/proc/%1/"_s.arg(process->processId());
    QFile environment(folder + u"environ"_s);
    if (environment.open(QIODevice::ReadOnly)) {
        const QByteArray all = environment.readAll();
        QVERIFY(!all.contains("tell-nobody"));
        QVERIFY(all.contains("SOSIE_HOME"));
    } else {
        // Not root: nobody but the process itself may look.
        QVERIFY(::geteuid() != 0);
    }
    QFile limits(folder + u"limits"_s);
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QByteArray text = limits.readAll();
    const qsizetype line = text.indexOf("Max core file size");
    QCOMPARE(text.mid(line, text.indexOf('\n', line) - line).simplified(), QByteArray("Max core file size 0 0 bytes"));
    // Not dumpable: its files under /proc are root's.
    if (::geteuid() != 0)
        QCOMPARE(QFileInfo(folder + u"environ"_s).ownerId(), 0U);
    process->kill();
    QVERIFY(process->waitForFinished());
}

void TestHygiene::aClosedTerminalStops()
{
    const std::unique_ptr<QProcess> process = startWaiting();
    QVERIFY(process);
    QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGHUP), 0);
    QVERIFY(process->waitForFinished(30'000));
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QVERIFY2(process->exitCode() == 129, process->readAllStandardError().constData());
}

void TestHygiene::aClosedTerminalStopsNobodyWhoSaidSo()
{
    m_home->setWrapper({u"nohup"_s});
    const std::unique_ptr<QProcess> process = startWaiting();
    QVERIFY(process);
    QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGHUP), 0);
    QVERIFY(!process->waitForFinished(500));
    QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGTERM), 0);
    QVERIFY(process->waitForFinished(30'000));
    QCOMPARE(process->exitCode(), 143);
}

void TestHygiene::aKeyFileIsItsOwnersAlone_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("expected");
    QTest::newRow("its owner's alone") << 0600 << 0;
    QTest::newRow("read only") << 0400 << 0;
    QTest::newRow("the group may read it") << 0640 << 65;
    QTest::newRow("the group may write it") << 0620 << 65;
    QTest::newRow("others may read it") << 0604 << 65;
    QTest::newRow("a folder") << -1 << 65;
    QTest::newRow("a pipe") << -2 << 65;
}

void TestHygiene::aKeyFileIsItsOwnersAlone()
{
    QFETCH(int, mode);
    QFETCH(int, expected);
    const QString path = m_home->path() + u"/key"_s;
    if (mode == -1) {
        QVERIFY(QDir().mkdir(path));
    } else if (mode == -2) {
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    } else {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(32, 'k') + "\n");
        file.close();
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), static_cast<mode_t>(mode)), 0);
    }
    m_home->setVariable(u"SOSIE_KEY_FILE"_s, path);
    const CliRun run = clone(u"copy"_s);
    QVERIFY2(run.exitCode == expected, run.said().constData());
    QCOMPARE(run.messages.contains("this run only"), false);
    if (expected != 0)
        QVERIFY2(run.messages.contains("E-RULE-005"), run.messages.constData());
}

void TestHygiene::aKeyForThisRunOnlyIsSaid()
{
    const CliRun plan = clone(u"copy"_s, {u"--dry-run"_s});
    QVERIFY2(plan.said().contains("a key for this run only"), plan.said().constData());
    const CliRun run = clone(u"copy"_s, {u"--json"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY2(run.output.contains("a key for this run only"), run.output.constData());
}

void TestHygiene::ruleFilesAreTheirOwnersAlone()
{
    const QString path = m_home->path() + u"/rules.toml"_s;
    const CliRun run = m_home->run({u"rules"_s, u"detect"_s, u"--source"_s, u"shop"_s, u"--output"_s, path});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void TestHygiene::outputThatCannotBeWrittenIsNoSuccess()
{
    for (const QString &command : {u"env list --json"_s, u"env list"_s, u"--version --json"_s, u"--help"_s}) {
        m_home->setWrapper({u"sh"_s, u"-c"_s, u"\"$@\" %1 > /dev/full"_s.arg(command), u"sh"_s});
        const CliRun run = m_home->run({});
        QVERIFY2(run.exitCode == 74, qPrintable(command + u": "_s + QString::number(run.exitCode)));
        QVERIFY2(command == u"--help"_s || run.messages.contains("No space left on device"), run.messages);
    }
    // The reader is gone before anything is written.
    m_home->setWrapper(
        {u"bash"_s, u"-c"_s, u"set -o pipefail; { sleep 0.3; \"$@\" env list --json; } | true"_s, u"bash"_s});
    QCOMPARE(m_home->run({}).exitCode, 74);
}

void TestHygiene::theVersionIsForProgramsToo()
{
    const CliRun run = m_home->run({u"--version"_s, u"--json"_s});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(!run.report().value("version"_L1).toString().isEmpty(), run.output.constData());
    QCOMPARE(run.report().value("schema"_L1).toInt(), 1);
    QVERIFY(m_home->run({u"--version"_s}).output.startsWith("sosie "));
}

void TestHygiene::aTransactionPoolerIsNoTarget()
{
    // One session: whatever is left behind in it, the next one finds.
    QVERIFY_ASSIGN(const auto pooler, PgBouncer::start(*m_server, PgBouncer::Mode::Transaction,
                                                       {u"default_pool_size = 2"_s, u"server_reset_query ="_s}));
    m_home->addEnvironment(u"pooled"_s, u"test"_s, pooler->connectionInfo(u"copy"_s));
    const CliRun run = clone(u"pooled"_s);
    QVERIFY2(run.exitCode == 77, run.said().constData());
    QVERIFY2(run.messages.contains("E-CONN-005"), run.messages.constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s),
             QByteArray("0"));
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(askThrough(*pooler, u"copy"_s, settingsOfSession), untouched);
    }
}

void TestHygiene::aSessionPoolerGetsItsSessionsBackAsTheyWere()
{
    QVERIFY_ASSIGN(const auto pooler,
                   PgBouncer::start(*m_server, PgBouncer::Mode::Session, {u"server_reset_query ="_s}));
    m_home->addEnvironment(u"pooled"_s, u"test"_s, pooler->connectionInfo(u"copy"_s));
    const CliRun run = clone(u"pooled"_s);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    for (int i = 0; i < 6; ++i) {
        QCOMPARE(askThrough(*pooler, u"copy"_s, settingsOfSession), untouched);
    }
}

QTEST_GUILESS_MAIN(TestHygiene)
#include "tst_hygiene.moc"
