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

/// Nothing falls through between the kinds of objects that are carried: every row of every catalog that the copy lacks,
/// or has beyond the source, is accounted for by something that the report names.
class TestBetweenKinds final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyRowOfEveryCatalogIsCarriedOrNamed();
    void whatPeopleGaveToMembersIsGivenAndTakenBack();
    void extensionsThatNeedEachOtherGoWithARollback();
    void aVersionThatTheTargetHasNotIsNamed();
    void aTargetWithoutItsProceduralLanguageGetsIt();
    void rowsThatBreakTheSourcesOwnKeysAreCounted();
    void cleanupTestCase();

private:
    [[nodiscard]] QMap<QString, int> counts(const QString &database) const;
    [[nodiscard]] QStringList changes(const QString &database, const QString &without = {}) const;

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    std::unique_ptr<ClonePair> m_pair;
};

void TestBetweenKinds::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.settings = {u"max_locks_per_transaction = 512"_s}}));
    m_server->createDatabase(u"everything"_s);
    m_server->createDatabase(u"copy"_s);
    for (const QString &script : {u"everything"_s, u"between_kinds"_s})
        m_server->psqlFile(u"everything"_s, QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/%1.sql").arg(script));
    m_pair = std::make_unique<ClonePair>(m_home, u"all"_s, ClonePair::Place{*m_server, u"everything"_s},
                                         ClonePair::Place{*m_server, u"copy"_s});
}

