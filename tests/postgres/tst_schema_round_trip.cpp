// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/aside/outside_dependents.h"
#include "engine/catalog/aside/set_aside.h"
#include "engine/catalog/comparison/schema_diff.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace engine;

namespace {

pg::ConnectionInfo connectionTo(const tests::TestServer &server, const QString &database)
{
    pg::ConnectionInfo info;
    for (const auto &[keyword, value] : server.connectionValues(database))
        info.set(keyword, value);
    return info;
}

Result<catalog::Schema> read(const tests::TestServer &server, const QString &database,
                             const catalog::ReadOptions &options = {})
{
    TRY_ASSIGN(auto connection, pg::ReadOnlyConnection::open(connectionTo(server, database)));
    TRY(connection.begin());
    return catalog::readSchema(connection, options);
}

Result<> runAll(pg::Connection &connection, const std::vector<catalog::DdlStatement> &statements)
{
    for (const catalog::DdlStatement &statement : statements)
        TRY(connection.execute(statement.sql).map_error(during(text(statement.sql))));
    return {};
}

Result<pg::Connection> openForDdl(const tests::TestServer &server, const QString &database)
{
    TRY_ASSIGN(auto connection, pg::Connection::open(connectionTo(server, database)));
    TRY(connection.execute("SET search_path = ''; SET check_function_bodies = off; SET row_security = off;"
                           "SET client_min_messages = warning"));
    return connection;
}

/// What a clone does not make again: plpgsql is there from the first day.
std::vector<std::string> extensionsOf(const catalog::Schema &schema)
{
    std::vector<std::string> names;
    for (const catalog::Object &object : schema.objects) {
        if (object.key.kind == catalog::ObjectKind::Extension)
            names.push_back(object.key.name);
    }
    return names;
}

/// Makes the schema in a database that was just created, the way a clone does.
Result<> make(const tests::TestServer &server, const QString &database, const catalog::Schema &schema)
{
    TRY_ASSIGN(const auto before, read(server, database));
    catalog::DdlOptions options{
        .sessionRole = "postgres", .existingSchemas = before.schemaNames(), .existingExtensions = extensionsOf(before)};
    options.rolesGrantedByDefault = catalog::rolesGrantedByDefault(before);
    TRY_ASSIGN(auto script, catalog::creationScript(schema, options));
    TRY_ASSIGN(auto connection, openForDdl(server, database));
    TRY(runAll(connection, script.preData));
    // In any order, the contract says.
    std::ranges::shuffle(script.indexes, std::mt19937(1));
    TRY(runAll(connection, script.indexes));
    TRY(runAll(connection, script.keys));
    std::ranges::shuffle(script.validations, std::mt19937(1));
    TRY(runAll(connection, script.validations));
    TRY(runAll(connection, script.postData));
    TRY(runAll(connection, script.refreshes));
    TRY(runAll(connection, script.finish));
    TRY(runAll(connection, catalog::schemaAttributes(before, schema, options)));
    return runAll(connection, script.last);
}

QString listed(const std::vector<catalog::Change> &changes)
{
    QStringList lines;
    for (const catalog::Change &change : changes)
        lines << change.description().text();
    return lines.join(u'\n');
}

/// The first lines that only one of the two sorted lists has.
QString firstDifferences(const QStringList &left, const QStringList &right)
{
    QStringList onlyLeft;
    QStringList onlyRight;
    std::ranges::set_difference(left, right, std::back_inserter(onlyLeft));
    std::ranges::set_difference(right, left, std::back_inserter(onlyRight));
    return u"only in the source:\n%1\nonly in the clone:\n%2"_s.arg(onlyLeft.mid(0, 20).join(u'\n'),
                                                                    onlyRight.mid(0, 20).join(u'\n'));
}

} // namespace

/// The schema engine against pg_dump of the same version.
class TestSchemaRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theCloneOfEverythingIsEqual();
    void nothingOfTheCatalogIsForgotten();
    void nothingOfTheCatalogIsForgotten_data();
    void whatIsNotCarriedIsNamed();
    void differenceSeesEachChange();
    void differenceSeesEachChange_data();
    void settingAsideEmptiesASchemaAndBringsItBack();
    void schemaAttributesGoThereAndBack();
    void outsideDependentsFollow();
    void aManagedSchemaIsLeftAlone();
    void manyTablesAreReadFast();
    void aCatalogThatNobodyHasCountedIsReadAsSoon();

