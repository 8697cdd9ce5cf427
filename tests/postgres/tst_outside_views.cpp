// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

namespace {

const QString sales = uR"(
CREATE TABLE sales (id int PRIMARY KEY, shop text, amount numeric(10, 2), kind int);
)"_s;

/// Materialized views over the copy and over each other, with all that one can have; what they hold is older than what
/// they read.
const QString reports = uR"(
CREATE SCHEMA reports AUTHORIZATION analyst; GRANT USAGE ON SCHEMA reports TO clerk; GRANT SELECT ON sales TO analyst;
SET ROLE analyst;
CREATE MATERIALIZED VIEW reports."Sums ""é""" WITH (fillfactor = 60) AS
    SELECT shop, sum(amount) AS amount, count(*) AS "how many" FROM public.sales GROUP BY shop;
CREATE UNIQUE INDEX "by ""shop""" ON reports."Sums ""é""" (shop) WITH (fillfactor = 70);
CREATE INDEX by_length ON reports."Sums ""é""" (length(shop), amount DESC) WHERE amount > 0;
ALTER MATERIALIZED VIEW reports."Sums ""é""" CLUSTER ON "by ""shop""";
ALTER MATERIALIZED VIEW reports."Sums ""é""" ALTER COLUMN shop SET STATISTICS 500;
CREATE STATISTICS reports.together ON shop, amount FROM reports."Sums ""é""";
COMMENT ON MATERIALIZED VIEW reports."Sums ""é""" IS 'it''s summed';
COMMENT ON COLUMN reports."Sums ""é"""."how many" IS 'often';
COMMENT ON INDEX reports.by_length IS 'long';
GRANT SELECT ON reports."Sums ""é""" TO clerk; GRANT UPDATE (shop) ON reports."Sums ""é""" TO clerk;
CREATE VIEW reports.shown AS SELECT shop, amount FROM reports."Sums ""é""" WHERE amount > 1;
GRANT SELECT ON reports.shown TO clerk;
CREATE MATERIALIZED VIEW reports.best AS SELECT s.shop FROM reports.shown s JOIN reports."Sums ""é""" m USING (shop);
CREATE MATERIALIZED VIEW reports.later AS SELECT id FROM public.sales WITH NO DATA;
CREATE VIEW reports.of_best AS SELECT count(*) AS n FROM reports.best;
RESET ROLE;
TRUNCATE sales; INSERT INTO sales VALUES (1, 'new', 5, 1);
)"_s;

const QString contents = uR"(
SELECT shop, amount, "how many" FROM reports."Sums ""é""" ORDER BY 1; SELECT * FROM reports.shown ORDER BY 1;
SELECT * FROM reports.best ORDER BY 1; SELECT n FROM reports.of_best;
SELECT relname, relispopulated, pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'reports'::regnamespace AND relkind = 'm' ORDER BY 1)"_s;

} // namespace

/// Materialized views of the target's other schemas that read what a clone replaces.
class TestOutsideViews final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_server->dropDatabase(u"copy"_s); }
    void theyFollowTheCopyAndComeBackAsTheyWere();
    void aSecondCloneSetsThoseOfTheFirstAside();
    void aCloneThatFailsBringsThemBack();
    void whatPeopleMadeInTheirPlaceIsNotDropped();
    void thoseThatCannotBeFilledAreNamed();
    void theirCodeRunsAsTheirOwners();
    void aViewThatCallsWhatIsMadeAnewIsMadeAnewToo();
    void whatKeepsAnotherFromBeingMadeAnewIsNamedInThePlan();
    void whatTheCopyWillNotHaveIsNamedInThePlan_data();
    void whatTheCopyWillNotHaveIsNamedInThePlan();
    void partitionsFollowTheirTable();
    void aPartitionedTableIsOneProblem();

private:
    QByteArray copy(const QString &sql) const { return m_server->psql(u"copy"_s, sql); }
    /// The schema as pg_dump writes it.
    [[nodiscard]] QByteArray structure() const
    {
        QByteArray kept;
        for (const QByteArray &line : m_server->pgDump(u"copy"_s, {u"-s"_s, u"-n"_s, u"reports"_s}).split('\n')) {
            if (!line.startsWith("\\restrict ") && !line.startsWith("\\unrestrict "))
                kept.append(line).append('\n');
        }
        return kept;
    }

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    std::unique_ptr<ClonePair> m_pair;
};

