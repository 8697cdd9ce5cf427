// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/postgres/clone_pair.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QJsonArray>
#include <QScopeGuard>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::ClonePair;
using tests::TestServer;

/// What is in a target that no clone made: what somebody planted is not believed, what people made since is not lost.
class TestRollback final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void plantedStateIsNamedAndNothingOfItRuns_data();
    void plantedStateIsNamedAndNothingOfItRuns();
    void nobodyElseMayWriteWhatAClonePutsThere();
    void whatPeopleMadeInOtherSchemasIsNotLost_data();
    void whatPeopleMadeInOtherSchemasIsNotLost();
    void aRollbackTakesNothingAlongThatItDoesNotName_data();
    void aRollbackTakesNothingAlongThatItDoesNotName();
    void whatPeopleMadeInTheCopyIsKeptAside();
    void whatIsKeptOfASchemaOfSomebodyIsNoObstacle();
    void changedRowsAreNamedInThePlan();
    void aRollbackWantsTheRightName();
    void whatIsGoneIsSaidBefore_data();
    void whatIsGoneIsSaidBefore();
    void whatHangsOnOldContentsKeepsThem();
    void aTargetWithoutProceduralLanguageIsPutBack();
    void aCloneThatDidNotEndIsSeenFromEveryComputer();
    void aFullDiskAtHomeIsNotInTheWay();

private:
    QByteArray copy(const QString &sql) const { return m_server->psql(m_copy, sql); }

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    QString m_copy;
    std::unique_ptr<ClonePair> m_pair;
    int m_count = 0;
};

void TestRollback::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->psql(u"postgres"_s, u"CREATE ROLE mallory LOGIN; CREATE ROLE analyst LOGIN"_s);
    m_server->createDatabase(u"origin"_s);
    m_server->psql(u"origin"_s, uR"(
CREATE TYPE state AS ENUM ('open', 'paid');
CREATE TABLE orders (id int PRIMARY KEY, total int, state state DEFAULT 'open');
INSERT INTO orders SELECT g, g * 10 FROM generate_series(1, 20) g;
CREATE SEQUENCE numbers START 500;
CREATE FUNCTION doubled(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE TABLE lines (id int PRIMARY KEY, of_order int REFERENCES orders))"_s);
}

