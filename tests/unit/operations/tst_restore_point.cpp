// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/identity_reader.h"
#include "engine/runs/report.h"
#include "engine/safety/production_registry.h"
#include "engine/store/database.h"
#include "engine/target/restore_point.h"
#include "engine/target/session/target_session.h"
#include "engine/undo/restore_point_end.h"
#include "tests/support/patience.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace engine::runs;
using namespace engine::target;
using namespace engine::undo;
using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::catalog::ObjectKind;
using engine::pg::Connection;
using engine::safety::DestructivePermit;
using tests::connectTo;
using tests::infoOf;
using tests::TestServer;

/// Setting a target's objects aside and bringing them back, on a real server; and the keys of a report.
class TestRestorePoint final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void undoBringsEverythingBack_data();
    void undoBringsEverythingBack();
    void completeKeepsTheNewAndDropsTheOlder();
    void pointsCanBeNested();
    void moreTablesThanTheServerHasLocksForAreDropped();
    void whatIsLeftOfDroppingIsDroppedByTheNext();
    void aFailureWhileSettingAsideChangesNothing_data();
    void aFailureWhileSettingAsideChangesNothing();
    void aSessionThatDiesWhileSettingAsideChangesNothing();
    void workersLeftBehindAreEnded();
    void aPermitIsForOneDatabase();
    void oneAtATime();
    void whatIsWrittenOfEachKindIsReadBack_data();
    void whatIsWrittenOfEachKindIsReadBack();
    void whatWasMovedAndReplacedIsReadBack();
    void keysOfAReport();

private:
    Result<Connection> open() const { return openTarget(infoOf(m_server->connectionValues(u"target"_s)), "sosie", {}); }
    Result<DestructivePermit> permitFor(const QString &database) const;
    QStringList schema() const { return m_server->schemaDump(u"target"_s); }
    QMap<QString, QByteArray> rows() const { return m_server->dataDigests(u"target"_s); }
    QByteArray ownSchemas() const
    {
        return m_server->psql(u"target"_s, u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie\\_%'"_s);
    }

    /// Each in a transaction of its own.
    void makeTables(const QString &schema, int count) const
    {
        m_server->psql(u"target"_s, uR"(
DO $$ BEGIN FOR n IN 1 .. %2 LOOP
    EXECUTE format('CREATE TABLE %1.small_%s (id int PRIMARY KEY, label text UNIQUE)', n);
    COMMIT;
END LOOP; END $$)"_s.arg(schema)
                                        .arg(count));
    }
    QByteArray tableCount() const
    {
        return m_server->psql(u"target"_s, u"SELECT count(*) FROM pg_class WHERE relname ~ '^small_[0-9]+$'"_s);
    }

    std::unique_ptr<TestServer> m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<engine::store::Database> m_database;
    QStringList m_schemaBefore;
    QMap<QString, QByteArray> m_rowsBefore;
};

void TestRestorePoint::initTestCase()
{
    // So few locks that a hundred tables can be dropped in one transaction, seven hundred cannot.
    QVERIFY_ASSIGN(m_server, TestServer::start({.settings = {u"max_locks_per_transaction = 20"_s}}));
    QVERIFY_ASSIGN(auto database, engine::store::Database::open(m_folder.path()));
    m_database = std::make_unique<engine::store::Database>(std::move(database));
    m_server->createDatabase(u"model"_s);
    m_server->psql(u"postgres"_s, u"CREATE ROLE reader"_s);
    m_server->psql(u"model"_s, uR"(
CREATE TYPE public.mood AS ENUM ('good', 'bad');
CREATE DOMAIN public.percent AS int CHECK (VALUE BETWEEN 0 AND 100);
CREATE TYPE public.pair AS (a int, b text);
CREATE FUNCTION public.doubled(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE public.owners (id serial PRIMARY KEY, name text NOT NULL UNIQUE, how public.mood);
CREATE TABLE public.lofts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner int REFERENCES public.owners,
    share public.percent, twice int GENERATED ALWAYS AS (public.doubled(2)) STORED);
CREATE TABLE public."Odd ""name"";" ("a b" text);
CREATE TABLE public.parted (a int, b text) PARTITION BY LIST (a);
CREATE TABLE public.part_1 PARTITION OF public.parted FOR VALUES IN (1);
CREATE INDEX ON public.lofts (share DESC);
CREATE VIEW public.seen AS SELECT l.id, o.name FROM public.lofts l JOIN public.owners o ON o.id = l.owner;
CREATE MATERIALIZED VIEW public.kept AS SELECT count(*) AS n FROM public.owners;
CREATE TRIGGER touch BEFORE UPDATE ON public.lofts FOR EACH ROW EXECUTE FUNCTION public.touch();
ALTER TABLE public.lofts ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_of_them ON public.lofts FOR SELECT TO reader USING (true);
GRANT SELECT ON public.lofts TO reader;
GRANT USAGE ON SCHEMA public TO reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO reader;
COMMENT ON TABLE public.owners IS 'who owns';
CREATE SEQUENCE public.tickets START 42;
SELECT nextval('public.tickets');
CREATE SCHEMA extra;
CREATE TABLE extra.notes (loft bigint REFERENCES public.lofts, note text);
INSERT INTO public.owners (name, how) SELECT 'owner ' || i, 'good' FROM generate_series(1, 50) i;
INSERT INTO public.lofts (owner, share) SELECT i, i FROM generate_series(1, 50) i;
INSERT INTO public."Odd ""name"";" VALUES ('x');
INSERT INTO public.parted VALUES (1, 'one');
INSERT INTO extra.notes VALUES (1, 'note');
)"_s);
}

