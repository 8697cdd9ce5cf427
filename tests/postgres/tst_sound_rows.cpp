// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

namespace {

/// Rows that break keys which the database believes to hold: a parent deleted while nobody checked, a unique index that
/// has not seen a row, a manager who is gone.
constexpr QStringView broken = uR"(
CREATE TABLE customer (id int PRIMARY KEY, email text UNIQUE, manager int REFERENCES customer);
CREATE TABLE purchase (id int PRIMARY KEY, customer int NOT NULL CONSTRAINT of_customer REFERENCES customer);
CREATE TABLE item (id int PRIMARY KEY, purchase int REFERENCES purchase);
CREATE TABLE article (id int, code text);
CREATE UNIQUE INDEX article_code ON article (code);
INSERT INTO customer SELECT n, 'solveig.kerbranek' || n || '@courriel.example', CASE WHEN n > 1 THEN n - 1 END
    FROM generate_series(1, 30) AS n;
INSERT INTO purchase SELECT n, n FROM generate_series(1, 30) AS n;
INSERT INTO item SELECT n, n FROM generate_series(1, 30) AS n;
INSERT INTO article SELECT n, 'c' || n FROM generate_series(1, 30) AS n;
SET session_replication_role = replica;
DELETE FROM customer WHERE id = 28;
INSERT INTO purchase VALUES (31, 999);
INSERT INTO item VALUES (31, 31);
RESET session_replication_role;
UPDATE pg_index SET indisready = false WHERE indexrelid = 'article_code'::regclass;
INSERT INTO article VALUES (31, 'c7');
UPDATE pg_index SET indisready = true WHERE indexrelid = 'article_code'::regclass;
)";

} // namespace

/// A source that breaks its own keys is found out before anything is done, and there is a way on.
class TestSoundRows final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void brokenKeysStandInThePlan();
    void whatBreaksThemIsLeftOutWithWhatRefersToIt();
    void theListHasNoValueOfTheSource();
    void aListThatCannotBeWrittenEndsTheCloneBeforeItBegins();
    void whatComesBackMustHaveWhatOthersReferTo();

private:
    [[nodiscard]] CliRun clone(const QStringList &options) const
    {
        return m_home.run(QStringList{u"clone"_s, u"--source"_s, u"live"_s, u"--target"_s, u"double"_s, u"--confirm"_s,
                                      u"double"_s, u"--json"_s, u"--no-input"_s}
                          + options);
    }
    [[nodiscard]] QString list() const { return m_home.path() + u"/left out.csv"_s; }

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
};