void TestRollback::init()
{
    const QString name = u"case%1"_s.arg(++m_count);
    m_copy = name;
    m_server->createDatabase(m_copy);
    copy(uR"(
CREATE TYPE state AS ENUM ('open', 'paid');
CREATE TABLE orders (id int PRIMARY KEY, total int, state state DEFAULT 'open', remark text);
INSERT INTO orders VALUES (1, 7, 'paid', 'old'), (2, 8, 'open', 'old');
CREATE SEQUENCE numbers START 900;
CREATE FUNCTION doubled(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE TABLE mine (id int, word text);
INSERT INTO mine VALUES (1, 'mine'))"_s);
    m_pair = std::make_unique<ClonePair>(m_home, name, ClonePair::Place{*m_server, u"origin"_s},
                                         ClonePair::Place{*m_server, m_copy});
}

void TestRollback::cleanup()
{
    m_server->dropDatabase(m_copy);
}

void TestRollback::plantedStateIsNamedAndNothingOfItRuns_data()
{
    QTest::addColumn<QString>("asMallory");
    QTest::addColumn<QString>("asOwner");
    QTest::addColumn<QByteArray>("named");
    const QString table
        = u"CREATE TABLE sosie_state.restore_point (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, phase text NOT"
          " NULL, started timestamptz NOT NULL DEFAULT now(), source text NOT NULL, schemas text[] NOT NULL,"
          " new_schemas text[] NOT NULL, new_extensions text[] NOT NULL, undo text NOT NULL);"_s;
    const QString row
        = u"INSERT INTO sosie_state.restore_point (phase, source, schemas, new_schemas, new_extensions, undo) VALUES"
          " ('working', 'x', '{}', '{}', '{}', 'ALTER ROLE mallory SUPERUSER');"_s;
    const QString boom = u"CREATE SCHEMA own; CREATE FUNCTION own.boom() RETURNS trigger LANGUAGE plpgsql AS"
                         " $$BEGIN ALTER ROLE mallory SUPERUSER; RETURN NEW; END$$;"
                         " CREATE FUNCTION own.value() RETURNS text LANGUAGE plpgsql AS"
                         " $$BEGIN ALTER ROLE mallory SUPERUSER; RETURN 'working'; END$$;"
                         " GRANT USAGE ON SCHEMA own TO PUBLIC;"_s;
    QTest::newRow("an interrupted clone whose undo makes somebody superuser")
        << u"CREATE SCHEMA sosie_state;"_s + table + row << QString() << QByteArray("mallory");
    QTest::newRow("the name of the schema alone")
        << u"CREATE SCHEMA sosie_state; CREATE TABLE sosie_state.added_user (id int)"_s << QString()
        << QByteArray("mallory");
    QTest::newRow("a view in the place of the table")
        << boom
               + u"CREATE SCHEMA sosie_state; CREATE VIEW sosie_state.restore_point AS SELECT 1::bigint AS id,"
                 " own.value() AS phase, now() AS started, ''::text AS source, '{}'::text[] AS schemas, '{}'::text[]"
                 " AS new_schemas, '{}'::text[] AS new_extensions, '{}'::text[] AS undo;"_s
        << QString() << QByteArray("mallory");
    QTest::newRow("a schema where the next clone would set aside")
        << u"CREATE SCHEMA sosie_before_1_0"_s << QString() << QByteArray("sosie_before_1_0");
    QTest::newRow("a table that others may write to")
        << QString()
        << u"CREATE SCHEMA sosie_state;"_s + table + u"GRANT INSERT ON sosie_state.restore_point TO mallory;"_s + row
        << QByteArray("INSERT: mallory");
    QTest::newRow("a column that others may change")
        << QString()
        << u"CREATE SCHEMA sosie_state;"_s + table + u"GRANT UPDATE (undo) ON sosie_state.restore_point TO PUBLIC;"_s
               + row
        << QByteArray("UPDATE: PUBLIC");
    QTest::newRow("a table of the right owner with a trigger of somebody else")
        << boom
        << u"CREATE SCHEMA sosie_state;"_s + table
               + u"CREATE TRIGGER boom BEFORE INSERT ON sosie_state.restore_point FOR EACH ROW EXECUTE FUNCTION"
                 " own.boom()"_s
        << QByteArray("boom");
    QTest::newRow("a table of the right owner with a default of somebody else")
        << boom
        << u"CREATE SCHEMA sosie_state;"_s + table
               + u"ALTER TABLE sosie_state.restore_point ALTER phase SET DEFAULT own.value()"_s
        << QByteArray("default");
    QTest::newRow("a child whose rows count as those of the table")
        << QString()
        << u"CREATE SCHEMA sosie_state;"_s + table
               + u"CREATE TABLE child () INHERITS (sosie_state.restore_point); ALTER TABLE child OWNER TO mallory"_s
        << QByteArray("child");
    QTest::newRow("a table of another form")
        << QString() << u"CREATE SCHEMA sosie_state; CREATE TABLE sosie_state.restore_point (id int, undo text)"_s
        << QByteArray("id integer, undo text");
}

void TestRollback::plantedStateIsNamedAndNothingOfItRuns()
{
    QFETCH(QString, asMallory);
    QFETCH(QString, asOwner);
    QFETCH(QByteArray, named);
    copy(u"GRANT CREATE ON DATABASE %1 TO mallory; SET ROLE mallory; %2"_s.arg(m_copy, asMallory));
    copy(asOwner);
    const QStringList before = tests::linesOf(*m_server, m_copy);
    for (const bool isRollback : {false, true}) {
        const CliRun run = isRollback ? m_pair->rollback() : m_pair->clone();
        QVERIFY2(run.exitCode != 0, run.said().constData());
        QVERIFY2(run.said().contains("E-BACK-002"), run.said().constData());
        QVERIFY2(run.said().contains(named), run.said().constData());
        QCOMPARE(copy(u"SELECT rolsuper FROM pg_roles WHERE rolname = 'mallory'"_s), QByteArray("f"));
        QCOMPARE(tests::differenceOf(before, tests::linesOf(*m_server, m_copy)), QByteArray());
    }
}

void TestRollback::nobodyElseMayWriteWhatAClonePutsThere()
{
    copy(u"ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO mallory, PUBLIC;"
         " ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO mallory"_s);
    const CliRun run = m_pair->clone();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(copy(u"SELECT count(*) FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) a"
                  " WHERE n.nspname LIKE 'sosie%' AND a.grantee <> n.nspowner"_s),
             QByteArray("0"));
    QCOMPARE(copy(u"SELECT count(*) FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a WHERE relnamespace ="
                  " 'sosie_state'::regnamespace AND a.grantee <> c.relowner"_s),
             QByteArray("0"));
    const CliRun again = m_pair->clone();
    QVERIFY2(again.exitCode == 0, again.said().constData());
}

void TestRollback::whatPeopleMadeInOtherSchemasIsNotLost_data()
{
    QTest::addColumn<QString>("made");
    QTest::addColumn<QString>("question");
    // What it answers after the rollback; empty: the rollback is refused, and names this.
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("named");
    const QByteArray nobody;
    QTest::newRow("a view") << u"CREATE VIEW reports.sums AS SELECT sum(total) FROM orders"_s
                            << u"SELECT * FROM reports.sums"_s << QByteArray("15") << nobody;
    QTest::newRow("a view with a column of the copy's type, granted to somebody")
        << u"CREATE VIEW reports.sums AS SELECT id, state FROM orders; GRANT SELECT ON reports.sums TO analyst"_s
        << u"SELECT count(*), has_table_privilege('analyst', 'reports.sums', 'SELECT') FROM reports.sums"_s
        << QByteArray("2|t") << nobody;
    QTest::newRow("a table with a foreign key")
        << u"CREATE TABLE reports.notes (of_order int REFERENCES orders, note text); INSERT INTO reports.notes VALUES (2, 'x')"_s
        << u"SELECT note, (SELECT count(*) FROM pg_constraint WHERE conrelid = 'reports.notes'::regclass AND contype ="
           " 'f' AND confrelid = 'public.orders'::regclass) FROM reports.notes"_s
        << QByteArray("x|1") << nobody;
    QTest::newRow("a foreign key with rows that only the copy has")
        << u"CREATE TABLE reports.notes (of_order int REFERENCES orders, note text); INSERT INTO reports.notes VALUES (15, 'x')"_s
        << QString() << nobody << QByteArray("reports.notes");
    QTest::newRow("a default from a sequence")
        << u"CREATE TABLE reports.notes (n bigint DEFAULT nextval('numbers'), note text); INSERT INTO reports.notes (note) VALUES ('x')"_s
        << u"INSERT INTO reports.notes (note) VALUES ('y') RETURNING n"_s << QByteArray("900") << nobody;
    QTest::newRow("a column of an enum type")
        << u"CREATE TABLE reports.notes (state state, note text); INSERT INTO reports.notes VALUES ('paid', 'x')"_s
        << QString() << nobody << QByteArray("reports.notes.state");
    QTest::newRow("a materialized view") << u"CREATE MATERIALIZED VIEW reports.mat AS SELECT count(*) FROM orders"_s
                                         << QString() << nobody << QByteArray("reports.mat");
    QTest::newRow("a function with an SQL body")
        << u"CREATE FUNCTION reports.f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM public.orders; END"_s
        << u"SELECT reports.f()"_s << QByteArray("2") << nobody;
    QTest::newRow("a check")
        << u"CREATE TABLE reports.notes (n int CHECK (doubled(n) > 0)); INSERT INTO reports.notes VALUES (1)"_s
        << u"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid ="
           " 'reports.notes'::regclass"_s
        << QByteArray("CHECK ((doubled(n) > 0))") << nobody;
    QTest::newRow("a policy")
        << u"CREATE TABLE reports.notes (n int); ALTER TABLE reports.notes ENABLE ROW LEVEL SECURITY;"
           " CREATE POLICY p ON reports.notes USING (n IN (SELECT id FROM orders))"_s
        << u"SELECT polname FROM pg_policy"_s << QByteArray("p") << nobody;
    QTest::newRow("an index on a function")
        << u"CREATE TABLE reports.notes (n int); CREATE INDEX by_double ON reports.notes (doubled(n))"_s << QString()
        << nobody << QByteArray("reports.by_double");
    QTest::newRow("a generated column")
        << u"CREATE TABLE reports.notes (n int, twice int GENERATED ALWAYS AS (doubled(n)) STORED); INSERT INTO reports.notes VALUES (1)"_s
        << QString() << nobody << QByteArray("reports.notes.twice");
    QTest::newRow("a domain's check")
        << u"CREATE DOMAIN reports.even AS int CHECK (doubled(VALUE) > 0); CREATE TABLE reports.notes (n reports.even)"_s
        << QString() << nobody << QByteArray("even");
    QTest::newRow("a child of a table of the copy")
        << u"CREATE TABLE reports.more () INHERITS (orders); INSERT INTO reports.more VALUES (99, 1)"_s << QString()
        << nobody << QByteArray("reports.more");
}

void TestRollback::whatPeopleMadeInOtherSchemasIsNotLost()
{
    QFETCH(QString, made);
    QFETCH(QString, question);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, named);
    const CliRun first = m_pair->clone();
    QVERIFY2(first.exitCode == 0, first.said().constData());
    copy(u"CREATE SCHEMA reports; GRANT USAGE ON SCHEMA reports TO analyst; "_s + made);
    const QStringList before = tests::linesOf(*m_server, m_copy);
    // The same clone again, as every night: all of it follows, or it is refused.
    const CliRun again = m_pair->clone();
    QVERIFY2(again.exitCode == 0 || (!named.isEmpty() && again.said().contains(named)), again.said().constData());
    QCOMPARE(tests::differenceOf(before.filter(u"reports"_s), tests::linesOf(*m_server, m_copy).filter(u"reports"_s)),
             QByteArray());
    if (again.exitCode == 0)
        QVERIFY2(m_pair->rollback().exitCode == 0, "the second clone is not undone");
    QCOMPARE(tests::differenceOf(before, tests::linesOf(*m_server, m_copy)), QByteArray());
}

