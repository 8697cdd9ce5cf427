// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

namespace {

/// An owner without any right beyond his database hides code wherever there is a place for it. What runs writes a line
/// with the account under which it ran into the server's log, which works in a transaction that only reads.
constexpr QStringView places = uR"(
SET ROLE app;
CREATE SCHEMA app;
CREATE FUNCTION app.detect(place text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
    $$BEGIN RAISE LOG 'detected % as %', place, current_user; RETURN true; END$$;
CREATE FUNCTION app.text_of(place text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
    $$BEGIN PERFORM app.detect(place); RETURN place; END$$;
CREATE FUNCTION app.number_of(place text) RETURNS int LANGUAGE sql IMMUTABLE AS
    $$SELECT CASE WHEN app.detect(place) THEN 0 END$$;
CREATE TABLE app.leaders (id int PRIMARY KEY);
CREATE TABLE app.predicate (id int PRIMARY KEY, email text, leader int REFERENCES app.leaders);
CREATE INDEX ON app.predicate (email) WHERE app.detect('predicate');
CREATE TABLE app.expression (id int PRIMARY KEY, email text);
CREATE INDEX ON app.expression ((app.text_of('expression') || email));
CREATE TABLE app.statistic (id int PRIMARY KEY, email text);
CREATE STATISTICS app.kept ON (app.text_of('statistics') || email), id FROM app.statistic;
CREATE TABLE app.parted (id int, email text) PARTITION BY RANGE ((id + app.number_of('partition key')));
CREATE TABLE app.part PARTITION OF app.parted FOR VALUES FROM (0) TO (100000);
CREATE DOMAIN app.address AS text CHECK (app.detect('domain'));
CREATE TABLE app.domains (id int PRIMARY KEY, email app.address);
CREATE TYPE app.mood AS ENUM ('good', 'bad');
CREATE FUNCTION app.mood_text(app.mood) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
    $$BEGIN PERFORM app.detect('cast'); RETURN 'good'; END$$;
CREATE CAST (app.mood AS text) WITH FUNCTION app.mood_text(app.mood) AS IMPLICIT;
CREATE TABLE app.casts (id int PRIMARY KEY, email text, mood app.mood);
CREATE FUNCTION app.same(app.mood, text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
    $$BEGIN RETURN app.detect('operator'); END$$;
CREATE OPERATOR app.= (LEFTARG = app.mood, RIGHTARG = text, FUNCTION = app.same);
CREATE TABLE app.checks (id int PRIMARY KEY, email text CHECK (app.detect('check')));
CREATE TABLE app.parents (id int PRIMARY KEY, email text);
CREATE TABLE app.children (more text CHECK (app.detect('check of a child'))) INHERITS (app.parents);
CREATE INDEX ON app.children (more) WHERE app.detect('index of a child');
CREATE TABLE app.policies (id int PRIMARY KEY, email text);
ALTER TABLE app.policies ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY hidden ON app.policies USING (app.detect('policy'));
CREATE TABLE app.generated (id int PRIMARY KEY, email text,
    more text GENERATED ALWAYS AS (app.text_of('generated column')) STORED);
CREATE TABLE app.defaults (id int PRIMARY KEY, email text DEFAULT app.text_of('default'));
CREATE TABLE app.rules (id int PRIMARY KEY, email text);
CREATE RULE quiet AS ON UPDATE TO app.rules WHERE app.detect('rule') DO INSTEAD NOTHING;
CREATE VIEW app.shown AS SELECT id, email FROM app.rules WHERE app.detect('view');
CREATE TABLE app.later (id int PRIMARY KEY, email text);
CREATE TABLE app.later_small (id int PRIMARY KEY, email text);
CREATE TABLE app.harmless (id int PRIMARY KEY, email text, mood app.mood[]);
ALTER TABLE app.harmless ALTER mood TYPE text;
DO $$DECLARE name text; BEGIN
    FOREACH name IN ARRAY ARRAY['predicate', 'expression', 'statistic', 'part', 'domains', 'casts', 'checks',
        'parents', 'children', 'generated', 'defaults', 'rules', 'harmless', 'later_small']
    LOOP
        EXECUTE format('INSERT INTO app.%I (id, email) SELECT n, ''person'' || n || ''@example.org'' FROM'
            ' generate_series(1, 20) AS n', name);
    END LOOP;
END$$;
RESET ROLE;
INSERT INTO app.policies SELECT n, 'person' || n || '@example.org' FROM generate_series(1, 20) AS n;
-- Beyond what is read to its end, so that it is sampled and cut into parts.
INSERT INTO app.predicate SELECT n, 'person' || n || '@example.org' FROM generate_series(21, 20000) AS n;
INSERT INTO app.later SELECT n, 'person' || n || '@example.org' FROM generate_series(1, 20000) AS n;
INSERT INTO app.harmless SELECT n, 'person' || n || '@example.org' FROM generate_series(21, 20000) AS n;
)";

/// Operators and functions of the server's own names, found before the server's where a database says so: its owner
/// may set the path of every session.
constexpr QStringView shadows = uR"(
CREATE SCHEMA shadow AUTHORIZATION app;
SET ROLE app;
SET search_path = shadow, pg_catalog;
DO $make$
DECLARE kind text; sign text;
BEGIN
    FOREACH kind IN ARRAY ARRAY['text', 'name', 'oid', 'integer', 'bigint', 'boolean', '"char"', 'smallint', 'regclass', 'timestamptz']
    LOOP
        FOREACH sign IN ARRAY ARRAY['=', '<>', '<', '>', '<=', '>=', '||', '~', '!~', '+', '-', '*', '/']
        LOOP
            EXECUTE pg_catalog.format('CREATE FUNCTION shadow.%I(%s, %s) RETURNS %s LANGUAGE plpgsql AS %L',
                'op ' OPERATOR(pg_catalog.||) sign OPERATOR(pg_catalog.||) kind, kind, kind,
                CASE WHEN sign OPERATOR(pg_catalog.=) ANY (ARRAY['||']) THEN 'text' WHEN sign OPERATOR(pg_catalog.=) ANY (ARRAY['+', '-', '*', '/']) THEN kind ELSE 'boolean' END,
                pg_catalog.format('BEGIN RAISE LOG ''detected operator %s %s as %%'', current_user; RETURN NULL; END', sign, kind));
            EXECUTE pg_catalog.format('CREATE OPERATOR shadow.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = shadow.%I)', sign, kind, kind,
                'op ' OPERATOR(pg_catalog.||) sign OPERATOR(pg_catalog.||) kind);
        END LOOP;
    END LOOP;
END $make$;
DO $make$
DECLARE called text;
BEGIN
    FOREACH called IN ARRAY ARRAY['pg_backend_pid()', 'pg_is_in_recovery()', 'version()', 'current_database()', 'now()', 'current_setting(text)',
        'current_setting(text, boolean)', 'set_config(text, text, boolean)', 'quote_ident(text)', 'lower(text)', 'upper(text)', 'format_type(oid, integer)',
        'to_regclass(text)', 'pg_database_size(name)', 'pg_get_userbyid(oid)', 'has_table_privilege(text, text)', 'has_schema_privilege(oid, text)',
        'pg_has_role(oid, text)', 'pg_has_role(name, oid, text)', 'length(text)', 'substr(text, integer)', 'pg_relation_size(regclass)', 'pg_export_snapshot()',
        'txid_current()', 'pg_try_advisory_lock(integer, integer)', 'pg_advisory_xact_lock(integer, integer)', 'pg_control_system()', 'pg_postmaster_start_time()']
    LOOP
        EXECUTE pg_catalog.format('CREATE FUNCTION shadow.%s RETURNS text LANGUAGE plpgsql AS %L', called,
            pg_catalog.format('BEGIN RAISE LOG ''detected %s as %%'', current_user; RETURN NULL; END', called));
    END LOOP;
END $make$;
CREATE VIEW shadow.pg_settings AS SELECT NULL::text AS name, NULL::text AS setting;
CREATE VIEW shadow.pg_roles AS SELECT NULL::name AS rolname, NULL::bool AS rolsuper;
)";

} // namespace

/// A source whose owners hide code in it, read with a superuser's account: none of it runs.
class TestHostileSource final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyPlaceWouldBeSeen();
    void readingRunsNobodysCode_data();
    void readingRunsNobodysCode();
    void aCloneReadsTheSourceWithoutRunningItsCode();
    void aConditionThatWouldRunCodeIsRefusedAndTheOwnerNamed_data();
    void aConditionThatWouldRunCodeIsRefusedAndTheOwnerNamed();
    void whatAnOwnerMakesMeanwhileDoesNotRun_data();
    void whatAnOwnerMakesMeanwhileDoesNotRun();
    void aPathOfTheDatabaseLeadsToNobodysCode();
    void aForeignPartitionIsNotReached();
    void functionsThatAnOwnerAddsToAnExtensionAreNotTrusted();
    void anAccountThatCouldDoHarmIsSaidWithAScriptForAReader();
    void theReaderOfTheScriptCanReadEverything();

private:
    /// What ran as the account of Sosie since `from`.
    [[nodiscard]] QByteArrayList detected(qsizetype from) const;
    [[nodiscard]] QStringList cloneArguments() const
    {
        return {u"clone"_s, u"--source"_s, u"prod"_s,   u"--target"_s, u"copy"_s,      u"--confirm"_s,
                u"copy"_s,  u"--json"_s,   u"--jobs"_s, u"2"_s,        u"--no-input"_s};
    }

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
};