void TestOutsideViews::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->psql(u"postgres"_s, u"CREATE ROLE analyst; CREATE ROLE clerk"_s);
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s,
                   sales
                       + u"GRANT SELECT ON sales TO analyst; INSERT INTO sales SELECT i, 'shop ' || i % 3, i, 1 "
                         "FROM generate_series(1, 30) i"_s);
    m_pair = std::make_unique<ClonePair>(m_home, u"views"_s, ClonePair::Place{*m_server, u"shop"_s},
                                         ClonePair::Place{*m_server, u"copy"_s});
}

void TestOutsideViews::init()
{
    m_server->createDatabase(u"copy"_s);
    copy(sales + u"INSERT INTO sales VALUES (1, 'old', 3, 1), (2, 'old', 4, 1), (3, 'older', 1, 1);"_s + reports);
}

void TestOutsideViews::theyFollowTheCopyAndComeBackAsTheyWere()
{
    const QByteArray before = copy(contents);
    const QByteArray made = structure();
    const CliRun run = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(copy(u"SELECT shop, amount, \"how many\" FROM reports.\"Sums \"\"é\"\"\" ORDER BY 1"_s),
             copy(u"SELECT shop, sum(amount), count(*) FROM sales GROUP BY 1 ORDER BY 1"_s));
    QCOMPARE(copy(u"SELECT n FROM reports.of_best"_s), QByteArray("3"));
    QCOMPARE(copy(u"SELECT relispopulated FROM pg_class WHERE oid = 'reports.later'::regclass"_s), QByteArray("f"));
    QCOMPARE(structure(), made);
    const CliRun back = m_pair->rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(copy(contents), before);
    QCOMPARE(structure(), made);
    QCOMPARE(copy(u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s), QByteArray("0"));
}

void TestOutsideViews::aSecondCloneSetsThoseOfTheFirstAside()
{
    const QByteArray made = structure();
    QCOMPARE(m_pair->clone().exitCode, 0);
    const QByteArray first = copy(contents);
    const CliRun again = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(again.exitCode == 0, again.said().constData());
    QCOMPARE(copy(contents), first);
    QCOMPARE(copy(u"SELECT count(*) FROM pg_class WHERE relkind = 'm' AND relname = 'best'"_s), QByteArray("2"));
    const CliRun back = m_pair->rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(copy(contents), first);
    QCOMPARE(structure(), made);
}

void TestOutsideViews::aCloneThatFailsBringsThemBack()
{
    const QByteArray before = copy(contents);
    const QByteArray made = structure();
    // Over a column that has another type in the copy: no name tells that beforehand.
    copy(
        u"ALTER TABLE sales ADD odd text; CREATE MATERIALIZED VIEW reports.lost AS SELECT upper(odd) AS o FROM sales"_s);
    m_server->psql(u"shop"_s, u"ALTER TABLE sales ADD odd int"_s);
    const CliRun run = m_pair->clone({u"--lang"_s, u"en"_s});
    m_server->psql(u"shop"_s, u"ALTER TABLE sales DROP odd"_s);
    QVERIFY2(run.exitCode != 0 && !run.said().contains("E-PLAN-001"), run.said());
    copy(u"DROP MATERIALIZED VIEW reports.lost; ALTER TABLE sales DROP odd"_s);
    QCOMPARE(copy(contents), before);
    QCOMPARE(structure(), made);
}

void TestOutsideViews::whatPeopleMadeInTheirPlaceIsNotDropped()
{
    QCOMPARE(m_pair->clone().exitCode, 0);
    copy(u"DROP VIEW reports.of_best; DROP MATERIALIZED VIEW reports.best;"
         "CREATE MATERIALIZED VIEW reports.best AS SELECT 'mine' AS whose"_s);
    const CliRun refused = m_pair->rollback();
    QVERIFY2(refused.exitCode != 0 && refused.said().contains("reports.best"), refused.said().constData());
    QCOMPARE(copy(u"SELECT whose FROM reports.best"_s), QByteArray("mine"));
    copy(u"ALTER MATERIALIZED VIEW reports.best RENAME TO mine"_s);
    const CliRun back = m_pair->rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(copy(u"SELECT whose FROM reports.mine"_s), QByteArray("mine"));
    QCOMPARE(copy(u"SELECT count(*) FROM reports.best"_s), QByteArray("1"));
}

void TestOutsideViews::thoseThatCannotBeFilledAreNamed()
{
    copy(u"CREATE MATERIALIZED VIEW reports.odd AS SELECT 1 / (30 - count(*)) AS n FROM sales"_s);
    const CliRun run = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY2(run.output.contains("reports.odd") && run.output.contains("could not fill it"), run.said().constData());
    QCOMPARE(copy(u"SELECT relispopulated FROM pg_class WHERE oid = 'reports.odd'::regclass"_s), QByteArray("f"));
    QCOMPARE(m_pair->rollback().exitCode, 0);
    QCOMPARE(copy(u"SELECT count(*) FROM reports.odd"_s), QByteArray("1"));
}

