// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/connection.h"
#include "engine/sql/identifier.h"
#include "tests/support/patience.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace engine::pg;
using namespace engine::sql;
using engine::ErrorCode;
using tests::connectTo;
using tests::infoOf;
using tests::TestServer;

namespace {

using Keywords = QMap<QString, QString>;

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// Sets an environment variable for as long as it lives.
class Variable final
{
public:
    Variable(const char *name, const QByteArray &value)
        : m_name(name)
    {
        qputenv(name, value);
    }
    Variable(const Variable &) = delete;
    Variable &operator=(const Variable &) = delete;
    ~Variable() { qunsetenv(m_name); }

private:
    const char *m_name;
};

} // namespace

/// Connections to a real server: what arrives, how failures are told apart, and how waiting ends.
class TestPgConnection final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void namesComeBack_data();
    void namesComeBack();
    void textComesBack_data();
    void textComesBack();
    void arraysComeBack();
    void valuesAreRead();
    void severalStatementsAreOnlyForExecute();
    void anErrorLeavesTheConnectionUsable();
    void errorsQuoteNoRow_data();
    void errorsQuoteNoRow();
    void errorsSayWhatTheServerItselfSays_data();
    void errorsSayWhatTheServerItselfSays();
    void noticesAreHandedOn();
    void failuresToConnect_data();
    void failuresToConnect();
    void tooManyConnections_data();
    void tooManyConnections();
    void tlsIsRefused();
    void tlsIsUsed();
    void theEnvironmentHasNoSay();
    void anAddressDoesNotChooseTheSession();
    void aStopEndsTheWait_data();
    void aStopEndsTheWait();
    void aStopEndsConnecting();
    void aStoppedConnectionSaysSo();
    void aTerminatedSessionIsLost();
    void aServerThatDiesIsLost();

private:
    std::unique_ptr<TestServer> m_server;
};

void TestPgConnection::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.listensOnTcp = true}));
    m_server->createDatabase(u"shop"_s);
    m_server->createDatabase(u"single"_s);
    m_server->psql(u"postgres"_s, u"ALTER DATABASE single CONNECTION LIMIT 1;"
                                  " CREATE ROLE anna LOGIN PASSWORD 'right' CONNECTION LIMIT 1;"
                                  " CREATE ROLE nobody_special NOLOGIN;"
                                  " CREATE DATABASE closed; REVOKE CONNECT ON DATABASE closed FROM PUBLIC;"_s);
}

void TestPgConnection::namesComeBack_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("plain") << QByteArray("users");
    QTest::newRow("double quotes") << QByteArray(R"(a"b""c)");
    QTest::newRow("a second statement") << QByteArray("x\"; DROP TABLE y; --");
    QTest::newRow("a single quote") << QByteArray("l'été");
    QTest::newRow("line breaks and tabs") << QByteArray("a\r\nb\tc");
    QTest::newRow("backslashes") << QByteArray(R"(a\b\)");
    QTest::newRow("the letters of an escape") << QByteArray(R"(U&"\0041")");
    QTest::newRow("a parameter") << QByteArray("$1");
    QTest::newRow("Arabic") << QByteArray("جدول");
    QTest::newRow("a blank") << QByteArray(" ");
    QTest::newRow("63 bytes, the most there is") << QByteArray(63, 'x');
}

void TestPgConnection::namesComeBack()
{
    QFETCH(QByteArray, name);
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    const std::string sql = "CREATE TEMP TABLE t AS SELECT 1 AS " + engine::sql::quoted(name.toStdString());
    QVERIFY_RESULT(connection.query(sql));
    QVERIFY_ASSIGN(const QueryResult found,
                   connection.query("SELECT attname FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum = 1"));
    QCOMPARE(bytes(found.view(0, 0)), name);
    QVERIFY_RESULT(connection.query("SELECT " + displayed(name.toStdString()) + " FROM t"));
}

