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

/// A table that came with an extension, its own rows up to 10, and people's.
QString extensionWith(const QString &rows,
                      const QString &condition = u"WHERE NOT (srid BETWEEN 1 AND 10 OR srid IN (12))"_s,
                      const QString &extension = u"hstore"_s)
{
    return uR"(CREATE EXTENSION %3; CREATE TABLE systems (srid int PRIMARY KEY CHECK (srid > 0), def varchar(40), at date);
ALTER EXTENSION %3 ADD TABLE systems; CREATE TABLE uses (id int PRIMARY KEY); INSERT INTO uses VALUES (1);
UPDATE pg_extension SET extconfig = ARRAY['systems'::regclass::oid], extcondition = ARRAY['%2'] WHERE extname = '%3';
INSERT INTO systems VALUES (1, 'own one'), (12, 'own twelve'); INSERT INTO systems VALUES %1;)"_s.arg(rows, condition,
                                                                                                      extension);
}

const QString all = u"SELECT srid, def, at FROM systems ORDER BY 1"_s;

} // namespace

/// Rows that people put into tables of extensions (pg_extension.extconfig).
class TestExtensionRows final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY_ASSIGN(m_server, TestServer::start()); }
    void init();
    void theyTakeThePlaceOfTheTargetsAndComeBack();
    void whatCannotBeCarriedIsNamed_data();
    void whatCannotBeCarriedIsNamed();
    void whereASequenceStandsIsSaid();
    void aCloneThatFailsBringsThemBack();

private:
    QByteArray copy(const QString &sql) const { return m_server->psql(u"copy"_s, sql); }
    [[nodiscard]] CliRun verify() const
    {
        return m_home->run({u"verify"_s, u"--source"_s, u"rows-source"_s, u"--target"_s, u"rows-target"_s, u"--json"_s,
                            u"--lang"_s, u"en"_s});
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<CliHome> m_home;
    std::unique_ptr<ClonePair> m_pair;
};

void TestExtensionRows::init()
{
    for (const QString &database : {u"source"_s, u"copy"_s}) {
        m_server->dropDatabase(database);
        m_server->createDatabase(database);
    }
    m_home = std::make_unique<CliHome>();
    m_pair = std::make_unique<ClonePair>(*m_home, u"rows"_s, ClonePair::Place{*m_server, u"source"_s},
                                         ClonePair::Place{*m_server, u"copy"_s});
}

void TestExtensionRows::theyTakeThePlaceOfTheTargetsAndComeBack()
{
    m_server->psql(u"source"_s, extensionWith(u"(100, E'of the\\tsource', '2026-01-02'), (101, NULL, NULL)"_s));
    copy(extensionWith(u"(200, 'of the target', NULL)"_s)
         + u"UPDATE systems SET def = 'another version' WHERE srid = 1"_s);
    const QByteArray before = copy(all);
    const CliRun run = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY2(!run.output.contains("table of extension"), run.said().constData());
    // What came with the extension is of the target's version.
    QCOMPARE(copy(all), QByteArray("1|another version|\n12|own twelve|\n100|of the\tsource|2026-01-02\n101||"));
    const CliRun same = verify();
    QVERIFY2(same.exitCode == 0, same.said().constData());
    copy(u"UPDATE systems SET def = 'changed' WHERE srid = 100"_s);
    const CliRun changed = verify();
    QVERIFY2(changed.exitCode == 1 && changed.output.contains("public.systems"), changed.said().constData());
    const CliRun again = m_pair->clone();
    QVERIFY2(again.exitCode == 0, again.said().constData());
    QCOMPARE(m_pair->rollback().exitCode, 0);
    QCOMPARE(copy(u"SELECT def FROM systems WHERE srid = 100"_s), QByteArray("changed"));

    m_server->dropDatabase(u"copy"_s);
    m_server->createDatabase(u"copy"_s);
    copy(extensionWith(u"(200, 'of the target', NULL)"_s)
         + u"UPDATE systems SET def = 'another version' WHERE srid = 1"_s);
    QCOMPARE(m_pair->clone().exitCode, 0);
    const CliRun back = m_pair->rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(copy(all), before);
    QCOMPARE(copy(u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s), QByteArray("0"));
}