void TestRollback::aRollbackTakesNothingAlongThatItDoesNotName_data()
{
    whatPeopleMadeInOtherSchemasIsNotLost_data();
}

void TestRollback::aRollbackTakesNothingAlongThatItDoesNotName()
{
    QFETCH(QString, made);
    QFETCH(QString, question);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, named);
    const QByteArray old = copy(u"TABLE orders"_s) + copy(u"TABLE mine"_s);
    const CliRun clone = m_pair->clone();
    QVERIFY2(clone.exitCode == 0, clone.said().constData());
    copy(u"CREATE SCHEMA reports; GRANT USAGE ON SCHEMA reports TO analyst; "_s + made);
    const QStringList before = tests::linesOf(*m_server, m_copy);
    const CliRun run = m_pair->rollback();
    if (answer.isEmpty()) {
        QVERIFY2(run.exitCode == 2, run.said().constData());
        QVERIFY2(run.said().contains(named), run.said().constData());
        QCOMPARE(tests::differenceOf(before, tests::linesOf(*m_server, m_copy)), QByteArray());
        return;
    }
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(copy(question), answer);
    QCOMPARE(copy(u"TABLE orders"_s) + copy(u"TABLE mine"_s), old);
    QCOMPARE(copy(u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s), QByteArray("0"));
}

