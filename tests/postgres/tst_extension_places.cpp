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

/// Every place in which a text names a member of an extension, in the source's schema of extensions.
const QString usesOfHstore = uR"(
CREATE SCHEMA extensions;
CREATE EXTENSION hstore SCHEMA extensions;
CREATE EXTENSION pg_trgm SCHEMA extensions;
CREATE EXTENSION citext SCHEMA extensions;
CREATE DOMAIN public.tags AS extensions.hstore DEFAULT ''::extensions.hstore CHECK (NOT extensions.exist(VALUE, 'bad'));
CREATE TYPE public.pair AS (one extensions.citext, other extensions.hstore[]);
CREATE FUNCTION public.tag(h extensions.hstore, k text DEFAULT 'a') RETURNS text LANGUAGE sql IMMUTABLE
    AS $$ SELECT h OPERATOR(extensions.->) k $$;
CREATE FUNCTION public.near(s text) RETURNS bool LANGUAGE plpgsql IMMUTABLE SET search_path = extensions, pg_temp
    AS $$ BEGIN RETURN similarity(s, 'word 7') > 0.5 AND extensions.similarity(s, s) = 1; END $$;
CREATE TABLE public.t (id int PRIMARY KEY, h extensions.hstore DEFAULT extensions.hstore('k', 'v'), s text, c extensions.citext,
    g public.tags, p public.pair, k text GENERATED ALWAYS AS (h OPERATOR(extensions.->) 'a') STORED,
    CONSTRAINT has CHECK (h OPERATOR(extensions.?) 'a' OR h IS NULL));
INSERT INTO public.t (id, h, s, c, g, p) SELECT i, extensions.hstore('a', i::text), 'word ' || i, 'Name' || i, '"x"=>"y"',
    ROW('Q', ARRAY['a=>1'::extensions.hstore])::public.pair FROM generate_series(1, 60) i;
CREATE INDEX t_s ON public.t USING gin (s extensions.gin_trgm_ops);
CREATE INDEX t_h ON public.t USING gist (h) WHERE public.tag(h) IS NOT NULL;
CREATE INDEX t_c ON public.t (c extensions.citext_pattern_ops);
SET search_path = public, extensions;
CREATE VIEW public.v AS SELECT DISTINCT c, h -> 'a' AS a, 'extensions.hstore'::text AS said FROM t WHERE c IN ('name1', 'NAME2') OR c = 'name3';
CREATE MATERIALIZED VIEW public.m AS SELECT t.*, 'extensions.similarity(text,text)'::regprocedure::text AS f FROM t WHERE c BETWEEN 'name1' AND 'NAME5';
CREATE VIEW public.joined AS SELECT c, count(*) FROM t JOIN (SELECT c, id FROM t) u USING (c) GROUP BY c;
RESET search_path;
)"_s;

const QString answers = uR"(
SELECT count(*), sum(length(a)), min(said) FROM public.v;
SELECT count(*), sum(k::int) FROM public.t WHERE public.near(s);
SELECT count(*), string_agg(c::text, ',' ORDER BY id) FROM public.m;
SELECT count(*) FROM public.joined;
SELECT public.tag(h), h, g, p FROM public.t ORDER BY id;
)"_s;

/// The structure as pg_dump writes it, and where each extension is.
QStringList placedLines(const TestServer &server, const QString &database)
{
    QStringList lines = tests::linesOf(server, database);
    lines.append(QString::fromUtf8(server.psql(
        database, u"SELECT extname, extnamespace::regnamespace, extversion FROM pg_extension ORDER BY 1"_s)));
    return lines;
}

} // namespace

/// Extensions that the target has in another schema than the source.
class TestExtensionPlaces final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void oneInAReplacedSchemaIsMovedAndMovedBack();
    void oneThatIsNeededElsewhereStaysAndIsNamedWhereItIs_data();
    void oneThatIsNeededElsewhereStaysAndIsNamedWhereItIs();
    void thoseThatCannotMoveAreNamedWhereTheyAre();
    void noSchemaIsMadeForOneWhenOnlyOthersAreCloned();
    void oneThatIsMadeGoesWhereThereIsASchema();
    void aCloneThatFailsMovesItBack();
    void whatTwoExtensionsCallAlikeIsRefused();
    void privilegesOnItsMembersComeAndGo();

