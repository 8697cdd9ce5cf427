// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/copy.h"
#include "engine/pg/read_only_connection.h"
#include "engine/sql/identifier.h"
#include "tests/support/patience.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace engine::pg;
using namespace engine::sql;
using engine::ErrorCode;
using engine::Result;
using tests::beginReading;
using tests::connectTo;
using tests::infoAs;
using tests::infoOf;
using tests::TestServer;

namespace {

constexpr Statement countOfCanary = "SELECT count(*) FROM public.canary";
constexpr Statement countOfSecret = "SELECT count(*) FROM public.secret";
constexpr Statement callOfWriter = "SELECT public.writes()";
constexpr Statement callOfSequence = "SELECT nextval('public.numbers')";
constexpr Statement newTable = "CREATE TABLE public.made (a int)";
constexpr Statement twoStatements = "SELECT 1; SELECT 2";
constexpr Statement currentSettings
    = "SELECT current_setting('statement_timeout'), current_setting('lock_timeout'), current_setting('search_path'),"
      " current_setting('row_security'), current_setting('DateStyle'), current_setting('IntervalStyle'),"
      " current_setting('TimeZone'), current_setting('extra_float_digits'), current_setting('bytea_output'),"
      " current_setting('idle_in_transaction_session_timeout'), current_setting('transaction_isolation'),"
      " current_setting('transaction_read_only'), current_setting('synchronize_seqscans'),"
      " current_setting('xmlbinary'), current_setting('quote_all_identifiers'), current_setting('client_encoding'),"
      " current_setting('lc_monetary')";

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// Reads a COPY to its end and returns the server's count of rows.
Result<long long> readToEnd(ReadOnlyConnection &connection)
{
    CopyReader reader = connection.copyReader();
    std::vector<char> data;
    std::vector<uint32_t> starts;
    while (true) {
        data.clear();
        starts.clear();
        TRY_ASSIGN(const bool more, reader.read(data, starts, 65536));
        if (!more)
            return reader.serverRows();
    }
}

Result<long long> rowsOf(ReadOnlyConnection &connection, const CopySelection &selection)
{
    TRY(connection.startCopy(selection));
    return readToEnd(connection);
}

/// The statements that sessions named "sosie" sent, as the server logged them.
QStringList statementsOf(const QByteArray &log)
{
    QStringList statements;
    static const QRegularExpression line(u"^\\[\\d+\\] sosie: LOG:  (statement|execute [^:]*): (.*)$"_s);
    const QStringList lines = QString::fromUtf8(log).split(u'\n');
    for (const QString &text : lines) {
        const QRegularExpressionMatch match = line.match(text);
        if (match.hasMatch())
            statements.append(match.captured(1) + u": "_s + match.captured(2));
    }
    return statements;
}

} // namespace

/// The only way to a production: what it sees, what it refuses, and what the server is sent.
class TestPgReadOnly final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void settingsHoldWhateverTheServerSays();
    void aSnapshotIsShared();
    void aSnapshotThatIsNoneIsRefused_data();
    void aSnapshotThatIsNoneIsRefused();
    void nothingIsSentBeforeBegin();
    void writingIsRefused();
    void aViewRunsNoCode_data();
    void aViewRunsNoCode();
    void rowsAreNeverHidden();
    void locksAreForTables_data();
    void locksAreForTables();
    void manyTablesAreLocked();
    void aLockedTableNamesItsHolder();
    void hostileNamesStayNames_data();
    void hostileNamesStayNames();
    void absentIsWhatAForeignKeyWouldRefuse_data();
    void absentIsWhatAForeignKeyWouldRefuse();
    void theServerWasOnlyRead();

private:
    QByteArray canary() const { return m_server->dataDigest(u"shop"_s, u"public.canary"_s); }

    std::unique_ptr<TestServer> m_server;
    QByteArray m_canaryBefore;
};