void TestPgConnection::textComesBack_data()
{
    namesComeBack_data();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a backslash before a quote") << QByteArray(R"(\'; SELECT 1; --)");
    QTest::newRow("all signs of ASCII") << [] {
        QByteArray all;
        for (char c = 1; c < 127; ++c)
            all.append(c);
        return all;
    }();
}

void TestPgConnection::textComesBack()
{
    QFETCH(QByteArray, name);
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    for (const char *mode : {"on", "off"}) {
        QVERIFY_RESULT(connection.execute(
            std::string("SET escape_string_warning = off; SET standard_conforming_strings = ") + mode));
        QVERIFY_ASSIGN(const QueryResult asLiteral, connection.query("SELECT" + (' ' + literal(name.toStdString()))));
        QCOMPARE(bytes(asLiteral.view(0, 0)), name);
    }
    QVERIFY_ASSIGN(const QueryResult asParameter, connection.query("SELECT $1::text", {name.toStdString()}));
    QCOMPARE(bytes(asParameter.view(0, 0)), name);
}

void TestPgConnection::arraysComeBack()
{
    const std::vector<std::string> elements{"",     "a",     "b c", "NULL",    "null", R"(")",
                                            R"(\)", R"(\")", "{,}", "été\n\t", " "};
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    QVERIFY_ASSIGN(const QueryResult found,
                   connection.query("SELECT $1::text[], cardinality($1::text[]), ($1::text[])[3], '{}'::text[],"
                                    " array['a', NULL]",
                                    {arrayLiteral(elements)}));
    QVERIFY(found.array(0, 0) == elements);
    QCOMPARE(found.integer(0, 1), static_cast<long long>(elements.size()));
    QCOMPARE(bytes(found.view(0, 2)), QByteArray("b c"));
    QVERIFY(found.array(0, 3).empty());
    QVERIFY(found.array(0, 4) == (std::vector<std::string>{"a", ""}));
}

void TestPgConnection::valuesAreRead()
{
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    QVERIFY_ASSIGN(
        const QueryResult row,
        connection.query("SELECT 42, NULL, true, false, 'abc', 9223372036854775807, $1::text", {std::nullopt}));
    QCOMPARE(row.rowCount(), 1);
    QCOMPARE(row.columnCount(), 7);
    QCOMPARE(row.integer(0, 0), 42);
    QVERIFY(row.isNull(0, 1));
    QVERIFY(!row.optional(0, 1));
    QCOMPARE(bytes(row.view(0, 1)), QByteArray());
    QCOMPARE(row.integer(0, 1), 0);
    QVERIFY(row.boolean(0, 2));
    QVERIFY(!row.boolean(0, 3));
    QVERIFY(row.optional(0, 4) == "abc");
    QCOMPARE(row.integer(0, 4), 0);
    QCOMPARE(row.integer(0, 5), std::numeric_limits<qint64>::max());
    QVERIFY(row.isNull(0, 6));
    QCOMPARE(connection.serverMajor(), m_server->cluster().programs().major);
    QCOMPARE(bytes(connection.parameterStatus("application_name")), QByteArray("sosie"));
    QCOMPARE(bytes(connection.parameterStatus("no_such_thing")), QByteArray());

    QVERIFY_ASSIGN(const QueryResult made, connection.query("CREATE TEMP TABLE t AS SELECT generate_series(1, 7)"));
    QCOMPARE(made.affectedRows(), 7);
    QVERIFY_ASSIGN(const QueryResult nothing, connection.query("SET jit = off"));
    QCOMPARE(nothing.affectedRows(), 0);
}

void TestPgConnection::severalStatementsAreOnlyForExecute()
{
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(connection.execute("SELECT 1; SELECT 2"));
    QVERIFY_ERROR(connection.query("SELECT 1; SELECT 2"), ErrorCode::StatementFailed);
    QVERIFY(connection.isUsable());
    // The first error counts, whatever follows.
    const auto failed = connection.execute("SELECT 1; SELECT * FROM no_such_table; SELECT 3");
    QVERIFY_ERROR(failed, ErrorCode::ObjectMissing);
    QCOMPARE(failed.error().sqlState, u"42P01"_s);
}

