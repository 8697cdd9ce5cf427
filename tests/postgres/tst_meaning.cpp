// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/result_check.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

namespace {

// What each stored expression needs beyond the server's own operators, as the server writes it down.
constexpr QStringView writtenDependencies = uR"(
SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid) || ' needs '
    || (pg_identify_object(d.refclassid, d.refobjid, d.refobjsubid)).identity
FROM pg_depend d
WHERE d.refclassid IN ('pg_operator'::regclass, 'pg_proc'::regclass) AND d.objid >= 16384 AND d.deptype = 'n'
    AND d.classid IN ('pg_class'::regclass, 'pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_trigger'::regclass,
                      'pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_statistic_ext'::regclass)
ORDER BY 1)";

} // namespace

/// What a clone's expressions mean, beside how the server prints them. Sources are made of texts as people write them:
/// what comes out of a dump has gone through a server and never shows this.
class TestMeaning final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void textsThatSettleLaterAreNoDifference();
    void anotherTextIsADifference();
    void anotherTextIsADifference_data();
    void operatorsFoundThroughAPathMeanTheSame();
    void answersAreTheSame();
    void answersAreTheSame_data();
    void theSameTextWithAnotherMeaningIsADifference();
    void codeFindsNamesWhereItsDatabaseFindsThem();
    void codeOfAnOwnerRunsWithItsRights();
    void codeOfAnOwnerCannotBecomeTheSession();
    void aViewThatCannotBeFilledIsNamed();
    void anArgumentWithoutANameIsNumbered();
    void whatOnlyTheTargetHasIsADifferenceOrNamed();
    void aTextThatNoServerReadsBackIsRefusedOrLeftOut();
    void whatDependsOnTheTargetFromElsewhereKeepsItsMeaning();
    void aRoutineInCIsNamed();
    void whatOnlyTheTargetHasIsADifferenceOrNamed_data();
    void aPolicyAnOwnerAndGrantsOfMissingRolesAreLeftOut();

private:
    [[nodiscard]] CliRun verify(const QString &name) const
    {
        return m_home.run({u"verify"_s, u"--source"_s, name + u"-source"_s, u"--target"_s, name + u"-target"_s,
                           u"--json"_s, u"--no-input"_s});
    }
    [[nodiscard]] static QString sqlFile(const QString &name)
    {
        return QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/") + name;
    }

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    std::unique_ptr<ClonePair> m_texts;
};

void TestMeaning::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    for (const QString &name : {u"texts"_s, u"paths"_s}) {
        m_server->createDatabase(name);
        m_server->createDatabase(name + u" copy"_s);
    }
    m_server->psqlFile(u"texts"_s, sqlFile(u"settles_later.sql"_s));
    m_server->psqlFile(u"paths"_s, sqlFile(u"found_by_path.sql"_s));
}

void TestMeaning::textsThatSettleLaterAreNoDifference()
{
    m_texts = std::make_unique<ClonePair>(m_home, u"texts"_s, ClonePair::Place{*m_server, u"texts"_s},
                                          ClonePair::Place{*m_server, u"texts copy"_s});
    const CliRun cloned = m_texts->clone();
    QVERIFY2(cloned.exitCode == 0, cloned.said());
    // There is something to settle: else this would prove nothing.
    const QString text = u"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'parcels_state_check'"_s;
    QVERIFY(m_server->psql(u"texts"_s, text) != m_server->psql(u"texts copy"_s, text));
    const CliRun verified = verify(u"texts"_s);
    QVERIFY2(verified.exitCode == 0, verified.said());
    QCOMPARE(m_server->psql(u"texts copy"_s, u"SELECT count(*) FROM pg_class WHERE relname ~ '^s[0-9]+$'"_s), "0");
    // A clone of the clone is a clone.
    m_server->createDatabase(u"texts again"_s);
    const ClonePair again(m_home, u"again"_s, {*m_server, u"texts copy"_s}, {*m_server, u"texts again"_s});
    const CliRun clonedAgain = again.clone();
    QVERIFY2(clonedAgain.exitCode == 0, clonedAgain.said());
}

