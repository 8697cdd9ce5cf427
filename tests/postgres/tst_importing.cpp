// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/script_load.h"
#include "engine/pg/connection.h"
#include "tests/support/memory_reader.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QDir>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;
using namespace Qt::StringLiterals;
using importing::Loaded;
using importing::NotLoaded;
using tests::TestServer;

/// What a file holds, in a private server that was made for it.
class TestImporting : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aDumpArrivesWhole();
    void threeFilesOfSupabaseArriveTogether();
    void nothingOfAHostileFileLeavesItsServer();
    void aFileThatGrowsWithoutEndIsStopped();
    void commandsOfPsqlAreRefusedBeforeAnythingRuns();
    void whatThisServerDoesNotHaveIsNamed();
    void aPrivilegeOfNewerServersIsNamedWhereItWasGranted();
    void aTransactionOfTheFileLosesOnlyWhatFails();
    void ownersThatNobodyMayBecomeAreNotGiven();

private:
    Result<Loaded> load(const std::vector<std::string> &scripts, const importing::LoadLimits &limits = {});
    /// The answer of a question about what was loaded, by psql.
    QByteArray ask(const Loaded &loaded, const QString &sql) const;

    std::unique_ptr<TestServer> m_server;
    QTemporaryDir m_folder;
};

namespace {

QByteArray describe(const importing::LoadResult &result)
{
    QByteArray all;
    for (const NotLoaded &each : result.notLoaded)
        all += (each.object + u" | "_s + QString::number(each.line) + u" | "_s + each.reason.text() + u" | "_s
                + each.answer + u'\n')
                   .toUtf8();
    return all;
}

QString conninfo(const environments::ConnectionInfo &info)
{
    QString result;
    for (const auto &[keyword, value] : info.values())
        result += text(keyword) + u"='"_s + text(value) + u"' "_s;
    return result;
}

} // namespace

void TestImporting::initTestCase()
{
    QVERIFY_ASSIGN(auto server, TestServer::start());
    m_server = std::move(server);
}

Result<Loaded> TestImporting::load(const std::vector<std::string> &scripts, const importing::LoadLimits &limits)
{
    std::vector<importing::ScriptFile> files;
    for (const std::string &script : scripts) {
        files.push_back({.name = u"file.sql"_s, .open = [script]() -> Result<std::unique_ptr<ByteReader>> {
                             return std::make_unique<tests::MemoryReader>(script);
                         }});
    }
    Progress progress;
    return importing::loadScripts(m_folder.filePath(u"loads"_s), files, limits, {}, progress);
}

QByteArray TestImporting::ask(const Loaded &loaded, const QString &sql) const
{
    auto connection = pg::Connection::open(loaded.database.connection());
    if (!connection)
        return tests::toText(connection.error());
    const auto answer = connection->query(sql.toStdString());
    if (!answer)
        return tests::toText(answer.error());
    QByteArrayList rows;
    for (int row = 0; row < answer->rowCount(); ++row)
        rows.append(QByteArray::fromStdString(answer->string(row, 0)));
    return rows.join('\n');
}