void TestPgConnection::anErrorLeavesTheConnectionUsable()
{
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(connection.execute("BEGIN"));
    QVERIFY_ERROR(connection.query("SELECT 1/0"), ErrorCode::ValueRejected);
    QVERIFY_ERROR(connection.query("SELECT 1"), ErrorCode::StatementFailed);
    QVERIFY_RESULT(connection.execute("ROLLBACK"));
    QVERIFY_RESULT(connection.query("SELECT 1"));
    QVERIFY(connection.isUsable());
}

void TestPgConnection::errorsQuoteNoRow_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<QString>("sqlState");
    const auto row = [](const char *title, const char *statement, const char *sqlState) {
        QTest::newRow(title) << QByteArray(statement) << QString::fromLatin1(sqlState);
    };
    const auto code = [&row](const char *title, const char *body, const char *sqlState) {
        const QByteArray statement = QByteArray("DO $do$ BEGIN ").append(body).append("; END $do$");
        row(title, statement.constData(), sqlState);
    };
    row("a doubled row", "INSERT INTO people VALUES ('anna@example.org')", "23505");
    row("a row that breaks a check", "INSERT INTO people VALUES ('anna@example.org ')", "23514");
    row("a value of the wrong type", "SELECT email::integer FROM people", "22P02");
    row("a value with a quotation mark in it", "SELECT ('\"' || email)::integer FROM people", "22P02");
    row("a value that is no JSON", "SELECT ('{' || email)::json FROM people", "22P02");
    row("a value that is no XML", "SELECT xmlparse(document email) FROM people", "2200M");
    code("words of a function", "RAISE EXCEPTION 'no: %', (SELECT email FROM people)", "P0001");
    code("a hint of a function", "RAISE EXCEPTION 'no' USING HINT = (SELECT email FROM people)", "P0001");
    code("a detail of a function", "RAISE EXCEPTION 'no' USING DETAIL = (SELECT email FROM people)", "P0001");
    code("a function that names a table", "RAISE EXCEPTION 'no' USING TABLE = (SELECT email FROM people)", "P0001");
    code("a function that lends itself a code of the server",
         "RAISE EXCEPTION '%', (SELECT email FROM people) USING ERRCODE = '42P01'", "42P01");
    code("a function that makes up a code", "RAISE EXCEPTION '%', (SELECT email FROM people) USING ERRCODE = 'EMAIL'",
         "EMAIL");
    code("a function that raises again",
         "BEGIN PERFORM email::integer FROM people; EXCEPTION WHEN OTHERS THEN RAISE EXCEPTION '%', sqlerrm; END",
         "P0001");
    code("an assertion", "ASSERT false, (SELECT email FROM people)", "P0004");
    code("a statement that a function put together", "EXECUTE (SELECT 'SELECT ' || quote_ident(email) FROM people)",
         "42703");
    code("a mistake in what a function put together", "EXECUTE (SELECT 'SELECT ' || email || ' FROM' FROM people)",
         "42601");
}

void TestPgConnection::errorsQuoteNoRow()
{
    QFETCH(QByteArray, statement);
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(connection.execute("CREATE TEMP TABLE people (email text UNIQUE CHECK (email = trim(email)));"
                                      " INSERT INTO people VALUES ('anna@example.org')"));
    const auto refused = connection.query(statement.toStdString());
    QVERIFY(!refused);
    QTEST(refused.error().sqlState, "sqlState");
    const engine::ErrorText said = describe(refused.error());
    const QByteArray all = tests::toText(refused.error()).append(said.what.toUtf8()).append(said.why.toUtf8());
    QVERIFY2(!all.contains("anna") && !all.contains("example.org"), all.constData());
    QVERIFY2(!detailText(refused.error()).isEmpty(), all.constData());
}

