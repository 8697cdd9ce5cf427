// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/keys/project_key.h"
#include "engine/operations/clone/clone.h"
#include "engine/operations/rollback/rollback.h"
#include "engine/operations/verify/verify_pair.h"
#include "engine/safety/guard.h"
#include "engine/safety/production_registry.h"
#include "engine/store/database.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine;
using engine::runs::Report;
using tests::TestServer;

namespace {

/// Everything that belongs to no schema, over functions and types of public.
const QString inSource = uR"(
CREATE TABLE public.people (id int PRIMARY KEY, name text);
INSERT INTO public.people SELECT i, 'p' || i FROM generate_series(1, 20) i;
CREATE EXTENSION postgres_fdw;
CREATE FUNCTION public."watch ""it"""() RETURNS event_trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'nothing may be changed here: %', tg_tag; END $$;
CREATE EVENT TRIGGER "Watch ""é""" ON ddl_command_end EXECUTE FUNCTION public."watch ""it"""();
ALTER EVENT TRIGGER "Watch ""é""" DISABLE;
CREATE EVENT TRIGGER always ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION public."watch ""it"""();
ALTER EVENT TRIGGER always ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER always IS 'always';
CREATE FOREIGN DATA WRAPPER "own wrapper" OPTIONS (debug 'true');
CREATE SERVER "Server ""é""" FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '/nowhere', dbname 'x');
CREATE SERVER other FOREIGN DATA WRAPPER "own wrapper" OPTIONS (api_key 'hunter2', region 'é');
CREATE SERVER third FOREIGN DATA WRAPPER "own wrapper";
CREATE USER MAPPING FOR PUBLIC SERVER "Server ""é""" OPTIONS (user 'x', password 'hunter2');
CREATE USER MAPPING FOR reader SERVER other OPTIONS (password 'hunter2');
GRANT USAGE ON FOREIGN SERVER other TO reader;
CREATE FOREIGN TABLE public."Far ""away""" (id int, n text) SERVER "Server ""é""" OPTIONS (table_name 'far');
CREATE FOREIGN TABLE public.api (
    id int OPTIONS (key 'true', "column_name" 'Id'), n text OPTIONS (bearer_token 'hunter2', remote 'é=n'))
    SERVER third OPTIONS (api_key 'hunter2', object '/x=y', filename '/a', url 'https://me:hunter2@host/');
CREATE VIEW public.over_far AS SELECT n FROM public."Far ""away""";
CREATE MATERIALIZED VIEW public.of_far AS SELECT n FROM public.over_far WITH NO DATA;
CREATE TRUSTED LANGUAGE own_language HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;
CREATE FUNCTION public.in_own_language() RETURNS int LANGUAGE own_language AS 'BEGIN RETURN 1; END';
CREATE ACCESS METHOD own_heap TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE public.in_own_heap (id int) USING own_heap;
CREATE CAST (text AS bytea) WITHOUT FUNCTION;
CREATE FUNCTION public.to_point(text) RETURNS point LANGUAGE sql IMMUTABLE AS 'SELECT NULL::point';
CREATE CAST (text AS point) WITH FUNCTION public.to_point(text);
CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal));
DO $$ BEGIN
    EXECUTE format('ALTER DATABASE %I SET app.plain = %L', current_database(), 'it''s');
    EXECUTE format('ALTER DATABASE %I SET work_mem = ''8MB''', current_database());
    EXECUTE format('ALTER DATABASE %I SET app.secret = %L', current_database(), 'hunter2');
    EXECUTE format('ALTER ROLE reader IN DATABASE %I SET search_path = "$user", "Odd ""one"""', current_database());
END $$;
)"_s;

const QString inTarget = uR"(
CREATE TABLE public.people (other text);
INSERT INTO public.people VALUES ('old');
CREATE SCHEMA ops;
)"_s;

} // namespace

