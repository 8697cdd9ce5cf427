// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

/// What is made of values keeps the constraints of their tables, or the plan says which one it would break.
class TestFakesAndConstraints final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void datesThatAreComparedMoveTogether_data();
    void datesThatAreComparedMoveTogether();
    void aRuleThatCannotHoldIsNamedBeforeAnyRowIsCopied_data();
    void aRuleThatCannotHoldIsNamedBeforeAnyRowIsCopied();
    void rangesMadeOfReplacedDatesAreNamedBeforeAnyRowIsCopied();
    void whatIsKeptByDecisionIsNotSentForATry();
    void whatWasSentForATryIsSaid();
    void aTryReadsNothingThatAConditionNames();
    void anotherRuleIsTakenWhereDetectionChose();
    void whatAUniqueComputedColumnIsMadeOfStaysUnique();
    void aPathThatLeadsNowhereIsAnAlarm();
    void boundsOfPartitionsFollowTheRules();
    void rangesOfTextsAreNamedWithAWayOn();

private:
    void fill(const QString &sql);
    [[nodiscard]] CliRun clone(const QStringList &options = {}) const;
    [[nodiscard]] QStringList rules(const QByteArray &toml) const;

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
};

void TestFakesAndConstraints::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
}

void TestFakesAndConstraints::cleanup()
{
    m_home.reset();
    for (const QString &database : {u"shop"_s, u"copy"_s})
        m_server->dropDatabase(database);
}

void TestFakesAndConstraints::fill(const QString &sql)
{
    m_server->createDatabase(u"shop"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"shop"_s, sql);
    m_home = std::make_unique<CliHome>();
    m_home->addEnvironment(u"live"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    m_home->addEnvironment(u"double"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
}

CliRun TestFakesAndConstraints::clone(const QStringList &options) const
{
    return m_home->run(QStringList{u"clone"_s, u"--source"_s, u"live"_s, u"--target"_s, u"double"_s, u"--confirm"_s,
                                   u"double"_s, u"--json"_s, u"--no-input"_s}
                       + options);
}

QStringList TestFakesAndConstraints::rules(const QByteArray &toml) const
{
    QFile file(m_home->path() + u"/rules.toml"_s);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(QByteArray("version = 1\n").append(toml));
    return {u"--rules"_s, file.fileName()};
}

void TestFakesAndConstraints::datesThatAreComparedMoveTogether_data()
{
    QTest::addColumn<QString>("more");
    QTest::newRow("a check") << u"CHECK (birth_date > enrolled - 7000)"_s;
    QTest::newRow("a generated column")
        << u"age int GENERATED ALWAYS AS (enrolled - birth_date) STORED CHECK (age < 7000)"_s;
}

void TestFakesAndConstraints::datesThatAreComparedMoveTogether()
{
    QFETCH(const QString, more);
    fill(u"CREATE TABLE pupil (id int PRIMARY KEY, birth_date date, enrolled date, "_s + more
         + u"); INSERT INTO pupil SELECT n, date '2001-01-01' + n, date '2001-01-01' + n + 6990 + n % 10 FROM "
           "generate_series(1, 100) AS n"_s);
    const CliRun run = clone();
    QVERIFY2(run.exitCode == 0, run.said());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pupil WHERE enrolled - birth_date = 6990 + id % 10"_s),
             "100");
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pupil WHERE birth_date = date '2001-01-01' + id"_s), "0");
}

void TestFakesAndConstraints::aRuleThatCannotHoldIsNamedBeforeAnyRowIsCopied_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char *name, const QString &sql, const QByteArray &rule, const QByteArray &named) {
        QTest::newRow(name) << sql << rule << named;
    };
    row("a date that must be the first of a month",
        u"CREATE TABLE t (id int, born date CONSTRAINT first_day CHECK (extract(day FROM born) = 1)); "
        "INSERT INTO t SELECT n, date '1980-01-01' + n * interval '1 month' FROM generate_series(1, 50) AS n"_s,
        "born = \"dateShift\"", "first_day");
    row("a sum under noise",
        u"CREATE TABLE t (id int, net int, tax int, total int CONSTRAINT adds_up CHECK (total = net + tax)); "
        "INSERT INTO t SELECT n, 1000 + n, 200, 1200 + n FROM generate_series(1, 50) AS n"_s,
        "net = \"noise\"", "adds_up");
    row("uniqueness of what is computed",
        u"CREATE TABLE t (id int, company text); CREATE UNIQUE INDEX one_initial ON t (lower(left(company, 2))); "
        "INSERT INTO t SELECT n, chr(96 + n / 26) || chr(97 + n % 26) || ' sarl' FROM generate_series(26, 400) AS n"_s,
        "company = \"company\"", "one_initial");
    row("an exclusion of what is computed",
        u"CREATE TABLE t (id int, company text, CONSTRAINT one_initial EXCLUDE USING btree (lower(left(company, 2)) "
        "WITH =) WHERE (id > 0)); "
        "INSERT INTO t SELECT n, chr(96 + n / 26) || chr(97 + n % 26) || ' sarl' FROM generate_series(26, 400) AS n"_s,
        "company = \"company\"", "one_initial");
    row("a text that a function is asked about",
        u"CREATE TABLE t (id int, name text CONSTRAINT no_space CHECK (position(' ' IN name) = 0)); "
        "INSERT INTO t SELECT n, 'ab' || n FROM generate_series(1, 50) AS n"_s,
        "name = \"address\"", "no_space");
}