void TestPgReadOnly::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.logsStatements = true}));
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, uR"(
CREATE TABLE canary (a int);
INSERT INTO canary SELECT generate_series(1, 10);
CREATE SEQUENCE numbers;
CREATE FUNCTION writes() RETURNS int LANGUAGE sql VOLATILE AS 'INSERT INTO public.canary VALUES (666) RETURNING a';
CREATE VIEW writing AS SELECT public.writes() AS a, '(0,1)'::tid AS ctid;
CREATE VIEW counting AS SELECT nextval('public.numbers') AS a, '(0,1)'::tid AS ctid;
CREATE VIEW harmless AS SELECT a FROM canary;
CREATE MATERIALIZED VIEW kept AS SELECT a FROM canary;
CREATE TABLE parted (a int) PARTITION BY LIST (a);
CREATE TABLE secret (a int);
INSERT INTO secret VALUES (1), (2), (3);
ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON secret USING (a < 2);
CREATE ROLE reader LOGIN;
GRANT SELECT ON canary, secret TO reader;
CREATE TABLE forbidden (a int);
CREATE ROLE hostile LOGIN;
GRANT SELECT ON canary TO hostile;
)"_s);
    m_canaryBefore = canary();
}

void TestPgReadOnly::settingsHoldWhateverTheServerSays()
{
    m_server->psql(u"shop"_s, uR"(
ALTER ROLE hostile SET statement_timeout = '2s';
ALTER ROLE hostile SET lock_timeout = '1ms';
ALTER ROLE hostile SET search_path = public, pg_catalog;
ALTER ROLE hostile SET row_security = on;
ALTER ROLE hostile SET DateStyle = 'SQL, DMY';
ALTER ROLE hostile SET IntervalStyle = sql_standard;
ALTER ROLE hostile SET TimeZone = 'Africa/Algiers';
ALTER DATABASE shop SET extra_float_digits = -5;
ALTER DATABASE shop SET bytea_output = escape;
ALTER DATABASE shop SET idle_in_transaction_session_timeout = '2s';
ALTER DATABASE shop SET default_transaction_isolation = 'read committed';
ALTER DATABASE shop SET default_transaction_read_only = off;
ALTER DATABASE shop SET synchronize_seqscans = on;
ALTER DATABASE shop SET xmlbinary = hex;
ALTER DATABASE shop SET quote_all_identifiers = on;
ALTER DATABASE shop SET client_encoding = 'LATIN1';
)"_s);
    QVERIFY_ASSIGN(auto connection, ReadOnlyConnection::open(infoAs(*m_server, u"shop"_s, "hostile")));
    // A pooler hands out the same session again: what the first transaction set must be set by the second, too.
    for (int round = 0; round < 2; ++round) {
        QVERIFY_RESULT(connection.begin());
        QVERIFY_ASSIGN(const QueryResult found, connection.query(currentSettings));
        QByteArrayList values;
        for (int column = 0; column < found.columnCount(); ++column)
            values.append(bytes(found.view(0, column)));
        QCOMPARE(values, (QByteArrayList{"0", "10s", "", "off", "ISO, YMD", "postgres", "UTC", "3", "hex", "0",
                                         "repeatable read", "on", "off", "base64", "off", "UTF8", "C"}));
        QVERIFY_RESULT(connection.end());
    }
    m_server->psql(u"shop"_s, u"ALTER DATABASE shop RESET ALL"_s);
}

void TestPgReadOnly::aSnapshotIsShared()
{
    QVERIFY_ASSIGN(auto leader, beginReading(*m_server, u"shop"_s));
    QVERIFY_ASSIGN(const std::string snapshot, leader.exportSnapshot());
    m_server->psql(u"shop"_s, u"INSERT INTO canary VALUES (11); DELETE FROM canary WHERE a = 1"_s);

    QVERIFY_ASSIGN(auto worker, ReadOnlyConnection::open(infoOf(m_server->connectionValues(u"shop"_s))));
    QVERIFY_RESULT(worker.begin(snapshot));
    QVERIFY_ASSIGN(auto stranger, beginReading(*m_server, u"shop"_s));
    for (const auto &[connection, sum] : {std::pair(&leader, 55), std::pair(&worker, 55), std::pair(&stranger, 65)}) {
        constexpr Statement sumOfCanary = "SELECT sum(a) FROM public.canary";
        QVERIFY_ASSIGN(const QueryResult found, connection->query(sumOfCanary));
        QCOMPARE(found.integer(0, 0), sum);
    }
    QVERIFY_ASSIGN(const long long rows, rowsOf(worker, {.table = {"public", "canary"}, .columns = {"a"}}));
    QCOMPARE(rows, 10);
    m_server->psql(u"shop"_s, u"INSERT INTO canary VALUES (1); DELETE FROM canary WHERE a = 11"_s);

    // Once the leader has ended, nobody else can join.
    QVERIFY_RESULT(leader.end());
    QVERIFY_ASSIGN(auto late, ReadOnlyConnection::open(infoOf(m_server->connectionValues(u"shop"_s))));
    QVERIFY(!late.begin(snapshot));
    QVERIFY_ERROR(late.query(countOfCanary), ErrorCode::StatementNotAllowed);
}