void TestImporting::aDumpArrivesWhole()
{
    m_server->createDatabase(u"whole"_s);
    m_server->psql(u"whole"_s, uR"(
create role shop_owner; create role shop_reader;
create extension hstore; create schema extensions; create extension citext schema extensions;
create schema shop authorization shop_owner;
create type shop.state as enum ('new', 'gone');
create table shop.orders (id serial primary key, note text, state shop.state default 'new', tags hstore, mail extensions.citext);
alter table shop.orders owner to shop_owner;
create table shop.lines (id int primary key, order_id int references shop.orders, amount numeric check (amount > 0));
insert into shop.orders (note, tags) select 'note; \ ' || n, 'a=>1' from generate_series(1, 100) n;
insert into shop.lines select n, n, n from generate_series(1, 100) n;
create function shop.f(a int) returns int language sql begin atomic select a + 1; select a + 2; end;
create view shop.v as select * from shop.orders where state = 'new';
create materialized view shop.m as select count(*) from shop.lines;
alter table shop.orders enable row level security;
create policy p on shop.orders for select to shop_reader using (state = 'new');
grant select on shop.orders to shop_reader; grant usage on schema shop to shop_reader;
comment on table shop.orders is 'It''s; a comment';
select lo_from_bytea(4711, 'large'::bytea);
)"_s);
    for (const QStringList &arguments :
         {QStringList{}, QStringList{u"--inserts"_s}, QStringList{u"--clean"_s}, QStringList{u"--create"_s}}) {
        QVERIFY_ASSIGN(const Loaded loaded, load({m_server->pgDump(u"whole"_s, arguments).toStdString()}));
        QVERIFY2(loaded.result.notLoaded.isEmpty(), describe(loaded.result).constData());
        QCOMPARE(ask(loaded, u"select count(*) || ' ' || sum(amount) from shop.lines"_s), QByteArray("100 5050"));
        QCOMPARE(ask(loaded, u"select note from shop.orders where id = 7"_s), QByteArray("note; \\ 7"));
        QCOMPARE(ask(loaded, u"select tableowner from pg_tables where tablename = 'orders'"_s),
                 QByteArray("shop_owner"));
        QCOMPARE(ask(loaded, u"select encode(lo_get(4711), 'escape')"_s), QByteArray("large"));
        QCOMPARE(ask(loaded, u"select has_table_privilege('shop_reader', 'shop.orders', 'SELECT')"_s), QByteArray("t"));
        QCOMPARE(ask(loaded, u"select count(*) from pg_event_trigger"_s), QByteArray("0"));
        // The oracle: pg_dump of both.
        const auto lines = [](const QByteArray &dump) {
            QByteArrayList result;
            const QByteArrayList all = dump.split('\n');
            for (const QByteArray &line : all) {
                if (!line.startsWith("--") && !line.startsWith("\\") && !line.isEmpty())
                    result.append(line);
            }
            return result;
        };
        QProcess dump;
        dump.start(u"pg_dump"_s, {u"--schema-only"_s, u"-d"_s, conninfo(loaded.database.connection())});
        QVERIFY(dump.waitForFinished());
        const QByteArrayList found = lines(dump.readAllStandardOutput());
        QByteArrayList expected = lines(m_server->pgDump(u"whole"_s, {u"--schema-only"_s}));
        // Comments of extensions come with the extension; the owner of a role's own things is a name.
        QByteArrayList differences;
        for (const QByteArray &line : expected) {
            const bool isOfPostgres = line.contains("OWNER TO postgres") || line.contains("COMMENT ON EXTENSION");
            if (!isOfPostgres && !found.contains(line))
                differences.append(line);
        }
        QVERIFY2(differences.isEmpty(), differences.join('\n').append(dump.readAllStandardError()).constData());
    }
}

void TestImporting::threeFilesOfSupabaseArriveTogether()
{
    const std::string roles = "SET session_replication_role = replica;\n"
                              "CREATE ROLE \"anon\";\nALTER ROLE \"anon\" SET \"statement_timeout\" TO '3s';\n"
                              "GRANT \"anon\" TO \"authenticator\";\nRESET ALL;\n";
    const std::string schema
        = "CREATE SCHEMA IF NOT EXISTS \"extensions\";\n"
          "CREATE EXTENSION IF NOT EXISTS \"pgcrypto\" WITH SCHEMA \"extensions\";\n"
          "CREATE EXTENSION IF NOT EXISTS \"pg_net\" WITH SCHEMA \"extensions\";\n"
          "CREATE TABLE IF NOT EXISTS \"public\".\"child\" (\"id\" int primary key, \"parent\" int);\n"
          "CREATE TABLE IF NOT EXISTS \"public\".\"parent\" (\"id\" int primary key);\n"
          "ALTER TABLE ONLY \"public\".\"child\" ADD CONSTRAINT fk FOREIGN KEY (\"parent\") REFERENCES "
          "\"public\".\"parent\"(\"id\");\n"
          "ALTER TABLE \"public\".\"child\" OWNER TO \"postgres\";\n"
          "GRANT ALL ON TABLE \"public\".\"child\" TO \"anon\";\n"
          "ALTER DEFAULT PRIVILEGES FOR ROLE \"postgres\" IN SCHEMA \"public\" GRANT ALL ON TABLES TO \"anon\";\n";
    const std::string data = "SET session_replication_role = replica;\n"
                             "INSERT INTO \"public\".\"child\" (\"id\", \"parent\") VALUES\n\t(1, 2),\n\t(2, 2);\n"
                             "INSERT INTO \"public\".\"parent\" (\"id\") VALUES\n\t(2);\nRESET ALL;\n";
    QVERIFY_ASSIGN(const Loaded loaded, load({roles, schema, data}));
    QCOMPARE(ask(loaded, u"select count(*) from child"_s), QByteArray("2"));
    QCOMPARE(loaded.result.notLoaded.size(), 1);
    QCOMPARE(loaded.result.notLoaded.front().object, u"EXTENSION pg_net"_s);
    QVERIFY(loaded.result.roles.contains(u"anon"_s) && loaded.result.roles.contains(u"postgres"_s));
    QVERIFY(loaded.result.extensions.contains(u"pgcrypto"_s));
}