/// Clones of what belongs to a whole database, and what the target has of its own.
class TestDatabaseWide final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void theCloneHasThemAndRollbackLeavesNone();
    void aCloneOfTheSameAgain();
    void whatTheTargetHasOfItsOwnStays();
    void anEventTriggerOfTheTargetFollowsItsFunction();
    void anEventTriggerWithoutItsFunctionIsSetAside();
    void whatDependsOnTheCopyElsewhereComesBack();
    void aTargetAccountThatMayNotMakeThemLeavesThemOut();
    void aCloneThatFailsLeavesNothingBehind();
    void aMaterializedViewOfAnotherServerIsNotRefreshed();
    void aWrapperOfTheTargetFollowsItsFunctions();
    void aTablespaceThatTheTargetHasNotIsSaid();
    void largeObjectsKeepTheirNumbers();
    void anAnonymizedCloneHasNoLargeObjects();

private:
    operations::End end(const QString &name, const QString &user = u"postgres"_s) const;
    Report clone(const QString &user = u"postgres"_s, bool anonymize = false);
    Report rollback();
    /// The schema as pg_dump says it, and the settings, which it does not say.
    QStringList state(const QString &database) const;
    QByteArray target(const QString &sql) const { return m_server->psql(u"target"_s, sql); }
    [[nodiscard]] QStringList notCarried() const;

    std::unique_ptr<TestServer> m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<store::Database> m_database;
    std::shared_ptr<const anonymize::ProjectKey> m_key;
    runs::Plan m_plan;
};

void TestDatabaseWide::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    QVERIFY_ASSIGN(auto database, store::Database::open(m_folder.path()));
    m_database = std::make_unique<store::Database>(std::move(database));
    QVERIFY_ASSIGN(auto key, anonymize::ProjectKey::random());
    m_key = std::make_shared<const anonymize::ProjectKey>(std::move(key));
    m_server->psql(u"postgres"_s, u"CREATE ROLE reader; CREATE ROLE modest LOGIN"_s);
    m_server->createDatabase(u"source"_s);
    m_server->psql(u"source"_s, inSource);
}

void TestDatabaseWide::init()
{
    m_server->dropDatabase(u"target"_s);
    m_server->createDatabase(u"target"_s);
    target(inTarget);
}

operations::End TestDatabaseWide::end(const QString &name, const QString &user) const
{
    return {.environment = {.name = name, .type = environments::EnvironmentType::Test},
            .connection = tests::infoAs(*m_server, name, user.toStdString())};
}

Report TestDatabaseWide::clone(const QString &user, bool anonymize)
{
    const safety::ProductionRegistry registry(*m_database);
    operations::Clone operation(end(u"source"_s), end(u"target"_s, user),
                                {.anonymize = anonymize, .key = m_key, .jobs = 1, .defuse = false}, registry);
    Progress progress;
    const auto plan = operation.plan({}, progress);
    m_plan = plan ? *plan : runs::Plan{};
    const auto permit = safety::Guard(registry).permit(m_plan, {.typedName = u"target"_s});
    if (!permit)
        return {.error = permit.error()};
    return operation.run(*permit, {}, progress);
}

Report TestDatabaseWide::rollback()
{
    const safety::ProductionRegistry registry(*m_database);
    operations::Rollback operation(end(u"target"_s));
    Progress progress;
    const auto plan = operation.plan({}, progress);
    const auto permit = safety::Guard(registry).permit(plan ? *plan : runs::Plan{}, {.typedName = u"target"_s});
    if (!permit)
        return {.error = permit.error()};
    return operation.run(*permit, {}, progress);
}

QStringList TestDatabaseWide::state(const QString &database) const
{
    QStringList lines = m_server->schemaDump(database);
    const auto settings = m_server->psql(
        database,
        u"SELECT setrole::regrole, unnest(setconfig) FROM pg_db_role_setting"
        " WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY 1, 2"_s);
    lines << QString::fromUtf8(settings).split(u'\n', Qt::SkipEmptyParts);
    return lines;
}

QStringList TestDatabaseWide::notCarried() const
{
    QStringList names;
    for (const runs::NotCarried &object : m_plan.notCarried)
        names << object.kind + u": "_s + object.name;
    return names;
}

#define VERIFY_REPORT(report)                                                                                          \
    if (const Report finished = (report); finished.error)                                                              \
    QFAIL(tests::toText(*finished.error).constData())