void TestPgReadOnly::aSnapshotThatIsNoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("snapshot");
    QTest::newRow("a second statement") << QByteArray("0'; DROP TABLE canary; --");
    QTest::newRow("a path") << QByteArray("../00000003-00000001-1");
    QTest::newRow("a blank") << QByteArray(" ");
    QTest::newRow("one that nobody exported") << QByteArray("00000003-0000FFFF-1");
}

void TestPgReadOnly::aSnapshotThatIsNoneIsRefused()
{
    QFETCH(QByteArray, snapshot);
    QVERIFY_ASSIGN(auto connection, ReadOnlyConnection::open(infoOf(m_server->connectionValues(u"shop"_s))));
    const auto begun = connection.begin(snapshot.toStdString());
    QVERIFY(!begun);
    QVERIFY(begun.error().code == ErrorCode::StatementNotAllowed || !begun.error().sqlState.isEmpty());
    QVERIFY_ERROR(connection.query(countOfCanary), ErrorCode::StatementNotAllowed);
}

void TestPgReadOnly::nothingIsSentBeforeBegin()
{
    QVERIFY_ASSIGN(auto connection, ReadOnlyConnection::open(infoOf(m_server->connectionValues(u"shop"_s))));
    const auto refusesAll = [&] {
        const CopySelection selection{.table = {"public", "canary"}, .columns = {"a"}};
        QVERIFY_ERROR(connection.query(countOfCanary), ErrorCode::StatementNotAllowed);
        QVERIFY_ERROR(connection.startCopy(selection), ErrorCode::StatementNotAllowed);
        QVERIFY_ERROR(connection.lockTables({{"public", "canary"}}), ErrorCode::StatementNotAllowed);
        QVERIFY_ERROR(connection.exportSnapshot(), ErrorCode::StatementNotAllowed);
    };
    refusesAll();
    QVERIFY_RESULT(connection.begin());
    QVERIFY_RESULT(connection.query(countOfCanary));
    QVERIFY_RESULT(connection.end());
    refusesAll();
}

void TestPgReadOnly::writingIsRefused()
{
    for (const Statement &statement : {callOfWriter, callOfSequence, newTable}) {
        QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"shop"_s));
        QVERIFY_ERROR(connection.query(statement), ErrorCode::ReadOnlyServer);
    }
    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"shop"_s));
    QVERIFY(!connection.query(twoStatements));
    QCOMPARE(canary(), m_canaryBefore);
}

void TestPgReadOnly::aViewRunsNoCode_data()
{
    using Kind = CopyRange::Kind;
    QTest::addColumn<QByteArray>("view");
    QTest::addColumn<int>("kind");
    for (const char *view : {"writing", "counting"}) {
        QTest::addRow("copying the whole of view %s", view) << QByteArray(view) << int(Kind::Whole);
        QTest::addRow("copying pages of view %s", view) << QByteArray(view) << int(Kind::Blocks);
        QTest::addRow("copying a sample of view %s", view) << QByteArray(view) << int(Kind::Sample);
    }
}

void TestPgReadOnly::aViewRunsNoCode()
{
    QFETCH(QByteArray, view);
    QFETCH(int, kind);
    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"shop"_s));
    const CopySelection selection{.table = {"public", view.toStdString()},
                                  .columns = {"a"},
                                  .range = {.kind = static_cast<CopyRange::Kind>(kind), .sampleRows = 5}};
    QVERIFY(!rowsOf(connection, selection));
    QCOMPARE(canary(), m_canaryBefore);
    QCOMPARE(m_server->psql(u"shop"_s, u"SELECT is_called FROM numbers"_s), QByteArray("f"));
}