QByteArrayList TestHostileSource::detected(qsizetype from) const
{
    QByteArrayList lines;
    for (const QByteArray &line : m_server->log().mid(from).split('\n')) {
        const qsizetype at = line.indexOf("detected ");
        if (at >= 0 && line.contains(" as postgres") && line.contains("LOG:"))
            lines.append(line.mid(at));
    }
    return lines;
}

void TestHostileSource::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.logsStatements = true}));
    m_server->psql(u"postgres"_s, u"CREATE ROLE app LOGIN"_s);
    m_server->createDatabase(u"prod"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"prod"_s, u"GRANT ALL ON DATABASE prod TO app"_s);
    m_server->psql(u"prod"_s, places.toString());
    m_home.addEnvironment(u"prod"_s, u"production"_s, m_server->connectionInfo(u"prod"_s));
    m_home.addEnvironment(u"copy"_s, u"test"_s, m_server->connectionInfo(u"copy"_s));
}

/// The detector detects: with the statements that Sosie does not send.
void TestHostileSource::everyPlaceWouldBeSeen()
{
    const QList<std::pair<QByteArray, QString>> statements{
        {"predicate", u"SELECT count(*) FROM app.predicate"_s},
        {"expression", u"SELECT count(*) FROM app.expression"_s},
        {"statistics", u"SELECT count(*) FROM app.statistic"_s},
        {"partition key", u"SELECT count(*) FROM app.parted"_s},
        {"domain", u"SELECT count(*) FROM app.domains WHERE email = CAST('x' AS app.address)"_s},
        {"cast", u"SELECT count(*) FROM app.casts WHERE mood::text = 'x'"_s},
        {"check of a child", u"SELECT count(*) FROM app.parents WHERE email = 'x'"_s},
        {"index of a child", u"SELECT count(*) FROM app.parents WHERE email = 'x'"_s},
    };
    for (const auto &[place, statement] : statements) {
        const qsizetype from = m_server->log().size();
        m_server->psql(u"prod"_s, statement);
        QVERIFY2(detected(from).join('\n').contains(QByteArray("detected " + place)), place);
    }
}