void TestMeaning::anotherTextIsADifference_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("difference");
    QTest::newRow("of a check")
        << u"ALTER TABLE parcels DROP CONSTRAINT parcels_state_check, ADD CONSTRAINT parcels_state_check"
           " CHECK (state IN ('waiting', 'Sent')) NOT VALID"_s
        << u"parcels_state_check"_s;
    QTest::newRow("of a domain")
        << u"ALTER DOMAIN size DROP CONSTRAINT size_check;"
           "ALTER DOMAIN size ADD CONSTRAINT size_check CHECK (VALUE IN ('s', 'm', 'L')) NOT VALID"_s
        << u"domain public.size"_s;
    QTest::newRow("of an index") << u"DROP INDEX by_kind; CREATE INDEX by_kind ON parcels (kind, lower(state))"
                                    " WHERE kind IN ('a', 'K') AND state IS NOT NULL"_s
                                 << u"by_kind"_s;
    QTest::newRow("of a view")
        << u"CREATE OR REPLACE VIEW open_parcels AS SELECT id, state IN ('waiting', 'sent') AS is_open FROM parcels"
           " WHERE kind IN ('k', 'L')"_s
        << u"view public.open_parcels"_s;
    QTest::newRow("of a policy") << u"ALTER POLICY seen ON parcels USING (state IN ('sent', 'Waiting'))"_s << u"seen"_s;
    QTest::newRow("of a default") << u"ALTER TABLE parcels ALTER is_old SET DEFAULT"
                                     " (current_setting('app.y', true)::varchar IN ('a', 'b'))"_s
                                  << u"default of column"_s;
    QTest::newRow("of a trigger")
        << u"CREATE OR REPLACE TRIGGER touched BEFORE UPDATE OF state, kind ON parcels FOR EACH ROW"
           " WHEN (old.state IN ('waiting', 'Sent') AND new.kind IS DISTINCT FROM old.kind)"
           " EXECUTE FUNCTION touch('WHEN (x)')"_s
        << u"touched"_s;
    QTest::newRow("of a rule") << u"CREATE OR REPLACE RULE noted AS ON INSERT TO arrivals WHERE new.kind IN ('a', 'B')"
                                  " DO ALSO (INSERT INTO parcels (id, state) VALUES (new.id + 1000, 'sent');"
                                  " DELETE FROM arrivals WHERE kind IN ('x', 'y'))"_s
                               << u"noted"_s;
    QTest::newRow("of a body") << u"CREATE OR REPLACE FUNCTION known_too(kind varchar) RETURNS boolean LANGUAGE sql"
                                  " RETURN kind IN ('a', 'B')"_s
                               << u"known_too"_s;
    QTest::newRow("of statistics") << u"DROP STATISTICS of_state; CREATE STATISTICS of_state ON"
                                      " (state IN ('waiting', 'Sent')), id FROM parcels"_s
                                   << u"of_state"_s;
}

void TestMeaning::anotherTextIsADifference()
{
    QFETCH(QString, change);
    QFETCH(QString, difference);
    m_server->createDatabase(u"texts changed"_s, u"texts copy"_s);
    m_server->psql(u"texts changed"_s, change);
    if (!m_home.run({u"env"_s, u"list"_s}).output.contains("changed-target")) {
        m_home.addEnvironment(u"changed-source"_s, u"test"_s, m_server->connectionInfo(u"texts"_s));
        m_home.addEnvironment(u"changed-target"_s, u"test"_s, m_server->connectionInfo(u"texts changed"_s));
    }
    const CliRun verified = verify(u"changed"_s);
    m_server->dropDatabase(u"texts changed"_s);
    QCOMPARE(verified.exitCode, 1);
    const QByteArray warnings = verified.said();
    QVERIFY2(warnings.contains(difference.toUtf8()), warnings);
}

void TestMeaning::operatorsFoundThroughAPathMeanTheSame()
{
    const ClonePair pair(m_home, u"paths"_s, {*m_server, u"paths"_s}, {*m_server, u"paths copy"_s});
    const CliRun cloned = pair.clone();
    QVERIFY2(cloned.exitCode == 0, cloned.said());
    const QByteArray expected = m_server->psql(u"paths"_s, writtenDependencies.toString());
    QVERIFY(expected.count('\n') > 20);
    QCOMPARE(m_server->psql(u"paths copy"_s, writtenDependencies.toString()), expected);
    const CliRun verified = verify(u"paths"_s);
    QVERIFY2(verified.exitCode == 0, verified.said());
}