void TestRollback::whatPeopleMadeInTheCopyIsKeptAside()
{
    const QStringList old = tests::linesOf(*m_server, m_copy);
    QVERIFY(m_pair->clone().exitCode == 0);
    copy(u"CREATE TABLE work (id int PRIMARY KEY, of_order int REFERENCES orders); INSERT INTO work VALUES (1, 15);"
         " CREATE VIEW open_orders AS SELECT * FROM orders WHERE state = 'open'; CREATE EXTENSION hstore;"
         " CREATE TABLE with_type (h hstore); INSERT INTO with_type VALUES ('a=>1')"_s);
    const CliRun run = m_pair->rollback();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    for (const char *named :
         {"table public.work", "view public.open_orders", "table public.with_type", "sosie_kept_1_0"})
        QVERIFY2(run.said().contains(named), run.said().constData());
    QCOMPARE(copy(u"SELECT w.of_order, o.total FROM sosie_kept_1_0.work w JOIN sosie_kept_1_0.orders o ON o.id ="
                  " w.of_order"_s),
             QByteArray("15|150"));
    QCOMPARE(copy(u"SELECT count(*) FROM sosie_kept_1_0.open_orders"_s), QByteArray("20"));
    QCOMPARE(copy(u"SELECT h -> 'a' FROM sosie_kept_1_0.with_type"_s), QByteArray("1"));
    copy(u"DROP SCHEMA sosie_kept_1_0 CASCADE; DROP EXTENSION hstore"_s);
    QCOMPARE(tests::differenceOf(old, tests::linesOf(*m_server, m_copy)), QByteArray());
    QCOMPARE(copy(u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s), QByteArray("0"));
}

