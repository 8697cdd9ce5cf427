// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/result_check.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

/// migrate, its proof and its way back, and files as sides, as a person and a pipeline use them.
class TestMigrate final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void init();
    void theScriptIsProvenOnACopy();
    void rowsThatAreInTheWayAreCounted_data();
    void rowsThatAreInTheWayAreCounted();
    void aMigrationIsAppliedAndTakenBackWithItsValues();
    void rowsMoveIntoPartitionsAndBack_data();
    void rowsMoveIntoPartitionsAndBack();
    void valuesThatCouldNotBeToldFromWhatMovedAreRefused();
    void rowsWithoutAKeyGetTheirValuesBack();
    void newLabelsAndTheirUseAreOneTransaction();
    void nothingIsDoneWithoutTheNameOrAProof();
    void onlyWhatIsNamedFollows();
    void aProductionIsNoTarget();
    void anotherOnesWorkSinceIsKept();
    void aSavedStructureIsASide();
    void filesAreSides();
    void damagedStructuresAreRefused_data();
    void damagedStructuresAreRefused();
    void differencesAreFailedTests();

private:
    [[nodiscard]] CliRun run(const QString &verb, const QStringList &options) const
    {
        return m_home->run(QStringList{verb, u"--lang"_s, u"en"_s, u"--no-color"_s, u"--no-input"_s} + options);
    }
    [[nodiscard]] CliRun compare(const QStringList &options) const
    {
        return run(u"compare"_s, QStringList{u"--source"_s, u"new"_s, u"--target"_s, u"old"_s} + options);
    }
    [[nodiscard]] CliRun migrate(const QStringList &options) const
    {
        return run(u"migrate"_s,
                   QStringList{u"--source"_s, u"new"_s, u"--target"_s, u"old"_s, u"--confirm"_s, u"old"_s} + options);
    }
    [[nodiscard]] CliRun rollback() const
    {
        return run(u"rollback"_s, {u"--target"_s, u"old"_s, u"--confirm"_s, u"old"_s});
    }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile made(file(name));
        QVERIFY(made.open(QIODevice::WriteOnly));
        made.write(text);
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

void TestMigrate::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({}));
    m_home = std::make_unique<CliHome>();
    m_server->psql(u"postgres"_s, u"CREATE ROLE anon; CREATE ROLE team"_s);
    m_home->addEnvironment(u"old"_s, u"test"_s, m_server->connectionInfo(u"old"_s));
    m_home->addEnvironment(u"new"_s, u"test"_s, m_server->connectionInfo(u"new"_s));
}

void TestMigrate::init()
{
    for (const QString &name : {u"old"_s, u"new"_s}) {
        m_server->psql(u"postgres"_s, u"DROP DATABASE IF EXISTS %1 WITH (FORCE)"_s.arg(name));
        m_server->createDatabase(name);
    }
}

void TestMigrate::theScriptIsProvenOnACopy()
{
    make(
        u"CREATE TYPE kind AS ENUM ('a', 'b');"
        "CREATE TABLE people (id serial PRIMARY KEY, mail varchar(40) NOT NULL UNIQUE CHECK (mail LIKE '%@%'), k kind);"
        "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who integer NOT NULL REFERENCES "
        "people,"
        " total numeric(10,2) CHECK (total > 0), made date); ALTER TABLE orders OWNER TO team;"
        "CREATE VIEW mails AS SELECT mail FROM people; GRANT SELECT ON mails TO anon"_s,
        u"CREATE TYPE kind AS ENUM ('a', 'b', 'c');"
        "CREATE TABLE people (id serial PRIMARY KEY, mail text NOT NULL UNIQUE CHECK (mail LIKE '%@%'), k kind,"
        " phone text); CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, who integer NOT NULL"
        " REFERENCES people, total numeric(12,2) CHECK (total > 0), made timestamp); ALTER TABLE orders OWNER TO team;"
        "CREATE VIEW mails AS SELECT mail FROM people; GRANT SELECT ON mails TO anon;"
        "CREATE TABLE notes (id integer PRIMARY KEY, text text)"_s);
    const QStringList before = m_server->schemaDump(u"old"_s);
    const CliRun proven = compare({u"--prove"_s, u"--json"_s});
    QVERIFY2(proven.exitCode == 1, proven.said().constData());
    const QJsonObject proof = proven.report().value("proof"_L1).toObject();
    QVERIFY2(proof.value("state"_L1).toString() == "proven"_L1, proven.output.constData());
    QVERIFY2(!proof.value("wanted"_L1).toString().isEmpty() && proof.value("wanted"_L1) == proof.value("result"_L1),
             proven.output.constData());
    QCOMPARE(proof.value("before"_L1), proof.value("back"_L1));
    QCOMPARE(m_server->schemaDump(u"old"_s), before);
    const CliRun words = compare({u"--prove"_s});
    QVERIFY2(words.output.contains("Proven: the script was run on a copy"), words.output.constData());
    // Rows were made up for both tables.
    QVERIFY2(words.output.contains("6 rows were made up for 2 tables"), words.output.constData());
}