private:
    [[nodiscard]] CliRun verify(const QString &name, const QStringList &options = {}) const
    {
        return m_home.run(QStringList{u"verify"_s, u"--source"_s, name + u"-source"_s, u"--target"_s,
                                      name + u"-target"_s, u"--lang"_s, u"en"_s}
                          + options);
    }

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
};

void TestExtensionPlaces::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->psql(u"postgres"_s, u"CREATE ROLE reader"_s);
    m_server->createDatabase(u"uses"_s);
    m_server->psql(u"uses"_s, usesOfHstore);
}

void TestExtensionPlaces::oneInAReplacedSchemaIsMovedAndMovedBack()
{
    m_server->createDatabase(u"in public"_s);
    m_server->psql(u"in public"_s, uR"(
CREATE EXTENSION hstore; CREATE EXTENSION pg_trgm; CREATE EXTENSION citext;
CREATE TABLE mine (id int PRIMARY KEY, h hstore DEFAULT 'a=>1', c citext UNIQUE); INSERT INTO mine VALUES (1, 'k=>v', 'X');
CREATE VIEW seen AS SELECT h -> 'k' FROM mine; CREATE SCHEMA other; CREATE TABLE other.plain (id int);
CREATE FUNCTION other.says() RETURNS text LANGUAGE sql AS $$ SELECT 'a' || 'b' $$)"_s);
    const QStringList before = placedLines(*m_server, u"in public"_s);
    const ClonePair pair(m_home, u"moved"_s, {*m_server, u"uses"_s}, {*m_server, u"in public"_s});
    const CliRun run = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(m_server->psql(u"in public"_s, answers), m_server->psql(u"uses"_s, answers));
    QCOMPARE(m_server->psql(u"in public"_s,
                            u"SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'hstore'"_s),
             QByteArray("extensions"));
    const CliRun same = verify(u"moved"_s, {u"--schemas"_s, u"public,extensions"_s});
    QVERIFY2(same.exitCode == 0, same.said().constData());
    // Once more over it, and back: to the first copy.
    const QStringList copy = tests::rowsOf(*m_server, u"in public"_s);
    const CliRun again = pair.clone();
    QVERIFY2(again.exitCode == 0, again.said().constData());
    const CliRun once = pair.rollback();
    QVERIFY2(once.exitCode == 0, once.said().constData());
    QCOMPARE(tests::rowsOf(*m_server, u"in public"_s), copy);
    QCOMPARE(m_server->psql(u"in public"_s, answers), m_server->psql(u"uses"_s, answers));

    m_server->createDatabase(u"in public too"_s);
    m_server->psql(u"in public too"_s, u"CREATE EXTENSION hstore; CREATE EXTENSION pg_trgm; CREATE EXTENSION citext;"
                                       "CREATE TABLE mine (h hstore); INSERT INTO mine VALUES ('k=>v')"_s);
    const QStringList first = placedLines(*m_server, u"in public too"_s);
    const ClonePair other(m_home, u"back"_s, {*m_server, u"uses"_s}, {*m_server, u"in public too"_s});
    QCOMPARE(other.clone().exitCode, 0);
    const CliRun back = other.rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(tests::differenceOf(first, placedLines(*m_server, u"in public too"_s)), QByteArray());
}

void TestExtensionPlaces::oneThatIsNeededElsewhereStaysAndIsNamedWhereItIs_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("need");
    QTest::newRow("a column of another schema")
        << u"public"_s << u"CREATE TABLE own.t (h public.hstore, l public.hstore[])"_s;
    QTest::newRow("a view of another schema")
        << u"public"_s << u"CREATE VIEW own.v AS SELECT public.similarity('a', 'b')"_s;
    QTest::newRow("a routine whose text names a member")
        << u"public"_s << u"CREATE FUNCTION own.f() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN akeys(NULL); END'"_s;
    QTest::newRow("a schema that is not replaced") << u"Own tools"_s << QString();
}