void TestMeaning::answersAreTheSame_data()
{
    QTest::addColumn<QString>("question");
    for (const QString &view : {u"by_using"_s, u"by_natural"_s, u"by_case"_s, u"by_distinct"_s, u"by_nullif"_s,
                                u"by_in"_s, u"by_row"_s, u"by_own"_s, u"by_using_copy"_s})
        QTest::newRow(qPrintable(view)) << u"SELECT v::text FROM %1 v ORDER BY 1"_s.arg(view);
    QTest::newRow("a generated column") << u"SELECT id, is_same FROM people ORDER BY id"_s;
    QTest::newRow("a body") << u"SELECT count_same()"_s;
}

void TestMeaning::answersAreTheSame()
{
    QFETCH(QString, question);
    const QByteArray expected = m_server->psql(u"paths"_s, question);
    QVERIFY(!expected.isEmpty());
    QCOMPARE(m_server->psql(u"paths copy"_s, question), expected);
}

void TestMeaning::theSameTextWithAnotherMeaningIsADifference()
{
    // What a program that makes everything in an empty path does.
    m_server->psql(u"paths copy"_s, u"SET search_path = ''; CREATE OR REPLACE VIEW public.by_using AS SELECT p.id, v.n"
                                    " FROM (public.people p JOIN public.visits v USING (login))"_s);
    const QString text = u"SET search_path = ''; SELECT pg_get_viewdef('public.by_using'::regclass)"_s;
    QCOMPARE(m_server->psql(u"paths copy"_s, text), m_server->psql(u"paths"_s, text));
    const CliRun verified = verify(u"paths"_s);
    QCOMPARE(verified.exitCode, 1);
    QVERIFY2(verified.said().contains("operators and functions in its expressions"), verified.said());
}

void TestMeaning::codeFindsNamesWhereItsDatabaseFindsThem()
{
    m_server->createDatabase(u"run time"_s);
    m_server->createDatabase(u"run time copy"_s);
    m_server->psqlFile(u"run time"_s, sqlFile(u"found_at_run_time.sql"_s));
    const ClonePair pair(m_home, u"run-time"_s, {*m_server, u"run time"_s}, {*m_server, u"run time copy"_s});
    const CliRun cloned = pair.clone();
    QVERIFY2(cloned.exitCode == 0, cloned.said());
    for (const QString &question :
         {u"SELECT string_agg(slug, ',' ORDER BY id) FROM lib.streets"_s, u"SELECT sum(ndoc) FROM lib.lexemes"_s,
          u"SELECT sum(share)::numeric(8,4) FROM lib.aa_share"_s, u"SELECT count(*) FROM lib.parts_e"_s,
          u"SELECT count(*) FROM pg_index WHERE indexrelid::regclass::text ~ '(by|red)_' AND indisvalid"_s,
          u"SELECT convalidated FROM pg_constraint WHERE conname = 'streets_colour_check'"_s})
        QCOMPARE(m_server->psql(u"run time copy"_s, question), m_server->psql(u"run time"_s, question));
}

void TestMeaning::codeOfAnOwnerRunsWithItsRights()
{
    m_server->createDatabase(u"owners"_s);
    m_server->createDatabase(u"owners copy"_s);
    m_server->psqlFile(u"owners"_s, sqlFile(u"runs_as_owner.sql"_s));
    const ClonePair pair(m_home, u"owners"_s, {*m_server, u"owners"_s}, {*m_server, u"owners copy"_s});
    const CliRun cloned = pair.clone();
    QVERIFY2(cloned.exitCode == 0, cloned.said());
    QCOMPARE(m_server->psql(u"owners copy"_s, u"SELECT count(*), min(tableowner) FROM modest.all_places, pg_tables"
                                              " WHERE schemaname = 'modest'"_s),
             "6|modest");
}