private:
    std::unique_ptr<tests::TestServer> m_server;
    catalog::Schema m_source;
};

void TestSchemaRoundTrip::initTestCase()
{
    QVERIFY_ASSIGN(m_server, tests::TestServer::start({.settings = {u"max_locks_per_transaction = 512"_s}}));
    m_server->createDatabase(u"everything"_s);
    m_server->psqlFile(u"everything"_s, QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/everything.sql"));
    m_server->createDatabase(u"uncarried"_s);
    m_server->psqlFile(u"uncarried"_s, QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/uncarried.sql"));
    QVERIFY_ASSIGN(m_source, read(*m_server, u"everything"_s));
}

void TestSchemaRoundTrip::theCloneOfEverythingIsEqual()
{
    m_server->createDatabase(u"copy"_s);
    QVERIFY_RESULT(make(*m_server, u"copy"_s, m_source));
    const QStringList before = m_server->schemaDump(u"everything"_s);
    const QStringList after = m_server->schemaDump(u"copy"_s);
    QVERIFY2(before == after, qPrintable(firstDifferences(before, after)));
    QVERIFY_ASSIGN(const auto copy, read(*m_server, u"copy"_s));
    const auto changes = catalog::difference(copy, m_source);
    QVERIFY2(changes.empty(), qPrintable(listed(changes)));
    // And the same script again from the copy: nothing is lost on the way.
    m_server->createDatabase(u"copy of copy"_s);
    QVERIFY_RESULT(make(*m_server, u"copy of copy"_s, copy));
    QCOMPARE(m_server->schemaDump(u"copy of copy"_s), before);
}

void TestSchemaRoundTrip::nothingOfTheCatalogIsForgotten_data()
{
    QTest::addColumn<QString>("database");
    QTest::newRow("a database of everything that is carried") << u"everything"_s;
    QTest::newRow("a database with what is not carried") << u"uncarried"_s;
}

/// Walks the server's catalogs by itself and asks for each object whether the engine has it or says that it has not.
void TestSchemaRoundTrip::nothingOfTheCatalogIsForgotten()
{
    QFETCH(QString, database);
    QVERIFY_ASSIGN(const auto schema, read(*m_server, database));
    const QString query = QString::fromUtf8(R"(
        WITH names AS (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_'
                      AND nspname NOT IN ('information_schema', '_realtime')),
        found (class, object) AS (
            SELECT 'pg_class'::regclass::oid, oid FROM pg_class WHERE relnamespace IN (SELECT oid FROM names)
                AND relkind NOT IN ('t', 'c') AND oid NOT IN (SELECT conindid FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))
            UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace IN (SELECT oid FROM names)
                AND typrelid = 0 AND typtype <> 'm' AND oid NOT IN (SELECT typarray FROM pg_type)
            UNION ALL SELECT 'pg_class'::regclass, oid FROM pg_class WHERE relkind = 'c' AND relnamespace IN (SELECT oid FROM names)
            UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace IN (SELECT oid FROM names)
            UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator WHERE oprnamespace IN (SELECT oid FROM names)
            UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass WHERE opcnamespace IN (SELECT oid FROM names)
            UNION ALL SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily WHERE opfnamespace IN (SELECT oid FROM names)
            UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation WHERE collnamespace IN (SELECT oid FROM names)
            UNION ALL SELECT 'pg_conversion'::regclass, oid FROM pg_conversion WHERE connamespace IN (SELECT oid FROM names)
            UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config WHERE cfgnamespace IN (SELECT oid FROM names)
            UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict WHERE dictnamespace IN (SELECT oid FROM names)
            UNION ALL SELECT 'pg_ts_parser'::regclass, oid FROM pg_ts_parser WHERE prsnamespace IN (SELECT oid FROM names)
            UNION ALL SELECT 'pg_ts_template'::regclass, oid FROM pg_ts_template WHERE tmplnamespace IN (SELECT oid FROM names)
            UNION ALL SELECT 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext
            UNION ALL SELECT 'pg_trigger'::regclass, oid FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0
            UNION ALL SELECT 'pg_rewrite'::regclass, oid FROM pg_rewrite WHERE rulename <> '_RETURN' AND oid >= 16384
            UNION ALL SELECT 'pg_policy'::regclass, oid FROM pg_policy
            UNION ALL SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE connamespace IN (SELECT oid FROM names)
                AND contypid = 0 AND contype <> 't' AND NOT (contype = 'f' AND conparentid <> 0)
            UNION ALL SELECT 'pg_cast'::regclass, oid FROM pg_cast WHERE oid >= 16384
            UNION ALL SELECT 'pg_language'::regclass, oid FROM pg_language WHERE oid >= 16384
            UNION ALL SELECT 'pg_am'::regclass, oid FROM pg_am WHERE oid >= 16384
            UNION ALL SELECT 'pg_transform'::regclass, oid FROM pg_transform
            UNION ALL SELECT 'pg_event_trigger'::regclass, oid FROM pg_event_trigger
            UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid FROM pg_foreign_data_wrapper
            UNION ALL SELECT 'pg_foreign_server'::regclass, oid FROM pg_foreign_server
            UNION ALL SELECT 'pg_user_mapping'::regclass, umid FROM pg_user_mappings
            UNION ALL SELECT 'pg_subscription'::regclass, oid FROM pg_subscription
                WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            UNION ALL SELECT 'pg_publication'::regclass, oid FROM pg_publication
            UNION ALL SELECT 'pg_extension'::regclass, oid FROM pg_extension WHERE extname <> 'plpgsql'
            UNION ALL SELECT 'pg_default_acl'::regclass, oid FROM pg_default_acl
            UNION ALL SELECT 'pg_namespace'::regclass, oid FROM names)
        SELECT f.object, translate((pg_identify_object(f.class, f.object, 0)).identity, E'\n', ' ') FROM found f
        WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = f.class AND d.objid = f.object
                          AND (d.deptype = 'e' OR (d.deptype = 'i' AND f.class IN ('pg_proc'::regclass, 'pg_cast'::regclass)))))");
    const auto rows = m_server->psql(database, query).split('\n');
    QVERIFY(rows.size() >= 10);
    QStringList forgotten;
    for (const QByteArray &row : rows) {
        const auto parts = row.split('|');
        const unsigned oid = parts.value(0).toUInt();
        const bool isCarried = std::ranges::any_of(
            schema.objects, [&](const catalog::Object &object) { return object.oid.value == oid; });
        const std::string name = row.mid(row.indexOf('|') + 1).toStdString();
        const bool isNamed = std::ranges::any_of(
            schema.notCarried, [&](const catalog::Uncarried &uncarried) { return uncarried.name == name; });
        if (!isCarried && !isNamed)
            forgotten << QString::fromUtf8(row);
    }
    QVERIFY2(forgotten.isEmpty(), qPrintable(forgotten.join(u'\n')));
}