void TestSoundRows::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"shop"_s, broken.toString());
    m_server->psql(u"copy"_s, u"CREATE TABLE mine (id int); INSERT INTO mine VALUES (1)"_s);
    m_home.addEnvironment(u"live"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home.addEnvironment(u"double"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
}

void TestSoundRows::brokenKeysStandInThePlan()
{
    const tests::DatabaseState before = tests::stateOf(*m_server, u"copy"_s);
    const CliRun run = clone({u"--dry-run"_s});
    QVERIFY2(run.exitCode != 0, run.said());
    for (const char *said : {"of_customer: 2", "customer_manager_fkey: 1", "article_code: 1"})
        QVERIFY2(run.said().contains(said), run.said());
    QVERIFY2(run.said().contains("--skip-broken-rows"), run.said());
    QVERIFY(clone({}).exitCode != 0);
    QVERIFY(tests::stateOf(*m_server, u"copy"_s) == before);
}

void TestSoundRows::whatBreaksThemIsLeftOutWithWhatRefersToIt()
{
    const CliRun run = clone({u"--skip-broken-rows"_s, list()});
    QVERIFY2(run.exitCode == 0, run.said());
    // Customer 29 has a manager who is gone, 30 has 29 for one; their purchases and the items of these go with them.
    const auto count = [this](const char *table) {
        return m_server->psql(u"copy"_s, u"SELECT count(*) FROM "_s + QString::fromLatin1(table));
    };
    QCOMPARE(count("customer"), "27");
    QCOMPARE(count("purchase"), "27");
    QCOMPARE(count("item"), "27");
    QCOMPARE(count("article"), "30");
    QCOMPARE(
        m_server->psql(u"copy"_s, u"SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"_s),
        "0");
    qint64 leftOut = 0;
    const QJsonArray tables = run.report().value(u"tables"_s).toArray();
    for (const QJsonValue table : tables)
        leftOut += table.toObject().value(u"leftOut"_s).toInteger();
    QCOMPARE(leftOut, qint64{11});
}

void TestSoundRows::theListHasNoValueOfTheSource()
{
    QFile file(list());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const QByteArray lines = file.readAll();
    QCOMPARE(lines.count('\n'), qsizetype{12});
    QVERIFY2(!lines.contains("kerbranek") && !lines.contains("c7"), lines);
    QVERIFY2(lines.contains("\"public.article\",\"(0,31)\",\"\",\"article_code\",\"duplicate\""), lines);
    QVERIFY2(lines.contains("\"31\",\"of_customer\",\"refers to a row that is not there\""), lines);
    QVERIFY2(lines.contains("\"31\",\"\",\"refers to a row that is left out\""), lines);
}

void TestSoundRows::aListThatCannotBeWrittenEndsTheCloneBeforeItBegins()
{
    const tests::DatabaseState before = tests::stateOf(*m_server, u"copy"_s);
    const CliRun run = clone({u"--skip-broken-rows"_s, m_home.path() + u"/no folder/list.csv"_s});
    QVERIFY2(run.exitCode != 0 && !run.crashed, run.said());
    QVERIFY(tests::stateOf(*m_server, u"copy"_s) == before);
}

void TestSoundRows::whatComesBackMustHaveWhatOthersReferTo()
{
    const QString people
        = u"CREATE TABLE customer (id int PRIMARY KEY); INSERT INTO customer SELECT generate_series(1, %1)"_s;
    m_server->createDatabase(u"many"_s);
    m_server->createDatabase(u"few"_s);
    m_server->psql(u"many"_s, people.arg(10));
    m_server->psql(u"few"_s, people.arg(5));
    m_home.addEnvironment(u"many"_s, u"test"_s, m_server->connectionInfo(u"many"_s));
    m_home.addEnvironment(u"few"_s, u"test"_s, m_server->connectionInfo(u"few"_s));
    const CliRun cloned = m_home.run({u"clone"_s, u"--source"_s, u"many"_s, u"--target"_s, u"few"_s, u"--confirm"_s,
                                      u"few"_s, u"--json"_s, u"--no-input"_s});
    QVERIFY2(cloned.exitCode == 0, cloned.said());
    m_server->psql(u"few"_s, u"CREATE SCHEMA crm; CREATE TABLE crm.note (customer int REFERENCES public.customer); "
                             "INSERT INTO crm.note VALUES (3), (8)"_s);
    const QStringList rollback{u"rollback"_s, u"--target"_s, u"few"_s,       u"--confirm"_s,
                               u"few"_s,      u"--json"_s,   u"--no-input"_s};
    const CliRun refused = m_home.run(rollback);
    QVERIFY2(refused.exitCode != 0, refused.said());
    QVERIFY2(refused.said().contains("note_customer_fkey") && refused.said().contains("customer: 1"), refused.said());
    QCOMPARE(m_server->psql(u"few"_s, u"SELECT count(*) FROM public.customer"_s), "10");
    m_server->psql(u"few"_s, u"DELETE FROM crm.note WHERE customer = 8"_s);
    const CliRun done = m_home.run(rollback);
    QVERIFY2(done.exitCode == 0, done.said());
    QCOMPARE(m_server->psql(u"few"_s, u"SELECT count(*) FROM public.customer"_s), "5");
}

QTEST_GUILESS_MAIN(TestSoundRows)
#include "tst_sound_rows.moc"