void TestMeaning::codeOfAnOwnerCannotBecomeTheSession()
{
    m_server->createDatabase(u"takes back"_s);
    m_server->createDatabase(u"takes back copy"_s);
    m_server->psqlFile(u"takes back"_s, sqlFile(u"takes_role_back.sql"_s));
    const ClonePair pair(m_home, u"takes-back"_s, {*m_server, u"takes back"_s}, {*m_server, u"takes back copy"_s});
    const QStringList expected = tests::linesOf(*m_server, u"takes back"_s);
    // Over nothing, over a copy of it, and back.
    for (int time = 0; time < 2; ++time) {
        const CliRun cloned = pair.clone({u"--lang"_s, u"en"_s});
        QVERIFY2(cloned.exitCode == 0, cloned.said());
        const QStringList copy = tests::linesOf(*m_server, u"takes back copy"_s);
        QVERIFY2(copy == expected, tests::differenceOf(expected, copy).constData());
    }
    const CliRun back = pair.rollback();
    QVERIFY2(back.exitCode == 0, back.said());
}

void TestMeaning::aViewThatCannotBeFilledIsNamed()
{
    m_server->createDatabase(u"unfilled"_s);
    m_server->createDatabase(u"unfilled copy"_s);
    m_server->psql(u"unfilled"_s, uR"(
CREATE ROLE without_rights;
CREATE TABLE secrets (id int);
INSERT INTO secrets VALUES (1);
CREATE MATERIALIZED VIEW filled_once AS SELECT id FROM secrets;
CREATE INDEX ON filled_once (id);
ALTER MATERIALIZED VIEW filled_once OWNER TO without_rights;
CREATE MATERIALIZED VIEW well AS SELECT id FROM secrets)"_s);
    const ClonePair pair(m_home, u"unfilled"_s, {*m_server, u"unfilled"_s}, {*m_server, u"unfilled copy"_s});
    const CliRun cloned = pair.clone();
    QVERIFY2(cloned.exitCode == 0, cloned.said());
    QVERIFY2(cloned.output.contains("public.filled_once") && cloned.output.contains("permission denied"),
             cloned.output);
    QCOMPARE(m_server->psql(u"unfilled copy"_s,
                            u"SELECT string_agg(relname || relispopulated, ' ' ORDER BY relname) FROM pg_class"
                            " WHERE relkind = 'm'"_s),
             "filled_oncefalse welltrue");
}

void TestMeaning::anArgumentWithoutANameIsNumbered()
{
    m_server->createDatabase(u"nameless"_s);
    m_server->createDatabase(u"nameless copy"_s);
    m_server->psql(u"nameless"_s, uR"(
CREATE TABLE people (id int PRIMARY KEY, name text, mail text);
INSERT INTO people VALUES (1, 'Ann', 'a@example.org');
CREATE FUNCTION greet(people) RETURNS TABLE (label text) LANGUAGE sql
BEGIN ATOMIC SELECT ($1).name || ' <' || ($1).mail || '> "" ' FROM people; END;
CREATE FUNCTION minus(int, int) RETURNS TABLE (x int) LANGUAGE sql BEGIN ATOMIC SELECT $2 - $1; END;
CREATE FUNCTION mixed(int, named int, int) RETURNS int LANGUAGE sql RETURN $3 * 100 + named * 10 + $1)"_s);
    const QString text = u"SET search_path = ''; SELECT pg_get_functiondef('public.minus'::regproc)"_s;
    QVERIFY(m_server->psql(u"nameless"_s, text).contains("\"\""));
    const ClonePair pair(m_home, u"nameless"_s, {*m_server, u"nameless"_s}, {*m_server, u"nameless copy"_s});
    const CliRun cloned = pair.clone();
    QVERIFY2(cloned.exitCode == 0, cloned.said());
    QCOMPARE(m_server->psql(u"nameless copy"_s,
                            u"SELECT label, minus(3, 10), mixed(1, 2, 3) FROM people p, LATERAL greet(p)"_s),
             "Ann <a@example.org> \"\" |7|321");
    const CliRun verified = verify(u"nameless"_s);
    QVERIFY2(verified.exitCode == 0, verified.said());
}