void TestRestorePoint::init()
{
    m_server->dropDatabase(u"target"_s);
    m_server->createDatabase(u"target"_s, u"model"_s);
    m_schemaBefore = schema();
    m_rowsBefore = rows();
}

Result<DestructivePermit> TestRestorePoint::permitFor(const QString &database) const
{
    TRY_ASSIGN(Connection connection, connectTo(*m_server, database));
    TRY_ASSIGN(const auto identity, engine::environments::readIdentity(connection));
    engine::runs::Plan plan{.number = 1, .effects = engine::runs::effectsOfClone(engine::runs::DataNature::Replaced)};
    plan.source.environment = {.name = u"origin"_s, .type = engine::environments::EnvironmentType::Test};
    plan.source.identity = engine::environments::Identity{.systemIdentifier = "1", .databaseOid = 1};
    plan.target.environment = {.name = u"target"_s, .type = engine::environments::EnvironmentType::Test};
    plan.target.identity = identity;
    plan.target.database = database;
    plan.lockProbe = engine::runs::LockProbe::DifferentDatabase;
    const engine::safety::ProductionRegistry registry(*m_database);
    TRY_ASSIGN(const auto permit, engine::safety::Guard(registry).permit(plan, {.typedName = u"target"_s}));
    return *permit.destructiveFor(plan.number);
}

void TestRestorePoint::undoBringsEverythingBack_data()
{
    QTest::addColumn<QString>("whatTheCloneMade");
    QTest::newRow("the clone had made nothing") << QString();
    QTest::newRow("the clone had made objects of the same names")
        << u"CREATE TYPE public.mood AS ENUM ('new'); CREATE TABLE public.owners (id int, how public.mood);"
           " INSERT INTO public.owners VALUES (1, 'new'); CREATE VIEW public.seen AS SELECT * FROM public.owners;"
           " CREATE FUNCTION public.doubled(a int) RETURNS int LANGUAGE sql AS 'SELECT 0'"_s;
    QTest::newRow("the clone had made a schema and an extension of its own")
        << u"CREATE SCHEMA brand_new; CREATE TABLE brand_new.t (a int); CREATE EXTENSION pgcrypto SCHEMA public"_s;
    QTest::newRow("the clone had revoked what a schema grants")
        << u"REVOKE USAGE ON SCHEMA public FROM reader; CREATE TABLE public.other ()"_s;
}

/// What a clone that takes a grant of the schema away writes down.
UndoActions undoOfGrant()
{
    UndoActions undo;
    engine::catalog::Object schema{.key = {.kind = engine::catalog::ObjectKind::Schema, .name = "public"},
                                   .owner = "pg_database_owner",
                                   .definition = engine::catalog::SchemaDefinition{}};
    schema.acl = {{.grantee = {}, .grantor = "pg_database_owner", .privileges = "U"},
                  {.grantee = "pg_database_owner", .grantor = "pg_database_owner", .privileges = "CU"}};
    undo.attributesMade.objects = {schema};
    schema.acl.push_back({.grantee = "reader", .grantor = "pg_database_owner", .privileges = "U"});
    undo.attributesBefore.objects = {schema};
    return undo;
}