void TestPgConnection::errorsSayWhatTheServerItselfSays_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *title, const char *statement, const char *said) {
        QTest::newRow(title) << QByteArray(statement) << QString::fromLatin1(said);
    };
    row("the index that has a value twice",
        "CREATE TEMP TABLE t (a int CONSTRAINT only_once UNIQUE); INSERT INTO t VALUES (1), (1)", "\"only_once\"");
    row("what is not there", "SELECT * FROM nowhere", "relation \"nowhere\" does not exist");
    row("the same in a function", "DO $$ BEGIN PERFORM nowhere(); END $$", "does not exist");
    row("how it could be meant", "SELECT relnam FROM pg_class", "pg_class.relname");
    row("a setting", "SET work_mem = 'much'", "invalid value for parameter");
    row("a row that is missing", "DO $$ DECLARE a int; BEGIN SELECT 1 INTO STRICT a WHERE false; END $$",
        "Code of the database");
}

void TestPgConnection::errorsSayWhatTheServerItselfSays()
{
    QFETCH(QByteArray, statement);
    QFETCH(QString, said);
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    const auto refused = connection.execute(statement.toStdString());
    QVERIFY(!refused);
    QVERIFY2(detailText(refused.error()).contains(said), tests::toText(refused.error()).constData());
}

void TestPgConnection::noticesAreHandedOn()
{
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    std::vector<std::string> notices;
    connection.setNoticeHandler([&](std::string_view notice) { notices.emplace_back(notice); });
    QVERIFY_RESULT(connection.execute("DO $$ BEGIN RAISE NOTICE 'one'; RAISE WARNING 'two'; END $$"));
    QVERIFY(notices == (std::vector<std::string>{"one", "two"}));
    // The handler follows the connection wherever it is moved to.
    Connection moved = std::move(connection);
    QVERIFY_RESULT(moved.execute("DO $$ BEGIN RAISE NOTICE 'three'; END $$"));
    QCOMPARE(notices.size(), size_t(3));
}

void TestPgConnection::failuresToConnect_data()
{
    using enum ErrorCode;
    QTest::addColumn<Keywords>("changes");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("subject");
    const auto row
        = [](const char *title, const Keywords &changes, const char *password, ErrorCode code, const QString &subject) {
              QTest::newRow(title) << changes << QByteArray(password) << static_cast<int>(code) << subject;
          };
    const QString freePort = QString::number(tests::freePort());
    row("a wrong password", {}, "wrong", AuthenticationFailed, u"postgres"_s);
    row("no password where one is asked for", {}, "", PasswordMissing, {});
    row("a user that is not there", {{u"user"_s, u"ghost"_s}}, "x", AuthenticationFailed, u"ghost"_s);
    row("a role without login", {{u"user"_s, u"nobody_special"_s}}, "x", AuthenticationFailed, u"nobody_special"_s);
    row("a database that is not there", {{u"dbname"_s, u"ghost"_s}}, "", DatabaseMissing, u"ghost"_s);
    row("a database named like a connection string", {{u"dbname"_s, u"host=elsewhere"_s}}, "", DatabaseMissing,
        u"host=elsewhere"_s);
    row("a database the role may not enter", {{u"dbname"_s, u"closed"_s}, {u"user"_s, u"anna"_s}}, "right",
        PermissionDenied, u"closed"_s);
    row("a host that is not there", {{u"host"_s, u"no-such-host.invalid"_s}}, "x", HostNotFound,
        u"no-such-host.invalid:%1"_s.arg(m_server->port()));
    row("a closed port", {{u"port"_s, freePort}}, "x", ServerUnreachable, u"127.0.0.1:"_s + freePort);
    row("a socket folder without a socket", {{u"host"_s, u"/no/such/folder"_s}}, "x", ServerUnreachable, {});
    row("a port that is no number", {{u"port"_s, u"abc"_s}}, "x", ConnectionInfoInvalid, {});
    row("a setting that is none", {{u"sslmode"_s, u"perhaps"_s}}, "x", ConnectionInfoInvalid, {});
    row("an address that is no number", {{u"hostaddr"_s, u"one.two"_s}}, "x", ConnectionInfoInvalid, {});
    row("TLS asked of a server without it", {{u"sslmode"_s, u"require"_s}}, "x", TlsFailed, {});
}