void TestHostileSource::readingRunsNobodysCode_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("a test of the connection") << QStringList{u"env"_s, u"test"_s, u"prod"_s};
    QTest::newRow("the detection of personal data") << QStringList{
        u"rules"_s, u"detect"_s, u"--source"_s, u"prod"_s, u"--output"_s, m_home.path() + u"/rules.toml"_s};
    QTest::newRow("a plan") << cloneArguments() + QStringList{u"--dry-run"_s};
    QTest::newRow("a choice of rows that refers to nothing of the kind")
        << cloneArguments() + QStringList{u"--where"_s, u"harmless=id < 10"_s, u"--dry-run"_s};
}

void TestHostileSource::readingRunsNobodysCode()
{
    QFETCH(const QStringList, arguments);
    const qsizetype from = m_server->log().size();
    const CliRun run = m_home.run(arguments);
    QVERIFY2(run.exitCode == 0, run.said());
    QCOMPARE(detected(from).join('\n'), QByteArray());
}

/// What the copy does with the code in it is another question: only sessions that read are looked at.
void TestHostileSource::aCloneReadsTheSourceWithoutRunningItsCode()
{
    const qsizetype from = m_server->log().size();
    const CliRun run = m_home.run(cloneArguments());
    QVERIFY2(run.exitCode == 0, run.said());
    const CliRun verified = m_home.run({u"verify"_s, u"--source"_s, u"prod"_s, u"--target"_s, u"copy"_s, u"--json"_s});
    QVERIFY2(!verified.said().isEmpty() && !verified.crashed, verified.said());
    const QByteArrayList lines = m_server->log().mid(from).split('\n');
    QVERIFY(std::any_of(lines.begin(), lines.end(), [](const QByteArray &line) { return line.contains("] sosie: "); }));
    for (const QByteArray &line : lines)
        QVERIFY2(!line.contains("] sosie: LOG:  detected"), line);
}