void TestSchemaRoundTrip::whatIsNotCarriedIsNamed()
{
    QVERIFY_ASSIGN(const auto schema, read(*m_server, u"uncarried"_s));
    QStringList names;
    for (const catalog::Uncarried &uncarried : schema.notCarried) {
        names << text(uncarried.kind + ": " + uncarried.name);
        QVERIFY(!catalog::reasonText(uncarried).isEmpty());
    }
    const QStringList expected{u"event trigger: of_a_managed_schema"_s,
                               u"large objects: 2"_s,
                               u"secret: api_key of server with_a_key"_s,
                               u"secret: password of user mapping postgres on elsewhere"_s,
                               u"secret: value of setting app.secret"_s,
                               u"secret: value of setting app.url"_s,
                               u"secret: password of subscription from_elsewhere"_s};
    for (const QString &name : expected)
        QVERIFY2(names.contains(name), qPrintable(name + u" is not in:\n"_s + names.join(u'\n')));
    m_server->createDatabase(u"without"_s);
    QVERIFY_RESULT(make(*m_server, u"without"_s, schema));
    QVERIFY(!m_server->pgDump(u"without"_s, {u"--create"_s}).contains("secret"));
}

void TestSchemaRoundTrip::differenceSeesEachChange_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("expected");

    QTest::newRow("a column more") << u"ALTER TABLE t ADD z integer"_s << u"\"table public.t\" differs: columns."_s;
    QTest::newRow("another type") << u"ALTER TABLE t ALTER a TYPE bigint"_s
                                  << u"\"table public.t\" differs: type of column \"a\"."_s;
    QTest::newRow("another default") << u"ALTER TABLE t ALTER a SET DEFAULT 3"_s
                                     << u"\"table public.t\" differs: default of column \"a\"."_s;
    QTest::newRow("another owner") << u"ALTER TABLE t OWNER TO reader"_s
                                   << u"\"table public.t\" differs: owner, privileges."_s;
    QTest::newRow("a privilege more") << u"GRANT SELECT ON t TO PUBLIC"_s
                                      << u"\"table public.t\" differs: privileges."_s;
    QTest::newRow("row security") << u"ALTER TABLE t ENABLE ROW LEVEL SECURITY"_s
                                  << u"\"table public.t\" differs: row level security."_s;
    QTest::newRow("an index more") << u"CREATE INDEX i ON t (a)"_s << u"\"index public.i\" is missing."_s;
    QTest::newRow("an index less") << u"DROP INDEX t_b"_s << u"\"index public.t_b\" is there and should not be."_s;
    QTest::newRow("a comment") << u"COMMENT ON TABLE t IS 'x'"_s << u"\"table public.t\" differs: comment."_s;
    QTest::newRow("a sequence's value") << u"SELECT nextval('s')"_s << u"\"sequence public.s\" differs: value."_s;
    QTest::newRow("an enum's label") << u"ALTER TYPE e ADD VALUE 'c'"_s << u"\"enum type public.e\" differs: labels."_s;
}