void TestFakesAndConstraints::aRuleThatCannotHoldIsNamedBeforeAnyRowIsCopied()
{
    QFETCH(const QString, sql);
    QFETCH(const QByteArray, rule);
    QFETCH(const QByteArray, named);
    fill(sql);
    const CliRun run = clone(QStringList{u"--dry-run"_s} + rules(QByteArray("[table.t]\n").append(rule).append('\n')));
    QVERIFY2(run.exitCode != 0, run.said());
    QVERIFY2(run.said().contains(named) && run.said().contains("sampled rows"), run.said());
}

void TestFakesAndConstraints::rangesMadeOfReplacedDatesAreNamedBeforeAnyRowIsCopied()
{
    fill(u"CREATE TABLE stay (id int PRIMARY KEY, birth_date date, until date, CONSTRAINT apart "
         "EXCLUDE USING gist (daterange(birth_date, until) WITH &&)); "
         "INSERT INTO stay SELECT n, date '1990-01-01' + n * 10, date '1990-01-01' + n * 10 + 9 "
         "FROM generate_series(1, 300) AS n"_s);
    const CliRun run = clone();
    QVERIFY2(run.exitCode == 2, run.said());
    QVERIFY2(run.said().contains("apart on public.stay") && run.said().contains("daterange(birth_date, until)"),
             run.said());
}

void TestFakesAndConstraints::whatIsKeptByDecisionIsNotSentForATry()
{
    fill(u"CREATE TABLE t (id int PRIMARY KEY, first_name text, email text, n int, "
         "CONSTRAINT differ CHECK (lower(first_name) <> lower(email)), "
         "CONSTRAINT long_enough CHECK (length(first_name) + n > 0)); "
         "INSERT INTO t SELECT n, 'Ysoldine', 'ysoldine' || n || '@courriel.example', n "
         "FROM generate_series(1, 20) AS n"_s);
    m_server->psql(u"copy"_s, u"ALTER DATABASE copy SET log_statement = 'all'"_s);
    const qsizetype from = m_server->log().size();
    const CliRun plan = clone(QStringList{u"--dry-run"_s}
                              + rules("[table.t]\nfirst_name = \"firstName\"\n"
                                      "email = { rule = \"keep\", reason = \"of a test\", by = \"Ada\" }\n"));
    QVERIFY2(plan.exitCode == 0, plan.said());
    QVERIFY(!m_server->log().mid(from).contains("courriel.example"));
    QVERIFY2(plan.output.contains("could not be tried") && plan.output.contains(": differ."), plan.said());
    QVERIFY2(plan.output.contains("as they are (public.t.n)"), plan.said());
}

void TestFakesAndConstraints::whatWasSentForATryIsSaid()
{
    fill(u"CREATE TABLE t (id int PRIMARY KEY, first_name text, n int, CHECK (length(first_name) + n > 0)); "
         "INSERT INTO t SELECT n, 'Ysoldine', n FROM generate_series(1, 20) AS n"_s);
    for (const QStringList &options : {QStringList{u"--dry-run"_s}, QStringList{}}) {
        const CliRun run = clone(options);
        QVERIFY2(run.exitCode == 0, run.said());
        QVERIFY2(run.output.contains("was asked about fakes of some rows") && run.output.contains("public.t.n"),
                 run.said());
    }
}

void TestFakesAndConstraints::aTryReadsNothingThatAConditionNames()
{
    // The name is found by a function that changes nothing; behind it is a view of whoever may make one in the target.
    fill(u"CREATE TABLE t (id int PRIMARY KEY, email text CHECK (email <> '' OR"
         " pg_catalog.table_to_xml(pg_catalog.to_regclass('public.trap'), true, true, '') IS NULL),"
         " CHECK (pg_catalog.table_to_xml(pg_catalog.to_regclass('public.trap'), true, true, '') IS NULL OR email <> "
         "''));"
         " INSERT INTO t SELECT n, 'user' || n || '@courriel.example' FROM generate_series(1, 20) AS n"_s);
    m_server->psql(u"copy"_s, u"CREATE FUNCTION public.spring() RETURNS int LANGUAGE plpgsql STABLE AS"
                              " $$BEGIN RAISE LOG 'the trap was sprung'; RETURN 1; END$$;"
                              " CREATE VIEW public.trap AS SELECT public.spring() AS x"_s);
    const qsizetype from = m_server->log().size();
    const CliRun plan = clone({u"--dry-run"_s});
    QVERIFY2(plan.exitCode == 0, plan.said());
    QVERIFY(!m_server->log().mid(from).contains("the trap was sprung"));
}