void TestRestorePoint::undoBringsEverythingBack()
{
    QFETCH(QString, whatTheCloneMade);
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(u"target"_s));
    RestorePoint point;
    {
        QVERIFY_ASSIGN(Connection target, open());
        QVERIFY_RESULT(lockTarget(target));
        const SetAsideRequest request{.source = "origin",
                                      .schemas = {"public", "extra"},
                                      .newSchemas = {"brand_new"},
                                      .newExtensions = {"pgcrypto"},
                                      .undo = undoOfGrant()};
        QVERIFY_ASSIGN(point, setAside(target, permit, request));
        QCOMPARE(m_server->psql(u"target"_s, u"SELECT count(*) FROM pg_class c WHERE relnamespace IN"
                                             " ('public'::regnamespace, 'extra'::regnamespace)"_s),
                 QByteArray("0"));
        QVERIFY_RESULT(target.execute(whatTheCloneMade.toStdString()));
    }
    // Somebody else finds it, on another day.
    QVERIFY_ASSIGN(Connection target, open());
    QVERIFY_RESULT(lockTarget(target));
    QVERIFY_ASSIGN(const std::optional<RestorePoint> found, newestRestorePoint(target));
    QVERIFY(found.has_value());
    QCOMPARE(found->id, point.id);
    QVERIFY(found->phase == RestorePoint::Phase::Working);
    QVERIFY(found->source == "origin");
    QVERIFY(found->schemas == point.schemas);
    QVERIFY(found->newExtensions == point.newExtensions);
    QCOMPARE(found->undo.toJson(), point.undo.toJson());

    QElapsedTimer timer;
    timer.start();
    QVERIFY_RESULT(undo(target, permit, *found));
    QVERIFY(timer.elapsed() < tests::allowed(10'000));
    QCOMPARE(schema(), m_schemaBefore);
    QCOMPARE(rows(), m_rowsBefore);
    QCOMPARE(ownSchemas(), QByteArray("0"));
    QCOMPARE(m_server->psql(u"target"_s, u"SELECT nextval('tickets')"_s), QByteArray("43"));
    QVERIFY_ASSIGN(const std::optional<RestorePoint> left, newestRestorePoint(target));
    QVERIFY(!left.has_value());
}

void TestRestorePoint::completeKeepsTheNewAndDropsTheOlder()
{
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(u"target"_s));
    QVERIFY_ASSIGN(Connection target, open());
    QVERIFY_RESULT(lockTarget(target));
    QVERIFY_ASSIGN(const RestorePoint first,
                   setAside(target, permit, {.source = "one", .schemas = {"public", "extra"}}));
    QVERIFY_RESULT(target.execute("CREATE TABLE public.first (a int)"));
    QVERIFY_RESULT(complete(target, permit, first));
    QVERIFY_ASSIGN(const RestorePoint second,
                   setAside(target, permit, {.source = "two", .schemas = {"public", "extra"}}));
    QVERIFY_RESULT(target.execute("CREATE TABLE public.second (a int)"));
    QVERIFY_RESULT(complete(target, permit, second));

    QVERIFY_ASSIGN(const std::optional<RestorePoint> newest, newestRestorePoint(target));
    QVERIFY(newest.has_value());
    QCOMPARE(newest->id, second.id);
    QVERIFY(newest->phase == RestorePoint::Phase::Complete);
    // sosie_state, and two schemas of the second.
    QCOMPARE(ownSchemas(), QByteArray("3"));
    QVERIFY_RESULT(undo(target, permit, *newest));
    QCOMPARE(rows().keys(), QStringList{u"first"_s});
    QCOMPARE(ownSchemas(), QByteArray("0"));
}

void TestRestorePoint::pointsCanBeNested()
{
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(u"target"_s));
    QVERIFY_ASSIGN(Connection target, open());
    QVERIFY_RESULT(lockTarget(target));
    QVERIFY_ASSIGN(const RestorePoint outer,
                   setAside(target, permit, {.source = "one", .schemas = {"public", "extra"}}));
    QVERIFY_RESULT(target.execute("CREATE TABLE public.owners (other int)"));
    QVERIFY_ASSIGN(const RestorePoint inner, setAside(target, permit, {.source = "two", .schemas = {"public"}}));
    QVERIFY_RESULT(target.execute("CREATE TABLE public.owners (another int)"));
    QVERIFY_RESULT(undo(target, permit, inner));
    QVERIFY_RESULT(target.query("SELECT other FROM public.owners"));
    QVERIFY_RESULT(undo(target, permit, outer));
    QCOMPARE(schema(), m_schemaBefore);
    QCOMPARE(rows(), m_rowsBefore);
    QCOMPARE(ownSchemas(), QByteArray("0"));
}