void TestMeaning::aTextThatNoServerReadsBackIsRefusedOrLeftOut()
{
    m_server->createDatabase(u"broken texts"_s);
    m_server->createDatabase(u"broken texts copy"_s);
    // The expression that is grouped by is printed twice and kept once: which argument is meant nobody can tell.
    m_server->psql(u"broken texts"_s, uR"(
CREATE TABLE goods (id int PRIMARY KEY, n int);
INSERT INTO goods VALUES (1, 2);
CREATE FUNCTION grouped(int, int) RETURNS TABLE (x int, c bigint) LANGUAGE sql
BEGIN ATOMIC SELECT n + $1, count(*) + $2 FROM goods GROUP BY n + $1; END;
CREATE VIEW over_it AS SELECT x FROM grouped(1, 2);
CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT $1 * 2; END;
CREATE TABLE uses (id int PRIMARY KEY, t int DEFAULT twice(3));
INSERT INTO uses VALUES (1);
CREATE VIEW fine AS SELECT id FROM goods)"_s);
    const QString text = u"SELECT pg_get_functiondef('public.grouped'::regproc)"_s;
    QVERIFY(m_server->psql(u"broken texts"_s, text).contains("\"\""));
    const ClonePair pair(m_home, u"broken-texts"_s, {*m_server, u"broken texts"_s},
                         {*m_server, u"broken texts copy"_s});
    const CliRun refused = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(refused.exitCode != 0 && refused.said().contains("E-PLAN-001"), refused.said());
    QVERIFY2(refused.output.contains("public.grouped(integer, integer)") && refused.output.contains("zero-length"),
             refused.said());
    QVERIFY2(refused.said().contains("--leave-out-broken"), refused.said());
    const CliRun cloned = pair.clone({u"--lang"_s, u"en"_s, u"--leave-out-broken"_s});
    QVERIFY2(cloned.exitCode == 0, cloned.said());
    QStringList named;
    for (const QJsonValue &object : cloned.report()[u"notCarried"_s].toArray())
        named.append(object[u"name"_s].toString());
    named.sort();
    QCOMPARE(named, QStringList({u"public.grouped(integer, integer)"_s, u"public.over_it"_s}));
    QCOMPARE(
        m_server->psql(u"broken texts copy"_s, u"SELECT (SELECT count(*) FROM fine), (SELECT t FROM uses), twice(4)"_s),
        "1|6|8");
}

void TestMeaning::whatDependsOnTheTargetFromElsewhereKeepsItsMeaning()
{
    for (const QString &database : {u"inner"_s, u"inner copy"_s}) {
        m_server->createDatabase(database);
        m_server->psql(database,
                       u"CREATE SCHEMA kinds; CREATE EXTENSION citext SCHEMA kinds; CREATE TYPE mood AS ENUM ('a');"
                       "CREATE TABLE people (id int PRIMARY KEY, login kinds.citext, alias kinds.citext, m mood);"
                       "INSERT INTO people VALUES (1, 'Ann', 'ann', 'a'), (2, 'Bob', 'rob', 'a')"_s);
    }
    m_server->psql(u"inner copy"_s, uR"(
CREATE ROLE outsider; CREATE ROLE looks_in;
CREATE SCHEMA reports AUTHORIZATION outsider;
GRANT SELECT ON people TO outsider; GRANT USAGE ON SCHEMA kinds TO outsider;
SET ROLE outsider; SET search_path = public, kinds;
CREATE VIEW reports.same AS SELECT id FROM people WHERE login IS NOT DISTINCT FROM alias;
CREATE VIEW reports.moods AS SELECT id, m, NULLIF(login, alias) AS other FROM people;
COMMENT ON VIEW reports.moods IS 'of people'; COMMENT ON COLUMN reports.moods.m IS 'how';
GRANT SELECT (id) ON reports.moods TO looks_in;
CREATE FUNCTION reports.cheer(mood) RETURNS mood LANGUAGE sql AS 'SELECT $1';
COMMENT ON FUNCTION reports.cheer(mood) IS 'up'; REVOKE EXECUTE ON FUNCTION reports.cheer(mood) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reports.cheer(mood) TO looks_in)"_s);
    const QString lines
        = u"SELECT c.relname, pg_get_userbyid(c.relowner), obj_description(c.oid, 'pg_class'),"
          " col_description(c.oid, 2), (SELECT attacl FROM pg_attribute WHERE attrelid = c.oid AND attnum = 1)"
          " FROM pg_class c WHERE c.relnamespace = 'reports'::regnamespace ORDER BY 1;"
          "SELECT p.proname, proacl, obj_description(p.oid) FROM pg_proc p WHERE pronamespace ="
          " 'reports'::regnamespace; SELECT string_agg(o.oprnamespace::regnamespace::text, ',') FROM"
          " pg_depend d JOIN pg_operator o ON o.oid = d.refobjid WHERE refclassid = 'pg_operator'::regclass"
          " AND d.classid = 'pg_rewrite'::regclass AND d.deptype = 'n'"_s;
    const QByteArray before = m_server->psql(u"inner copy"_s, lines);
    const ClonePair pair(m_home, u"inner"_s, {*m_server, u"inner"_s}, {*m_server, u"inner copy"_s});
    const CliRun cloned = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(cloned.exitCode == 0, cloned.said());
    QCOMPARE(m_server->psql(u"inner copy"_s, lines), before);
    QCOMPARE(m_server->psql(u"inner copy"_s, u"GRANT SELECT ON people TO outsider; SELECT * FROM reports.same"_s), "1");
    const CliRun back = pair.rollback();
    QVERIFY2(back.exitCode == 0, back.said());
    QCOMPARE(m_server->psql(u"inner copy"_s, lines), before);
}