void TestExtensionPlaces::oneThatIsNeededElsewhereStaysAndIsNamedWhereItIs()
{
    QFETCH(QString, place);
    QFETCH(QString, need);
    const QString database = u"needed "_s + QString::fromUtf8(QTest::currentDataTag());
    const QString name = u"needed%1"_s.arg(qHash(database));
    m_server->createDatabase(database);
    m_server->psql(database,
                   uR"(CREATE SCHEMA own; CREATE SCHEMA IF NOT EXISTS "%1"; CREATE EXTENSION hstore SCHEMA "%1";
        CREATE EXTENSION pg_trgm SCHEMA "%1"; CREATE EXTENSION citext SCHEMA "%1"; CREATE TABLE mine (c "%1".citext); %2)"_s
                       .arg(place, need));
    const QStringList before = placedLines(*m_server, database);
    const ClonePair pair(m_home, name, {*m_server, u"uses"_s}, {*m_server, database});
    const CliRun run = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY2(run.said().contains(u"stays in \"%1\""_s.arg(place).toUtf8()), run.said().constData());
    // A path of its own is longer by where the members are.
    QCOMPARE(m_server->psql(database, answers), m_server->psql(u"uses"_s, answers));
    const CliRun same = verify(name, {u"--schemas"_s, u"public,extensions"_s});
    QVERIFY2(same.exitCode == 0, same.said().constData());
    QVERIFY2(same.said().contains("hstore"), same.said().constData());
    const CliRun back = pair.rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(tests::differenceOf(before, placedLines(*m_server, database)), QByteArray());
}

void TestExtensionPlaces::thoseThatCannotMoveAreNamedWhereTheyAre()
{
    for (const QString &database : {u"distances"_s, u"other distances"_s})
        m_server->createDatabase(database);
    m_server->psql(u"distances"_s, uR"(
CREATE SCHEMA "geo tools"; CREATE EXTENSION cube SCHEMA "geo tools"; CREATE EXTENSION earthdistance SCHEMA "geo tools";
CREATE FUNCTION public.where_is(a float8, b float8) RETURNS "geo tools".earth LANGUAGE sql IMMUTABLE
    SET search_path = "geo tools", public AS $$ SELECT ll_to_earth(a, b) $$;
CREATE TABLE public.places (id int PRIMARY KEY, lat float8, lon float8, CHECK ("geo tools".earth() > 0));
INSERT INTO public.places SELECT i, i, i FROM generate_series(1, 20) i;
CREATE INDEX ON public.places USING gist (public.where_is(lat, lon));
CREATE VIEW public.far AS SELECT a.id FROM public.places a WHERE "geo tools".cube_distance(public.where_is(lat, lon),
    public.where_is(0, 0)) > 500000 AND public.where_is(lat, lon) OPERATOR("geo tools".<>) public.where_is(1, 1))"_s);
    m_server->psql(u"other distances"_s, u"CREATE EXTENSION cube; CREATE EXTENSION earthdistance;"
                                         "CREATE TABLE mine (c cube)"_s);
    const QStringList before = placedLines(*m_server, u"other distances"_s);
    const ClonePair pair(m_home, u"distances"_s, {*m_server, u"distances"_s}, {*m_server, u"other distances"_s});
    const CliRun run = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(m_server->psql(u"other distances"_s, u"SELECT * FROM public.far ORDER BY 1"_s),
             m_server->psql(u"distances"_s, u"SELECT * FROM public.far ORDER BY 1"_s));
    const CliRun same = verify(u"distances"_s);
    QVERIFY2(same.exitCode == 0, same.said().constData());
    const CliRun back = pair.rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(tests::differenceOf(before, placedLines(*m_server, u"other distances"_s)), QByteArray());
}