void TestExtensionRows::whatCannotBeCarriedIsNamed_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QStringList>("options");
    const QString rows = u"(100, 'x', NULL)"_s;
    QTest::newRow("a condition that calls something")
        << extensionWith(rows, u"WHERE pg_catalog.pg_sleep(0) IS NOT NULL"_s)
        << extensionWith(rows, u"WHERE pg_catalog.pg_sleep(0) IS NOT NULL"_s) << QStringList();
    QTest::newRow("a condition that goes on") << extensionWith(rows, u"WHERE true; DROP TABLE uses"_s)
                                              << extensionWith(rows, u"WHERE true; DROP TABLE uses"_s) << QStringList();
    QTest::newRow("an extension that acts") << extensionWith(rows, u""_s, u"postgres_fdw"_s)
                                            << extensionWith(rows, u""_s, u"postgres_fdw"_s) << QStringList();
    QTest::newRow("an extension without the table")
        << extensionWith(rows) << u"CREATE EXTENSION hstore"_s << QStringList();
    QTest::newRow("a target without the extension") << extensionWith(rows) << QString() << QStringList();
    QTest::newRow("other columns") << extensionWith(rows)
                                   << QString(extensionWith(rows) + u"ALTER TABLE systems ADD COLUMN more int"_s)
                                   << QStringList();
    QTest::newRow("a trigger")
        << extensionWith(rows)
        << QString(extensionWith(rows)
                   + u"CREATE SCHEMA own; CREATE FUNCTION own.trap() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE "
                     "EXCEPTION ''ran''; END'; CREATE TRIGGER trap BEFORE INSERT OR DELETE ON systems FOR EACH ROW "
                     "EXECUTE FUNCTION own.trap()"_s)
        << QStringList();
    QTest::newRow("an index that calls") << QString(
        extensionWith(rows)
        + u"CREATE FUNCTION boom(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1'; CREATE INDEX ON "
          "systems (boom(srid))"_s) << extensionWith(rows)
                                         << QStringList();
    QTest::newRow("an anonymized clone") << extensionWith(rows) << extensionWith(rows) << QStringList{u"--anonymize"_s};
}

void TestExtensionRows::whatCannotBeCarriedIsNamed()
{
    QFETCH(QString, source);
    QFETCH(QString, target);
    QFETCH(QStringList, options);
    m_server->psql(u"source"_s, source);
    copy(target + u";CREATE TABLE mine (id int)"_s);
    const QString there = u"SELECT CASE WHEN to_regclass('systems') IS NULL THEN 'none' ELSE "
                          "query_to_xml('SELECT * FROM systems ORDER BY 1', true, true, '')::text END"_s;
    const QByteArray before = copy(there);
    const CliRun run = m_pair->clone(QStringList{u"--lang"_s, u"en"_s} + options);
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QVERIFY2(run.output.contains("table of extension") && run.output.contains("public.systems"),
             run.said().constData());
    QCOMPARE(copy(there), before);
    QCOMPARE(copy(u"SELECT count(*) FROM uses"_s), QByteArray("1"));
    const CliRun back = m_pair->rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(copy(there), before);
}

void TestExtensionRows::whereASequenceStandsIsSaid()
{
    const QString counting
        = u"CREATE EXTENSION hstore; CREATE SEQUENCE counter; ALTER EXTENSION hstore ADD SEQUENCE counter; UPDATE "
          "pg_extension SET extconfig = ARRAY['counter'::regclass::oid], extcondition = ARRAY[''] WHERE extname = "
          "'hstore'; CREATE TABLE uses (id int); SELECT setval('counter', %1)"_s;
    m_server->psql(u"source"_s, counting.arg(42));
    copy(counting.arg(42));
    const CliRun same = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(same.exitCode == 0 && !same.output.contains("sequence of extension"), same.said().constData());
    copy(u"SELECT setval('counter', 7)"_s);
    const CliRun other = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(other.exitCode == 0 && other.output.contains("sequence of extension")
                 && other.output.contains("public.counter") && other.output.contains("42"),
             other.said().constData());
    QCOMPARE(copy(u"SELECT last_value FROM counter"_s), QByteArray("7"));
}

void TestExtensionRows::aCloneThatFailsBringsThemBack()
{
    m_server->psql(u"source"_s, QString(extensionWith(u"(100, 'x', NULL)"_s) + uR"(
CREATE FUNCTION once(int) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
    IF current_database() = 'copy' THEN RAISE EXCEPTION 'not here'; END IF; RETURN true; END $$;
CREATE MATERIALIZED VIEW late AS SELECT id FROM uses; CREATE INDEX ON late (once(id)))"_s));
    copy(extensionWith(u"(200, 'of the target', NULL)"_s));
    const QByteArray before = copy(all);
    const CliRun run = m_pair->clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode != 0, run.said().constData());
    QCOMPARE(copy(all), before);
}

QTEST_GUILESS_MAIN(TestExtensionRows)
#include "tst_extension_rows.moc"