void TestImporting::nothingOfAHostileFileLeavesItsServer()
{
    QTemporaryDir traces;
    QFile::setPermissions(traces.path(), QFileDevice::Permissions(0x7777));
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    const std::string trace = traces.path().toStdString();
    const std::string port = std::to_string(listener.serverPort());
    const auto path = [&](const char *name) { return "'" + trace + "/" + name + "'"; };
    const std::string hostile
        = "CREATE TABLE t (a text);\n"
          "COPY t FROM PROGRAM 'touch "
          + trace
          + "/program';\n"
            "COPY t TO PROGRAM 'touch "
          + trace
          + "/program2';\n"
            "COPY t TO "
          + path("copied")
          + ";\n"
            "COPY t FROM '/etc/passwd';\n"
            "DO $$BEGIN COPY t TO PROGRAM 'touch "
          + trace
          + "/program3'; END$$;\n"
            "DO $$BEGIN EXECUTE 'COPY t TO "
          + "''" + trace + "/copied2''"
          + "'; END$$;\n"
            "SELECT lo_from_bytea(1, 'x'); SELECT lo_export(1, "
          + path("exported")
          + ");\n"
            "SELECT lo_import('/etc/passwd');\n"
            "INSERT INTO t SELECT pg_read_file('/etc/passwd');\n"
            "CREATE EXTENSION dblink; CREATE EXTENSION postgres_fdw; CREATE EXTENSION file_fdw; CREATE EXTENSION "
            "plpython3u;\n"
            "DO $$BEGIN EXECUTE 'CREATE EXTENSION hstore'; END$$;\n"
            "DO $$BEGIN EXECUTE 'CREATE EXTENSION plperl'; END$$;\n"
            "SELECT * FROM dblink('host=127.0.0.1 port="
          + port
          + " dbname=x', 'select 1') AS x(a int);\n"
            "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port="
          + port
          + "' PUBLICATION p;\n"
            "CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS $$open('"
          + trace
          + "/python', 'w')$$;\n"
            "CREATE FUNCTION s(text) RETURNS int AS 'libc.so.6', 'system' LANGUAGE C;\n"
            "DO $$BEGIN EXECUTE 'CREATE FUNCTION s(text) RETURNS int AS ''libc.so.6'', ''system'' LANGUAGE C'; END$$;\n"
            "CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$;\n"
            "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION e();\n"
            "ALTER SYSTEM SET archive_command = 'touch "
          + trace
          + "/archived';\n"
            "DO $$BEGIN EXECUTE 'ALTER SYSTEM SET work_mem = ''1MB'''; END$$;\n"
            "ALTER ROLE sosie_loader SUPERUSER; DO $$BEGIN EXECUTE 'ALTER ROLE sosie_loader SUPERUSER'; END$$;\n"
            "GRANT pg_execute_server_program TO sosie_loader;\n"
            "DO $$BEGIN EXECUTE 'GRANT pg_execute_server_program TO sosie_loader'; END$$;\n"
            "SET ROLE sosie_keeper; SET SESSION AUTHORIZATION sosie_keeper;\n"
            "DO $$BEGIN EXECUTE 'SET SESSION AUTHORIZATION sosie_keeper'; END$$;\n"
            "DO $$BEGIN EXECUTE 'DROP EVENT TRIGGER sosie_load_keep_out'; END$$;\n"
            "ALTER FUNCTION pg_catalog.lower(text) OWNER TO sosie_loader;\n"
            "ALTER TABLE public.t OWNER TO sosie_keeper;\n"
            "CREATE FUNCTION public.definer() RETURNS bool LANGUAGE sql SECURITY DEFINER AS 'SELECT rolsuper FROM "
            "pg_roles WHERE rolname = current_user';\n"
            "ALTER FUNCTION public.definer() OWNER TO sosie_keeper; ALTER FUNCTION public.definer() OWNER TO "
            "pg_execute_server_program;\n"
            "ALTER TABLE public.t OWNER TO sosie_loader, ADD COLUMN b int DEFAULT lo_import('/etc/passwd');\n"
            "CREATE FUNCTION i(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$BEGIN\n"
            " IF current_setting('is_superuser') = 'on' THEN RAISE EXCEPTION 'ran as superuser'; END IF;\n"
            " PERFORM pg_catalog.lo_export(1, "
          + path("index")
          + "); RETURN 'x'; EXCEPTION WHEN insufficient_privilege THEN RETURN 'x'; END$$;\n"
            "INSERT INTO t VALUES ('z'); CREATE INDEX ON t (i(a));\n"
            "DROP DATABASE postgres; LOAD '/tmp/evil.so';\n"
            "CREATE TABLE last (a int); INSERT INTO last VALUES (1);\n";
    QVERIFY_ASSIGN(const Loaded loaded, load({hostile}));
    QCOMPARE(QDir(traces.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    QVERIFY(!listener.waitForNewConnection(200));
    // The last statement of the file was run, and nothing of the system was seen.
    QCOMPARE(ask(loaded, u"select a from last"_s), QByteArray("1"));
    QCOMPARE(ask(loaded, u"select a from t"_s), QByteArray("z"));
    QCOMPARE(ask(loaded, u"select rolsuper from pg_roles where rolname = 'sosie_loader'"_s), QByteArray("f"));
    QCOMPARE(ask(loaded, u"select string_agg(extname, ' ') from pg_extension"_s), QByteArray("plpgsql"));
    QCOMPARE(ask(loaded, u"select count(*) from pg_proc where proname = 's' or proname = 'f'"_s), QByteArray("0"));
    QCOMPARE(ask(loaded, u"select count(*) from pg_event_trigger"_s), QByteArray("0"));
    QCOMPARE(ask(loaded,
                 u"select proowner::regrole from pg_proc where proname = 'lower' and prorettype = 'text'::regtype"_s),
             QByteArray("sosie_bootstrap"));
    QCOMPARE(ask(loaded, u"select count(*) from pg_attribute where attrelid = 't'::regclass and attname = 'b'"_s),
             QByteArray("0"));
    const QByteArray notLoaded = describe(loaded.result);
    for (const char *named :
         {"PROGRAM", "dblink", "plpython3u", "EVENT TRIGGER", "ALTER SYSTEM", "SUBSCRIPTION", "lo_export"})
        QVERIFY2(notLoaded.contains(named), QByteArray(named).append("\n").append(notLoaded).constData());
}

void TestImporting::aFileThatGrowsWithoutEndIsStopped()
{
    constexpr qint64 mebibyte = qint64{1024} * 1024;
    const std::string bomb
        = "CREATE TABLE t (a text); INSERT INTO t SELECT repeat('x', 900) || n FROM generate_series(1, 10000000) n;";
    QVERIFY_ERROR(load({bomb}, {.diskBytes = 250 * mebibyte}), ErrorCode::FileTooLarge);
    QVERIFY_ERROR(load({"SELECT pg_sleep(1000);"}, {.time = std::chrono::seconds(1)}), ErrorCode::FileTooLarge);
    // Nothing of it is left.
    QCOMPARE(QDir(m_folder.filePath(u"loads"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList());
}

void TestImporting::commandsOfPsqlAreRefusedBeforeAnythingRuns()
{
    const auto refused = load({"select 1;\n\\! touch /tmp/sosie-pwned\n"});
    QVERIFY_ERROR(refused, ErrorCode::ScriptRefused);
    QVERIFY2(tests::toText(refused.error()).contains("2"), tests::toText(refused.error()).constData());
    QVERIFY(!QFile::exists(u"/tmp/sosie-pwned"_s));
    QVERIFY_RESULT(load({"\\restrict abc\nselect 1;\n\\unrestrict abc\n"}));
}

void TestImporting::whatThisServerDoesNotHaveIsNamed()
{
    QVERIFY_ASSIGN(const Loaded loaded,
                   load({"SET transaction_timeout = 0;\nSET surely_unknown = 1;\nCREATE EXTENSION no_such_thing;\n"
                         "CREATE TABLE t (a no_such_type);\nCOPY public.t (a) FROM stdin;\nDROP TABLE x;\n\\.\n"
                         "CREATE TABLE u (a int);\n"}));
    QCOMPARE(loaded.result.losses(), qint64{3});
    QCOMPARE(loaded.result.notLoaded.size(), 4); // the setting is no loss
    QCOMPARE(ask(loaded, u"select count(*) from u"_s), QByteArray("0"));
}

void TestImporting::aPrivilegeOfNewerServersIsNamedWhereItWasGranted()
{
    QVERIFY_ASSIGN(const Loaded loaded, load({"CREATE TABLE t (a int);\nGRANT SELECT, MAINTAIN ON TABLE t TO keeper;\n"
                                              "GRANT MAINTAIN ON TABLE t TO other;\n"}));
    // From 17 on the server knows it.
    const bool isKnown = ask(loaded, u"select current_setting('server_version_num')::int >= 170000"_s) == "t";
    QVERIFY2(loaded.result.notLoaded.size() == (isKnown ? 0 : 2), describe(loaded.result).constData());
    QCOMPARE(loaded.result.losses(), qint64{0});
    for (const NotLoaded &each : loaded.result.notLoaded)
        QVERIFY2(each.reason.text().contains(u"MAINTAIN"_s) && each.line > 0, describe(loaded.result).constData());
    QCOMPARE(ask(loaded, u"select has_table_privilege('keeper', 't', 'SELECT')"_s), QByteArray("t"));
}

void TestImporting::aTransactionOfTheFileLosesOnlyWhatFails()
{
    QVERIFY_ASSIGN(
        const Loaded loaded,
        load({"BEGIN;\nCREATE TABLE t (a int);\nCREATE TABLE bad (a no_such_type);\nINSERT INTO t VALUES (1);\n"
              "COPY t FROM stdin;\n2\n\\.\nGRANT SELECT ON t TO somebody;\nCOMMIT;\nINSERT INTO t VALUES (3);\n"}));
    QCOMPARE(ask(loaded, u"select sum(a) from t"_s), QByteArray("6"));
    QVERIFY2(loaded.result.notLoaded.size() == 1, describe(loaded.result).constData());
    QCOMPARE(loaded.result.roles, QStringList{u"somebody"_s});
}

void TestImporting::ownersThatNobodyMayBecomeAreNotGiven()
{
    QVERIFY_ASSIGN(const Loaded loaded,
                   load({"CREATE TABLE public.t (a int); ALTER TABLE public.t OWNER TO owner_of_t;\n"
                         "CREATE SCHEMA s; ALTER SCHEMA s OWNER TO owner_of_s; CREATE TABLE s.u (a int);\n"
                         "ALTER TABLE s.u OWNER TO owner_of_t;"}));
    QVERIFY2(loaded.result.notLoaded.isEmpty(), describe(loaded.result).constData());
    QCOMPARE(ask(loaded, u"select tableowner from pg_tables where tablename = 'u'"_s), QByteArray("owner_of_t"));
}

QTEST_GUILESS_MAIN(TestImporting)
#include "tst_importing.moc"