void TestHostileSource::aConditionThatWouldRunCodeIsRefusedAndTheOwnerNamed_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("named");
    QTest::newRow("a condition on a table with such an index")
        << QStringList{u"--where"_s, u"predicate=id < 10"_s} << u"app.detect"_s;
    QTest::newRow("a cast that the owner made") << QStringList{u"--where"_s, u"casts=mood = 'good'"_s} << u"app.mood"_s;
    QTest::newRow("a table that follows from the choice")
        << QStringList{u"--where"_s, u"leaders=id < 10"_s} << u"app.detect"_s;
    QTest::newRow("a domain that runs code") << QStringList{u"--where"_s, u"domains=email = 'x'"_s} << u"app.address"_s;
    QTest::newRow("a partitioned table with a key that runs code")
        << QStringList{u"--where"_s, u"parted=id < 10"_s} << u"app.number_of"_s;
    QTest::newRow("a sample of such a table") << QStringList{u"--sample"_s, u"10"_s} << u"app.detect"_s;
}

void TestHostileSource::aConditionThatWouldRunCodeIsRefusedAndTheOwnerNamed()
{
    QFETCH(const QStringList, options);
    QFETCH(const QString, named);
    const qsizetype from = m_server->log().size();
    const CliRun run = m_home.run(cloneArguments() + QStringList{u"--dry-run"_s} + options);
    QVERIFY2(run.exitCode != 0, run.said());
    QVERIFY2(run.said().contains("E-ROWS-005"), run.said());
    QVERIFY2(run.said().contains(named.toUtf8()), run.said());
    QVERIFY2(run.said().contains("owner app"), run.said());
    QCOMPARE(detected(from).join('\n'), QByteArray());
}