void TestMeaning::aRoutineInCIsNamed()
{
    m_server->createDatabase(u"in c"_s);
    m_server->createDatabase(u"in c copy"_s);
    m_server->psql(u"in c"_s,
                   u"CREATE FUNCTION of_a_library(text) RETURNS text LANGUAGE c AS '$libdir/citext', 'citext_eq'"_s);
    const ClonePair pair(m_home, u"in-c"_s, {*m_server, u"in c"_s}, {*m_server, u"in c copy"_s});
    const CliRun cloned = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(cloned.exitCode == 0 && cloned.output.contains("public.of_a_library(text)"), cloned.said());
}

void TestMeaning::whatOnlyTheTargetHasIsADifferenceOrNamed_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("said");
    QTest::newRow("a schema with rows") << u"CREATE SCHEMA more; CREATE TABLE more.rows AS SELECT 1 AS n"_s << 1
                                        << u"table more.rows"_s;
    QTest::newRow("another position of a sequence")
        << u"SELECT nextval('serial')"_s << 1 << u"sequence public.serial"_s;
    QTest::newRow("another position of an identity")
        << u"SELECT setval('counted_id_seq', 70)"_s << 1 << u"sequence public.counted_id_seq"_s;
    QTest::newRow("a table that is not logged") << u"ALTER TABLE counted SET UNLOGGED"_s << 1 << u"persistence"_s;
    QTest::newRow("another large object") << u"SELECT lo_put(4242, 0, 'other')"_s << 1 << u"4242"_s;
    QTest::newRow("a large object of its own") << u"SELECT lo_from_bytea(777, 'x')"_s << 0 << u"large object"_s;
    QTest::newRow("a comment of the database") << u"COMMENT ON DATABASE \"own changed\" IS 'x'"_s << 0 << u"comment"_s;
    QTest::newRow("an extension of its own") << u"CREATE EXTENSION hstore"_s << 0 << u"extension"_s;
    QTest::newRow("a setting of its own")
        << u"ALTER DATABASE \"own changed\" SET work_mem = '5MB'"_s << 0 << u"work_mem"_s;
}

