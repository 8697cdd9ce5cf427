// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <sys/mount.h>
#include <sys/stat.h>

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::DatabaseState;
using tests::TestServer;

/// Whatever is wrong with what Sosie is given: a sentence, the right exit code, and nothing lost.
class TestBadInput final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhatIsWrongAndLosesNothing_data();
    void saysWhatIsWrongAndLosesNothing();
    void aTableLockedBySomeoneIsNamed();
    void aTargetWithoutRoomIsPutBack();
    void aRuleFileThatCannotBeReadIsNamedWithLineAndColumn();
    void everyProblemIsListedAtOnce();
    void cleanupTestCase();

private:
    [[nodiscard]] QString writeRules(const QString &name, const QByteArray &toml) const;
    void expectUntouched() const;

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    QTemporaryDir m_files;
    DatabaseState m_target;
};

void TestBadInput::initTestCase()
{
    auto server = TestServer::start({.listensOnTcp = true});
    QVERIFY_RESULT(server);
    m_server = std::move(*server);
    for (const QString &database : {u"shop"_s, u"copy"_s, u"archive"_s})
        m_server->createDatabase(database);
    const QString tables
        = u"CREATE TABLE orders (id int PRIMARY KEY, email text, age int, code varchar(4) NOT NULL);"
          "CREATE TABLE lines (id int PRIMARY KEY, order_id int REFERENCES orders);"
          "INSERT INTO orders SELECT n, 'p' || n || '@shop.example', n % 90, 'ab' FROM"
          " generate_series(1, 2000) n; INSERT INTO lines SELECT n, n FROM generate_series(1, 2000) n;"_s;
    m_server->psql(u"shop"_s, tables);
    m_server->psql(u"copy"_s, u"CREATE TABLE old (id int PRIMARY KEY); INSERT INTO old VALUES (1), (2);"_s);
    m_server->psql(u"shop"_s, u"CREATE ROLE poor LOGIN PASSWORD 'poor'; CREATE ROLE reader LOGIN PASSWORD 'reader';"_s);

    m_home.addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home.addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
    m_home.addEnvironment(u"twin"_s, u"test"_s, m_server->connectionInfo(u"shop"_s));
    m_home.addEnvironment(u"archive"_s, u"production"_s, m_server->connectionInfo(u"archive"_s));
    // Seen once, so that its identity is known as production.
    QCOMPARE(m_home.run({u"env"_s, u"test"_s, u"archive"_s}).exitCode, 0);
    m_home.addEnvironment(u"disguised"_s, u"test"_s, m_server->connectionInfo(u"archive"_s));
    m_target = tests::stateOf(*m_server, u"copy"_s);
}

void TestBadInput::expectUntouched() const
{
    const DatabaseState now = tests::stateOf(*m_server, u"copy"_s);
    QVERIFY2(now == m_target, tests::differenceOf(m_target, now).constData());
}

QString TestBadInput::writeRules(const QString &name, const QByteArray &toml) const
{
    const QString path = m_files.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(toml) != toml.size())
        return {};
    return path;
}