void TestOutsideViews::theirCodeRunsAsTheirOwners()
{
    copy(uR"(
GRANT CREATE ON SCHEMA reports TO analyst; SET ROLE analyst;
CREATE TABLE reports.ran (who text);
CREATE FUNCTION reports.trap(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $f$ BEGIN
    BEGIN RESET ROLE; EXCEPTION WHEN OTHERS THEN NULL; END;
    IF current_user <> 'analyst' THEN RAISE EXCEPTION 'ran as %', current_user; END IF;
    RETURN $1; END $f$;
CREATE MATERIALIZED VIEW reports.trapped AS SELECT reports.trap(id) AS id FROM public.sales;
CREATE INDEX ON reports.trapped (reports.trap(id)) WHERE reports.trap(1) = 1;
CREATE STATISTICS reports.trapped_too ON (reports.trap(id)), id FROM reports.trapped)"_s);
    const CliRun run = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(copy(u"SET ROLE analyst; SELECT count(*) FROM reports.trapped"_s), QByteArray("30"));
    QCOMPARE(m_pair->rollback().exitCode, 0);
    QCOMPARE(copy(u"SET ROLE analyst; SELECT count(*) FROM reports.trapped"_s), QByteArray("1"));
}

// A routine over a row of the copy is dropped and made again, and so is a view that calls it.
void TestOutsideViews::aViewThatCallsWhatIsMadeAnewIsMadeAnewToo()
{
    copy(u"CREATE FUNCTION reports.label(public.sales) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.shop'; "
         "CREATE VIEW reports.labels AS SELECT reports.label(s) AS label FROM public.sales s; "
         "GRANT SELECT ON reports.labels TO clerk"_s);
    const QByteArray made = structure();
    const CliRun run = m_pair->clone();
    QVERIFY2(run.exitCode == 0, run.said());
    QCOMPARE(structure(), made);
    QCOMPARE(copy(u"SELECT count(*) FROM reports.labels"_s), "30");
    const CliRun back = m_pair->rollback();
    QVERIFY2(back.exitCode == 0, back.said());
    QCOMPARE(structure(), made);
}

void TestOutsideViews::whatKeepsAnotherFromBeingMadeAnewIsNamedInThePlan()
{
    copy(u"CREATE FUNCTION reports.label(public.sales) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.shop'; "
         "CREATE TABLE reports.notes (label text DEFAULT reports.label(NULL))"_s);
    const QByteArray before = copy(contents);
    const QByteArray made = structure();
    const CliRun run = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 77 || run.exitCode == 2, run.said());
    QVERIFY2(run.said().contains("E-PLAN-001") && run.said().contains("reports.label(")
                 && run.said().contains("reports.notes"),
             run.said());
    QCOMPARE(copy(contents), before);
    QCOMPARE(structure(), made);
}

void TestOutsideViews::whatTheCopyWillNotHaveIsNamedInThePlan_data()
{
    QTest::addColumn<QString>("made");
    QTest::addColumn<QByteArray>("what");
    const QString function
        = u"CREATE FUNCTION public.is_fine(int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0'; "_s;
    const QByteArray called = "function public.is_fine(integer)";
    QTest::newRow("a check") << function + u"CREATE TABLE reports.t (id int CHECK (public.is_fine(id)))"_s << called;
    QTest::newRow("a default") << function + u"CREATE TABLE reports.t (d bool DEFAULT public.is_fine(1))"_s << called;
    QTest::newRow("a policy") << function
                                     + u"CREATE TABLE reports.t (id int); CREATE POLICY p ON reports.t "
                                       "USING (public.is_fine(id))"_s
                              << called;
    QTest::newRow("a routine") << function
                                      + u"CREATE FUNCTION reports.f() RETURNS bool BEGIN ATOMIC "
                                        "SELECT public.is_fine(1); END"_s
                               << called;
    QTest::newRow("a trigger")
        << u"CREATE FUNCTION public.told() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; "
           "CREATE TABLE reports.t (id int); CREATE TRIGGER t BEFORE INSERT ON reports.t FOR EACH "
           "ROW EXECUTE FUNCTION public.told()"_s
        << QByteArray("function public.told()");
    QTest::newRow("a view of a table")
        << u"CREATE TABLE public.here (x int); CREATE VIEW reports.v AS SELECT * FROM public.here"_s
        << QByteArray("table public.here");
    QTest::newRow("a view of a column")
        << u"ALTER TABLE sales ADD here int; CREATE VIEW reports.v AS SELECT here FROM public.sales"_s
        << QByteArray("column public.sales.here");
    QTest::newRow("a materialized view") << u"CREATE TABLE public.here (x int); CREATE MATERIALIZED VIEW reports.v AS "
                                            "SELECT * FROM public.here"_s
                                         << QByteArray("table public.here");
    QTest::newRow("a foreign key")
        << u"ALTER TABLE sales ADD UNIQUE (shop, amount); CREATE TABLE reports.t (s text, a int, "
           "FOREIGN KEY (s, a) REFERENCES public.sales (shop, amount))"_s
        << QByteArray("a unique key over (amount, shop) of public.sales");
}

