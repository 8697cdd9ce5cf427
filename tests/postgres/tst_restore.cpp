// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tests;

/// A file that pg_dump wrote, brought into an environment by the real program.
class TestRestore final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aFileNobodyKnowsIsAnonymizedAndVerified();
    void clearDataOfAFileNeedsAReasonAndATargetThatTakesIt();
    void whatIsInTheFileArrivesAsItIs();
    void aRestoreCanBeTakenBack();
    void aDryRunChangesNothingAndSaysWhatTheFileAsksFor();
    void aProductionIsNoTarget();
    void whatIsNoDumpIsASentence_data();
    void whatIsNoDumpIsASentence();
    void aTargetSurvivesAFileThatIsCutOff();

private:
    [[nodiscard]] QString file(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] CliRun restore(const QString &path, const QStringList &options = {}) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
    QByteArray m_dump;
};

void TestRestore::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, uR"(
create role shop_owner;
create schema stock authorization shop_owner;
create type stock.state as enum ('new', 'gone');
create table users (id int primary key, email text unique, city text, state stock.state default 'new');
create table stock.items (id serial primary key, owner_id int references users, amount numeric(10,2) check (amount > 0));
alter table stock.items owner to shop_owner;
insert into users select n, 'anna.' || n || '@shop.example', 'Lyon' from generate_series(1, 50) n;
insert into stock.items (owner_id, amount) select n, n from generate_series(1, 50) n;
create view rich as select * from stock.items where amount > 40;
create function total() returns numeric language sql begin atomic select sum(amount) from stock.items; end;
create index on stock.items (owner_id);
)"_s);
    m_dump = m_server->pgDump(u"shop"_s);
}

void TestRestore::init()
{
    m_server->dropDatabase(u"copy"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"copy"_s, u"create table old (a int); insert into old values (1)"_s);
    m_home = std::make_unique<CliHome>();
    m_home->addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
}

QString TestRestore::file(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_home->path() + u'/' + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file");
    return file.fileName();
}

CliRun TestRestore::restore(const QString &path, const QStringList &options) const
{
    return m_home->run(QStringList{u"restore"_s, path, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s, u"--json"_s}
                       + options);
}

void TestRestore::aFileNobodyKnowsIsAnonymizedAndVerified()
{
    const CliRun run = restore(file(u"shop.sql"_s, m_dump));
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const QJsonObject report = run.report();
    QCOMPARE(report.value(u"operation"_s).toString(), u"restore"_s);
    QCOMPARE(report.value(u"source"_s).toString(), u"shop.sql"_s);
    QCOMPARE(report.value(u"verified"_s).toBool(), true);
    QCOMPARE(report.value(u"anonymized"_s).toBool(), true);
    // What is only so on the private server is no news.
    QVERIFY2(!run.said().contains("sosie_loader") && !run.said().contains("marked as one"), run.said().constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"select count(*) from users"_s), QByteArray("50"));
    QCOMPARE(m_server->psql(u"copy"_s, u"select count(*) from users where email like 'anna.%@shop.example'"_s),
             QByteArray("0"));
    QCOMPARE(m_server->psql(u"copy"_s, u"select total()"_s), QByteArray("1275.00"));
    // Nothing is left of the private server.
    QDir loads(m_home->path());
    QCOMPARE(QDir(m_home->path() + u"/data/loads"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList());
}

void TestRestore::clearDataOfAFileNeedsAReasonAndATargetThatTakesIt()
{
    const QString path = file(u"shop.sql"_s, m_dump);
    const CliRun refused = restore(path, {u"--raw"_s, u"--reason"_s, u"looking for a fault"_s});
    QVERIFY2(refused.exitCode == 77, refused.said().constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"select count(*) from old"_s), QByteArray("1"));
}

void TestRestore::whatIsInTheFileArrivesAsItIs()
{
    CliHome home;
    home.addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s), {u"--allow-raw"_s});
    const QString path = file(u"shop.sql"_s, m_dump);
    const CliRun run = home.run({u"restore"_s, path, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s, u"--raw"_s,
                                 u"--reason"_s, u"a test"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    // psql and pg_dump are the oracles: what they make of the file is what came.
    m_server->dropDatabase(u"oracle"_s);
    m_server->createDatabase(u"oracle"_s);
    m_server->psqlFile(u"oracle"_s, path);
    QCOMPARE(differenceOf(linesOf(*m_server, u"oracle"_s), linesOf(*m_server, u"copy"_s)), QByteArray());
}

void TestRestore::aRestoreCanBeTakenBack()
{
    const CliRun run = restore(file(u"shop.sql"_s, m_dump));
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const CliRun back = m_home->run({u"rollback"_s, u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s});
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"select a from old"_s), QByteArray("1"));
}

void TestRestore::aDryRunChangesNothingAndSaysWhatTheFileAsksFor()
{
    const QByteArray hostile
        = QByteArray("create table t (a int);\ncopy t from program 'id';\ncreate extension dblink;\n");
    const CliRun run
        = m_home->run({u"restore"_s, file(u"odd.sql"_s, hostile), u"--target"_s, u"copy"_s, u"--dry-run"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY2(run.said().contains("COPY ... PROGRAM") && run.said().contains("dblink"), run.said().constData());
    QCOMPARE(m_server->psql(u"copy"_s, u"select count(*) from old"_s), QByteArray("1"));
}

void TestRestore::aProductionIsNoTarget()
{
    m_home->addEnvironment(u"prod"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    const CliRun run
        = m_home->run({u"restore"_s, file(u"shop.sql"_s, m_dump), u"--target"_s, u"prod"_s, u"--confirm"_s, u"prod"_s});
    QVERIFY2(run.exitCode == 77, run.said().constData());
}

void TestRestore::whatIsNoDumpIsASentence_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("nothing") << QByteArray() << QByteArray("an empty file");
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n1234") << QByteArray("an image");
    QTest::newRow("text") << QByteArray("\n-- nothing here\n") << QByteArray("text without any SQL statement");
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFEs\0e\0", 6) << QByteArray("unknown kind");
    QTest::newRow("bytes") << QByteArray("\1\0\2\3", 4) << QByteArray("unknown kind");
    QTest::newRow("commands of psql") << QByteArray("select 1;\n\\! id\n") << QByteArray("psql");
    QTest::newRow("a dump of MySQL") << QByteArray("-- MySQL dump 10.13\nselect 1;") << QByteArray("MySQL");
}

void TestRestore::whatIsNoDumpIsASentence()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, said);
    const CliRun run
        = m_home->run({u"restore"_s, file(u"shop.dump"_s, bytes), u"--target"_s, u"copy"_s, u"--confirm"_s, u"copy"_s});
    // What is asked for and not done is a refusal, not a bad file.
    QVERIFY2(run.exitCode == (said == "psql" ? 77 : 65), run.said().constData());
    QVERIFY2(run.said().contains(said), run.said().constData());
}

void TestRestore::aTargetSurvivesAFileThatIsCutOff()
{
    for (const qsizetype length : {m_dump.size() / 3, m_dump.size() / 2, m_dump.indexOf("database dump complete")}) {
        const CliRun run = restore(file(u"cut.sql"_s, m_dump.left(length)));
        QVERIFY2(run.exitCode == 65, run.said().constData());
    }
    QCOMPARE(m_server->psql(u"copy"_s, u"select count(*) from old"_s), QByteArray("1"));
}

QTEST_GUILESS_MAIN(TestRestore)
#include "tst_restore.moc"
