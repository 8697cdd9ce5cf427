// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/read_only_log.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

/// compare as a person and a pipeline use it: what it says, its exit codes, and its scripts run by psql.
class TestCompare final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void init();
    void theScriptMakesOneLikeTheOther();
    void dropsAreCommentsUnlessAllowed();
    void whatIsIgnoredIsLeftAlone();
    void aRenameIsAskedFor();
    void aProductionUnderAnotherNameIsOnlyRead_data();
    void aProductionUnderAnotherNameIsOnlyRead();
    void eachFormSaysTheSame();
    void hostileNamesAreOnlyNames();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();

private:
    [[nodiscard]] CliRun compare(const QStringList &options) const
    {
        return m_home->run(QStringList{u"compare"_s, u"--source"_s, u"new"_s, u"--target"_s, u"old"_s, u"--lang"_s,
                                       u"en"_s, u"--no-color"_s}
                           + options);
    }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    void run(const QString &name) const
    {
        QFile script(file(name));
        QVERIFY(script.open(QIODevice::ReadOnly));
        m_server->psql(u"old"_s, QString::fromUtf8(script.readAll()));
    }
    void make(const QString &old, const QString &now) const
    {
        m_server->psql(u"old"_s, old);
        m_server->psql(u"new"_s, now);
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
    QTemporaryDir m_folder;
};

void TestCompare::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.logsStatements = true}));
    m_home = std::make_unique<CliHome>();
    m_server->psql(u"postgres"_s, u"CREATE ROLE anon"_s);
    m_home->addEnvironment(u"old"_s, u"test"_s, m_server->connectionInfo(u"old"_s));
    m_home->addEnvironment(u"new"_s, u"test"_s, m_server->connectionInfo(u"new"_s));
}

void TestCompare::init()
{
    for (const QString &name : {u"old"_s, u"new"_s}) {
        m_server->psql(u"postgres"_s, u"DROP DATABASE IF EXISTS %1 WITH (FORCE)"_s.arg(name));
        m_server->createDatabase(name);
    }
}

void TestCompare::theScriptMakesOneLikeTheOther()
{
    make(u"CREATE TABLE users (id integer PRIMARY KEY, mail text); INSERT INTO users VALUES (1, 'a');"
         "CREATE VIEW mails AS SELECT mail FROM users"_s,
         u"CREATE TYPE role AS ENUM ('a', 'b'); CREATE TABLE users (id bigint PRIMARY KEY, mail varchar(90), r role"
         " DEFAULT 'b'); CREATE VIEW mails AS SELECT mail FROM users; CREATE TABLE teams (id integer);"
         "GRANT SELECT ON users TO anon"_s);
    const QStringList before = m_server->schemaDump(u"old"_s);
    const CliRun differs = compare({u"--script"_s, file(u"go.sql"_s), u"--reverse"_s, file(u"back.sql"_s)});
    QVERIFY2(differs.exitCode == 1, differs.said().constData());
    for (const char *words : {"+ table public.teams", "~ table public.users", "type of column \"id\": integer → bigint",
                              "+ column \"r\": public.role DEFAULT 'b'::public.role", "More people may read"})
        QVERIFY2(differs.output.contains(words), differs.output.constData());
    QCOMPARE(m_server->schemaDump(u"old"_s), before);

    run(u"go.sql"_s);
    QCOMPARE(m_server->schemaDump(u"old"_s), m_server->schemaDump(u"new"_s));
    QCOMPARE(m_server->psql(u"old"_s, u"SELECT id, mail FROM users"_s), "1|a"_ba);
    const CliRun equal = compare({});
    QVERIFY2(equal.exitCode == 0, equal.said().constData());
    run(u"back.sql"_s);
    QCOMPARE(m_server->schemaDump(u"old"_s), before);
}