void TestRollback::whatIsKeptOfASchemaOfSomebodyIsNoObstacle()
{
    m_server->psql(u"origin"_s, u"CREATE SCHEMA desk AUTHORIZATION mallory; GRANT ALL ON SCHEMA desk TO analyst;"
                                " CREATE TABLE desk.notes (id int PRIMARY KEY)"_s);
    const QScopeGuard asBefore([this] { m_server->psql(u"origin"_s, u"DROP SCHEMA desk CASCADE"_s); });
    QVERIFY(m_pair->clone().exitCode == 0);
    copy(u"CREATE TABLE desk.work (id int REFERENCES desk.notes)"_s);
    const CliRun run = m_pair->rollback();
    QVERIFY2(run.exitCode == 0 && run.said().contains("sosie_kept_1_"), run.said().constData());
    const CliRun again = m_pair->clone();
    QVERIFY2(again.exitCode == 0, again.said().constData());
}

void TestRollback::changedRowsAreNamedInThePlan()
{
    m_server->psql(u"origin"_s, u"CREATE MATERIALIZED VIEW totals AS SELECT id, total FROM orders"_s);
    const QScopeGuard asBefore([this] { m_server->psql(u"origin"_s, u"DROP MATERIALIZED VIEW totals"_s); });
    QVERIFY(m_pair->clone().exitCode == 0);
    // A session that has ended has told the server what it did.
    copy(
        u"UPDATE orders SET total = 0 WHERE id < 4; INSERT INTO lines VALUES (1, 1); REFRESH MATERIALIZED VIEW totals"_s);
    const auto plan = [&] {
        return m_home.run({u"rollback"_s, u"--target"_s, m_copy + u"-target"_s, u"--dry-run"_s, u"--json"_s}).output;
    };
    QTRY_VERIFY_WITH_TIMEOUT(plan().contains("public.orders ("), tests::patience);
    QVERIFY2(plan().contains("public.lines (1)"), plan().constData());
    QVERIFY2(!plan().contains("totals ("), "a materialized view that was filled is nobody's work");
    copy(u"SELECT pg_stat_reset()"_s);
    QTRY_VERIFY_WITH_TIMEOUT(plan().contains("cannot be known"), tests::patience);
}

void TestRollback::aRollbackWantsTheRightName()
{
    QVERIFY(m_pair->clone().exitCode == 0);
    const QStringList before = tests::linesOf(*m_server, m_copy);
    for (const QStringList &name :
         {QStringList{}, {u"--confirm"_s, u"other"_s}, {u"--confirm"_s, m_copy + u"-target "_s}}) {
        const CliRun run
            = m_home.run(QStringList{u"rollback"_s, u"--target"_s, m_copy + u"-target"_s, u"--no-input"_s} + name);
        QVERIFY2(run.exitCode == 77, run.said().constData());
    }
    QCOMPARE(tests::differenceOf(before, tests::linesOf(*m_server, m_copy)), QByteArray());
}

void TestRollback::whatIsGoneIsSaidBefore_data()
{
    QTest::addColumn<QString>("done");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("the schema with the old contents")
        << u"DROP SCHEMA sosie_before_1_0 CASCADE"_s << QByteArray("sosie_before_1_0");
    QTest::newRow("another name for it") << u"ALTER SCHEMA sosie_before_1_0 RENAME TO old"_s
                                         << QByteArray("sosie_before_1_0");
    QTest::newRow("another name for the schema of the copy")
        << u"ALTER SCHEMA public RENAME TO renamed"_s << QByteArray("schema public");
    QTest::newRow("everything of Sosie") << u"DROP SCHEMA sosie_before_1_0, sosie_state CASCADE"_s
                                         << QByteArray("E-BACK-001");
}

