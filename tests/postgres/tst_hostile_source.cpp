// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"
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
CREATE TABLE app.harmless (id int PRIMARY KEY, email text, mood app.mood[]);
ALTER TABLE app.harmless ALTER mood TYPE text;
DO $$DECLARE name text; BEGIN
    FOREACH name IN ARRAY ARRAY['predicate', 'expression', 'statistic', 'part', 'domains', 'casts', 'checks',
        'parents', 'children', 'generated', 'defaults', 'rules', 'harmless']
    LOOP
        EXECUTE format('INSERT INTO app.%I (id, email) SELECT n, ''person'' || n || ''@example.org'' FROM'
            ' generate_series(1, 20) AS n', name);
    END LOOP;
END$$;
RESET ROLE;
INSERT INTO app.policies SELECT n, 'person' || n || '@example.org' FROM generate_series(1, 20) AS n;
-- Beyond what is read to its end, so that it is sampled and cut into parts.
INSERT INTO app.predicate SELECT n, 'person' || n || '@example.org' FROM generate_series(21, 20000) AS n;
INSERT INTO app.harmless SELECT n, 'person' || n || '@example.org' FROM generate_series(21, 20000) AS n;
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