void TestBadInput::saysWhatIsWrongAndLosesNothing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("errorCode");

    const auto clone = [](const QString &source, const QString &target, const QStringList &more = {}) {
        return QStringList{u"clone"_s, u"--source"_s, source, u"--target"_s, target, u"--confirm"_s, target} + more;
    };
    const QString tcp = u"postgresql://postgres:%1@127.0.0.1:%2/%3"_s;
    const QString port = QString::number(m_server->port());
    const QString password = QString::fromStdString(TestServer::password());
    const QString noTls = tcp.arg(password, port, u"shop?sslmode=require"_s);

    QTest::newRow("a wrong password is refused once, without another try")
        << clone(tcp.arg(u"wrong"_s, port, u"shop"_s), u"copy"_s) << 77 << u"E-AUTH"_s;
    QTest::newRow("an unknown host is named")
        << clone(u"postgresql://postgres:x@no-such-host.invalid/shop"_s, u"copy"_s) << 69 << u"E-CONN"_s;
    QTest::newRow("a closed port is named")
        << clone(tcp.arg(password, QString::number(tests::freePort()), u"shop"_s), u"copy"_s) << 69 << u"E-CONN"_s;
    QTest::newRow("a server without TLS is not used where TLS is asked for")
        << clone(noTls, u"copy"_s) << 69 << u"E-TLS"_s;
    QTest::newRow("a database that does not exist is named")
        << clone(tcp.arg(password, port, u"nothing"_s), u"copy"_s) << 69 << u"E-CONN"_s;
    QTest::newRow("a role without rights is told which rights are missing")
        << clone(u"postgresql://poor:poor@127.0.0.1:%1/shop"_s.arg(port), u"copy"_s) << 77 << u"E-PERM"_s;
    QTest::newRow("a target that is the source is refused") << clone(u"shop"_s, u"twin"_s) << 77 << u"E-GUARD"_s;
    QTest::newRow("a production is never a target") << clone(u"shop"_s, u"archive"_s) << 77 << u"E-GUARD"_s;
    QTest::newRow("a production under another name and type is never a target")
        << clone(u"shop"_s, u"disguised"_s) << 77 << u"E-GUARD"_s;
    QTest::newRow("a missing confirmation is asked for")
        << QStringList{u"clone"_s, u"--source"_s, u"shop"_s, u"--target"_s, u"copy"_s} << 77 << u"E-GUARD"_s;
    QTest::newRow("a misspelt confirmation confirms nothing")
        << QStringList{u"clone"_s, u"--source"_s, u"shop"_s, u"--target"_s, u"copy"_s, u"--confirm"_s, u"Copy"_s} << 77
        << u"E-GUARD"_s;
    QTest::newRow("clear data needs a target that was set up for it")
        << clone(u"shop"_s, u"copy"_s, {u"--raw"_s, u"--reason"_s, u"to see"_s}) << 77 << u"E-GUARD"_s;
    QTest::newRow("an unknown option is a usage error")
        << clone(u"shop"_s, u"copy"_s, {u"--anonymise"_s}) << 64 << u"E-USE"_s;
    QTest::newRow("an unknown environment is a usage error") << clone(u"nobody"_s, u"copy"_s) << 64 << u"E-ENV"_s;
    QTest::newRow("a rule for a column that does not exist is named") << clone(
        u"shop"_s, u"copy"_s,
        {u"--rules"_s, writeRules(u"missing.toml"_s, "version = 1\n[table.\"public.orders\"]\nemial = \"email\"\n")})
                                                                      << 65 << u"E-RULE"_s;
    QTest::newRow("a rule that cannot fit its type is named") << clone(
        u"shop"_s, u"copy"_s,
        {u"--rules"_s, writeRules(u"unfit.toml"_s, "version = 1\n[table.\"public.orders\"]\nage = \"email\"\n")})
                                                              << 65 << u"E-RULE"_s;
    QTest::newRow("null in a column that may not be null is named") << clone(
        u"shop"_s, u"copy"_s,
        {u"--rules"_s, writeRules(u"null.toml"_s, "version = 1\n[table.\"public.orders\"]\ncode = \"null\"\n")})
                                                                    << 65 << u"E-RULE"_s;
}

void TestBadInput::saysWhatIsWrongAndLosesNothing()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, errorCode);

    const CliRun run = m_home.run(arguments + QStringList{u"--json"_s, u"--no-input"_s});
    const QByteArray said = run.said();
    QVERIFY2(!run.crashed, said.constData());
    QVERIFY2(run.exitCode == exitCode, said.constData());
    const QJsonObject error = run.report().value(u"error"_s).toObject();
    QString code = error.value(u"code"_s).toString();
    const QJsonArray causes = error.value(u"causes"_s).toArray();
    if (!causes.isEmpty() && !code.startsWith(errorCode))
        code = causes.first().toObject().value(u"code"_s).toString();
    QVERIFY2(code.startsWith(errorCode), said.constData());
    for (const QString &key : {u"what"_s, u"why"_s, u"next"_s})
        QVERIFY2(!error.value(key).toString().isEmpty(), said.constData());
    QVERIFY2(!said.contains(TestServer::password().c_str()), "the password was shown");
    expectUntouched();
}