void TestSchemaRoundTrip::differenceSeesEachChange()
{
    QFETCH(QString, change);
    QFETCH(QString, expected);
    m_server->createDatabase(u"before"_s);
    m_server->psql(u"before"_s, u"CREATE TABLE t (a integer, b text); CREATE INDEX t_b ON t (b); CREATE SEQUENCE s;"
                                "CREATE TYPE e AS ENUM ('a', 'b')"_s);
    m_server->createDatabase(u"after"_s, u"before"_s);
    m_server->psql(u"after"_s, change);
    QVERIFY_ASSIGN(const auto before, read(*m_server, u"before"_s));
    QVERIFY_ASSIGN(const auto after, read(*m_server, u"after"_s));
    m_server->dropDatabase(u"before"_s);
    m_server->dropDatabase(u"after"_s);
    QCOMPARE(listed(catalog::difference(before, after)), expected);
    QVERIFY(catalog::difference(after, after).empty());
}

void TestSchemaRoundTrip::settingAsideEmptiesASchemaAndBringsItBack()
{
    m_server->createDatabase(u"aside"_s, u"everything"_s);
    const QStringList before = m_server->schemaDump(u"aside"_s);
    QVERIFY_ASSIGN(auto connection, openForDdl(*m_server, u"aside"_s));
    for (const auto &[from, to] : {std::pair<std::string, std::string>{"app", "sosie_1"}, {"sosie_1", "app"}}) {
        QVERIFY_RESULT(connection.execute("CREATE SCHEMA IF NOT EXISTS sosie_1"));
        QVERIFY_ASSIGN(const auto statements, catalog::moveStatements(connection, from, to));
        QVERIFY(statements.size() > 50);
        for (const std::string &statement : statements)
            QVERIFY_RESULT(connection.execute(statement).map_error(during(text(statement))));
        const auto left = m_server->psql(
            u"aside"_s, u"SELECT pg_describe_object(classid, objid, 0) FROM pg_depend"
                        " WHERE refclassid = 'pg_namespace'::regclass AND refobjid = '%1'::regnamespace"
                        " AND deptype = 'n' AND classid NOT IN ('pg_publication_namespace'::regclass,"
                        " 'pg_default_acl'::regclass)"_s.arg(text(from)));
        QCOMPARE(left, QByteArray());
    }
    QVERIFY_RESULT(connection.execute("DROP SCHEMA sosie_1"));
    const QStringList after = m_server->schemaDump(u"aside"_s);
    QVERIFY2(before == after, qPrintable(firstDifferences(before, after)));
}

void TestSchemaRoundTrip::schemaAttributesGoThereAndBack()
{
    m_server->createDatabase(u"attributes"_s);
    m_server->psql(u"attributes"_s,
                   u"CREATE SCHEMA app; CREATE SCHEMA \"select\"; GRANT CREATE ON SCHEMA app TO writer;"
                   "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT ALL ON TABLES TO PUBLIC;"
                   "ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO writer;"
                   "COMMENT ON SCHEMA app IS 'before'"_s);
    QVERIFY_ASSIGN(const auto before, read(*m_server, u"attributes"_s));
    const QStringList dump = m_server->schemaDump(u"attributes"_s);
    QVERIFY_ASSIGN(auto connection, openForDdl(*m_server, u"attributes"_s));
    QVERIFY_RESULT(runAll(connection, catalog::schemaAttributes(before, m_source)));
    QVERIFY_ASSIGN(const auto changed, read(*m_server, u"attributes"_s));
    for (const catalog::Change &change : catalog::difference(changed, m_source)) {
        const bool isOfSchema = change.key.kind == catalog::ObjectKind::Schema
                                || change.key.kind == catalog::ObjectKind::DefaultPrivileges;
        QVERIFY2(!isOfSchema || change.key.name.starts_with("odd"), qPrintable(change.description().text()));
    }
    QVERIFY_RESULT(runAll(connection, catalog::schemaAttributes(changed, before)));
    QCOMPARE(m_server->schemaDump(u"attributes"_s), dump);
}