void TestHostileSource::whatAnOwnerMakesMeanwhileDoesNotRun_data()
{
    QTest::addColumn<QString>("made");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("isRefused");
    const QString index = u"CREATE INDEX raced ON app.%1 (email) WHERE app.detect('raced')"_s;
    const QStringList condition{u"--where"_s, u"later=id < 10"_s};
    QTest::newRow("an index, before a sample") << index.arg(u"later"_s) << QStringList() << false;
    QTest::newRow("an index, before rows are chosen") << index.arg(u"later"_s) << condition << true;
    QTest::newRow("an index of a small table") << index.arg(u"later_small"_s) << QStringList() << false;
    QTest::newRow("an expression") << u"CREATE INDEX raced ON app.later ((app.text_of('raced') || email))"_s
                                   << condition << true;
    QTest::newRow("a statistic")
        << u"CREATE STATISTICS app.raced ON (app.text_of('raced') || email), id FROM app.later"_s << QStringList()
        << false;
    QTest::newRow("a statistic, before rows are chosen")
        << u"CREATE STATISTICS app.raced ON (app.text_of('raced') || email), id FROM app.later"_s << condition << true;
}

/// The transaction that reads does not see what is made after its moment; the server plans with it.
void TestHostileSource::whatAnOwnerMakesMeanwhileDoesNotRun()
{
    QFETCH(const QString, made);
    QFETCH(const QStringList, options);
    QFETCH(const bool, isRefused);
    QProcess holder;
    holder.setProcessChannelMode(QProcess::MergedChannels);
    holder.start(u"psql"_s, {u"-X"_s, u"-At"_s, m_server->connectionInfo(u"prod"_s)});
    QVERIFY(holder.waitForStarted());
    holder.write("BEGIN; LOCK TABLE app.leaders; SELECT 'held';\n");
    QByteArray told;
    while (!told.contains("held") && holder.waitForReadyRead(tests::patience))
        told += holder.readAll();
    const qsizetype from = m_server->log().size();
    const std::unique_ptr<QProcess> sosie = m_home.start(cloneArguments() + QStringList{u"--dry-run"_s} + options);
    QTRY_COMPARE(m_server->psql(u"prod"_s, u"SELECT count(*) > 0 FROM pg_locks WHERE NOT granted"_s), QByteArray("t"));
    m_server->psql(u"prod"_s, u"SET ROLE app; "_s + made);
    holder.write("ROLLBACK;\n\\q\n");
    QVERIFY(holder.waitForFinished(tests::patience));
    QVERIFY(sosie->waitForFinished(tests::patience));
    const QByteArray said = sosie->readAllStandardOutput() + sosie->readAllStandardError();
    const QByteArrayList ran = detected(from);
    m_server->psql(u"prod"_s, u"DROP INDEX IF EXISTS app.raced; DROP STATISTICS IF EXISTS app.raced"_s);
    QCOMPARE(ran.join('\n'), QByteArray());
    QVERIFY2((sosie->exitCode() != 0) == isRefused, said);
    QVERIFY2(!isRefused || (said.contains("E-ROWS-005") && said.contains("owner app")), said);
}