void TestCompare::dropsAreCommentsUnlessAllowed()
{
    make(u"CREATE TABLE t (a integer, b text); INSERT INTO t VALUES (1, 'x'); CREATE TABLE u (a integer)"_s,
         u"CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t"_s);
    const CliRun held = compare({u"--script"_s, file(u"go.sql"_s), u"--json"_s});
    QCOMPARE(held.exitCode, 1);
    QCOMPARE(held.report().value("heldBack"_L1).toInt(), 2);
    run(u"go.sql"_s);
    QCOMPARE(m_server->psql(u"old"_s, u"SELECT t.a, t.b, (SELECT count(*) FROM u), (SELECT count(*) FROM v) FROM t"_s),
             "1|x|0|1"_ba);
    QCOMPARE(compare({u"--script"_s, file(u"drop.sql"_s), u"--allow-data-loss"_s}).exitCode, 1);
    run(u"drop.sql"_s);
    QCOMPARE(m_server->schemaDump(u"old"_s), m_server->schemaDump(u"new"_s));
}

void TestCompare::whatIsIgnoredIsLeftAlone()
{
    make(
        u"CREATE TABLE t (a integer)"_s,
        u"CREATE TABLE t (a integer); GRANT SELECT ON t TO anon; COMMENT ON TABLE t IS 'x'; ALTER TABLE t OWNER TO anon"_s);
    const CliRun all = compare({u"--ignore"_s, u"owners,grants,comments"_s});
    QVERIFY2(all.exitCode == 0, all.said().constData());
    const CliRun some = compare({u"--ignore"_s, u"grants,owners"_s, u"--format"_s, u"sql"_s});
    QCOMPARE(some.exitCode, 1);
    QVERIFY2(some.output.contains("COMMENT ON TABLE") && !some.output.contains("GRANT")
                 && !some.output.contains("OWNER"),
             some.output.constData());
}

void TestCompare::aRenameIsAskedFor()
{
    make(u"CREATE TABLE people (id integer PRIMARY KEY, mail text); INSERT INTO people VALUES (1, 'a');"
         "CREATE INDEX i ON people (mail); CREATE VIEW v AS SELECT mail FROM people"_s,
         u"CREATE TABLE persons (id integer, email text, CONSTRAINT people_pkey PRIMARY KEY (id));"
         "CREATE INDEX i ON persons (email); CREATE VIEW v AS SELECT email AS mail FROM persons"_s);
    const CliRun asked = compare({u"--rename"_s, u"people.nothing=x"_s});
    QVERIFY2(asked.exitCode != 0 && asked.exitCode != 1, asked.said().constData());
    const CliRun run1 = compare({u"--rename"_s, u"people=persons"_s, u"--rename"_s, u"public.persons.mail=email"_s,
                                 u"--script"_s, file(u"go.sql"_s)});
    QVERIFY2(run1.exitCode == 1, run1.said().constData());
    run(u"go.sql"_s);
    const CliRun equal = compare({});
    QVERIFY2(equal.exitCode == 0, equal.said().constData());
    QCOMPARE(m_server->psql(u"old"_s, u"SELECT id, email FROM persons"_s), "1|a"_ba);
}

void TestCompare::aProductionUnderAnotherNameIsOnlyRead_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("compare") << QStringList{u"compare"_s};
    QTest::newRow("verify") << QStringList{u"verify"_s};
}

/// Texts that differ are given to a server to read, but what is a production decides which, not what it is called.
void TestCompare::aProductionUnderAnotherNameIsOnlyRead()
{
    QFETCH(const QStringList, command);
    make(u"CREATE TABLE t (a text CHECK (a IN ('x', 'y')))"_s, u"CREATE TABLE t (a text CHECK (a IN ('x', 'z')))"_s);
    for (const QString &name : {u"old"_s, u"new"_s}) {
        // A database made anew is another one.
        const QString known = u"%1-%2"_s.arg(name, command.first());
        m_home->addEnvironment(known, u"production"_s, m_server->connectionInfo(name));
        QCOMPARE(m_home->run({u"env"_s, u"test"_s, known}).exitCode, 0);
    }
    const qsizetype before = m_server->log().size();
    const CliRun differs = m_home->run(command + QStringList{u"--source"_s, u"new"_s, u"--target"_s, u"old"_s});
    QVERIFY2(differs.exitCode == 1, differs.said().constData());
    const QByteArray said = m_server->log().sliced(before);
    QVERIFY(said.contains("execute") || said.contains("statement: "));
    const QStringList writes = tests::otherThanReading(said);
    QVERIFY2(writes.isEmpty(), writes.join(u'\n').toUtf8().constData());
}