QMap<QString, int> TestBetweenKinds::counts(const QString &database) const
{
    QMap<QString, int> found;
    const QByteArray output
        = m_server->psqlFile(database, QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/catalog_counts.sql"));
    for (const QByteArray &line : output.split('\n')) {
        const QList<QByteArray> fields = line.split('|');
        if (fields.size() == 2)
            found[QString::fromUtf8(fields[0])] = fields[1].toInt();
    }
    return found;
}

/// Who may do what with members of extensions and what is the server's own, whatever the order, and what is said of it.
QStringList TestBetweenKinds::changes(const QString &database, const QString &without) const
{
    QStringList lines
        = QString::fromUtf8(
              m_server->psqlFile(database, QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/member_lines.sql")))
              .split(u'\n');
    if (!without.isEmpty())
        lines.removeIf([&](const QString &line) { return line.contains(without); });
    return lines;
}

void TestBetweenKinds::everyRowOfEveryCatalogIsCarriedOrNamed()
{
    const CliRun run = m_pair->clone({u"--lang"_s, u"en"_s, u"--keep-side-effects"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QMap<QString, QStringList> named;
    for (const QJsonValue &object : run.report()[u"notCarried"_s].toArray())
        named[object[u"kind"_s].toString()].append(object[u"name"_s].toString());
    // What Sosie keeps for a rollback is not of the copy.
    m_server->psql(u"copy"_s, uR"(DO $$ DECLARE s text; BEGIN
        FOR s IN SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sosie\_%' LOOP
            EXECUTE format('DROP SCHEMA %I CASCADE', s); END LOOP; END $$)"_s);
    // Named in the report, and how many rows of which catalogs that is.
    QMap<QString, int> expected;
    if (named[u"schema"_s] == QStringList{u"graphql_public"_s}) {
        expected[u"pg_namespace"_s] -= 1;
        expected[u"pg_proc"_s] -= 1;
        // Its function is in it, and can use the transform of its argument's type.
        expected[u"pg_depend"_s] -= 2;
    }
    if (named[u"table of extension"_s] == QStringList{u"tools.settings_of_it"_s}) {
        // A table of three columns and six of the server's, its row type and the array of that, its key.
        expected[u"pg_class"_s] -= 2;
        expected[u"pg_attribute"_s] -= 9;
        expected[u"pg_type"_s] -= 2;
        expected[u"pg_index"_s] -= 1;
        expected[u"pg_constraint"_s] -= 1;
        // Extension, schema, both types, key and index of it; and the rights that it came into the extension with.
        expected[u"pg_depend"_s] -= 6;
        expected[u"pg_init_privs"_s] -= 1;
    }
    // Three functions of the source are older than the transform that those of the copy are made with.
    expected[u"pg_depend"_s] += 3;
    QCOMPARE(named[u"comment"_s] + named[u"privileges"_s], QStringList());
    // What the table that stays behind has is its owner's alone.
    QCOMPARE(changes(u"copy"_s), changes(u"everything"_s, u"tools.settings_of_it"_s));
    const QMap<QString, int> source = counts(u"everything"_s);
    const QMap<QString, int> copy = counts(u"copy"_s);
    QVERIFY(source.size() > 40);
    QStringList wrong;
    for (auto count = source.begin(); count != source.end(); ++count) {
        const int difference = copy.value(count.key()) - count.value();
        if (difference != expected.value(count.key()))
            wrong.append(u"%1: %2 rows in the source, %3 in the copy, %4 named"_s.arg(count.key())
                             .arg(count.value())
                             .arg(copy.value(count.key()))
                             .arg(-expected.value(count.key())));
    }
    QVERIFY2(wrong.isEmpty(), wrong.join(u'\n').toUtf8().constData());
}

void TestBetweenKinds::whatPeopleGaveToMembersIsGivenAndTakenBack()
{
    for (const QString &database : {u"given"_s, u"has its own"_s}) {
        m_server->createDatabase(database);
        m_server->psql(database, u"CREATE SCHEMA tools; CREATE EXTENSION hstore SCHEMA tools; CREATE EXTENSION ltree;"
                                 "CREATE TABLE of_it (id int, secret text); ALTER EXTENSION ltree ADD TABLE of_it;"
                                 "CREATE SEQUENCE count_it; ALTER EXTENSION ltree ADD SEQUENCE count_it;"
                                 "CREATE SCHEMA in_it; ALTER EXTENSION ltree ADD SCHEMA in_it"_s);
    }
    m_server->psql(u"given"_s, uR"(
REVOKE EXECUTE ON FUNCTION tools.akeys(tools.hstore) FROM PUBLIC; GRANT USAGE ON SCHEMA tools TO reader;
GRANT EXECUTE ON FUNCTION tools.akeys(tools.hstore) TO reader WITH GRANT OPTION;
SET ROLE reader; GRANT EXECUTE ON FUNCTION tools.akeys(tools.hstore) TO writer; RESET ROLE;
REVOKE USAGE ON TYPE ltree FROM PUBLIC; GRANT USAGE ON TYPE ltree TO writer;
GRANT SELECT (id) ON of_it TO reader; GRANT UPDATE ON of_it TO writer; GRANT USAGE ON count_it TO writer;
GRANT USAGE ON SCHEMA in_it TO reader;
COMMENT ON FUNCTION tools.akeys(tools.hstore) IS 'not ''for'' everybody'; COMMENT ON TYPE ltree IS 'a path';
COMMENT ON OPERATOR tools.-> (tools.hstore, text) IS 'of a key'; COMMENT ON COLUMN of_it.secret IS 'hush';
COMMENT ON OPERATOR CLASS gist_ltree_ops USING gist IS 'how'; COMMENT ON CAST (tools.hstore AS json) IS 'so';
GRANT SELECT (rolpassword) ON pg_authid TO reader; REVOKE ALL ON pg_stats FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pg_read_file(text) TO writer; REVOKE SELECT ON information_schema.tables FROM PUBLIC;
GRANT SELECT ON information_schema.columns TO writer)"_s);
    m_server->psql(u"has its own"_s,
                   u"CREATE TABLE mine (id int); GRANT EXECUTE ON FUNCTION tools.akeys(tools.hstore) TO"
                   " writer; COMMENT ON TYPE ltree IS 'mine'; GRANT SELECT ON pg_authid TO writer;"
                   "GRANT EXECUTE ON FUNCTION tools.avals(tools.hstore) TO reader"_s);
    const QStringList before = changes(u"has its own"_s);
    const ClonePair pair(m_home, u"given"_s, {*m_server, u"given"_s}, {*m_server, u"has its own"_s});
    const CliRun run = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    // What only the target gave stays.
    m_server->psql(u"given"_s, u"GRANT SELECT ON pg_authid TO writer;"
                               "GRANT EXECUTE ON FUNCTION tools.avals(tools.hstore) TO reader"_s);
    QCOMPARE(changes(u"has its own"_s), changes(u"given"_s));
    const CliRun same = m_home.run({u"verify"_s, u"--source"_s, u"given-source"_s, u"--target"_s, u"given-target"_s});
    QVERIFY2(same.exitCode == 0, same.said().constData());
    m_server->psql(u"has its own"_s, u"GRANT EXECUTE ON FUNCTION tools.akeys(tools.hstore) TO PUBLIC"_s);
    const CliRun other = m_home.run({u"verify"_s, u"--source"_s, u"given-source"_s, u"--target"_s, u"given-target"_s});
    QVERIFY2(other.exitCode == 1 && other.said().contains("akeys"), other.said().constData());
    const CliRun back = pair.rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(changes(u"has its own"_s), before);
}

void TestBetweenKinds::extensionsThatNeedEachOtherGoWithARollback()
{
    m_server->createDatabase(u"chained"_s);
    m_server->createDatabase(u"unchained"_s);
    m_server->psql(u"chained"_s, u"CREATE EXTENSION cube; CREATE EXTENSION earthdistance; CREATE TABLE t (id int)"_s);
    const ClonePair pair(m_home, u"chained"_s, {*m_server, u"chained"_s}, {*m_server, u"unchained"_s});
    QCOMPARE(pair.clone().exitCode, 0);
    const CliRun back = pair.rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(m_server->psql(u"unchained"_s, u"SELECT string_agg(extname, ' ') FROM pg_extension"_s),
             QByteArray("plpgsql"));
}

void TestBetweenKinds::aVersionThatTheTargetHasNotIsNamed()
{
    m_server->createDatabase(u"older"_s);
    m_server->createDatabase(u"newer"_s);
    m_server->psql(u"older"_s, u"CREATE EXTENSION hstore VERSION '1.4'; CREATE EXTENSION pg_trgm VERSION '1.3'"_s);
    m_server->psql(u"newer"_s, u"CREATE EXTENSION hstore"_s);
    const ClonePair pair(m_home, u"version"_s, {*m_server, u"older"_s}, {*m_server, u"newer"_s});
    const CliRun run = pair.clone();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QStringList named;
    for (const QJsonValue &object : run.report()[u"notCarried"_s].toArray())
        named.append(object[u"kind"_s].toString() + u' ' + object[u"name"_s].toString());
    QCOMPARE(named.size(), 1);
    QVERIFY2(named.first().startsWith(u"version of extension hstore: 1.4 -> "_s), qPrintable(named.first()));
    QCOMPARE(m_server->psql(u"newer"_s, u"SELECT extversion FROM pg_extension WHERE extname = 'pg_trgm'"_s),
             QByteArray("1.3"));
}

void TestBetweenKinds::aTargetWithoutItsProceduralLanguageGetsIt()
{
    m_server->createDatabase(u"with it"_s);
    m_server->createDatabase(u"without it"_s);
    m_server->psql(u"with it"_s, u"CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'"_s);
    m_server->psql(u"without it"_s, u"DROP EXTENSION plpgsql; CREATE TABLE mine (id int)"_s);
    const ClonePair pair(m_home, u"language"_s, {*m_server, u"with it"_s}, {*m_server, u"without it"_s});
    const CliRun run = pair.clone();
    QVERIFY2(run.exitCode == 0, run.said().constData());
    QCOMPARE(m_server->psql(u"without it"_s, u"SELECT f()"_s), QByteArray("1"));
    const CliRun back = pair.rollback();
    QVERIFY2(back.exitCode == 0, back.said().constData());
    QCOMPARE(m_server->psql(u"without it"_s, u"SELECT count(*) FROM pg_extension"_s), QByteArray("0"));
    QCOMPARE(m_server->psql(u"without it"_s, u"SELECT count(*) FROM mine"_s), QByteArray("0"));
}

void TestBetweenKinds::rowsThatBreakTheSourcesOwnKeysAreCounted()
{
    m_server->createDatabase(u"corrupt"_s);
    m_server->createDatabase(u"whole"_s);
    m_server->psql(u"whole"_s, u"CREATE TABLE mine (id int)"_s);
    m_server->psql(u"corrupt"_s, uR"(CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id int CONSTRAINT "to its parent" REFERENCES parent);
INSERT INTO parent SELECT generate_series(1, 100);
INSERT INTO child SELECT g, g FROM generate_series(1, 100) g;
SET session_replication_role = replica; DELETE FROM parent WHERE id IN (7, 8); INSERT INTO child VALUES (1001, 9999);)"_s);
    const ClonePair pair(m_home, u"corrupt"_s, {*m_server, u"corrupt"_s}, {*m_server, u"whole"_s});
    const CliRun orphans = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY(orphans.exitCode != 0);
    const auto causeOf = [](const CliRun &run) {
        return run.report()[u"error"_s].toObject()[u"causes"_s].toArray().first().toObject();
    };
    QCOMPARE(causeOf(orphans)[u"subject"_s].toString(), u"public.child"_s);
    QCOMPARE(causeOf(orphans)[u"detail"_s].toString(), u"\"to its parent\": 3"_s);

    m_server->psql(u"corrupt"_s, uR"(DROP TABLE child; CREATE TABLE goods (id int, code text);
INSERT INTO goods SELECT g, 'c' || g FROM generate_series(1, 50) g; CREATE UNIQUE INDEX goods_code ON goods (code);
UPDATE pg_index SET indisready = false WHERE indexrelid = 'goods_code'::regclass;
INSERT INTO goods VALUES (51, 'c7'), (52, 'c7');
UPDATE pg_index SET indisready = true WHERE indexrelid = 'goods_code'::regclass;)"_s);
    const CliRun duplicates = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY(duplicates.exitCode != 0);
    QCOMPARE(causeOf(duplicates)[u"subject"_s].toString(), u"public.goods"_s);
    QCOMPARE(causeOf(duplicates)[u"detail"_s].toString(), u"goods_code: 2"_s);
    QCOMPARE(m_server->psql(u"whole"_s, u"SELECT count(*) FROM mine"_s), QByteArray("0"));
}

void TestBetweenKinds::cleanupTestCase()
{
    m_pair.reset();
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestBetweenKinds)
#include "tst_between_kinds.moc"