/// What a session begins with is its database's: on both sides, before Sosie has set anything.
void TestHostileSource::aPathOfTheDatabaseLeadsToNobodysCode()
{
    for (const QString &name : {u"shadowed"_s, u"shadowed copy"_s}) {
        m_server->createDatabase(name);
        m_server->psql(u"postgres"_s, u"ALTER DATABASE \"%1\" OWNER TO app"_s.arg(name));
        m_server->psql(name, u"CREATE TABLE people (id int PRIMARY KEY, name text, at timestamptz DEFAULT now());"
                             "INSERT INTO people (id, name) SELECT n, 'name ' || n FROM generate_series(1, 200) n;"
                             "CREATE VIEW names AS SELECT name FROM people; CREATE INDEX ON people (name)"_s);
        m_server->psql(name, shadows.toString());
        m_server->psql(u"postgres"_s,
                       u"ALTER DATABASE \"%1\" SET search_path = shadow, pg_catalog, public"_s.arg(name));
    }
    const qsizetype before = m_server->log().size();
    m_server->psql(u"shadowed"_s,
                   u"SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'people'::name OR oid = 0::oid"_s);
    QVERIFY(!detected(before).isEmpty());

    const qsizetype from = m_server->log().size();
    m_home.addEnvironment(u"shadowed"_s, u"production"_s, m_server->connectionInfo(u"shadowed"_s));
    m_home.addEnvironment(u"shadowed-copy"_s, u"test"_s, m_server->connectionInfo(u"shadowed copy"_s));
    const QStringList ends{u"--source"_s, u"shadowed"_s, u"--target"_s, u"shadowed-copy"_s, u"--json"_s};
    for (const QStringList &command : QList<QStringList>{
             {u"env"_s, u"test"_s, u"shadowed"_s},
             {u"env"_s, u"test"_s, u"shadowed-copy"_s},
             {u"rules"_s, u"detect"_s, u"--source"_s, u"shadowed"_s},
             QStringList{u"clone"_s} + ends + QStringList{u"--confirm"_s, u"shadowed-copy"_s, u"--no-input"_s},
             QStringList{u"verify"_s} + ends,
             QStringList{u"clone"_s} + ends
                 + QStringList{u"--confirm"_s, u"shadowed-copy"_s, u"--no-input"_s, u"--where"_s, u"people=id < 50"_s},
             {u"rollback"_s, u"--target"_s, u"shadowed-copy"_s, u"--confirm"_s, u"shadowed-copy"_s, u"--no-input"_s}}) {
        const CliRun run = m_home.run(command);
        QVERIFY2(!run.crashed && (run.exitCode == 0 || command.first() == u"verify"_s), run.said());
        QCOMPARE(detected(from).join('\n').prepend(command.first().toUtf8()), command.first().toUtf8());
    }
}

void TestHostileSource::aForeignPartitionIsNotReached()
{
    m_server->createDatabase(u"abroad"_s);
    m_server->createDatabase(u"partitioned"_s);
    m_server->psql(u"abroad"_s,
                   u"CREATE TABLE far (id int, email text); INSERT INTO far VALUES (7, 'x@example.org')"_s);
    m_server->psql(
        u"partitioned"_s,
        u"CREATE EXTENSION postgres_fdw; CREATE SERVER abroad FOREIGN DATA WRAPPER postgres_fdw OPTIONS"
        " (host '%1', port '%2', dbname 'abroad'); CREATE USER MAPPING FOR PUBLIC SERVER abroad OPTIONS"
        " (user 'postgres', password_required 'false'); CREATE TABLE parted (id int, email text) PARTITION BY"
        " RANGE (id); CREATE TABLE near PARTITION OF parted FOR VALUES FROM (0) TO (5); INSERT INTO near"
        " VALUES (1, 'a@example.org'); CREATE FOREIGN TABLE far PARTITION OF parted FOR VALUES FROM (5) TO"
        " (10) SERVER abroad"_s.arg(m_server->cluster().socketFolder())
            .arg(m_server->port()));
    m_home.addEnvironment(u"partitioned"_s, u"production"_s, m_server->connectionInfo(u"partitioned"_s));
    const qsizetype from = m_server->log().size();
    const CliRun detect = m_home.run({u"rules"_s, u"detect"_s, u"--source"_s, u"partitioned"_s});
    QVERIFY2(detect.exitCode == 0, detect.said());
    const QStringList clone{u"clone"_s,  u"--source"_s,  u"partitioned"_s, u"--target"_s,  u"copy"_s,
                            u"--json"_s, u"--confirm"_s, u"copy"_s,        u"--no-input"_s};
    const CliRun some = m_home.run(clone + QStringList{u"--dry-run"_s, u"--where"_s, u"parted=id < 9"_s});
    QVERIFY2(!some.crashed, some.said());
    const CliRun plan = m_home.run(clone + QStringList{u"--dry-run"_s});
    QVERIFY2(!plan.crashed, plan.said());
    // Whoever reaches the other server names himself like this there.
    QVERIFY(!m_server->log().mid(from).contains("postgres_fdw: "));
}