void TestMigrate::rowsThatAreInTheWayAreCounted_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("NULLs under NOT NULL") << u"CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (NULL), (NULL)"_s
                                          << u"CREATE TABLE t (a integer NOT NULL)"_s << "rows without a value: 2."_ba;
    QTest::newRow("duplicates under a key")
        << u"CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (1), (2)"_s << u"CREATE TABLE t (a integer UNIQUE)"_s
        << "the same values as another: 1."_ba;
    QTest::newRow("duplicates under a unique index")
        << u"CREATE TABLE t (a integer, b text); INSERT INTO t VALUES (1, 'x'), (1, 'x'), (2, 'x')"_s
        << u"CREATE TABLE t (a integer, b text); CREATE UNIQUE INDEX i ON t (b, a)"_s
        << "the same values as another: 1."_ba;
    QTest::newRow("orphans under a foreign key")
        << u"CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE t (a integer); INSERT INTO p VALUES (1);"
           "INSERT INTO t VALUES (1), (7), (8)"_s
        << u"CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE t (a integer REFERENCES p)"_s
        << "rows that refer to none: 2."_ba;
    QTest::newRow("texts that are no numbers")
        << u"CREATE TABLE t (a text); INSERT INTO t VALUES ('1'), ('x'), ('x'), ('12 a')"_s
        << u"CREATE TABLE t (a integer)"_s << "values that do not fit: 2 ("_ba;
    QTest::newRow("texts that are too long")
        << u"CREATE TABLE t (a text); INSERT INTO t VALUES ('short'), ('much too long')"_s
        << u"CREATE TABLE t (a varchar(5))"_s << "values that do not fit: 1 (much too long)."_ba;
    QTest::newRow("a label that goes and is used")
        << u"CREATE TYPE e AS ENUM ('a', 'b', 'c'); CREATE TABLE t (a e); INSERT INTO t VALUES ('a'), ('c')"_s
        << u"CREATE TYPE e AS ENUM ('b', 'a'); CREATE TABLE t (a e)"_s << "values that do not fit: 1 (c)."_ba;
    QTest::newRow("values that break a check")
        << u"CREATE TABLE t (a integer, b integer); INSERT INTO t VALUES (1, 2), (3, 2), (5, 2)"_s
        << u"CREATE TABLE t (a integer, b integer, CONSTRAINT c CHECK (a < b))"_s << "values that break it: 2."_ba;
    QTest::newRow("rows that get no value for a new column")
        << u"CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (2)"_s
        << u"CREATE TABLE t (a integer, b integer NOT NULL)"_s << "rows that are there: 2."_ba;
}

void TestMigrate::rowsThatAreInTheWayAreCounted()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QByteArray, said);
    make(before, after);
    const CliRun counted = compare({u"--prove"_s});
    QVERIFY2(counted.exitCode == 1 && counted.output.contains(said), counted.said().constData());
    QVERIFY2(counted.output.contains("Not proven"), counted.output.constData());
    const QStringList there = m_server->schemaDump(u"old"_s);
    const CliRun refused = migrate({});
    QVERIFY2(refused.exitCode != 0 && refused.exitCode != 3, refused.said().constData());
    QCOMPARE(m_server->schemaDump(u"old"_s), there);
}