void TestRestorePoint::moreTablesThanTheServerHasLocksForAreDropped()
{
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(u"target"_s));
    QVERIFY_ASSIGN(Connection target, open());
    QVERIFY_RESULT(lockTarget(target));
    makeTables(u"public"_s, 700);
    QVERIFY2(!m_server->tryPsql(u"target"_s, u"BEGIN; DROP SCHEMA public CASCADE; ROLLBACK"_s),
             "this server has too many locks for the test");
    QVERIFY_ASSIGN(const RestorePoint first,
                   setAside(target, permit, {.source = "one", .schemas = {"public", "extra"}}));
    QVERIFY_RESULT(complete(target, permit, first));
    // Of the older point's tables, none is left; of the newer's, all.
    QVERIFY_ASSIGN(const RestorePoint second,
                   setAside(target, permit, {.source = "two", .schemas = {"public", "extra"}}));
    makeTables(u"public"_s, 150);
    QVERIFY_RESULT(complete(target, permit, second));
    QCOMPARE(tableCount(), QByteArray("150"));
    QCOMPARE(ownSchemas(), QByteArray("3"));
    QVERIFY_RESULT(undo(target, permit, second));
    QCOMPARE(tableCount(), QByteArray("0"));
    QCOMPARE(ownSchemas(), QByteArray("0"));
}

void TestRestorePoint::whatIsLeftOfDroppingIsDroppedByTheNext()
{
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(u"target"_s));
    QVERIFY_ASSIGN(Connection target, open());
    QVERIFY_RESULT(lockTarget(target));
    QVERIFY_ASSIGN(
        const RestorePoint point,
        setAside(target, permit, {.source = "one", .schemas = {"public", "extra"}, .newSchemas = {"fresh"}}));
    QVERIFY_RESULT(target.execute("CREATE SCHEMA fresh"));
    makeTables(u"fresh"_s, 110);
    makeTables(u"public"_s, 10);
    // Who reads a table of the copy keeps it from being dropped; the old contents come back all the same.
    QVERIFY_ASSIGN(Connection reader, connectTo(*m_server, u"target"_s));
    QVERIFY_RESULT(reader.execute("BEGIN; LOCK TABLE fresh.small_1 IN ACCESS SHARE MODE"));
    QVERIFY_RESULT(target.execute("SET lock_timeout = '100ms'"));
    QVERIFY_RESULT(undo(target, permit, point));
    const QMap<QString, QByteArray> found = rows();
    for (const QString &table : m_rowsBefore.keys())
        QCOMPARE(found.value(table), m_rowsBefore.value(table));
    QVERIFY_ASSIGN(const std::optional<RestorePoint> left, newestRestorePoint(target));
    QVERIFY(left.has_value() && left->phase == RestorePoint::Phase::Working);
    QVERIFY_RESULT(reader.execute("ROLLBACK"));
    QVERIFY_RESULT(undo(target, permit, *left));
    QCOMPARE(schema(), m_schemaBefore);
    QCOMPARE(rows(), m_rowsBefore);
    QCOMPARE(ownSchemas(), QByteArray("0"));
}

void TestRestorePoint::aFailureWhileSettingAsideChangesNothing_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<QByteArray>("schema");
    QTest::newRow("a statement that fails") << QByteArray("SELECT 1/0") << QByteArray("public");
    QTest::newRow("a schema that is not there") << QByteArray("SELECT 1") << QByteArray("ghost\"; DROP TABLE x; --");
}

void TestRestorePoint::aFailureWhileSettingAsideChangesNothing()
{
    QFETCH(QByteArray, statement);
    QFETCH(QByteArray, schema);
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(u"target"_s));
    QVERIFY_ASSIGN(Connection target, open());
    QVERIFY_RESULT(lockTarget(target));
    const auto point = setAside(
        target, permit,
        {.source = "origin", .schemas = {"extra", schema.toStdString()}, .statements = {statement.toStdString()}});
    if (!point) {
        QVERIFY(target.isUsable());
    } else {
        // A schema that is not there holds nothing to set aside.
        QVERIFY_RESULT(target.query("SELECT 1"));
        RestorePoint known = *point;
        known.schemas = {"extra"};
        QVERIFY_RESULT(undo(target, permit, known));
        QVERIFY_RESULT(target.execute("DROP SCHEMA IF EXISTS " + engine::sql::quoted(point->schemaBefore(1))));
    }
    QCOMPARE(this->schema(), m_schemaBefore);
    QCOMPARE(rows(), m_rowsBefore);
    QCOMPARE(ownSchemas(), QByteArray("0"));
}