void TestHostileSource::functionsThatAnOwnerAddsToAnExtensionAreNotTrusted()
{
    m_server->createDatabase(u"extended"_s);
    m_server->psql(u"extended"_s,
                   u"GRANT ALL ON DATABASE extended TO app; GRANT CREATE ON SCHEMA public TO app; SET ROLE app;"
                   " CREATE EXTENSION citext;"
                   " CREATE FUNCTION public.detect(citext) RETURNS text LANGUAGE plpgsql IMMUTABLE AS"
                   " $$BEGIN RAISE LOG 'detected member as %', current_user; RETURN 'x'; END$$;"
                   " ALTER EXTENSION citext ADD FUNCTION public.detect(citext);"
                   " CREATE TABLE public.people (id int, email citext);"
                   " CREATE INDEX ON public.people (public.detect('x'));"
                   " CREATE TABLE public.words (id int, email citext, CHECK (email > 'a'));"
                   " CREATE INDEX ON public.words (lower(email::text)) WHERE email = 'x';"
                   " INSERT INTO public.people VALUES (1, 'a@example.org');"
                   " INSERT INTO public.words VALUES (1, 'a@example.org')"_s);
    m_home.addEnvironment(u"extended"_s, u"test"_s, m_server->connectionInfo(u"extended"_s));
    const qsizetype from = m_server->log().size();
    const auto plan = [this](const QString &condition) {
        return m_home.run({u"clone"_s, u"--source"_s, u"extended"_s, u"--target"_s, u"copy"_s, u"--json"_s,
                           u"--dry-run"_s, u"--no-input"_s, u"--where"_s, condition});
    };
    const CliRun refused = plan(u"people=id < 10"_s);
    QVERIFY2(refused.said().contains("E-ROWS-005"), refused.said());
    // What the extension itself brings is trusted.
    const CliRun allowed = plan(u"words=id < 10"_s);
    QVERIFY2(allowed.exitCode == 0, allowed.said());
    QCOMPARE(detected(from).join('\n'), QByteArray());
}

void TestHostileSource::anAccountThatCouldDoHarmIsSaidWithAScriptForAReader()
{
    const CliRun plan = m_home.run(cloneArguments() + QStringList{u"--dry-run"_s});
    QVERIFY2(plan.said().contains("GRANT pg_read_all_data TO sosie_reader"), plan.said());
    const CliRun test = m_home.run({u"env"_s, u"test"_s, u"prod"_s});
    QVERIFY2(test.said().contains("GRANT pg_read_all_data TO sosie_reader"), test.said());
}

void TestHostileSource::theReaderOfTheScriptCanReadEverything()
{
    const CliRun test = m_home.run({u"env"_s, u"test"_s, u"prod"_s});
    static const QRegularExpression script(u"CREATE ROLE sosie_reader.*?pg_read_all_data TO sosie_reader;"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch found = script.match(QString::fromUtf8(test.said()));
    QVERIFY2(found.hasMatch(), test.said());
    m_server->psql(u"prod"_s, found.captured().replace(u'\n', u' '));
    QString connection = m_server->connectionInfo(u"prod"_s);
    static const QRegularExpression user(u"user=\\S+"_s);
    m_home.addEnvironment(u"reader"_s, u"production"_s, connection.replace(user, u"user=sosie_reader"_s));
    const CliRun plan = m_home.run({u"clone"_s, u"--source"_s, u"reader"_s, u"--target"_s, u"copy"_s, u"--json"_s,
                                    u"--dry-run"_s, u"--no-input"_s});
    QVERIFY2(plan.exitCode == 0, plan.said());
    QVERIFY2(!plan.said().contains("could do harm"), plan.said());
}

QTEST_GUILESS_MAIN(TestHostileSource)
#include "tst_hostile_source.moc"