void TestPgConnection::failuresToConnect()
{
    QFETCH(Keywords, changes);
    QFETCH(QByteArray, password);
    QFETCH(QString, subject);
    ConnectionInfo info = infoOf(m_server->tcpConnectionValues(u"shop"_s), password.toStdString());
    // The row says which password; the right one where it is about something else.
    if (password.isEmpty() && changes.contains(u"dbname"_s))
        info.setPassword(engine::Secret(TestServer::password()));
    for (auto change = changes.begin(); change != changes.end(); ++change)
        info.set(change.key().toStdString(), change.value().toStdString());

    QElapsedTimer timer;
    timer.start();
    const auto connection = Connection::open(info);
    QVERIFY2(!connection, "the connection was made");
    const QByteArray told = tests::toText(connection.error());
    QFETCH(int, code);
    QVERIFY2(static_cast<int>(connection.error().code) == code, told.constData());
    QVERIFY2(subject.isEmpty() || connection.error().subject == subject, told.constData());
    QVERIFY2(!connection.error().subject.isEmpty(), told.constData());
    QVERIFY2(!told.contains("wrong"), told.constData());
    QVERIFY(timer.elapsed() < tests::allowed(9'000));
}

void TestPgConnection::tooManyConnections_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("the database is full") << u"single"_s << QByteArray("nina") << QByteArray("nina");
    QTest::newRow("the role has all it may have") << u"shop"_s << QByteArray("anna") << QByteArray("right");
}

void TestPgConnection::tooManyConnections()
{
    QFETCH(QString, database);
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, password);
    std::ignore = m_server->tryPsql(u"postgres"_s, u"CREATE ROLE nina LOGIN PASSWORD 'nina'"_s);
    ConnectionInfo info = infoOf(m_server->tcpConnectionValues(database), password.toStdString());
    info.set("user", user.toStdString());
    QVERIFY_ASSIGN(const Connection first, Connection::open(info));
    QVERIFY(first.isUsable());
    QVERIFY_ERROR(Connection::open(info), ErrorCode::TooManyConnections);
}

void TestPgConnection::tlsIsRefused()
{
    ConnectionInfo info = infoOf(m_server->tcpConnectionValues(u"shop"_s), TestServer::password());
    info.set("sslmode", "verify-full");
    QVERIFY_ERROR(Connection::open(info), ErrorCode::TlsFailed);
    info.set("sslmode", "prefer");
    QVERIFY_RESULT(Connection::open(info));
}