void TestRestorePoint::aSessionThatDiesWhileSettingAsideChangesNothing()
{
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(u"target"_s));
    QVERIFY_ASSIGN(Connection target, open());
    QVERIFY_RESULT(lockTarget(target));
    // The last statement before objects move takes long, and the session is ended in it.
    std::jthread killer([&, backend = target.backendPid()] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        std::ignore = m_server->tryPsql(u"target"_s, u"SELECT pg_terminate_backend(%1)"_s.arg(backend));
    });
    const auto point = setAside(target, permit,
                                {.source = "origin",
                                 .schemas = {"public", "extra"},
                                 .statements = {"DROP TABLE public.parted", "SELECT pg_sleep(30)"}});
    killer.join();
    QVERIFY_ERROR(point, ErrorCode::ConnectionLost);
    QCOMPARE(schema(), m_schemaBefore);
    QCOMPARE(rows(), m_rowsBefore);
    QCOMPARE(ownSchemas(), QByteArray("0"));
}

void TestRestorePoint::workersLeftBehindAreEnded()
{
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(u"target"_s));
    QVERIFY_ASSIGN(Connection target, open());
    QVERIFY_RESULT(lockTarget(target));
    QVERIFY_ASSIGN(const RestorePoint point,
                   setAside(target, permit, {.source = "origin", .schemas = {"public", "extra"}}));
    QVERIFY_RESULT(target.execute("CREATE TABLE public.owners (a int)"));
    QVERIFY_ASSIGN(Connection worker,
                   openTarget(infoOf(m_server->connectionValues(u"target"_s)), point.applicationName(), {}));
    QVERIFY_RESULT(worker.execute("BEGIN"));
    QVERIFY_RESULT(worker.execute("INSERT INTO public.owners VALUES (1)"));
    QVERIFY_RESULT(undo(target, permit, point));
    QVERIFY_ERROR(worker.query("SELECT 1"), ErrorCode::ConnectionLost);
    QCOMPARE(schema(), m_schemaBefore);
}

void TestRestorePoint::aPermitIsForOneDatabase()
{
    QVERIFY_ASSIGN(const DestructivePermit permit, permitFor(u"model"_s));
    QVERIFY_ASSIGN(Connection target, open());
    QVERIFY_RESULT(lockTarget(target));
    QVERIFY_ERROR(setAside(target, permit, {.source = "origin", .schemas = {"public"}}), ErrorCode::IdentityUnknown);
    QCOMPARE(schema(), m_schemaBefore);
    QCOMPARE(ownSchemas(), QByteArray("0"));
}