void TestOutsideViews::whatTheCopyWillNotHaveIsNamedInThePlan()
{
    QFETCH(QString, made);
    QFETCH(QByteArray, what);
    copy(made);
    const QByteArray before = copy(contents);
    const QByteArray structureBefore = structure();
    const CliRun run = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode != 0 && run.said().contains("E-PLAN-001") && run.said().contains(what), run.said());
    QCOMPARE(run.said().count("E-BACK-003"), 1);
    QCOMPARE(copy(contents), before);
    QCOMPARE(structure(), structureBefore);
}

// Keys, checks, triggers and defaults of the parent are those of its partitions.
void TestOutsideViews::partitionsFollowTheirTable()
{
    const QString routines
        = u"CREATE FUNCTION public.is_fine(int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0'; "
          "CREATE FUNCTION public.told() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; "
          "CREATE TABLE public.shops (id int PRIMARY KEY)"_s;
    m_server->psql(u"shop"_s, routines + u"; INSERT INTO shops VALUES (1), (11)"_s);
    copy(routines
         + u"; INSERT INTO shops VALUES (1), (11); CREATE TABLE reports.parted (id int DEFAULT 1, shop int REFERENCES "
           u"public.shops, "
           "ok bool DEFAULT public.is_fine(1), CHECK (public.is_fine(id))) PARTITION BY RANGE (id);"
           "CREATE TABLE reports.part_1 PARTITION OF reports.parted FOR VALUES FROM (0) TO (10);"
           "CREATE TABLE reports.part_2 PARTITION OF reports.parted FOR VALUES FROM (10) TO (20);"
           "CREATE TRIGGER told BEFORE INSERT ON reports.parted FOR EACH ROW EXECUTE FUNCTION public.told();"
           "INSERT INTO reports.parted VALUES (1, 1), (11, 11); CREATE TABLE reports.parent (id int CHECK "
           "(public.is_fine(id)));"
           "CREATE TABLE reports.child () INHERITS (reports.parent)"_s);
    const QByteArray made = structure();
    const CliRun run = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said());
    QCOMPARE(structure(), made);
    // Bound to the copy: what is set aside could be dropped.
    QCOMPARE(copy(u"SELECT count(*) FROM pg_depend d JOIN pg_proc p ON d.refclassid = 'pg_proc'::regclass AND p.oid = "
                  u"d.refobjid "
                  "JOIN pg_class c ON d.classid = 'pg_class'::regclass WHERE p.pronamespace::regnamespace::text LIKE "
                  "'sosie_before%' "
                  "AND c.relnamespace = 'reports'::regnamespace"_s),
             QByteArray("0"));
    const CliRun back = m_pair->rollback();
    QVERIFY2(back.exitCode == 0, back.said());
    QCOMPARE(structure(), made);
    m_server->psql(u"shop"_s, u"DROP FUNCTION is_fine, told; DROP TABLE shops"_s);
}

void TestOutsideViews::aPartitionedTableIsOneProblem()
{
    copy(u"CREATE TYPE public.mood AS ENUM ('good'); CREATE FUNCTION public.is_fine(int) RETURNS bool LANGUAGE sql "
         u"IMMUTABLE AS "
         "'SELECT $1 > 0'; CREATE TABLE reports.parted (id int, mood public.mood) PARTITION BY RANGE (id);"
         "CREATE INDEX ON reports.parted (public.is_fine(id))"_s);
    for (int part = 0; part < 8; ++part)
        copy(u"CREATE TABLE reports.part_%1 PARTITION OF reports.parted FOR VALUES FROM (%1) TO (%2)"_s.arg(part).arg(
            part + 1));
    const CliRun run = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode != 0 && run.said().contains("E-PLAN-001"), run.said());
    QCOMPARE(run.said().count("E-OBJ-002"), 2);
    QVERIFY2(!run.said().contains("part_"), run.said());
}

QTEST_GUILESS_MAIN(TestOutsideViews)
#include "tst_outside_views.moc"