void TestBadInput::aTableLockedBySomeoneIsNamed()
{
    QProcess holder;
    holder.start(m_server->cluster().programs().path(u"psql"_s),
                 {m_server->connectionInfo(u"shop"_s), u"-c"_s,
                  u"BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(60)"_s});
    QVERIFY(holder.waitForStarted());
    QTRY_VERIFY(m_server->psql(u"shop"_s, u"SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock'"_s)
                != "0");
    const CliRun run = m_home.run({u"clone"_s, u"--source"_s, u"shop"_s, u"--target"_s, u"copy"_s, u"--confirm"_s,
                                   u"copy"_s, u"--json"_s, u"--no-input"_s, u"--retries"_s, u"0"_s});
    m_server->psql(u"shop"_s, u"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE mode = 'AccessExclusiveLock'"_s);
    holder.waitForFinished();
    QVERIFY2(run.exitCode == 75, run.said().constData());
    QVERIFY2(run.output.contains("orders"), run.output.constData());
    expectUntouched();
}

void TestBadInput::aTargetWithoutRoomIsPutBack()
{
    const QString folder = m_server->makeServerFolder(u"small"_s);
    struct stat owner = {};
    QCOMPARE(::stat(qPrintable(folder), &owner), 0);
    const QByteArray options = QByteArrayLiteral("size=12m,mode=0700,uid=") + QByteArray::number(owner.st_uid);
    QVERIFY2(::mount("tmpfs", qPrintable(folder), "tmpfs", 0, options.constData()) == 0,
             "a small file system is needed: run as root");
    m_server->psql(u"postgres"_s, u"CREATE TABLESPACE small LOCATION '%1'"_s.arg(folder));
    m_server->psql(u"postgres"_s, u"CREATE DATABASE narrow TEMPLATE template0 TABLESPACE small"_s);
    m_server->psql(u"narrow"_s, u"CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)"_s);
    m_server->psql(u"shop"_s, u"CREATE TABLE large AS SELECT n, repeat(md5(n::text), 20) AS filling"
                              " FROM generate_series(1, 40000) n"_s);
    m_home.addEnvironment(u"narrow"_s, u"test"_s, m_server->connectionInfo(u"narrow"_s));
    const DatabaseState before = tests::stateOf(*m_server, u"narrow"_s);

    const CliRun run = m_home.run({u"clone"_s, u"--source"_s, u"shop"_s, u"--target"_s, u"narrow"_s, u"--confirm"_s,
                                   u"narrow"_s, u"--json"_s, u"--no-input"_s});
    const DatabaseState after = tests::stateOf(*m_server, u"narrow"_s);
    m_server->psql(u"shop"_s, u"DROP TABLE large"_s);
    m_server->psql(u"postgres"_s, u"DROP DATABASE narrow WITH (FORCE)"_s);
    m_server->psql(u"postgres"_s, u"DROP TABLESPACE small"_s);
    ::umount2(qPrintable(folder), MNT_DETACH);
    QVERIFY2(run.exitCode == 74, run.said().constData());
    QVERIFY2(after == before, tests::differenceOf(before, after).constData());
}

void TestBadInput::aRuleFileThatCannotBeReadIsNamedWithLineAndColumn()
{
    const QString path = writeRules(u"broken.toml"_s, "version = 1\n[table.\"public.orders\"]\nemail = = \"email\"\n");
    const CliRun run = m_home.run({u"clone"_s, u"--source"_s, u"shop"_s, u"--target"_s, u"copy"_s, u"--rules"_s, path,
                                   u"--confirm"_s, u"copy"_s, u"--json"_s, u"--no-input"_s});
    QCOMPARE(run.exitCode, 65);
    QVERIFY2(run.output.contains("broken.toml:3:9"), run.output.constData());
    expectUntouched();
}

void TestBadInput::everyProblemIsListedAtOnce()
{
    const QString rules
        = writeRules(u"several.toml"_s, "version = 1\n[table.\"public.orders\"]\nemial = \"email\"\nage = \"email\"\n"
                                        "[table.\"public.nothing\"]\nx = \"email\"\n");
    const CliRun run = m_home.run({u"clone"_s, u"--source"_s, u"shop"_s, u"--target"_s, u"copy"_s, u"--rules"_s, rules,
                                   u"--confirm"_s, u"copy"_s, u"--json"_s, u"--no-input"_s});
    QCOMPARE(run.exitCode, 65);
    for (const char *name : {"emial", "age", "nothing"})
        QVERIFY2(run.output.contains(name), run.output.constData());
    expectUntouched();
}

void TestBadInput::cleanupTestCase()
{
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