void TestPgConnection::tlsIsUsed()
{
    QVERIFY_ASSIGN(
        const auto server,
        TestServer::start(
            {.listensOnTcp = true, .hasTls = true, .hostRules = {u"hostssl all all 127.0.0.1/32 scram-sha-256"_s}}));
    ConnectionInfo info = infoOf(server->tcpConnectionValues(u"postgres"_s), TestServer::password());
    info.set("sslmode", "verify-full");
    info.set("sslrootcert", server->certificateFile().toStdString());
    QVERIFY_ASSIGN(Connection connection, Connection::open(info));
    QVERIFY_ASSIGN(const QueryResult encrypted,
                   connection.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
    QVERIFY(encrypted.boolean(0, 0));

    info.set("sslrootcert", "/no/such/file.crt");
    QVERIFY_ERROR(Connection::open(info), ErrorCode::TlsFailed);
    info.set("sslmode", "disable");
    QVERIFY_ERROR(Connection::open(info), ErrorCode::AuthenticationFailed);
}

void TestPgConnection::theEnvironmentHasNoSay()
{
    const Variable host("PGHOST", "/no/such/folder");
    const Variable port("PGPORT", "1");
    const Variable user("PGUSER", "ghost");
    const Variable database("PGDATABASE", "ghost");
    const Variable password("PGPASSWORD", "wrong");
    const Variable passwordFile("PGPASSFILE", "/no/such/file");
    const Variable name("PGAPPNAME", "elsewhere");
    const Variable encoding("PGCLIENTENCODING", "LATIN1");
    const Variable tls("PGSSLMODE", "require");
    const Variable gss("PGGSSENCMODE", "require");
    QVERIFY_ASSIGN(Connection connection,
                   Connection::open(infoOf(m_server->tcpConnectionValues(u"shop"_s), TestServer::password())));
    QVERIFY_ASSIGN(const QueryResult told,
                   connection.query("SELECT current_user, current_database(), current_setting('application_name'),"
                                    " current_setting('client_encoding')"));
    QCOMPARE(bytes(told.view(0, 0)), QByteArray("postgres"));
    QCOMPARE(bytes(told.view(0, 1)), QByteArray("shop"));
    QCOMPARE(bytes(told.view(0, 2)), QByteArray("sosie"));
    QCOMPARE(bytes(told.view(0, 3)), QByteArray("UTF8"));
}

void TestPgConnection::anAddressDoesNotChooseTheSession()
{
    ConnectionInfo info = infoOf(m_server->connectionValues(u"shop"_s));
    info.set("client_encoding", "LATIN1");
    info.set("replication", "database");
    QVERIFY_ASSIGN(Connection connection, Connection::open(info));
    QCOMPARE(connection.parameterStatus("client_encoding"), std::string("UTF8"));
    // A walsender knows no parameters.
    QVERIFY_RESULT(connection.query("SELECT $1::text", {"é"}));
}

void TestPgConnection::aStopEndsTheWait_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("asQuery");
    QTest::newRow("in a query") << QByteArray("SELECT pg_sleep(30)") << true;
    QTest::newRow("in a statement of several") << QByteArray("SELECT 1; SELECT pg_sleep(30); SELECT 2") << false;
    QTest::newRow("in a query that has sent rows")
        << QByteArray("SELECT pg_sleep(i) FROM generate_series(0, 30) AS i") << true;
    QTest::newRow("while another holds the lock") << QByteArray("LOCK TABLE held; SELECT 1") << false;
    QTest::newRow("in a function that swallows the cancel")
        << QByteArray("DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(30);"
                      " EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$")
        << false;
}

void TestPgConnection::aStopEndsTheWait()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, asQuery);
    std::ignore = m_server->tryPsql(u"shop"_s, u"CREATE TABLE held ()"_s);
    QVERIFY_ASSIGN(Connection holder, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(holder.execute("BEGIN; LOCK TABLE held"));

    std::stop_source stop;
    QElapsedTimer timer;
    {
        QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s, stop.get_token()));
        const int backend = connection.backendPid();
        std::jthread stopper([&] {
            std::this_thread::sleep_for(300ms);
            timer.start();
            stop.request_stop();
        });
        const ErrorCode code = asQuery ? connection.query(sql.constData()).error().code
                                       : connection.execute("BEGIN; " + sql.toStdString()).error().code;
        QCOMPARE(code, ErrorCode::Cancelled);
        QVERIFY2(timer.elapsed() < tests::allowed(2'000), QByteArray::number(timer.elapsed()).constData());
        QVERIFY(!connection.isUsable());

        // What did not swallow it has ended when we say so: nothing runs on behind our back.
        QVERIFY_ASSIGN(const QueryResult state,
                       holder.query("SELECT state FROM pg_stat_activity WHERE pid = $1", {std::to_string(backend)}));
        if (!sql.contains("EXCEPTION"))
            QVERIFY(state.rowCount() == 0 || state.view(0, 0) != "active");
        else
            QVERIFY_RESULT(holder.query("SELECT pg_terminate_backend($1)", {std::to_string(backend)}));
    }
    QTRY_COMPARE(m_server->psql(u"postgres"_s, u"SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(%'"
                                               " AND pid <> pg_backend_pid()"_s),
                 QByteArray("0"));
}