void TestMigrate::aMigrationIsAppliedAndTakenBackWithItsValues()
{
    make(u"CREATE TABLE people (id integer PRIMARY KEY, mail text NOT NULL, age integer NOT NULL, born timestamp);"
         "INSERT INTO people SELECT i, 'u' || i, i, '2024-01-01 10:11:12.5' FROM generate_series(1, 500) i;"
         "CREATE TABLE gone (id serial PRIMARY KEY, note text NOT NULL, who integer REFERENCES people);"
         "INSERT INTO gone (note, who) SELECT 'n' || i, i FROM generate_series(1, 50) i;"
         "CREATE INDEX ON gone (note); CREATE VIEW v AS SELECT mail, age FROM people; GRANT SELECT ON gone TO anon;"
         "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.mail := ''trigger''; RETURN NEW; END';"
         "CREATE TRIGGER g BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION f()"_s,
         u"CREATE TABLE people (id integer PRIMARY KEY, mail text NOT NULL, born date);"
         "CREATE VIEW v AS SELECT mail FROM people; CREATE TABLE teams (id integer PRIMARY KEY);"
         "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.mail := ''trigger''; RETURN NEW; END';"
         "CREATE TRIGGER g BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION f()"_s);
    const QString rows = u"SELECT id, mail, age, born FROM people ORDER BY id"_s;
    const QByteArray people = m_server->psql(u"old"_s, rows);
    const QByteArray gone = m_server->psql(u"old"_s, u"SELECT id, note, who FROM gone ORDER BY id"_s);
    QStringList before = m_server->schemaDump(u"old"_s);

    const CliRun done = migrate({u"--allow-data-loss"_s, u"--json"_s});
    QVERIFY2(done.exitCode == 0, done.said().constData());
    QCOMPARE(done.report().value("operation"_L1).toString(), "migrate"_L1);
    QVERIFY2(done.report().value("verified"_L1).toBool(), done.output.constData());
    QCOMPARE(compare({}).exitCode, 0);
    QCOMPARE(m_server->psql(u"old"_s, u"SELECT count(*) FROM people WHERE mail LIKE 'u%'"_s), "500"_ba);
    // Nobody else reads what was set aside.
    QCOMPARE(m_server->psql(u"old"_s, u"SELECT count(*) FROM pg_namespace n WHERE nspname LIKE 'sosie%'"
                                      " AND has_schema_privilege('anon', n.oid, 'USAGE')"_s),
             "0"_ba);

    const CliRun back = rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(m_server->psql(u"old"_s, rows), people);
    QCOMPARE(m_server->psql(u"old"_s, u"SELECT id, note, who FROM gone ORDER BY id"_s), gone);
    QCOMPARE(m_server->psql(u"old"_s, u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s), "0"_ba);
    // Columns that come back come last.
    QStringList after = m_server->schemaDump(u"old"_s);
    for (QStringList *dump : {&before, &after}) {
        for (QString &line : *dump)
            line.remove(u',');
        dump->sort();
    }
    QCOMPARE(after, before);
}

void TestMigrate::rowsMoveIntoPartitionsAndBack_data()
{
    QTest::addColumn<QString>("old");
    QTest::addColumn<QString>("now");
    const QString rows
        = u"INSERT INTO t (day, note) SELECT '2026-01-01'::date + n, 'n' || n FROM generate_series(1, 50) n"_s;
    const QString plain = u"CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY, day date NOT NULL, note text);"
                          "CREATE VIEW v AS SELECT id, note FROM t;"_s;
    const QString parted = u"CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY, day date NOT NULL, note text)"
                           " PARTITION BY RANGE (day); CREATE VIEW v AS SELECT id, note FROM t;"
                           "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');"
                           "CREATE TABLE t2 PARTITION OF t DEFAULT;"_s;
    const QString others = u"CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY, day date NOT NULL, note text)"
                           " PARTITION BY HASH (note); CREATE VIEW v AS SELECT id, note FROM t;"
                           "CREATE TABLE h0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0);"
                           "CREATE TABLE h1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1);"_s;
    QTest::newRow("a table becomes partitioned") << plain + rows << parted;
    QTest::newRow("a partitioned table becomes an ordinary one") << parted + rows << plain;
    QTest::newRow("another key") << parted + rows << others;
    const auto cut = [](const QString &key, const QString &partitions) -> QString {
        return u"CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY, day date NOT NULL, note text) PARTITION BY "_s
               + key + u';' + partitions;
    };
    const QString byDay = u"RANGE (day)"_s;
    const QString early = u"CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');"_s;
    const QString late = u"CREATE TABLE t2 PARTITION OF t FOR VALUES FROM ('2026-02-01') TO ('2026-04-01');"_s;
    const QString whole = u"CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-04-01');"_s;
    const QString all = u"CREATE TABLE tall PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-04-01');"_s;
    const auto hashed = [&](int modulus) {
        QString partitions;
        for (int i = 0; i < modulus; ++i)
            partitions
                += u"CREATE TABLE h%1 PARTITION OF t FOR VALUES WITH (MODULUS %2, REMAINDER %1);"_s.arg(i).arg(modulus);
        return cut(u"HASH (note)"_s, partitions);
    };
    QTest::newRow("a partition is cut in two") << cut(byDay, whole) + rows << cut(byDay, early + late);
    QTest::newRow("two partitions become one of them") << cut(byDay, early + late) + rows << cut(byDay, whole);
    QTest::newRow("two partitions become one of another name") << cut(byDay, early + late) + rows << cut(byDay, all);
    QTest::newRow("another modulus") << hashed(2) + rows << hashed(3);
    QTest::newRow("fewer hash partitions") << hashed(3) + rows << hashed(2);
}