void TestDatabaseWide::theCloneHasThemAndRollbackLeavesNone()
{
    const QStringList before = state(u"target"_s);
    VERIFY_REPORT(clone());
    QStringList expected = state(u"source"_s);
    for (QString &line : expected) {
        line.replace(u",\n    password 'hunter2'"_s, QString());
    }
    QStringList made = state(u"target"_s);
    for (const QString &line : made)
        QVERIFY2(!line.contains(u"hunter2"), qPrintable(line));
    // All but the secrets: their lines, and the lines that a secret shares with something else.
    expected = expected.filter(QRegularExpression(u"^(?!.*(hunter2|OPTIONS|\\);$))"_s));
    made = made.filter(QRegularExpression(u"^(?!.*(OPTIONS|\\);$))"_s));
    expected.removeAll(u"    region 'é',"_s);
    expected.removeAll(u"    region 'é'"_s);
    expected.removeAll(u"    \"user\" 'x'"_s);
    expected.removeAll(u"CREATE SCHEMA ops;"_s);
    QStringList missing;
    for (const QString &line : std::as_const(expected)) {
        if (!made.contains(line))
            missing << line;
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    QCOMPARE(target(u"SELECT evtname, evtenabled FROM pg_event_trigger ORDER BY 1"_s),
             QByteArray("Watch \"é\"|D\nalways|A"));
    const QStringList named = notCarried();
    for (const QString &name :
         {u"secret: api_key of server other"_s, u"secret: password of user mapping public on \"Server \"\"é\"\"\""_s,
          u"secret: value of setting app.secret"_s, u"secret: api_key of foreign table public.api"_s,
          u"secret: url of foreign table public.api"_s,
          u"secret: bearer_token of column n of foreign table public.api"_s})
        QVERIFY2(named.contains(name), qPrintable(named.join(u'\n')));
    // What shared a line with a secret.
    QCOMPARE(target(u"SELECT ftoptions FROM pg_foreign_table WHERE ftrelid = 'public.api'::regclass"_s),
             QByteArray("{object=/x=y,filename=/a}"));
    QCOMPARE(target(u"SELECT attfdwoptions FROM pg_attribute WHERE attrelid = 'public.api'::regclass AND attnum > 0"
                    " ORDER BY attnum"_s),
             QByteArray("{key=true,column_name=Id}\n{remote=é=n}"));
    VERIFY_REPORT(rollback());
    QCOMPARE(state(u"target"_s), before);
}

void TestDatabaseWide::aCloneOfTheSameAgain()
{
    VERIFY_REPORT(clone());
    const QStringList once = state(u"target"_s);
    target(u"CREATE TABLE public.more ()"_s);
    VERIFY_REPORT(clone());
    QCOMPARE(state(u"target"_s), once);
    // Nothing of the kinds that the clone now finds there is said to differ.
    for (const runs::NotCarried &object : std::as_const(m_plan.notCarried))
        QVERIFY2(object.kind == u"secret", qPrintable(object.kind + object.name));
    VERIFY_REPORT(rollback());
    QCOMPARE(target(u"SELECT count(*) FROM public.more"_s), QByteArray("0"));
}

void TestDatabaseWide::whatTheTargetHasOfItsOwnStays()
{
    target(uR"(
CREATE FUNCTION ops.forbid() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no %', tg_tag; END $$;
CREATE EXTENSION postgres_fdw;
CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'mine');
CREATE SERVER mine FOREIGN DATA WRAPPER postgres_fdw;
CREATE LANGUAGE own_language HANDLER plpgsql_call_handler;
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET app.plain = %L', current_database(), 'mine'); END $$;
CREATE EVENT TRIGGER always ON ddl_command_start EXECUTE FUNCTION ops.forbid();
CREATE EVENT TRIGGER forbid ON sql_drop EXECUTE FUNCTION ops.forbid();
ALTER EVENT TRIGGER forbid ENABLE REPLICA)"_s);
    const QStringList before = state(u"target"_s);
    const auto own = [&]() -> QByteArray {
        return target(u"SELECT evtname, evtenabled, evtfoid::regproc FROM pg_event_trigger WHERE evtfoid ="
                      " 'ops.forbid'::regproc ORDER BY 1"_s)
               + target(u"SELECT srvname, srvoptions FROM pg_foreign_server WHERE srvname IN ('mine', 'other')"
                        " ORDER BY 1"_s);
    };
    const QByteArray ownBefore = own();
    VERIFY_REPORT(clone());
    QCOMPARE(own(), ownBefore);
    QCOMPARE(target(u"SELECT current_setting('app.plain')"_s), QByteArray("mine"));
    const QStringList named = notCarried();
    for (const QString &name :
         {u"server: other"_s, u"language: own_language"_s, u"setting: app.plain"_s, u"event trigger: always"_s})
        QVERIFY2(named.contains(name), qPrintable(named.join(u'\n')));
    VERIFY_REPORT(rollback());
    QCOMPARE(own(), ownBefore);
    QCOMPARE(state(u"target"_s), before);
}