void TestPgReadOnly::rowsAreNeverHidden()
{
    const ConnectionInfo reader = infoAs(*m_server, u"shop"_s, "reader");
    QVERIFY_ASSIGN(auto connection, beginReading(reader));
    QVERIFY_RESULT(connection.lockTables({{"public", "secret"}}));
    QVERIFY_ERROR(rowsOf(connection, {.table = {"public", "secret"}, .columns = {"a"}}), ErrorCode::PermissionDenied);
    QVERIFY_ASSIGN(auto another, beginReading(reader));
    QVERIFY_ERROR(another.query(countOfSecret), ErrorCode::PermissionDenied);

    // Who may see all of them sees all of them.
    QVERIFY_ASSIGN(auto owner, beginReading(*m_server, u"shop"_s));
    QVERIFY_ASSIGN(const long long rows, rowsOf(owner, {.table = {"public", "secret"}, .columns = {"a"}}));
    QCOMPARE(rows, 3);
}

void TestPgReadOnly::locksAreForTables_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QList<int>>("codes");
    const auto row = [](const char *title, const char *user, const char *table, const QList<ErrorCode> &codes) {
        QList<int> numbers;
        for (const ErrorCode code : codes)
            numbers.append(static_cast<int>(code));
        QTest::newRow(title) << QByteArray(user) << QByteArray(table) << numbers;
    };
    row("a table", "postgres", "canary", {});
    row("a partitioned table", "postgres", "parted", {});
    row("a table with policies", "postgres", "secret", {});
    row("a view is no table", "postgres", "harmless", {ErrorCode::ObjectMissing});
    row("a view with code in it is no table", "postgres", "writing", {ErrorCode::ObjectMissing});
    row("a materialized view is no table", "postgres", "kept", {ErrorCode::StatementFailed, ErrorCode::ObjectMissing});
    row("a sequence is no table", "postgres", "numbers", {ErrorCode::StatementFailed, ErrorCode::ObjectMissing});
    row("a table that is not there", "postgres", "ghost", {ErrorCode::ObjectMissing});
    row("a table that may not be read", "reader", "forbidden", {ErrorCode::PermissionDenied});
}

void TestPgReadOnly::locksAreForTables()
{
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, table);
    QFETCH(QList<int>, codes);
    QVERIFY_ASSIGN(auto connection, beginReading(infoAs(*m_server, u"shop"_s, user.toStdString())));
    const Result<> locked = connection.lockTables({{"public", "canary"}, {"public", table.toStdString()}});
    QCOMPARE(locked.has_value(), codes.isEmpty());
    if (!locked)
        QVERIFY2(codes.contains(static_cast<int>(locked.error().code)), tests::toText(locked.error()).constData());
    QCOMPARE(canary(), m_canaryBefore);
}

void TestPgReadOnly::manyTablesAreLocked()
{
    m_server->psql(u"shop"_s, u"CREATE SCHEMA many; DO $$ BEGIN FOR i IN 1..1201 LOOP"
                              " EXECUTE 'CREATE TABLE many.t' || i || ' ()'; END LOOP; END $$"_s);
    std::vector<QualifiedName> tables;
    for (int i = 1; i <= 1201; ++i)
        tables.push_back({"many", 't' + std::to_string(i)});
    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"shop"_s));
    QVERIFY_RESULT(connection.lockTables(tables));
    QVERIFY_RESULT(connection.lockTables({}));
    QCOMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM pg_locks WHERE mode = 'AccessShareLock' AND relation IN"
                                       " (SELECT oid FROM pg_class WHERE relnamespace = 'many'::regnamespace)"_s),
             QByteArray("1201"));
    // The last of them is looked at like the first.
    tables.push_back({"public", "harmless"});
    QVERIFY_ERROR(connection.lockTables(tables), ErrorCode::ObjectMissing);
}