void TestMigrate::rowsMoveIntoPartitionsAndBack()
{
    QFETCH(QString, old);
    QFETCH(QString, now);
    make(old, now);
    const QString rows = u"SELECT id, day, note FROM t ORDER BY id"_s;
    const QByteArray there = m_server->psql(u"old"_s, rows);
    QCOMPARE(there.count('\n'), 49);
    const QStringList before = m_server->schemaDump(u"old"_s);
    const CliRun done = migrate({u"--allow-data-loss"_s});
    QVERIFY2(done.exitCode == 0, done.said().constData());
    QCOMPARE(compare({}).exitCode, 0);
    QCOMPARE(m_server->psql(u"old"_s, rows), there);
    const CliRun back = rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(m_server->psql(u"old"_s, rows), there);
    QCOMPARE(m_server->schemaDump(u"old"_s), before);
    // Numbers go on behind those that are there.
    QCOMPARE(m_server->psql(u"old"_s, u"INSERT INTO t (day, note) VALUES ('2026-01-09', 'x') RETURNING id > 50"_s),
             "t"_ba);
}

void TestMigrate::valuesThatCouldNotBeToldFromWhatMovedAreRefused()
{
    make(u"CREATE TABLE t (id integer, day date NOT NULL, note text) PARTITION BY RANGE (day);"
         "CREATE TABLE t1 PARTITION OF t DEFAULT; INSERT INTO t VALUES (1, '2026-01-01', 'n')"_s,
         u"CREATE TABLE t (id integer, day date NOT NULL)"_s);
    const QByteArray there = m_server->psql(u"old"_s, u"SELECT * FROM t"_s);
    const CliRun run = migrate({u"--allow-data-loss"_s});
    QVERIFY2(run.exitCode != 0 && run.said().contains("E-OBJ-002"), run.said().constData());
    QCOMPARE(m_server->psql(u"old"_s, u"SELECT * FROM t"_s), there);
}

void TestMigrate::rowsWithoutAKeyGetTheirValuesBack()
{
    make(u"CREATE TABLE t (a text, b text, c json); INSERT INTO t VALUES ('x', '1', '{\"n\": 1}'), ('x', '2', '[]'),"
         "('y', NULL, NULL), (NULL, '4', 'null'), ('x', '1', '{\"n\": 1}')"_s,
         u"CREATE TABLE t (a text)"_s);
    const QString rows = u"SELECT a, b, c FROM t ORDER BY a, b, c::text"_s;
    const QByteArray before = m_server->psql(u"old"_s, rows);
    QCOMPARE(migrate({u"--allow-data-loss"_s}).exitCode, 0);
    const CliRun back = rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(m_server->psql(u"old"_s, rows), before);
}