void TestRollback::whatIsGoneIsSaidBefore()
{
    QFETCH(QString, done);
    QFETCH(QByteArray, named);
    QVERIFY(m_pair->clone().exitCode == 0);
    copy(done);
    const QStringList before = tests::linesOf(*m_server, m_copy);
    const CliRun run = m_pair->rollback();
    QVERIFY2(run.exitCode == 2, run.said().constData());
    QVERIFY2(run.said().contains(named), run.said().constData());
    QCOMPARE(tests::differenceOf(before, tests::linesOf(*m_server, m_copy)), QByteArray());
}

/// Somebody looked into what was set aside: the next clone does not drop that.
void TestRollback::whatHangsOnOldContentsKeepsThem()
{
    QVERIFY(m_pair->clone().exitCode == 0);
    copy(u"CREATE SCHEMA reports; CREATE VIEW reports.was AS SELECT sum(total) FROM sosie_before_1_0.orders"_s);
    const CliRun again = m_pair->clone();
    QVERIFY2(again.exitCode == 0, again.said().constData());
    QVERIFY2(again.said().contains("reports.was"), again.said().constData());
    QCOMPARE(copy(u"TABLE reports.was"_s), QByteArray("15"));
}

/// Neither the clone nor what undoes it runs a DO block there.
void TestRollback::aTargetWithoutProceduralLanguageIsPutBack()
{
    copy(u"DROP EXTENSION plpgsql"_s);
    const QStringList old = tests::linesOf(*m_server, m_copy);
    const CliRun clone = m_pair->clone();
    QVERIFY2(clone.exitCode == 0, clone.said().constData());
    const CliRun run = m_pair->rollback();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(tests::differenceOf(old, tests::linesOf(*m_server, m_copy)), QByteArray());
}

void TestRollback::aCloneThatDidNotEndIsSeenFromEveryComputer()
{
    QVERIFY(m_pair->clone().exitCode == 0);
    const CliHome other;
    other.addEnvironment(u"essai"_s, u"test"_s, m_server->connectionInfo(m_copy));
    const QJsonObject complete = other.run({u"env"_s, u"test"_s, u"essai"_s, u"--json"_s}).report();
    QCOMPARE(complete["diagnosis"_L1]["clone"_L1]["complete"_L1], QJsonValue(true));
    QVERIFY(complete["diagnosis"_L1]["usable"_L1].toBool());
    // As kill -9 leaves it.
    copy(u"UPDATE sosie_state.restore_point SET phase = 'working'"_s);
    const CliRun tested = other.run({u"env"_s, u"test"_s, u"essai"_s, u"--json"_s});
    QCOMPARE(tested.exitCode, 3);
    QVERIFY2(tested.output.contains("E-STATE-001"), tested.said().constData());
    const CliRun validated = other.run({u"validate"_s, u"--json"_s});
    QCOMPARE(validated.exitCode, 1);
    QVERIFY2(validated.output.contains("E-STATE-001"), validated.said().constData());
}

/// No file can grow: what a full disk does, to a process that is root as well.
void TestRollback::aFullDiskAtHomeIsNotInTheWay()
{
    const QStringList old = tests::linesOf(*m_server, m_copy);
    QVERIFY(m_pair->clone().exitCode == 0);
    m_home.setWrapper({u"/bin/bash"_s, u"-c"_s, u"trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""_s});
    const CliRun list = m_home.run({u"env"_s, u"list"_s, u"--json"_s});
    const CliRun run = m_pair->rollback();
    m_home.setWrapper({});
    QVERIFY2(list.exitCode == 0, list.said().constData());
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY2(run.messages.contains("history"), run.said().constData());
    QCOMPARE(tests::differenceOf(old, tests::linesOf(*m_server, m_copy)), QByteArray());
}

QTEST_GUILESS_MAIN(TestRollback)

#include "tst_rollback.moc"