void TestPgReadOnly::aLockedTableNamesItsHolder()
{
    m_server->psql(u"shop"_s, u"CREATE TABLE held (a int); CREATE TABLE wanted (a int)"_s);
    // One table is held; the other is only read, but someone waits for all of it, and everybody queues behind.
    QVERIFY_ASSIGN(Connection holder, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(holder.execute("SET application_name = 'nightly job'; BEGIN; LOCK TABLE held"));
    QVERIFY_ASSIGN(Connection reader, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(reader.execute("BEGIN; SELECT * FROM wanted"));
    std::stop_source stop;
    QVERIFY_ASSIGN(Connection waiter, connectTo(*m_server, u"shop"_s, stop.get_token()));
    std::jthread waiting([&] { std::ignore = waiter.execute("BEGIN; LOCK TABLE wanted"); });
    QTRY_COMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM pg_locks WHERE NOT granted"_s), QByteArray("1"));

    QElapsedTimer timer;
    timer.start();
    Result<> behindHolder;
    Result<> behindWaiter;
    const auto lock = [&](const char *table) -> Result<> {
        TRY_ASSIGN(ReadOnlyConnection connection, beginReading(*m_server, u"shop"_s));
        return connection.lockTables({{"public", "canary"}, {"public", table}});
    };
    std::jthread first([&] { behindHolder = lock("held"); });
    std::jthread second([&] { behindWaiter = lock("wanted"); });
    first.join();
    second.join();
    const qint64 waited = timer.elapsed();
    stop.request_stop();

    QVERIFY2(waited >= 9'000 && waited < tests::allowed(14'000), QByteArray::number(waited).constData());
    for (const auto &[outcome, table, pid] : {std::tuple(&behindHolder, u"public.held"_s, holder.backendPid()),
                                              std::tuple(&behindWaiter, u"public.wanted"_s, waiter.backendPid())}) {
        QVERIFY_ERROR(*outcome, ErrorCode::ObjectLocked);
        const QByteArray told = tests::toText(outcome->error());
        QVERIFY2(outcome->error().subject == table, told.constData());
        QVERIFY2(outcome->error().detail.startsWith(u"pid %1"_s.arg(pid)), told.constData());
    }
    QVERIFY(behindHolder.error().detail.contains(u"nightly job"_s));
}

void TestPgReadOnly::hostileNamesStayNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("a second statement") << QByteArray("x\"; DROP TABLE canary; --");
    QTest::newRow("the end of the copy") << QByteArray("x\") TO STDOUT; DELETE FROM canary; --");
    QTest::newRow("a program") << QByteArray("x\" TO PROGRAM 'false'; --");
    QTest::newRow("a call") << QByteArray("x\", public.writes()) TO STDOUT --");
    QTest::newRow("a line break") << QByteArray("x\n; DROP TABLE canary;\n--");
    QTest::newRow("a comment") << QByteArray("x /* \" */ --");
    QTest::newRow("single quotes and backslashes") << QByteArray(R"(x'; \' DROP TABLE canary; \)");
    QTest::newRow("dollars") << QByteArray("$$ $1 $x$");
    QTest::newRow("braces and commas of an array") << QByteArray(R"({"a",b\})");
    QTest::newRow("a dot") << QByteArray("public.canary");
    QTest::newRow("Arabic and accents") << QByteArray("حجز été");
    QTest::newRow("a blank") << QByteArray(" ");
}

void TestPgReadOnly::hostileNamesStayNames()
{
    using Kind = CopyRange::Kind;
    QFETCH(QByteArray, name);
    const std::string text = name.toStdString();
    const QualifiedName table{text, text};
    QVERIFY_ASSIGN(Connection writer, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(writer.execute("SET application_name = 'writer'; CREATE SCHEMA " + engine::sql::quoted(text)
                                  + "; CREATE TABLE " + table.quoted() + " (" + engine::sql::quoted(text)
                                  + " text); INSERT INTO " + table.quoted() + " SELECT generate_series(1, 7)"));

    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"shop"_s));
    QVERIFY_RESULT(connection.lockTables({table}));
    for (const Kind kind : {Kind::Whole, Kind::Blocks, Kind::Sample}) {
        for (const CopyFormat format : {CopyFormat::Text, CopyFormat::Binary}) {
            const CopySelection selection{
                .table = table, .columns = {text}, .range = {.kind = kind, .sampleRows = 7}, .format = format};
            QVERIFY_ASSIGN(const long long rows, rowsOf(connection, selection));
            QCOMPARE(rows, 7);
        }
    }
    const KeyColumns key{.table = table, .columns = {text}};
    QVERIFY_RESULT(connection.startCopyOfKeys({key, key}));
    QVERIFY_ASSIGN(const long long keys, readToEnd(connection));
    QCOMPARE(keys, 7);
    QVERIFY_ASSIGN(const long long absent, connection.countAbsent(key, {{"7", text, "8"}}));
    QCOMPARE(absent, 2);
    QVERIFY_ERROR(connection.countAbsent({.table = table, .columns = {text + '"'}}, {{"7"}}), ErrorCode::ObjectMissing);
    const Result<> missing = connection.startCopy({.table = {text, text + '"'}, .columns = {text}});
    QVERIFY_ERROR(missing, ErrorCode::ObjectMissing);
    QCOMPARE(canary(), m_canaryBefore);
}