void TestMigrate::newLabelsAndTheirUseAreOneTransaction()
{
    make(u"CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (a e DEFAULT 'a'); INSERT INTO t VALUES ('a')"_s,
         u"CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (a e DEFAULT 'b', CHECK (a IN ('a', 'b')))"_s);
    const CliRun done = migrate({});
    QVERIFY2(done.exitCode == 0, done.said().constData());
    QCOMPARE(compare({}).exitCode, 0);
    m_server->psql(u"old"_s, u"INSERT INTO t DEFAULT VALUES"_s);
    QCOMPARE(m_server->psql(u"old"_s, u"SELECT string_agg(a::text, '') FROM t"_s), "ab"_ba);
}

void TestMigrate::nothingIsDoneWithoutTheNameOrAProof()
{
    make(u"CREATE TABLE t (a integer)"_s, u"CREATE TABLE t (a bigint)"_s);
    const QStringList before = m_server->schemaDump(u"old"_s);
    const QStringList both{u"--source"_s, u"new"_s, u"--target"_s, u"old"_s};
    QCOMPARE(run(u"migrate"_s, both).exitCode, 77);
    QCOMPARE(run(u"migrate"_s, both + QStringList{u"--confirm"_s, u"new"_s}).exitCode, 77);
    const CliRun dry = run(u"migrate"_s, both + QStringList{u"--dry-run"_s});
    QVERIFY2(dry.exitCode == 0 && dry.output.contains("Proven"), dry.said().constData());
    QCOMPARE(run(u"migrate"_s, {u"--source"_s, u"old"_s, u"--target"_s, u"old"_s, u"--confirm"_s, u"old"_s}).exitCode,
             77);
    QCOMPARE(m_server->schemaDump(u"old"_s), before);
}

void TestMigrate::onlyWhatIsNamedFollows()
{
    make(u"CREATE TABLE a (x integer); CREATE TABLE b (x integer)"_s,
         u"CREATE TABLE a (x bigint); CREATE TABLE b (x bigint); CREATE TABLE c (x integer)"_s);
    QVERIFY(migrate({u"--only"_s, u"public.nothing"_s}).exitCode != 0);
    const CliRun done = migrate({u"--only"_s, u"public.a"_s, u"--only"_s, u"c"_s});
    QVERIFY2(done.exitCode == 0, done.said().constData());
    const CliRun left = compare({u"--json"_s});
    QCOMPARE(left.report().value("changes"_L1).toArray().size(), 1);
    QVERIFY(left.output.contains("public.b"));
}

void TestMigrate::aProductionIsNoTarget()
{
    make(u"CREATE TABLE t (a integer)"_s, u"CREATE TABLE t (a bigint)"_s);
    m_home->addEnvironment(u"live"_s, u"production"_s, m_server->connectionInfo(u"old"_s));
    const QStringList before = m_server->schemaDump(u"old"_s);
    const CliRun refused
        = run(u"migrate"_s, {u"--source"_s, u"new"_s, u"--target"_s, u"live"_s, u"--confirm"_s, u"live"_s});
    QVERIFY2(refused.exitCode == 77, refused.said().constData());
    QCOMPARE(m_server->schemaDump(u"old"_s), before);
}

void TestMigrate::anotherOnesWorkSinceIsKept()
{
    make(u"CREATE TABLE t (a integer)"_s, u"CREATE TABLE t (a bigint); CREATE TABLE made (a integer)"_s);
    QCOMPARE(migrate({}).exitCode, 0);
    m_server->psql(u"old"_s, u"CREATE TABLE mine (x integer); INSERT INTO mine VALUES (7)"_s);
    const CliRun back = rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(m_server->psql(u"old"_s, u"SELECT x, to_regclass('made') IS NULL FROM mine"_s), "7|t"_ba);
}

void TestMigrate::aSavedStructureIsASide()
{
    make(u"CREATE TABLE t (a integer)"_s,
         u"CREATE TABLE t (a bigint PRIMARY KEY, b text DEFAULT 'é'); COMMENT ON TABLE t IS 'x'; CREATE SEQUENCE s"_s);
    const QString saved = file(u"new.json"_s);
    const CliRun alone = run(u"compare"_s, {u"--source"_s, u"new"_s, u"--save"_s, saved});
    QVERIFY2(alone.exitCode == 0 && QFile::exists(saved), alone.said().constData());
    const CliRun same = run(u"compare"_s, {u"--source"_s, u"new"_s, u"--target"_s, saved});
    QVERIFY2(same.exitCode == 0, same.said().constData());
    const CliRun differs = run(u"compare"_s, {u"--source"_s, saved, u"--target"_s, u"old"_s});
    QVERIFY2(differs.exitCode == 1, differs.said().constData());
    const CliRun done = run(u"migrate"_s, {u"--source"_s, saved, u"--target"_s, u"old"_s, u"--confirm"_s, u"old"_s});
    QVERIFY2(done.exitCode == 0, done.said().constData());
    QCOMPARE(compare({}).exitCode, 0);
}