void TestSchemaRoundTrip::outsideDependentsFollow()
{
    m_server->createDatabase(u"outside"_s);
    m_server->psql(u"outside"_s, QString::fromUtf8(R"(
        CREATE TABLE public.t (id integer PRIMARY KEY, n text);
        CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE FUNCTION public.g() RETURNS integer LANGUAGE sql AS 'SELECT 1';
        CREATE TYPE public.e AS ENUM ('a');
        CREATE SCHEMA auth;
        CREATE TABLE auth.users (id integer REFERENCES public.t, d integer DEFAULT public.g(), c public.e);
        CREATE TRIGGER made AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.f();
        CREATE POLICY p ON auth.users USING (EXISTS (SELECT FROM public.t));
        CREATE VIEW auth.v WITH (security_barrier = true) AS SELECT n FROM public.t;
        CREATE VIEW auth.w AS SELECT 'a'::public.e AS e;
        GRANT SELECT ON auth.w TO reader;)"));
    const QStringList before = m_server->schemaDump(u"outside"_s);
    QVERIFY_ASSIGN(auto source, pg::ReadOnlyConnection::open(connectionTo(*m_server, u"outside"_s)));
    QVERIFY_RESULT(source.begin());
    QVERIFY_ASSIGN(const auto dependents, catalog::readOutsideDependents(source, {"public"}));
    QVERIFY_ASSIGN(const auto schema, catalog::readSchema(source, {.schemas = {"public"}}));
    QVERIFY_RESULT(source.end());
    QStringList kinds;
    for (const catalog::OutsideDependent &dependent : dependents)
        kinds << text(dependent.kind);
    kinds.sort();
    QCOMPARE(kinds, (QStringList{u"column"_s, u"default"_s, u"foreign key"_s, u"policy"_s, u"trigger"_s, u"view"_s,
                                 u"view"_s}));

    QVERIFY_ASSIGN(auto connection, openForDdl(*m_server, u"outside"_s));
    QVERIFY_ASSIGN(const auto moves, catalog::moveStatements(connection, "public", "sosie_old"));
    QVERIFY_RESULT(connection.execute("CREATE SCHEMA sosie_old"));
    for (const std::string &statement : moves)
        QVERIFY_RESULT(connection.execute(statement));
    QVERIFY_ASSIGN(const auto script, catalog::creationScript(schema, {.sessionRole = "postgres",
                                                                       .existingSchemas = {"public"},
                                                                       .existingExtensions = extensionsOf(schema)}));
    for (const auto *section : {&script.preData, &script.indexes, &script.keys, &script.validations, &script.postData,
                                &script.refreshes, &script.finish})
        QVERIFY_RESULT(runAll(connection, *section));
    for (auto dependent = dependents.rbegin(); dependent != dependents.rend(); ++dependent)
        QVERIFY_RESULT(connection.execute(dependent->dropStatement));
    for (const catalog::OutsideDependent &dependent : dependents)
        QVERIFY_RESULT(
            connection.execute(dependent.createStatement).map_error(during(text(dependent.createStatement))));
    // The column alone cannot follow: it keeps the old type.
    QVERIFY_RESULT(connection.execute("ALTER TABLE auth.users ALTER c TYPE public.e USING c::text::public.e;"
                                      "DROP SCHEMA sosie_old CASCADE"));
    QCOMPARE(m_server->schemaDump(u"outside"_s), before);
}

void TestSchemaRoundTrip::aManagedSchemaIsLeftAlone()
{
    QVERIFY(catalog::isManagedSchema("auth", "supabase_admin"));
    QVERIFY(catalog::isManagedSchema("storage", "supabase_storage_admin"));
    QVERIFY(catalog::isManagedSchema("supabase_migrations", "postgres"));
    QVERIFY(!catalog::isManagedSchema("auth", "postgres"));
    QVERIFY(!catalog::isManagedSchema("public", "supabase_admin"));
    QVERIFY(!catalog::isUserSchema("sosie_state"));
    QVERIFY(!catalog::isUserSchema("sosie_before_12_0"));
    QVERIFY(catalog::isUserSchema("sosie_before_the_war"));
    QVERIFY(catalog::isUserSchema("sosie_shop"));
    QVERIFY(!catalog::isUserSchema("pg_temp_3"));
    QVERIFY(catalog::isUserSchema("public"));
}

void TestSchemaRoundTrip::manyTablesAreReadFast()
{
    m_server->createDatabase(u"many"_s);
    m_server->psql(u"many"_s, QString::fromUtf8(R"(
        DO $$ BEGIN FOR i IN 1..500 LOOP
            EXECUTE format('CREATE TABLE t%s (id bigserial PRIMARY KEY, a text DEFAULT %L, b integer NOT NULL CHECK (b > 0),
                c timestamptz DEFAULT now(), d jsonb, e numeric(10,2), f uuid, g boolean, h date, i text)', i, 'x');
            EXECUTE format('CREATE INDEX ON t%s (a); CREATE INDEX ON t%s (c)', i, i);
            EXECUTE format('CREATE VIEW v%s AS SELECT * FROM t%s', i, i);
        END LOOP; END $$; ANALYZE)"));
    QElapsedTimer timer;
    timer.start();
    QVERIFY_ASSIGN(const auto schema, read(*m_server, u"many"_s));
    const auto readMilliseconds = timer.restart();
    QVERIFY_ASSIGN(const auto script, catalog::creationScript(schema, {.sessionRole = "postgres"}));
    const auto scriptMilliseconds = timer.restart();
    const auto changes = catalog::difference(schema, schema);
    qInfo("read %lld ms, script %lld ms, difference %lld ms", readMilliseconds, scriptMilliseconds, timer.elapsed());
    QVERIFY(changes.empty());
    QCOMPARE(schema.tablesWithRows().size(), 500U);
    // With sanitizers and other programs on the machine; a release build takes a fifth of it.
    QVERIFY(readMilliseconds < tests::allowed(5000));
}

void TestSchemaRoundTrip::aCatalogThatNobodyHasCountedIsReadAsSoon()
{
    // Right after it was loaded a server knows nothing of what its catalogs hold, and joins them as if that were
    // little: one look at all constraints for each index took 131 s where it takes 0.7 s.
    QVERIFY_ASSIGN(const auto server, tests::TestServer::start({.settings = {u"autovacuum = off"_s}}));
    server->createDatabase(u"loaded"_s);
    server->psql(u"loaded"_s, uR"(
DO $$
DECLARE checks text;
BEGIN
    SELECT string_agg(format('CONSTRAINT c%s CHECK (a > %s)', g, -g), ', ') INTO checks FROM generate_series(1, 40) AS g;
    FOR n IN 1 .. 250 LOOP
        EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, a int, %s)', n, checks);
        FOR i IN 1 .. 8 LOOP
            EXECUTE format('CREATE INDEX ON t%s (a, (a + %s))', n, i);
        END LOOP;
        COMMIT;
    END LOOP;
END $$)"_s);
    const auto timeToRead = [&server] {
        QElapsedTimer timer;
        timer.start();
        return read(*server, u"loaded"_s) ? timer.elapsed() : -1;
    };
    const qint64 uncounted = timeToRead();
    server->psql(u"loaded"_s, u"ANALYZE"_s);
    const qint64 counted = timeToRead();
    // Nor do settings that its owner has made.
    server->psql(
        u"loaded"_s,
        u"ALTER DATABASE loaded SET work_mem = '64kB'; ALTER DATABASE loaded SET enable_hashjoin = off;"
        " ALTER DATABASE loaded SET enable_indexscan = off; ALTER DATABASE loaded SET enable_bitmapscan = off"_s);
    const qint64 hindered = timeToRead();
    qInfo("uncounted %lld ms, counted %lld ms, with other settings %lld ms", uncounted, counted, hindered);
    QVERIFY(counted > 0);
    QVERIFY(uncounted > 0 && uncounted < counted * 4);
    QVERIFY(hindered > 0 && hindered < counted * 4);
}

QTEST_GUILESS_MAIN(TestSchemaRoundTrip)
#include "tst_schema_round_trip.moc"