void TestDatabaseWide::anEventTriggerOfTheTargetFollowsItsFunction()
{
    target(uR"(
CREATE FUNCTION public."watch ""it"""() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION public."watch ""it"""();
COMMENT ON EVENT TRIGGER mine IS 'mine';
ALTER EVENT TRIGGER mine DISABLE)"_s);
    const QStringList before = state(u"target"_s);
    VERIFY_REPORT(clone());
    QCOMPARE(target(u"SELECT evtname, evtenabled, evtfoid::regprocedure, obj_description(oid) FROM pg_event_trigger"
                    " WHERE evtname = 'mine'"_s),
             QByteArray(R"(mine|D|"watch ""it"""()|mine)"));
    VERIFY_REPORT(rollback());
    QCOMPARE(state(u"target"_s), before);
}

void TestDatabaseWide::anEventTriggerWithoutItsFunctionIsSetAside()
{
    target(uR"(
CREATE FUNCTION public.only_here() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO public.people VALUES (tg_tag); END $$;
CREATE EVENT TRIGGER only_here ON ddl_command_end EXECUTE FUNCTION public.only_here())"_s);
    const QStringList before = state(u"target"_s);
    VERIFY_REPORT(clone());
    QCOMPARE(target(u"SELECT count(*) FROM pg_event_trigger WHERE evtname = 'only_here'"_s), QByteArray("0"));
    QStringList notices;
    for (const runs::Notice &notice : std::as_const(m_plan.notices))
        notices << notice.sentence.text();
    QVERIFY2(notices.join(u'\n').contains(u"event trigger only_here"), qPrintable(notices.join(u'\n')));
    VERIFY_REPORT(rollback());
    QCOMPARE(state(u"target"_s), before);
}

void TestDatabaseWide::whatDependsOnTheCopyElsewhereComesBack()
{
    target(uR"(
DROP TABLE public.people;
CREATE TABLE public.people (id int PRIMARY KEY, name text);
CREATE TABLE ops.notes (person int REFERENCES public.people);
CREATE VIEW ops.names AS SELECT name FROM public.people;
GRANT SELECT ON ops.names TO reader)"_s);
    const QStringList before = state(u"target"_s);
    VERIFY_REPORT(clone());
    QCOMPARE(target(u"SELECT count(*) FROM ops.names"_s), QByteArray("20"));
    VERIFY_REPORT(rollback());
    QCOMPARE(state(u"target"_s), before);
}

void TestDatabaseWide::aTargetAccountThatMayNotMakeThemLeavesThemOut()
{
    m_server->psql(u"postgres"_s, u"ALTER DATABASE target OWNER TO modest"_s);
    target(u"CREATE EXTENSION postgres_fdw; DROP TABLE public.people; ALTER SCHEMA public OWNER TO modest"_s);
    VERIFY_REPORT(clone(u"modest"_s));
    QCOMPARE(target(u"SELECT count(*) FROM public.people"_s), QByteArray("20"));
    const QStringList named = notCarried();
    for (const QString &name :
         {u"event trigger: always"_s, u"foreign-data wrapper: \"own wrapper\""_s, u"server: other"_s,
          u"foreign table: public.\"Far \"\"away\"\"\""_s, u"view: public.over_far"_s,
          u"setting: search_path of role reader"_s, u"setting: app.plain"_s})
        QVERIFY2(named.contains(name), qPrintable(named.join(u'\n')));
    QVERIFY(!named.contains(u"setting: work_mem"_s));
    QCOMPARE(target(u"SHOW work_mem"_s), QByteArray("8MB"));
}

void TestDatabaseWide::aCloneThatFailsLeavesNothingBehind()
{
    target(
        u"CREATE FUNCTION ops.forbid() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;"
        "CREATE FUNCTION public.forbid() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END "
        "$$;"
        "SELECT lo_from_bytea(123, 'mine');"
        "CREATE EVENT TRIGGER always ON ddl_command_start EXECUTE FUNCTION ops.forbid();"
        "CREATE EVENT TRIGGER only_here ON sql_drop EXECUTE FUNCTION public.forbid()"_s);
    m_server->psql(u"source"_s, u"SELECT lo_from_bytea(123, 'other')"_s);
    // Possible in the source, and in no copy of it: found out when nearly everything is there.
    m_server->psql(u"source"_s, u"CREATE FUNCTION here_only(n int) RETURNS int LANGUAGE sql IMMUTABLE"
                                " AS $$ SELECT n / (pg_catalog.current_database() = 'source')::int $$;"
                                "CREATE TABLE numbered AS SELECT 1 AS n; CREATE INDEX ON numbered (here_only(n))"_s);
    const QStringList before = state(u"target"_s);
    const Report report = clone();
    m_server->psql(u"source"_s, u"DROP FUNCTION here_only CASCADE; SELECT lo_unlink(123)"_s);
    QVERIFY(report.error);
    QVERIFY2(report.error->state == TargetState::Restored, tests::toText(*report.error).constData());
    QCOMPARE(state(u"target"_s), before);
    QCOMPARE(target(u"SELECT evtname, evtenabled FROM pg_event_trigger ORDER BY 1"_s),
             QByteArray("always|O\nonly_here|O"));
    QCOMPARE(target(u"SELECT convert_from(lo_get(123), 'UTF8')"_s), QByteArray("mine"));
    QCOMPARE(target(u"SELECT count(*) FROM pg_namespace WHERE nspname ~ '^sosie_'"_s), QByteArray("0"));
}

void TestDatabaseWide::aMaterializedViewOfAnotherServerIsNotRefreshed()
{
    m_server->psql(u"source"_s, u"CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;"
                                "CREATE FOREIGN TABLE public.of_files (n int) SERVER files OPTIONS (program 'echo 7');"
                                "CREATE VIEW public.between AS SELECT n FROM public.of_files;"
                                "CREATE MATERIALIZED VIEW public.taken AS SELECT n FROM public.between"_s);
    const Report report = clone();
    m_server->psql(u"source"_s, u"DROP EXTENSION file_fdw CASCADE"_s);
    VERIFY_REPORT(report);
    QVERIFY(notCarried().contains(u"rows of materialized view: public.taken"_s));
    QCOMPARE(target(u"SELECT relispopulated FROM pg_class WHERE relname = 'taken'"_s), QByteArray("f"));
}

void TestDatabaseWide::aWrapperOfTheTargetFollowsItsFunctions()
{
    const QString functions = uR"(
CREATE FUNCTION public.check_options(text[], oid) RETURNS boolean LANGUAGE internal AS 'postgresql_fdw_validator';
CREATE FUNCTION public.call_handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler')"_s;
    m_server->psql(u"source"_s, functions);
    target(functions);
    target(u"CREATE FOREIGN DATA WRAPPER mine VALIDATOR public.check_options; CREATE SERVER mine FOREIGN DATA WRAPPER "
           u"mine;"
           "CREATE LANGUAGE my_language HANDLER public.call_handler;"
           "CREATE FUNCTION ops.in_mine() RETURNS int LANGUAGE my_language AS 'BEGIN RETURN 1; END'"_s);
    const QStringList before = state(u"target"_s);
    const auto names = [&] {
        return target(u"SELECT fdwvalidator::regproc, lanplcallfoid::regproc, ops.in_mine() FROM"
                      " pg_foreign_data_wrapper, pg_language WHERE fdwname = 'mine' AND lanname = 'my_language'"_s);
    };
    const QByteArray bound = names();
    QCOMPARE(bound, QByteArray("check_options|call_handler|1"));
    VERIFY_REPORT(clone());
    QCOMPARE(names(), bound);
    // Nothing of them goes with what was set aside.
    VERIFY_REPORT(clone());
    QCOMPARE(names(), bound);
    VERIFY_REPORT(rollback());
    QCOMPARE(names(), bound);
    init();
    target(functions);
    target(u"CREATE FOREIGN DATA WRAPPER mine VALIDATOR public.check_options; CREATE SERVER mine FOREIGN DATA WRAPPER "
           u"mine;"
           "CREATE LANGUAGE my_language HANDLER public.call_handler;"
           "CREATE FUNCTION ops.in_mine() RETURNS int LANGUAGE my_language AS 'BEGIN RETURN 1; END'"_s);
    VERIFY_REPORT(clone());
    VERIFY_REPORT(rollback());
    QCOMPARE(names(), bound);
    QCOMPARE(state(u"target"_s), before);
    m_server->psql(u"source"_s, u"DROP FUNCTION public.check_options, public.call_handler"_s);
}

void TestDatabaseWide::aTablespaceThatTheTargetHasNotIsSaid()
{
    QVERIFY_ASSIGN(const auto other, TestServer::start());
    other->psql(u"postgres"_s,
                u"CREATE TABLESPACE \"far away\" LOCATION '%1'"_s.arg(other->makeServerFolder(u"space"_s)));
    other->createDatabase(u"source"_s);
    other->psql(u"source"_s, u"CREATE TABLE t (id int PRIMARY KEY USING INDEX TABLESPACE \"far away\", n text)"
                             " TABLESPACE \"far away\"; CREATE INDEX i ON t (n) TABLESPACE \"far away\";"
                             "INSERT INTO t VALUES (1, 'x')"_s);
    const safety::ProductionRegistry registry(*m_database);
    const operations::End source{.environment = {.name = u"far"_s, .type = environments::EnvironmentType::Test},
                                 .connection = tests::infoOf(other->connectionValues(u"source"_s))};
    operations::Clone operation(source.clone(), end(u"target"_s), {.anonymize = false, .jobs = 1}, registry);
    Progress progress;
    QVERIFY_ASSIGN(m_plan, operation.plan({}, progress));
    QVERIFY(notCarried().contains(u"tablespace: \"far away\""_s));
    QVERIFY_ASSIGN(const auto permit, safety::Guard(registry).permit(m_plan, {.typedName = u"target"_s}));
    VERIFY_REPORT(operation.run(permit, {}, progress));
    QCOMPARE(target(u"SELECT count(*) FROM public.t"_s), QByteArray("1"));
}

void TestDatabaseWide::largeObjectsKeepTheirNumbers()
{
    const auto objects = [&](const QString &database) {
        return m_server->psql(database,
                              u"SELECT oid, md5(lo_get(oid)), length(lo_get(oid)), lomowner::regrole, lomacl,"
                              " obj_description(oid, 'pg_largeobject') FROM pg_largeobject_metadata ORDER BY oid"_s);
    };
    m_server->psql(u"source"_s, uR"(
SELECT lo_create(4000000000), lo_from_bytea(60001, '\x00ff5c27'), lo_from_bytea(60002, decode(repeat('ab01', 1600000), 'hex')),
    lo_from_bytea(60003, decode(repeat('7f', 32768), 'hex')), lo_from_bytea(60004, decode(repeat('7f', 32768 + 1048576), 'hex'));
SELECT lo_put(4000000000, 5000000, 'after a hole');
SELECT lo_from_bytea(70000 + i, convert_to('number ' || i, 'UTF8')) FROM generate_series(1, 200) i;
ALTER LARGE OBJECT 60001 OWNER TO reader;
GRANT SELECT ON LARGE OBJECT 60001 TO PUBLIC;
GRANT ALL ON LARGE OBJECT 60002 TO reader WITH GRANT OPTION;
COMMENT ON LARGE OBJECT 60002 IS 'it''s \ large')"_s);
    target(uR"(
SELECT lo_from_bytea(60001, 'mine'), lo_create(60003), lo_from_bytea(80000, 'untouched'),
    lo_from_bytea(70001, decode(repeat('55', 2500000), 'hex'));
ALTER LARGE OBJECT 60001 OWNER TO modest;
GRANT SELECT ON LARGE OBJECT 60001 TO reader;
COMMENT ON LARGE OBJECT 60001 IS 'mine')"_s);
    const QByteArray before = objects(u"target"_s);
    const QStringList schema = state(u"target"_s);
    VERIFY_REPORT(clone());
    const auto differences = [&] {
        Progress progress;
        const safety::ProductionRegistry registry(*m_database);
        operations::VerifyPair pair(end(u"source"_s), end(u"target"_s), {}, registry);
        const auto plan = pair.plan({}, progress);
        const auto permit = safety::Guard(registry).permit(*plan, {});
        const Report report = permit ? pair.run(*permit, {}, progress) : Report{.error = permit.error()};
        return texts(report.warnings).filter(u"Large objects"_s).join(u'\n');
    };
    QCOMPARE(differences(), QString());
    target(u"SELECT lo_put(70005, 3, '!'), lo_unlink(4000000000)"_s);
    const QString found = differences();
    QVERIFY2(found.count(u'\n') == 1 && found.contains(u" - 4000000000"_s), qPrintable(found));
    VERIFY_REPORT(clone());
    target(u"SELECT lo_unlink(80000)"_s);
    QCOMPARE(objects(u"target"_s), objects(u"source"_s));
    target(u"SELECT lo_from_bytea(80000, 'untouched')"_s);
    const QByteArray once = objects(u"target"_s);

    // One of the first clone's that the source has no more, and one that it has now.
    m_server->psql(u"source"_s, u"SELECT lo_unlink(70002), lo_from_bytea(70300, 'new'), lo_put(60001, 0, 'other')"_s);
    const Report again = clone();
    VERIFY_REPORT(again);
    QCOMPARE(again.objects.value(u"large object"_s), 205);
    QCOMPARE(target(u"SELECT count(*) FROM pg_largeobject_metadata WHERE oid = 70002"_s), QByteArray("0"));
    VERIFY_REPORT(rollback());
    QCOMPARE(objects(u"target"_s), once);
    QCOMPARE(target(u"SELECT count(*) FROM pg_namespace WHERE nspname ~ '^sosie_'"_s), QByteArray("0"));

    // And from the beginning.
    init();
    target(u"SELECT lo_from_bytea(60001, 'mine'), lo_create(60003), lo_from_bytea(80000, 'untouched'),"
           " lo_from_bytea(70001, decode(repeat('55', 2500000), 'hex')); ALTER LARGE OBJECT 60001 OWNER TO modest;"
           "GRANT SELECT ON LARGE OBJECT 60001 TO reader; COMMENT ON LARGE OBJECT 60001 IS 'mine'"_s);
    VERIFY_REPORT(clone());
    VERIFY_REPORT(rollback());
    QCOMPARE(objects(u"target"_s), before);
    QCOMPARE(state(u"target"_s), schema);
}

void TestDatabaseWide::anAnonymizedCloneHasNoLargeObjects()
{
    m_server->psql(u"source"_s, u"SELECT lo_from_bytea(0, 'x')"_s);
    VERIFY_REPORT(clone(u"postgres"_s, true));
    QCOMPARE(target(u"SELECT count(*) FROM pg_largeobject_metadata"_s), QByteArray("0"));
    QVERIFY2(notCarried().join(u' ').contains(u"large objects: "), qPrintable(notCarried().join(u'\n')));
}

QTEST_GUILESS_MAIN(TestDatabaseWide)
#include "tst_database_wide.moc"
