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
    void anExtensionInAnotherSchemaIsRefused();
    void aVersionThatTheTargetHasNotIsNamed();
    void aTargetWithoutItsProceduralLanguageGetsIt();
    void rowsThatBreakTheSourcesOwnKeysAreCounted();
    void cleanupTestCase();

private:
    [[nodiscard]] QMap<QString, int> counts(const QString &database) const;

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
    if (named[u"comments of extension"_s] == QStringList{u"pg_trgm"_s})
        expected[u"pg_description"_s] -= 1;
    QCOMPARE(named[u"privileges of extension"_s], QStringList{u"pg_trgm"_s});
    const QString all = named[u"privileges"_s].join(u'\n');
    for (const QString &part : {u"column prosrc of table pg_proc"_s, u"table pg_authid"_s, u"view pg_stats"_s,
                                u"function pg_sleep"_s, u"function pg_ls_dir"_s, u"language plpgsql"_s})
        QVERIFY2(all.contains(part), all.toUtf8().constData());
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

void TestBetweenKinds::anExtensionInAnotherSchemaIsRefused()
{
    m_server->createDatabase(u"needs it"_s);
    m_server->createDatabase(u"elsewhere"_s);
    m_server->psql(u"needs it"_s, u"CREATE SCHEMA tools; CREATE EXTENSION hstore SCHEMA tools;"
                                  "CREATE TABLE t (id int PRIMARY KEY, h tools.hstore)"_s);
    m_server->psql(u"elsewhere"_s, u"CREATE EXTENSION hstore; CREATE TABLE mine (h hstore)"_s);
    const ClonePair pair(m_home, u"moved"_s, {*m_server, u"needs it"_s}, {*m_server, u"elsewhere"_s});
    const CliRun run = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY(run.exitCode != 0);
    QVERIFY2(run.output.contains("E-OBJ-002") && run.output.contains("E-PLAN-001"), run.said().constData());
    QCOMPARE(m_server->psql(u"elsewhere"_s, u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s),
             QByteArray("0"));
    // Where nothing is known to need it, the copy is made and says where it is.
    m_server->psql(u"needs it"_s, u"DROP TABLE t"_s);
    const CliRun made = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY2(made.exitCode == 0 && made.output.contains("schema of extension"), made.said().constData());
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
    QJsonObject error = orphans.report()[u"error"_s].toObject();
    QCOMPARE(error[u"subject"_s].toString(), u"public.child"_s);
    QVERIFY2(error[u"detail"_s].toString().startsWith(u"\"to its parent\": 3\n"_s), orphans.said().constData());

    m_server->psql(u"corrupt"_s, uR"(DROP TABLE child; CREATE TABLE goods (id int, code text);
INSERT INTO goods SELECT g, 'c' || g FROM generate_series(1, 50) g; CREATE UNIQUE INDEX goods_code ON goods (code);
UPDATE pg_index SET indisready = false WHERE indexrelid = 'goods_code'::regclass;
INSERT INTO goods VALUES (51, 'c7'), (52, 'c7');
UPDATE pg_index SET indisready = true WHERE indexrelid = 'goods_code'::regclass;)"_s);
    const CliRun duplicates = pair.clone({u"--lang"_s, u"en"_s});
    QVERIFY(duplicates.exitCode != 0);
    error = duplicates.report()[u"error"_s].toObject();
    QCOMPARE(error[u"subject"_s].toString(), u"public.goods"_s);
    QVERIFY2(error[u"detail"_s].toString().startsWith(u"goods_code: 2\n"_s), duplicates.said().constData());
    QCOMPARE(m_server->psql(u"whole"_s, u"SELECT count(*) FROM mine"_s), QByteArray("0"));
}

void TestBetweenKinds::cleanupTestCase()
{
    m_pair.reset();
    m_server.reset();
}

QTEST_GUILESS_MAIN(TestBetweenKinds)
#include "tst_between_kinds.moc"