void TestMigrate::filesAreSides()
{
    make(u"CREATE TABLE t (a integer)"_s, u"CREATE TABLE t (a bigint, b text); CREATE VIEW v AS SELECT b FROM t"_s);
    QDir().mkpath(file(u"supabase/migrations"_s));
    write(u"supabase/migrations/20240101000000_first.sql"_s, "CREATE TABLE t (a integer, b text);");
    write(u"supabase/migrations/20240102000000_second.sql"_s,
          "ALTER TABLE t ALTER a TYPE bigint; CREATE VIEW v AS SELECT b FROM t; INSERT INTO t VALUES (1, 'x');");
    const CliRun folder = run(u"compare"_s, {u"--source"_s, u"new"_s, u"--target"_s, m_folder.path()});
    QVERIFY2(folder.exitCode == 0, folder.said().constData());
    const CliRun drift = run(u"compare"_s, {u"--source"_s, m_folder.path(), u"--target"_s, u"old"_s});
    QVERIFY2(drift.exitCode == 1 && drift.output.contains("view public.v"), drift.said().constData());

    const QString archive = file(u"new.dump"_s);
    const CliRun backup = run(u"backup"_s, {u"--source"_s, u"new"_s, u"--output"_s, archive});
    QVERIFY2(backup.exitCode == 0, backup.said().constData());
    const CliRun same = run(u"compare"_s, {u"--source"_s, archive, u"--target"_s, u"new"_s});
    QVERIFY2(same.exitCode == 0, same.said().constData());
    const CliRun number = run(u"compare"_s, {u"--source"_s, u"1"_s, u"--target"_s, u"old"_s});
    QVERIFY2(number.exitCode == 1, number.said().constData());
}

void TestMigrate::damagedStructuresAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a letter is another") << "changed"_ba;
    QTest::newRow("cut off") << "cut"_ba;
    QTest::newRow("no structure") << "{\"fingerprint\": 1}"_ba;
    QTest::newRow("no SQL, nothing") << "\x01\x02\x03"_ba;
}

void TestMigrate::damagedStructuresAreRefused()
{
    QFETCH(QByteArray, bytes);
    make(u"CREATE TABLE t (a integer)"_s, u"CREATE TABLE t (a integer)"_s);
    QCOMPARE(run(u"compare"_s, {u"--source"_s, u"new"_s, u"--save"_s, file(u"good.json"_s)}).exitCode, 0);
    QFile good(file(u"good.json"_s));
    QVERIFY(good.open(QIODevice::ReadOnly));
    QByteArray text = good.readAll();
    if (bytes == "changed"_ba)
        bytes = text.replace("\"integer\"", "\"bigint\"");
    else if (bytes == "cut"_ba)
        bytes = text.left(text.size() / 2);
    write(u"bad.json"_s, bytes);
    const CliRun refused = run(u"compare"_s, {u"--source"_s, file(u"bad.json"_s), u"--target"_s, u"old"_s});
    QVERIFY2(refused.exitCode == 65, refused.said().constData());
}

void TestMigrate::differencesAreFailedTests()
{
    make(u"CREATE TABLE t (a integer)"_s, u"CREATE TABLE t (a bigint); CREATE TABLE \"u<\" (a integer)"_s);
    QCOMPARE(compare({u"--junit"_s, file(u"drift.xml"_s)}).exitCode, 1);
    QFile report(file(u"drift.xml"_s));
    QVERIFY(report.open(QIODevice::ReadOnly));
    const QByteArray xml = report.readAll();
    QVERIFY2(xml.contains("tests=\"2\" failures=\"2\"") && xml.contains("u&lt;"), xml.constData());
}

QTEST_GUILESS_MAIN(TestMigrate)
#include "tst_migrate.moc"