void TestExtensionPlaces::noSchemaIsMadeForOneWhenOnlyOthersAreCloned()
{
    m_server->createDatabase(u"only public"_s);
    m_server->psql(u"only public"_s, u"CREATE EXTENSION hstore; CREATE EXTENSION pg_trgm; CREATE EXTENSION citext"_s);
    const ClonePair pair(m_home, u"only"_s, {*m_server, u"uses"_s}, {*m_server, u"only public"_s});
    const CliRun run = pair.clone({u"--schemas"_s, u"public"_s, u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(m_server->psql(u"only public"_s, answers), m_server->psql(u"uses"_s, answers));
    QCOMPARE(m_server->psql(u"only public"_s, u"SELECT to_regnamespace('extensions') IS NULL"_s), QByteArray("t"));
}

void TestExtensionPlaces::oneThatIsMadeGoesWhereThereIsASchema()
{
    m_server->createDatabase(u"without any"_s);
    const ClonePair pair(m_home, u"without"_s, {*m_server, u"uses"_s}, {*m_server, u"without any"_s});
    const CliRun run = pair.clone({u"--schemas"_s, u"public"_s, u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(m_server->psql(u"without any"_s, answers), m_server->psql(u"uses"_s, answers));
    QCOMPARE(m_server->psql(u"without any"_s, u"SELECT DISTINCT extnamespace::regnamespace FROM pg_extension "
                                              "WHERE extname <> 'plpgsql'"_s),
             QByteArray("public"));
    const CliRun back = pair.rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(m_server->psql(u"without any"_s, u"SELECT count(*) FROM pg_extension"_s), QByteArray("1"));
}

void TestExtensionPlaces::aCloneThatFailsMovesItBack()
{
    for (const QString &database : {u"breaks"_s, u"broken into"_s})
        m_server->createDatabase(database);
    m_server->psql(u"breaks"_s, uR"(CREATE SCHEMA extensions; CREATE EXTENSION hstore SCHEMA extensions;
CREATE FUNCTION once(h extensions.hstore) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
    IF current_database() = 'broken into' THEN RAISE EXCEPTION 'not here'; END IF; RETURN true; END $$;
CREATE TABLE t (h extensions.hstore); INSERT INTO t VALUES ('a=>1'); CREATE INDEX ON t (once(h)))"_s);
    m_server->psql(u"broken into"_s,
                   u"CREATE EXTENSION hstore; CREATE TABLE mine (h hstore); INSERT INTO mine VALUES ('k=>v')"_s);
    const QStringList before = placedLines(*m_server, u"broken into"_s);
    const ClonePair pair(m_home, u"breaks"_s, {*m_server, u"breaks"_s}, {*m_server, u"broken into"_s});
    const CliRun run = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode != 0, run.said().constData());
    QCOMPARE(tests::differenceOf(before, placedLines(*m_server, u"broken into"_s)), QByteArray());
}

void TestExtensionPlaces::whatTwoExtensionsCallAlikeIsRefused()
{
    m_server->createDatabase(u"own names"_s);
    m_server->createDatabase(u"tools elsewhere"_s);
    m_server->psql(u"own names"_s, uR"(CREATE SCHEMA tools; CREATE EXTENSION hstore SCHEMA tools;
CREATE FUNCTION tools.akeys(text) RETURNS text LANGUAGE sql AS 'SELECT $1'; CREATE TABLE t (h tools.hstore))"_s);
    m_server->psql(u"tools elsewhere"_s, u"CREATE SCHEMA own; CREATE EXTENSION hstore SCHEMA own"_s);
    const ClonePair pair(m_home, u"alike"_s, {*m_server, u"own names"_s}, {*m_server, u"tools elsewhere"_s});
    const CliRun run = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode != 0 && run.output.contains("E-OBJ-002") && run.said().contains("tools.akeys(text)"),
             run.said().constData());
    QCOMPARE(m_server->psql(u"tools elsewhere"_s, u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s),
             QByteArray("0"));
}

void TestExtensionPlaces::privilegesOnItsMembersComeAndGo()
{
    for (const QString &database : {u"granted"_s, u"to be granted"_s})
        m_server->createDatabase(database);
    m_server->psql(u"granted"_s, u"CREATE SCHEMA tools; CREATE EXTENSION hstore SCHEMA tools;"
                                 "REVOKE EXECUTE ON FUNCTION tools.akeys(tools.hstore) FROM PUBLIC;"
                                 "GRANT EXECUTE ON FUNCTION tools.akeys(tools.hstore) TO reader"_s);
    m_server->psql(u"to be granted"_s, u"CREATE EXTENSION hstore"_s);
    const QString rights = u"SELECT proacl FROM pg_proc WHERE proname = 'akeys'"_s;
    const QByteArray before = m_server->psql(u"to be granted"_s, rights);
    const ClonePair pair(m_home, u"rights"_s, {*m_server, u"granted"_s}, {*m_server, u"to be granted"_s});
    const CliRun run = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(m_server->psql(u"to be granted"_s, rights), m_server->psql(u"granted"_s, rights));
    const CliRun same = verify(u"rights"_s);
    QVERIFY2(same.exitCode == 0, same.said().constData());
    const CliRun back = pair.rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    // A list of its own says what none says.
    QVERIFY(before.isEmpty() || m_server->psql(u"to be granted"_s, rights) == before);
    QVERIFY(!m_server->psql(u"to be granted"_s, rights).contains("reader"));
}

QTEST_GUILESS_MAIN(TestExtensionPlaces)
#include "tst_extension_places.moc"