void TestCompare::eachFormSaysTheSame()
{
    make(
        u"CREATE TABLE t (a integer); CREATE FUNCTION f() RETURNS text LANGUAGE sql AS E'SELECT 1;\\nSELECT ''<b>'''"_s,
        u"CREATE TABLE t (a bigint); CREATE FUNCTION f() RETURNS text LANGUAGE sql AS E'SELECT 2;\\nSELECT ''<b>'''"_s);
    const QByteArray text = compare({}).output;
    QVERIFY2(text.contains("- AS $function$SELECT 1;") && text.contains("+ AS $function$SELECT 2;")
                 && !text.contains("<b>"),
             text.constData());
    const QByteArray markdown = compare({u"--format"_s, u"markdown"_s}).output;
    QVERIFY2(markdown.startsWith("### Structure of new and old") && markdown.contains("```diff"), markdown.constData());
    const QByteArray page = compare({u"--format"_s, u"html"_s}).output;
    QVERIFY2(page.contains("<summary>~ table public.t</summary>") && !page.contains("<b>"), page.constData());
    const QJsonObject report = compare({u"--format"_s, u"json"_s}).report();
    QCOMPARE(report.value("counts"_L1).toObject().value("changed"_L1).toInt(), 2);
}

/// Comments in a script, and what stands in a page, hold names that somebody chose.
void TestCompare::hostileNamesAreOnlyNames()
{
    const QString trap = file(u"trap"_s);
    const QString name = u"x\n\\! touch %1\n; DROP TABLE kept; --"_s.arg(trap);
    make(u"CREATE TABLE kept (a integer); CREATE TABLE \"%1\" (\"%1\" integer)"_s.arg(name),
         u"CREATE TABLE kept (a integer, \"%1\" text DEFAULT 'a'); COMMENT ON TABLE kept IS '%1'"_s.arg(name));
    const CliRun held = compare({u"--script"_s, file(u"go.sql"_s)});
    QVERIFY2(held.exitCode == 1, held.said().constData());
    run(u"go.sql"_s);
    QVERIFY(!QFile::exists(trap));
    QCOMPARE(compare({u"--script"_s, file(u"go.sql"_s), u"--allow-data-loss"_s}).exitCode, 1);
    run(u"go.sql"_s);
    QVERIFY(!QFile::exists(trap));
    QCOMPARE(m_server->schemaDump(u"old"_s), m_server->schemaDump(u"new"_s));
}

void TestCompare::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("no target") << QStringList{u"compare"_s, u"--source"_s, u"new"_s} << 64;
    QTest::newRow("an unknown thing to ignore")
        << QStringList{u"compare"_s, u"--source"_s, u"new"_s, u"--target"_s, u"old"_s, u"--ignore"_s, u"colours"_s}
        << 64;
    QTest::newRow("a renaming that is none")
        << QStringList{u"compare"_s, u"--source"_s, u"new"_s, u"--target"_s, u"old"_s, u"--rename"_s, u"a"_s} << 64;
    QTest::newRow("a server that is not there")
        << QStringList{u"compare"_s, u"--source"_s, u"postgresql://x@127.0.0.1:1/y"_s, u"--target"_s, u"old"_s} << 69;
}

void TestCompare::whatIsWrongIsSaid()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const CliRun run = m_home->run(arguments);
    QVERIFY2(run.exitCode == code, run.said().constData());
}

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