void TestRestorePoint::oneAtATime()
{
    QVERIFY_ASSIGN(Connection second, open());
    {
        QVERIFY_ASSIGN(Connection first, open());
        QVERIFY_RESULT(lockTarget(first));
        QElapsedTimer timer;
        timer.start();
        const Result<> locked = lockTarget(second);
        QVERIFY_ERROR(locked, ErrorCode::TargetBusy);
        QVERIFY(timer.elapsed() < tests::allowed(5'000));
        QVERIFY(locked.error().detail.contains(QString::number(first.backendPid())));
    }
    // The lock ends with its connection.
    QVERIFY_RESULT(lockTarget(second));
    // Another database of the same server is another target.
    QVERIFY_ASSIGN(Connection other, connectTo(*m_server, u"model"_s));
    QVERIFY_RESULT(lockTarget(other));
}

void TestRestorePoint::whatIsWrittenOfEachKindIsReadBack_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("parent");
    for (int kind = 0; kind < static_cast<int>(ObjectKind::Other); ++kind) {
        const auto candidate = static_cast<ObjectKind>(kind);
        if (engine::catalog::isDatabaseWide(candidate))
            QTest::newRow(engine::catalog::kindKey(candidate)) << kind << u"odd \"name"_s << u"parent"_s;
    }
    QTest::newRow("user mapping of everybody") << static_cast<int>(ObjectKind::UserMapping) << u""_s << u"far"_s;
    QTest::newRow("setting of every role") << static_cast<int>(ObjectKind::Setting) << u"work_mem"_s << u""_s;
}

void TestRestorePoint::whatIsWrittenOfEachKindIsReadBack()
{
    QFETCH(const int, kind);
    QFETCH(const QString, name);
    QFETCH(const QString, parent);
    UndoActions undo;
    undo.made = {{.kind = static_cast<ObjectKind>(kind), .name = name.toStdString(), .parent = parent.toStdString()}};
    QVERIFY_ASSIGN(const UndoActions again, UndoActions::fromJson(undo.toJson()));
    QVERIFY(again.made == undo.made);

    undo.made.front().name.clear();
    undo.made.front().parent.clear();
    const Result<UndoActions> nameless = UndoActions::fromJson(undo.toJson());
    QVERIFY(!nameless);
    QCOMPARE(nameless.error().code, ErrorCode::StateNotTrusted);
}

void TestRestorePoint::whatWasMovedAndReplacedIsReadBack()
{
    UndoActions undo;
    undo.moves = {{.extension = "odd \"extension", .schema = "s"}};
    undo.aside = {{.kind = "statistics", .schema = "s", .name = "n"},
                  {.kind = "materialized view", .schema = "s", .name = "m"}};
    undo.rows = {{.extension = "e", .table = "t", .columns = {"a", "b \"c"}}};
    undo.replaced = {{.table = {"s", "t"}, .columns = {"email"}, .bound = true}};
    undo.origin
        = {.identity = engine::environments::Identity{.systemIdentifier = "7293847293847", .databaseOid = 4000000000},
           .inPart = {{"s", "t"}},
           .leftEmpty = {{"s", "log"}}};
    QVERIFY_ASSIGN(const UndoActions again, UndoActions::fromJson(undo.toJson()));
    QCOMPARE(again.toJson(), undo.toJson());
    QCOMPARE(again.rows.front().columns.back(), std::string("b \"c"));
    // Nothing but what is meant: a kind is put into a statement.
    undo.aside.front().kind = "TABLE x; DROP TABLE y; --";
    const Result<UndoActions> forged = UndoActions::fromJson(undo.toJson());
    QVERIFY_ERROR(forged, ErrorCode::StateNotTrusted);
}

void TestRestorePoint::keysOfAReport()
{
    Report report{.source = u"a"_s, .target = u"b"_s, .outcome = Outcome::Failed};
    report.tables = {{.name = u"public.t"_s, .rows = 7, .anonymizedColumns = {{u"email"_s, 7}}}};
    report.objects = {{u"table"_s, 1}};
    report.notCarried = {{.kind = u"function"_s, .name = u"f"_s, .reason = engine::Sentence(u"r"_s)}};
    report.columns = {{.table = u"public.t"_s, .column = u"email"_s}};
    const QStringList always{u"alarms"_s,   u"anonymized"_s, u"columns"_s, u"durationMs"_s, u"notCarried"_s,
                             u"objects"_s,  u"operation"_s,  u"outcome"_s, u"remarks"_s,    u"schema"_s,
                             u"source"_s,   u"structure"_s,  u"tables"_s,  u"target"_s,     u"targetState"_s,
                             u"verified"_s, u"warnings"_s};
    QCOMPARE(report.toJson().keys(), always);
    QCOMPARE(report.toJson().value(u"schema").toInt(), 1);
    QCOMPARE(report.toJson().value(u"tables").toArray().first().toObject().keys(),
             (QStringList{u"anonymizedColumns"_s, u"anonymizedFields"_s, u"bytes"_s, u"digest"_s, u"kept"_s,
                          u"leftOut"_s, u"milliseconds"_s, u"name"_s, u"rows"_s}));

    report.error
        = Error{.code = ErrorCode::ObjectLocked, .subject = u"public.t"_s, .causes = {{.code = ErrorCode::Cancelled}}};
    report.rawReason = u"incident"_s;
    const QJsonObject json = report.toJson();
    QCOMPARE(json.value(u"rawReason").toString(), u"incident"_s);
    const QJsonObject error = json.value(u"error").toObject();
    QCOMPARE(error.keys(),
             (QStringList{u"causes"_s, u"code"_s, u"next"_s, u"state"_s, u"subject"_s, u"what"_s, u"why"_s}));
    QCOMPARE(error.value(u"code").toString(), u"E-LOCK-001"_s);
    for (const auto &[outcome, key] :
         {std::pair(Outcome::Succeeded, u"succeeded"_s), std::pair(Outcome::Failed, u"failed"_s),
          std::pair(Outcome::Cancelled, u"cancelled"_s), std::pair(Outcome::Refused, u"refused"_s)}) {
        report.outcome = outcome;
        QCOMPARE(report.toJson().value(u"outcome").toString(), key);
    }
}

QTEST_GUILESS_MAIN(TestRestorePoint)

#include "tst_restore_point.moc"