void TestPgReadOnly::absentIsWhatAForeignKeyWouldRefuse_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("there");
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<int>("absent");
    QTest::newRow("letters that only differ in case, where the type does not care")
        << QByteArray("words.citext") << QByteArray("Anna") << QByteArray("aNNA") << 0;
    QTest::newRow("letters that only differ in case, where it does")
        << QByteArray("text") << QByteArray("Anna") << QByteArray("aNNA") << 1;
    QTest::newRow("a value too long for the column")
        << QByteArray("varchar(3)") << QByteArray("abc") << QByteArray("abcd") << 1;
    QTest::newRow("blanks at the end of a fixed length")
        << QByteArray("char(5)") << QByteArray("abc") << QByteArray("abc  ") << 0;
    QTest::newRow("one number, written in two ways")
        << QByteArray("numeric") << QByteArray("1.50") << QByteArray("1.5") << 0;
    QTest::newRow("a single byte") << QByteArray("\"char\"") << QByteArray("a") << QByteArray("b") << 1;
    QTest::newRow("bits") << QByteArray("bit(3)") << QByteArray("101") << QByteArray("1011") << 1;
    QTest::newRow("a list") << QByteArray("int[]") << QByteArray("{1,2}") << QByteArray("{1,2}") << 0;
    QTest::newRow("a label") << QByteArray("words.mood") << QByteArray("glad") << QByteArray("sad") << 1;
    QTest::newRow("a domain") << QByteArray("words.code") << QByteArray("x") << QByteArray("x") << 0;
    QTest::newRow("a row of a table that inherits") << QByteArray("int") << QByteArray("1") << QByteArray("2") << 1;
}

void TestPgReadOnly::absentIsWhatAForeignKeyWouldRefuse()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, there);
    QFETCH(const QByteArray, asked);
    QFETCH(const int, absent);
    m_server->psql(
        u"shop"_s,
        u"SET client_min_messages = error; CREATE SCHEMA words; CREATE EXTENSION citext SCHEMA words;"
        "CREATE TYPE words.mood AS ENUM ('glad', 'sad'); CREATE DOMAIN words.code AS varchar(2);"
        "CREATE TABLE words.list (n int, key %1, UNIQUE (key) INCLUDE (n), PRIMARY KEY (n, key));"
        "CREATE TABLE words.more () INHERITS (words.list);"
        "INSERT INTO words.list VALUES (7, '%2'); INSERT INTO words.more VALUES (7, '%3')"_s.arg(
            QString::fromUtf8(type), QString::fromUtf8(there), QString::fromUtf8(type == "int" ? asked : there)));
    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"shop"_s));
    const Result<long long> counted
        = connection.countAbsent({.table = {"words", "list"}, .columns = {"n", "key"}}, {{"7"}, {asked.toStdString()}});
    QVERIFY_RESULT(connection.end());
    m_server->psql(u"shop"_s, u"SET client_min_messages = error; DROP SCHEMA words CASCADE"_s);
    QVERIFY_RESULT(counted);
    QCOMPARE(*counted, absent);
}

void TestPgReadOnly::theServerWasOnlyRead()
{
    // Last: everything above through read-only connections, but for the writes that were tried on purpose.
    static const QRegularExpression allowed(
        u"^execute <unnamed>: (BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY$|ROLLBACK$|SHOW |SELECT |"
        "SET TRANSACTION SNAPSHOT '[0-9A-F-]+'$|LOCK TABLE ONLY .*|COPY \"|COPY \\(SELECT (\"|DISTINCT \\* FROM \\(SELECT r\\.\")|$)"_s);
    const QSet<QString> onPurpose{u"execute <unnamed>: CREATE TABLE public.made (a int)"_s};
    int reads = 0;
    const QStringList statements = statementsOf(m_server->log());
    for (const QString &statement : statements) {
        // Those of this test's own writing connections, before they took another name.
        if (statement.startsWith(u"statement: SET application_name"_s) || statement.startsWith(u"statement: BEGIN;"_s))
            continue;
        QVERIFY2(allowed.match(statement).hasMatch() || onPurpose.contains(statement), qPrintable(statement));
        ++reads;
    }
    QVERIFY(reads > 100);
    QCOMPARE(canary(), m_canaryBefore);
}

QTEST_GUILESS_MAIN(TestPgReadOnly)

#include "tst_pg_read_only.moc"