void TestFakesAndConstraints::anotherRuleIsTakenWhereDetectionChose()
{
    fill(u"CREATE TABLE t (id int PRIMARY KEY, first_name text, last_name text, "
         "full_name text CONSTRAINT made_of CHECK (full_name = first_name || ' ' || last_name)); "
         "INSERT INTO t SELECT n, 'Yannig', 'Kerbranek' || chr(97 + n % 26), 'Yannig Kerbranek' || chr(97 + n % 26) "
         "FROM generate_series(1, 50) AS n"_s);
    const CliRun run = clone();
    QVERIFY2(run.exitCode == 0, run.said());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM t WHERE t::text ~* 'kerbranek|yannig'"_s), "0");
}

void TestFakesAndConstraints::whatAUniqueComputedColumnIsMadeOfStaysUnique()
{
    fill(u"CREATE TABLE t (id int PRIMARY KEY, first_name text, last_name text, "
         "slug text GENERATED ALWAYS AS (lower(last_name)) STORED UNIQUE); "
         "INSERT INTO t SELECT n, 'Yannig', 'Kerbranek' || n FROM generate_series(1, 300) AS n"_s);
    const CliRun run = clone();
    QVERIFY2(run.exitCode == 0, run.said());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(DISTINCT slug) FROM t"_s), "300");
}

void TestFakesAndConstraints::aPathThatLeadsNowhereIsAnAlarm()
{
    fill(u"CREATE TYPE place AS (street text, town text); CREATE TABLE t (id int, home place, doc jsonb); "
         "INSERT INTO t SELECT n, ROW('12 rue des Lilas', NULL)::place, '{\"a\": {\"mail\": \"x@courriel.example\"}}' "
         "FROM generate_series(1, 5) AS n"_s);
    const CliRun run = clone(rules("[table.t]\n"
                                   "home = { paths = { \"$.street\" = \"address\", \"$.town\" = \"city\" } }\n"
                                   "doc = { paths = { \"$.a.mail\" = \"email\", \"$.a.b\" = \"email\" } }\n"));
    QVERIFY2(run.exitCode == 0, run.said());
    QStringList alarms;
    const QJsonArray found = run.report().value(u"alarms"_s).toArray();
    for (const QJsonValue alarm : found)
        alarms.append(alarm.toString());
    QCOMPARE(alarms.filter(u"$.town"_s).size(), 1);
    QCOMPARE(alarms.filter(u"$.a.b"_s).size(), 1);
    QCOMPARE(alarms.filter(u"$.street"_s).size(), 0);
    QCOMPARE(alarms.filter(u"$.a.mail"_s).size(), 0);
}

