// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/chaos_proxy.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <QElapsedTimer>
#include <QTest>

using namespace tests;
using namespace Qt::StringLiterals;

/// What passes by itself is tried again, by the real program against a real server.
class RetriesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aFullServerIsTriedAgainUntilItHasRoom();
    void withoutRetriesAFullServerIsSaidAtOnce();
    void aWrongPasswordIsTriedOnce();
    void aViewThatMetAnotherTransactionIsFilledAgain();
    void whoHoldsALockIsNamed();
    void aLockThatIsGivenBackIsHadAtTheNextTry();
    void aServerThatStartsUpIsTriedAgain_data();
    void aServerThatStartsUpIsTriedAgain();
    void aLinkThatDropsBeforeAnythingIsDoneIsDialledAgain_data();
    void aLinkThatDropsBeforeAnythingIsDoneIsDialledAgain();
    void aDeadlockIsTriedAgain_data();
    void aDeadlockIsTriedAgain();
    void aRightThatSomebodyElseChangesIsGivenAgain();

private:
    [[nodiscard]] QStringList cloneCommand(const QStringList &options) const;
    void setRoom(int connections) const;
    /// Runs `sql` in psql, in one transaction, beside what is tested.
    [[nodiscard]] std::unique_ptr<QProcess> beside(const QString &database, const QString &sql) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
};

void RetriesTest::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.listensOnTcp = true}));
    m_server->createDatabase(u"shop"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"shop"_s, u"CREATE TABLE goods (id int PRIMARY KEY); INSERT INTO goods VALUES (1), (2);"
                              "CREATE ROLE reader LOGIN; GRANT SELECT ON goods TO reader;"
                              "CREATE ROLE stranger LOGIN PASSWORD 'right'"_s);
    m_home = std::make_unique<CliHome>();
    QString reader = m_server->connectionInfo(u"shop"_s);
    reader.replace(u"user='postgres'"_s, u"user='reader'"_s);
    QVERIFY2(reader.contains(u"user='reader'"_s), qPrintable(reader));
    m_home->addEnvironment(u"shop"_s, u"test"_s, reader);
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
}

QStringList RetriesTest::cloneCommand(const QStringList &options) const
{
    return QStringList{u"clone"_s, u"--source"_s,  u"shop"_s, u"--target"_s,
                       u"copy"_s,  u"--confirm"_s, u"copy"_s, u"--json"_s}
           + options;
}

// A limit holds for everybody but superusers.
void RetriesTest::setRoom(int connections) const
{
    m_server->psql(u"copy"_s, u"ALTER DATABASE shop CONNECTION LIMIT %1"_s.arg(connections));
}