void TestPgConnection::aStopEndsConnecting()
{
    // A server that takes the connection and never answers: the port is open, nobody reads.
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    QCOMPARE(::bind(listener, reinterpret_cast<const sockaddr *>(&address), length), 0);
    QCOMPARE(::listen(listener, 5), 0);
    QCOMPARE(::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &length), 0);
    const ConnectionInfo info
        = infoOf({{"host", "127.0.0.1"}, {"port", std::to_string(ntohs(address.sin_port))}, {"user", "x"}});

    QElapsedTimer timer;
    timer.start();
    const auto slow = Connection::open(info, {.connectTimeout = 1s});
    QVERIFY_ERROR(slow, ErrorCode::ServerUnreachable);
    QVERIFY(timer.elapsed() < tests::allowed(2'000));

    std::stop_source stop;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(300ms);
        stop.request_stop();
    });
    timer.start();
    QVERIFY_ERROR(Connection::open(info, {.stop = stop.get_token()}), ErrorCode::Cancelled);
    QVERIFY(timer.elapsed() < tests::allowed(1'000));
    ::close(listener);
}

void TestPgConnection::aStoppedConnectionSaysSo()
{
    std::stop_source stop;
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s, stop.get_token()));
    stop.request_stop();
    QVERIFY_ERROR(connection.query("SELECT 1"), ErrorCode::Cancelled);
    QVERIFY(!connection.isUsable());
    QVERIFY(!connection.query("SELECT 1"));
    QVERIFY(!connection.execute("SELECT 1"));
    QVERIFY_ERROR(connectTo(*m_server, u"shop"_s, stop.get_token()), ErrorCode::Cancelled);

    // Rolling back after a stop needs a connection without one.
    QVERIFY_ASSIGN(Connection other, connectTo(*m_server, u"shop"_s));
    other.setStop(stop.get_token());
    other.setStop({});
    QVERIFY_RESULT(other.query("SELECT 1"));
}

void TestPgConnection::aTerminatedSessionIsLost()
{
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    const QString terminate = u"SELECT pg_terminate_backend(%1, 5000)"_s.arg(connection.backendPid());
    QCOMPARE(m_server->psql(u"postgres"_s, terminate), QByteArray("t"));
    const auto answer = connection.query("SELECT 1");
    QVERIFY_ERROR(answer, ErrorCode::ConnectionLost);
    QVERIFY(answer.error().isRetryable());
    QVERIFY(!connection.isUsable());
    QVERIFY_ERROR(connection.execute("SELECT 1"), ErrorCode::ConnectionLost);
}

void TestPgConnection::aServerThatDiesIsLost()
{
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    QVERIFY_ASSIGN(Connection copying, connectTo(*m_server, u"shop"_s));
    std::jthread killer([&] {
        std::this_thread::sleep_for(300ms);
        m_server->stopImmediately();
    });
    const auto answer = connection.query("SELECT pg_sleep(30)");
    killer.join();
    QVERIFY_ERROR(answer, ErrorCode::ConnectionLost);
    QVERIFY(!connection.isUsable());
    QVERIFY_ERROR(copying.execute("COMMIT"), ErrorCode::ConnectionLost);
    QVERIFY_ERROR(connectTo(*m_server, u"shop"_s), ErrorCode::ServerUnreachable);
    m_server->startAgain();
    QVERIFY_RESULT(connectTo(*m_server, u"shop"_s));
}

QTEST_GUILESS_MAIN(TestPgConnection)

#include "tst_pg_connection.moc"