void TestMeaning::whatOnlyTheTargetHasIsADifferenceOrNamed()
{
    QFETCH(QString, change);
    QFETCH(int, exitCode);
    QFETCH(QString, said);
    if (m_server->psql(u"postgres"_s, u"SELECT count(*) FROM pg_database WHERE datname = 'own'"_s) == "0") {
        m_server->createDatabase(u"own"_s);
        m_server->psql(u"own"_s, uR"(
CREATE SEQUENCE serial;
CREATE TABLE counted (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, n int);
INSERT INTO counted (n) SELECT generate_series(1, 10);
SELECT lo_from_bytea(4242, 'same'))"_s);
        m_home.addEnvironment(u"own-source"_s, u"test"_s, m_server->connectionInfo(u"own"_s));
        m_home.addEnvironment(u"own-target"_s, u"test"_s, m_server->connectionInfo(u"own changed"_s));
    }
    m_server->createDatabase(u"own changed"_s, u"own"_s);
    const CliRun same = verify(u"own"_s);
    m_server->psql(u"own changed"_s, change);
    const CliRun verified = verify(u"own"_s);
    m_server->dropDatabase(u"own changed"_s);
    QVERIFY2(same.exitCode == 0, same.said());
    QVERIFY2(verified.exitCode == exitCode && verified.said().contains(said.toUtf8()), verified.said());
}

void TestMeaning::aPolicyAnOwnerAndGrantsOfMissingRolesAreLeftOut()
{
    QVERIFY_ASSIGN(const auto elsewhere, TestServer::start());
    for (const TestServer *server : {m_server.get(), elsewhere.get()})
        server->psql(u"postgres"_s, u"CREATE ROLE both_have"_s);
    m_server->psql(u"postgres"_s, u"CREATE ROLE only_here; CREATE ROLE only_here_too"_s);
    m_server->createDatabase(u"roles"_s);
    m_server->psql(u"roles"_s, QString::fromUtf8(R"(
        CREATE SCHEMA app AUTHORIZATION only_here;
        CREATE TABLE app.notes (id int PRIMARY KEY, n text);
        INSERT INTO app.notes VALUES (1, 'x');
        ALTER TABLE app.notes OWNER TO only_here;
        SET ROLE only_here;
        GRANT USAGE ON SCHEMA app TO both_have, only_here_too;
        GRANT SELECT ON app.notes TO both_have WITH GRANT OPTION;
        GRANT UPDATE (n) ON app.notes TO only_here_too, both_have;
        SET ROLE both_have; GRANT SELECT ON app.notes TO only_here_too; RESET ROLE;
        ALTER TABLE app.notes ENABLE ROW LEVEL SECURITY;
        CREATE POLICY for_both ON app.notes TO both_have, only_here_too USING (id > 0);
        CREATE POLICY for_one ON app.notes TO only_here_too USING (id > 1);
        ALTER DEFAULT PRIVILEGES FOR ROLE only_here IN SCHEMA app GRANT SELECT ON TABLES TO both_have;
        ALTER DEFAULT PRIVILEGES FOR ROLE both_have IN SCHEMA app GRANT SELECT ON TABLES TO only_here_too;
        CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
        ALTER FUNCTION app.f() OWNER TO only_here_too;)"));
    elsewhere->createDatabase(u"roles copy"_s);
    const ClonePair pair(m_home, u"roles"_s, {*m_server, u"roles"_s}, {*elsewhere, u"roles copy"_s});
    const CliRun cloned = pair.clone();
    QVERIFY2(cloned.exitCode == 0, cloned.said());
    QVERIFY2(cloned.output.contains("for_one"), cloned.output);
    const CliRun verified = verify(u"roles"_s);
    QVERIFY2(verified.exitCode == 0, verified.said());
    QCOMPARE(elsewhere->psql(u"roles copy"_s, u"SELECT polname, polroles::regrole[] FROM pg_policy"_s),
             "for_both|{both_have}");
    // What an owner who is not there granted to those who are is theirs.
    QCOMPARE(elsewhere->psql(u"roles copy"_s,
                             u"SELECT has_table_privilege('both_have', 'app.notes', 'SELECT WITH GRANT OPTION'),"
                             " has_column_privilege('both_have', 'app.notes', 'n', 'UPDATE'),"
                             " has_schema_privilege('both_have', 'app', 'USAGE')"_s),
             "t|t|t");
}

QTEST_GUILESS_MAIN(TestMeaning)
#include "tst_meaning.moc"