void TestFakesAndConstraints::boundsOfPartitionsFollowTheRules()
{
    fill(u"CREATE TABLE by_name (id int, last_name text) PARTITION BY LIST (last_name); "
         "CREATE TABLE by_name_1 PARTITION OF by_name FOR VALUES IN ('Kerbranek', 'Zouggarine'); "
         "CREATE TABLE by_name_2 PARTITION OF by_name FOR VALUES IN ('Vrouvelle'); "
         "INSERT INTO by_name SELECT n, (ARRAY['Kerbranek', 'Zouggarine', 'Vrouvelle'])[1 + n % 3] "
         "FROM generate_series(1, 30) AS n; "
         "CREATE TABLE by_birth (id int, birth_date date) PARTITION BY RANGE (birth_date); "
         "CREATE TABLE by_birth_1 PARTITION OF by_birth FOR VALUES FROM ('1980-01-01') TO ('1990-01-01'); "
         "CREATE TABLE by_birth_2 PARTITION OF by_birth FOR VALUES FROM ('1990-01-01') TO ('2000-01-01'); "
         "INSERT INTO by_birth SELECT n, date '1980-01-01' + n * 180 FROM generate_series(0, 40) AS n"_s);
    const CliRun run
        = clone(rules("[table.by_name]\nlast_name = \"lastName\"\n[table.by_birth]\nbirth_date = \"dateShift\"\n"));
    QVERIFY2(run.exitCode == 0, run.said());
    const QByteArray dump = m_server->psql(
        u"copy"_s, u"SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE relispartition UNION ALL "
                   "SELECT last_name FROM by_name"_s);
    for (const char *name : {"Kerbranek", "Zouggarine", "Vrouvelle", "1980-01-01", "1990-01-01"})
        QVERIFY2(!dump.contains(name), dump);
    for (const QString &table : {u"by_name_1"_s, u"by_name_2"_s, u"by_birth_1"_s, u"by_birth_2"_s}) {
        const QString count = u"SELECT count(*) FROM "_s + table;
        QCOMPARE(m_server->psql(u"copy"_s, count), m_server->psql(u"shop"_s, count));
    }
    // Compared with its production, the double is what it should be, and says what was not compared.
    const QStringList verify{u"verify"_s, u"--source"_s, u"live"_s,   u"--target"_s,
                             u"double"_s, u"--json"_s,   u"--lang"_s, u"en"_s};
    const CliRun same = m_home->run(verify);
    QVERIFY2(same.exitCode == 0, same.said());
    QVERIFY2(same.output.contains("Its bound says replaced values") && same.output.contains("by_name: last_name"),
             same.said());
    // Whatever the production is called: the double says which database it is of.
    m_home->addEnvironment(u"other name"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
    QStringList renamed = verify;
    renamed[2] = u"other name"_s;
    const CliRun sameByIdentity = m_home->run(renamed);
    QVERIFY2(sameByIdentity.exitCode == 0, sameByIdentity.said());
    m_server->psql(u"copy"_s, u"UPDATE by_birth SET id = 1000 WHERE id = 3"_s);
    const CliRun changed = m_home->run(verify);
    QVERIFY2(changed.exitCode == 1 && changed.output.contains("with other contents"), changed.said());
    m_server->psql(u"copy"_s, u"UPDATE by_birth SET id = 3 WHERE id = 1000; ALTER TABLE by_name DETACH PARTITION "
                              "by_name_2; ALTER TABLE by_name ATTACH PARTITION by_name_2 DEFAULT"_s);
    const CliRun other = m_home->run(verify);
    QVERIFY2(other.exitCode == 1 && other.output.contains("by_name_2"), other.said());
    QVERIFY2(!other.output.contains("Nothing in the target says"), other.said());
    // Without its restore point nothing tells what was replaced, and that is said.
    m_server->psql(u"copy"_s, u"DROP SCHEMA sosie_state CASCADE"_s);
    const CliRun unknown = m_home->run(verify);
    QVERIFY2(unknown.exitCode == 1 && unknown.output.contains("Nothing in the target says which values rules replaced"),
             unknown.said());
}

// Fakes are in another order than what they stand for: no bound could be made for them.
void TestFakesAndConstraints::rangesOfTextsAreNamedWithAWayOn()
{
    fill(u"CREATE TABLE by_name (id int, last_name text) PARTITION BY RANGE (last_name); "
         "CREATE TABLE by_name_1 PARTITION OF by_name FOR VALUES FROM ('A') TO ('M'); "
         "CREATE TABLE by_name_2 PARTITION OF by_name FOR VALUES FROM ('M') TO ('a'); "
         "INSERT INTO by_name SELECT n, (ARRAY['Kerbranek', 'Zouggarine', 'Vrouvelle'])[1 + n % 3] "
         "FROM generate_series(1, 30) AS n; CREATE TABLE other (id int)"_s);
    const tests::DatabaseState before = tests::stateOf(*m_server, u"copy"_s);
    const CliRun plan = clone({u"--dry-run"_s});
    QVERIFY2(plan.exitCode != 0, plan.said());
    for (const char *said : {"E-RULE-006", "by_name.last_name", "partition key", "leave the rows of its table out"})
        QVERIFY2(plan.said().contains(said), QByteArray(said).append('\n').append(plan.said()));
    QVERIFY(clone().exitCode != 0);
    QVERIFY(tests::stateOf(*m_server, u"copy"_s) == before);
    const CliRun without = clone({u"--exclude-table"_s, u"by_name"_s});
    QVERIFY2(without.exitCode == 0, without.said());
    const CliRun kept
        = clone(rules("[table.by_name]\nlast_name = { rule = \"keep\", reason = \"a test\", by = \"me\" }\n"));
    QVERIFY2(kept.exitCode == 0, kept.said());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM by_name_2 WHERE last_name = 'Vrouvelle'"_s), "10");
    // Where a partition takes whatever there is, the rows go there.
    m_server->psql(u"shop"_s, u"CREATE TABLE by_name_3 PARTITION OF by_name DEFAULT"_s);
    const CliRun open = clone();
    QVERIFY2(open.exitCode == 0, open.said());
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM by_name WHERE last_name = 'Vrouvelle'"_s), "0");
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM by_name"_s), "30");
}

QTEST_GUILESS_MAIN(TestFakesAndConstraints)
#include "tst_fakes_and_constraints.moc"