void RetriesTest::aFullServerIsTriedAgainUntilItHasRoom()
{
    setRoom(0);
    const std::unique_ptr<QProcess> process = m_home->start(cloneCommand({u"--progress"_s, u"plain"_s}));
    process->setReadChannel(QProcess::StandardError);
    QByteArray messages;
    while (!messages.contains("try 2 of 3") && process->waitForReadyRead(60'000))
        messages += process->readAllStandardError() + process->readAllStandardOutput();
    QVERIFY2(messages.contains("try 2 of 3"), messages.constData());
    setRoom(-1);
    QVERIFY(process->waitForFinished(60'000));
    messages += process->readAllStandardError();
    QVERIFY2(process->exitCode() == 0, messages.constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM goods"_s), QByteArray("2"));
}

void RetriesTest::withoutRetriesAFullServerIsSaidAtOnce()
{
    setRoom(0);
    const CliRun run = m_home->run(cloneCommand({u"--retries"_s, u"0"_s}));
    setRoom(-1);
    QVERIFY2(run.exitCode == 75, run.said().constData());
    QVERIFY2(!run.messages.contains("try 2"), run.said().constData());
}

// Tries with a wrong password may lock an account.
void RetriesTest::aWrongPasswordIsTriedOnce()
{
    QString uri = m_server->tcpUri(u"shop"_s);
    uri.replace(u"postgres:"_s + QString::fromStdString(TestServer::password()), u"stranger:wrong"_s);
    QVERIFY2(uri.contains("stranger:wrong"_L1), qPrintable(uri));
    const CliRun run = m_home->run(
        {u"clone"_s, u"--source"_s, uri, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s, u"--json"_s});
    QVERIFY2(run.exitCode == 77, run.said().constData());
    QVERIFY2(!run.messages.contains("try 2"), run.said().constData());
    QCOMPARE(m_server->log().count("password authentication failed for user \"stranger\""), 1);
}

void RetriesTest::aViewThatMetAnotherTransactionIsFilledAgain()
{
    m_server->createDatabase(u"busy"_s);
    m_server->createDatabase(u"busy copy"_s);
    // What a sequence gave is given, whatever becomes of the transaction: the second try finds another number.
    m_server->psql(u"busy copy"_s, u"CREATE SCHEMA own; CREATE SEQUENCE own.tries"_s);
    m_server->psql(u"busy"_s, uR"(CREATE FUNCTION met() RETURNS int LANGUAGE plpgsql AS $$ BEGIN
        IF current_database() = 'busy copy' THEN IF nextval('own.tries') = 1 THEN
            RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END IF; END IF;
        RETURN 1; END $$; CREATE MATERIALIZED VIEW filled AS SELECT met() AS n)"_s);
    m_home->addEnvironment(u"busy"_s, u"test"_s, m_server->connectionInfo(u"busy"_s));
    m_home->addEnvironment(u"busy-copy"_s, u"test"_s, m_server->connectionInfo(u"busy copy"_s));
    const CliRun run = m_home->run({u"clone"_s, u"--source"_s, u"busy"_s, u"--target"_s, u"busy-copy"_s, u"--confirm"_s,
                                    u"busy-copy"_s, u"--json"_s, u"--progress"_s, u"plain"_s});
    QVERIFY2(run.exitCode == 0 && run.messages.contains("try 2 of 3"), run.said().constData());
    QCOMPARE(m_server->psql(u"busy copy"_s, u"SELECT n FROM filled"_s), QByteArray("1"));
}

// Process, person, program, since when, and what is held: of who keeps the target from being set aside.
void RetriesTest::whoHoldsALockIsNamed()
{
    m_server->psql(u"copy"_s, u"CREATE ROLE accountant LOGIN SUPERUSER; CREATE TABLE IF NOT EXISTS goods (id int)"_s);
    QProcess holder;
    QString info = m_server->connectionInfo(u"copy"_s);
    info.replace(u"user='postgres'"_s, u"user='accountant'"_s);
    holder.start(u"psql"_s, {u"-X"_s, u"-At"_s, info + u" application_name='month end'"_s});
    QVERIFY(holder.waitForStarted());
    holder.write("BEGIN; SELECT pg_backend_pid(); SELECT count(*) FROM goods;\n");
    QByteArray pid;
    while (pid.count('\n') < 3 && holder.waitForReadyRead(20'000))
        pid += holder.readAllStandardOutput();
    const QByteArray number = pid.split('\n').value(1);
    const CliRun run = m_home->run(cloneCommand({u"--retries"_s, u"0"_s}));
    QVERIFY(run.exitCode != 0);
    for (const QByteArray &part :
         {QByteArray("pid ").append(number), QByteArray("user accountant"), QByteArray("month end"),
          QByteArray("idle in transaction"), QByteArray("public.goods (AccessShareLock)"), QByteArray("E-LOCK-001")})
        QVERIFY2(run.said().contains(part), QByteArray(part).append(": ").append(run.said()).constData());
    holder.write("ROLLBACK;\n\\q\n");
    QVERIFY(holder.waitForFinished(20'000));
}

// Whoever holds it is named while Sosie waits for the next try, and lets go then.
void RetriesTest::aLockThatIsGivenBackIsHadAtTheNextTry()
{
    m_server->psql(u"copy"_s, u"CREATE TABLE IF NOT EXISTS goods (id int)"_s);
    QProcess holder;
    holder.start(u"psql"_s, {u"-X"_s, u"-At"_s, m_server->connectionInfo(u"copy"_s)});
    QVERIFY(holder.waitForStarted());
    holder.write("BEGIN; SELECT count(*) FROM goods; SELECT 'held';\n");
    QByteArray told;
    while (!told.contains("held") && holder.waitForReadyRead(tests::patience))
        told += holder.readAllStandardOutput();
    const std::unique_ptr<QProcess> process = m_home->start(cloneCommand({u"--progress"_s, u"plain"_s}));
    process->setReadChannel(QProcess::StandardError);
    QByteArray messages;
    while (!messages.contains("try 2 of 3") && process->waitForReadyRead(tests::patience))
        messages += process->readAllStandardError();
    QVERIFY2(messages.contains("try 2 of 3"), messages.constData());
    holder.write("ROLLBACK;\n\\q\n");
    QVERIFY(holder.waitForFinished(tests::patience));
    QVERIFY(process->waitForFinished(tests::patience));
    messages += process->readAllStandardError() + process->readAllStandardOutput();
    QVERIFY2(process->exitCode() == 0, messages.constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT sum(id) FROM goods"_s), QByteArray("3"));
}

void RetriesTest::aServerThatStartsUpIsTriedAgain_data()
{
    QTest::addColumn<QString>("end");
    QTest::newRow("the source") << u"shop"_s;
    QTest::newRow("the target") << u"copy"_s;
}

void RetriesTest::aServerThatStartsUpIsTriedAgain()
{
    QFETCH(const QString, end);
    ChaosProxy proxy(*m_server);
    m_home->addEnvironment(u"by-"_s + end, u"test"_s, proxy.connectionInfo(end));
    const QString source = end == u"shop"_s ? u"by-shop"_s : u"shop"_s;
    const QString target = end == u"copy"_s ? u"by-copy"_s : u"copy"_s;
    const QStringList arguments{u"clone"_s,  u"--source"_s,  source, u"--target"_s,   target,
                                u"--json"_s, u"--confirm"_s, target, u"--progress"_s, u"plain"_s};
    constexpr qint64 asLongAsNobodyEndsIt = 1'000'000;
    proxy.prepare({.kind = Chaos::Kind::StartingUp, .at = asLongAsNobodyEndsIt});
    const CliRun never = m_home->run(arguments + QStringList{u"--retries"_s, u"0"_s});
    QVERIFY2(never.exitCode == 75 && never.said().contains("E-CONN-009"), never.said());

    const std::unique_ptr<QProcess> process = m_home->start(arguments);
    process->setReadChannel(QProcess::StandardError);
    QByteArray messages;
    while (!messages.contains("try 2 of 3") && process->waitForReadyRead(tests::patience))
        messages += process->readAllStandardError();
    QVERIFY2(messages.contains("try 2 of 3") && messages.contains("starting up"), messages);
    proxy.prepare({});
    QVERIFY(process->waitForFinished(tests::patience));
    messages += process->readAllStandardError() + process->readAllStandardOutput();
    QVERIFY2(process->exitCode() == 0, messages);
}

void RetriesTest::aLinkThatDropsBeforeAnythingIsDoneIsDialledAgain_data()
{
    QTest::addColumn<bool>("isTarget");
    QTest::addColumn<int>("share");
    for (const bool isTarget : {false, true}) {
        for (const int share : {1, 10, 25}) {
            const QByteArray name = QByteArray(isTarget ? "target" : "source")
                                        .append(", in the plan, ")
                                        .append(QByteArray::number(share));
            QTest::newRow(name) << isTarget << share;
        }
    }
}

// In the plan, which is a quarter of the bytes at least: nothing is mixed when it is made anew.
void RetriesTest::aLinkThatDropsBeforeAnythingIsDoneIsDialledAgain()
{
    QFETCH(const bool, isTarget);
    QFETCH(const int, share);
    ChaosProxy proxy(*m_server);
    const QString end = isTarget ? u"copy"_s : u"shop"_s;
    const QString name = u"cut-%1-%2"_s.arg(end).arg(share);
    m_home->addEnvironment(name, u"test"_s, proxy.connectionInfo(end));
    const QString source = isTarget ? u"shop"_s : name;
    const QString target = isTarget ? name : u"copy"_s;
    const QStringList plan{u"clone"_s,  u"--source"_s,  source,          u"--target"_s, target,
                           u"--json"_s, u"--dry-run"_s, u"--progress"_s, u"plain"_s};
    proxy.prepare({});
    QCOMPARE(m_home->run(plan).exitCode, 0);
    const qint64 bytes = proxy.bytesPassed();
    proxy.prepare({.kind = Chaos::Kind::Cut, .at = bytes * share * 3 / 100});
    const CliRun run = m_home->run(plan);
    QVERIFY2(run.exitCode == 0 && run.messages.contains("try 2 of 3"), run.said());
    QVERIFY(proxy.hasHappened());
}

std::unique_ptr<QProcess> RetriesTest::beside(const QString &database, const QString &sql) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->start(u"psql"_s, {u"-X"_s, u"-1"_s, u"-c"_s, sql, m_server->connectionInfo(database)});
    process->waitForStarted();
    return process;
}

void RetriesTest::aDeadlockIsTriedAgain_data()
{
    QTest::addColumn<QString>("held");
    QTest::addColumn<bool>("isRollback");
    QTest::newRow("when contents are set aside") << u"public.goods"_s << false;
    QTest::newRow("when all is done") << u"sosie_state.restore_point"_s << false;
    QTest::newRow("when the old contents come back") << u"public.goods"_s << true;
}

// The other session holds a table, waits until ours wants it, and then wants what ours holds: the lock of Sosie itself.
// The server ends ours, which began to wait first. When ours tries again, the other one has given up.
void RetriesTest::aDeadlockIsTriedAgain()
{
    QFETCH(QString, held);
    QFETCH(bool, isRollback);
    m_server->dropDatabase(u"copy"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"copy"_s, u"ALTER DATABASE copy SET deadlock_timeout = '2s'; CREATE TABLE goods (id int); "
                              "INSERT INTO goods VALUES (7)"_s);
    if (isRollback) {
        const CliRun first = m_home->run(cloneCommand({}));
        QVERIFY2(first.exitCode == 0, first.said().constData());
    }
    const auto other = beside(u"copy"_s, uR"(SET LOCAL lock_timeout = '3500ms'; SET LOCAL deadlock_timeout = '1h';
SET LOCAL statement_timeout = '60s';
DO $$ BEGIN
    RAISE NOTICE 'ready';
    LOOP EXIT WHEN EXISTS (SELECT FROM pg_class WHERE relnamespace::regnamespace || '.' || relname = '%1');
        PERFORM pg_sleep(0.01); END LOOP;
    EXECUTE 'LOCK TABLE %1 IN SHARE MODE';
    RAISE NOTICE 'held';
    LOOP EXIT WHEN EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = '%1'::regclass);
        PERFORM pg_sleep(0.01); END LOOP;
    PERFORM pg_advisory_xact_lock(1399812969, 1);
END $$)"_s.arg(held));
    QByteArray said;
    const QByteArray awaited = held.startsWith(u"public"_s) ? "held" : "ready";
    while (!said.contains(awaited) && other->waitForReadyRead(20'000))
        said += other->readAll();
    const CliRun run = isRollback ? m_home->run({u"rollback"_s, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s,
                                                 u"--json"_s, u"--progress"_s, u"plain"_s})
                                  : m_home->run(cloneCommand({u"--progress"_s, u"plain"_s}));
    QVERIFY(other->waitForFinished(30'000));
    QVERIFY2(run.exitCode == 0 && run.messages.contains("try 2 of 3"), run.said().append(other->readAll()).constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT sum(id) FROM goods"_s), QByteArray(isRollback ? "7" : "3"));
}

// A row of the catalog that two sessions change: the server has no SQLSTATE of its own for who comes second.
void RetriesTest::aRightThatSomebodyElseChangesIsGivenAgain()
{
    for (const QString &database : {u"tools"_s, u"tools copy"_s}) {
        m_server->createDatabase(database);
        m_server->psql(database, u"CREATE EXTENSION hstore"_s);
    }
    m_server->psql(u"tools"_s, u"REVOKE EXECUTE ON FUNCTION hstore(text, text) FROM PUBLIC"_s);
    m_home->addEnvironment(u"tools"_s, u"test"_s, m_server->connectionInfo(u"tools"_s));
    m_home->addEnvironment(u"tools-copy"_s, u"test"_s, m_server->connectionInfo(u"tools copy"_s));
    const auto other = beside(u"tools copy"_s, uR"(GRANT EXECUTE ON FUNCTION hstore(text, text) TO reader;
DO $$ BEGIN RAISE NOTICE 'held';
    LOOP EXIT WHEN EXISTS (SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid');
        PERFORM pg_sleep(0.01); END LOOP; END $$)"_s);
    QByteArray said;
    while (!said.contains("held") && other->waitForReadyRead(20'000))
        said += other->readAll();
    const CliRun run = m_home->run({u"clone"_s, u"--source"_s, u"tools"_s, u"--target"_s, u"tools-copy"_s,
                                    u"--confirm"_s, u"tools-copy"_s, u"--json"_s, u"--progress"_s, u"plain"_s});
    QVERIFY(other->waitForFinished(30'000));
    QVERIFY2(run.exitCode == 0 && run.messages.contains("try 2 of 3"), run.said().append(other->readAll()).constData());
    const QString rights = u"SELECT proacl FROM pg_proc WHERE oid = 'hstore(text, text)'::regprocedure"_s;
    QCOMPARE(m_server->psql(u"tools copy"_s, rights), m_server->psql(u"tools"_s, rights));
}

QTEST_GUILESS_MAIN(RetriesTest)
#include "tst_retries.moc"
