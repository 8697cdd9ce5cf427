// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
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

private:
    [[nodiscard]] QStringList cloneCommand(const QStringList &options) const;
    void setRoom(int connections) const;

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

QTEST_GUILESS_MAIN(RetriesTest)
#include "tst_retries.moc"
