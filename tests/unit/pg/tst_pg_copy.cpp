// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/copy.h"
#include "tests/support/patience.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QElapsedTimer>
#include <QFile>
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
using tests::TestServer;

Q_DECLARE_METATYPE(CopyFormat)

namespace {

constexpr size_t batchBytes = 65536;

struct Copied
{
    std::string bytes{};
    long long messages = 0;
    long long rows = 0;
};

Result<Copied> readAll(CopyReader &reader)
{
    Copied copied;
    std::vector<char> batch;
    std::vector<uint32_t> starts;
    while (true) {
        batch.clear();
        starts.clear();
        TRY_ASSIGN(const bool more, reader.read(batch, starts, batchBytes));
        if (!more) {
            copied.messages = reader.messages();
            copied.rows = reader.serverRows();
            return copied;
        }
        copied.bytes.append(batch.data(), batch.size());
    }
}

/// Rows of COPY text "1\n2\n…", with one row replaced.
std::string numbers(int count, int replacedRow = -1, const std::string &replacement = {})
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += (i == replacedRow ? replacement : std::to_string(i)) + '\n';
    return text;
}

/// The most memory that this process ever held, in MiB.
long long mostMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QFile::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("VmHWM:"))
            return line.mid(6).simplified().split(' ').constFirst().toLongLong() / 1024;
    return 0;
}

} // namespace

/// Rows out of and into a real server: whole, or with an error that comes soon and leaves nothing behind.
class TestPgCopy final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tablesComeThrough_data();
    void tablesComeThrough();
    void aMillionRows_data();
    void aMillionRows();
    void anErrorWhileReadingIsTold();
    void aRefusedRowEndsTheCopy_data();
    void aRefusedRowEndsTheCopy();
    void aWideRowIsNotHeldTwice();
    void aRefusalIsNoticedWhileSending();
    void aNoticeIsNoRefusal();
    void abortLeavesNothing();
    void anUnfinishedWriterLeavesNothing();
    void aStopEndsReading();
    void aStopEndsWriting();
    void aLostServerIsNoEndOfData_data();
    void aLostServerIsNoEndOfData();

private:
    std::unique_ptr<TestServer> m_server;
};

void TestPgCopy::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, uR"(
CREATE TABLE strict (a int PRIMARY KEY CHECK (a <> 424242));
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1); RETURN NEW; END';
CREATE TABLE slowly (a int);
CREATE TRIGGER slow BEFORE INSERT ON slowly FOR EACH ROW EXECUTE FUNCTION slow();
CREATE FUNCTION chatty() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN IF NEW.a % 1000 = 0 THEN RAISE NOTICE ''%'', NEW.a; END IF; RETURN NEW; END';
CREATE TABLE talking (a int);
CREATE TRIGGER chatty BEFORE INSERT ON talking FOR EACH ROW EXECUTE FUNCTION chatty();
)"_s);
}

void TestPgCopy::tablesComeThrough_data()
{
    QTest::addColumn<QString>("definition");
    QTest::addColumn<QString>("rows");
    QTest::addColumn<int>("count");
    QTest::addColumn<CopyFormat>("format");
    const auto row = [](const char *title, const QString &definition, const QString &rows, int count) {
        QTest::addRow("%s, as text", title) << definition << rows << count << CopyFormat::Text;
        QTest::addRow("%s, in binary", title) << definition << rows << count << CopyFormat::Binary;
    };
    row("no rows", u"a int, b text"_s, {}, 0);
    row("no rows and no columns", {}, {}, 0);
    row("rows without columns", {}, u"SELECT FROM generate_series(1, 3)"_s, 3);
    row("one row", u"a int"_s, u"SELECT 1"_s, 1);
    row("nothing but NULL", u"a int, b text"_s, u"SELECT NULL, NULL FROM generate_series(1, 5)"_s, 5);
    row("every sign that COPY escapes", u"a text"_s,
        uR"(SELECT x FROM unnest(ARRAY[E'a\tb', E'a\nb', E'a\r\nb', E'\\', E'\\N', E'\\.', '', ' ', E'\b\f\v', 'é', '"']) x)"_s,
        11);
    row("many types", u"a bigint, b numeric, c timestamptz, d jsonb, e bytea, f uuid, g text[], h float8, i bool"_s,
        u"SELECT i, i / 7.0, 'epoch'::timestamptz + i * interval '1 hour', jsonb_build_object('k', i),"
        " decode(md5(i::text), 'hex'), md5(i::text)::uuid, ARRAY['a', NULL, i::text], i / 3.0::float8, i % 2 = 0"
        " FROM generate_series(1, 1000) i"_s,
        1000);
    row("rows larger than a batch", u"a text"_s, u"SELECT repeat(i::text, 3000000) FROM generate_series(1, 3) i"_s, 3);
    row("a large row among small ones", u"a text"_s,
        u"SELECT repeat('x', CASE WHEN i = 500 THEN 1000000 ELSE 3 END) FROM generate_series(1, 1000) i"_s, 1000);
}

void TestPgCopy::tablesComeThrough()
{
    QFETCH(QString, definition);
    QFETCH(QString, rows);
    QFETCH(int, count);
    QFETCH(CopyFormat, format);
    m_server->psql(
        u"shop"_s,
        u"DROP TABLE IF EXISTS source, copy; CREATE TABLE source (%1); CREATE TABLE copy (%1);"_s.arg(definition)
            + (rows.isEmpty() ? QString() : u" INSERT INTO source "_s + rows));
    const CopySelection from{.table = {"public", "source"}, .format = format};
    const CopySelection to{.table = {"public", "copy"}, .format = format};

    QVERIFY_ASSIGN(auto source, beginReading(*m_server, u"shop"_s));
    QVERIFY_RESULT(source.startCopy(from));
    CopyReader reader = source.copyReader();
    QVERIFY_ASSIGN(const Copied copied, readAll(reader));
    QCOMPARE(copied.rows, count);
    if (format == CopyFormat::Text)
        QCOMPARE(copied.messages, count);
    // The connection is free again, for the next table.
    constexpr Statement one = "SELECT 1";
    QVERIFY_RESULT(source.query(one));

    QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(target.execute("BEGIN"));
    QVERIFY_ASSIGN(CopyWriter writer, CopyWriter::start(target, to.copyIn(false)));
    // In pieces that respect no row.
    for (size_t i = 0; i < copied.bytes.size(); i += 1009)
        QVERIFY_RESULT(writer.write(std::string_view(copied.bytes).substr(i, 1009)));
    QVERIFY_ASSIGN(const long long arrived, writer.finish());
    QCOMPARE(arrived, count);
    QVERIFY_RESULT(target.execute("COMMIT"));
    QCOMPARE(m_server->dataDigest(u"shop"_s, u"copy"_s), m_server->dataDigest(u"shop"_s, u"source"_s));
}

void TestPgCopy::aMillionRows_data()
{
    QTest::addColumn<CopyFormat>("format");
    QTest::newRow("as text") << CopyFormat::Text;
    QTest::newRow("in binary") << CopyFormat::Binary;
}

void TestPgCopy::aMillionRows()
{
    QFETCH(CopyFormat, format);
    m_server->psql(u"shop"_s, u"DROP TABLE IF EXISTS million, copy; CREATE TABLE million AS SELECT i AS a, md5(i::text)"
                              " AS b FROM generate_series(1, 1000000) i; CREATE TABLE copy (a int, b text)"_s);
    QVERIFY_ASSIGN(auto source, beginReading(*m_server, u"shop"_s));
    QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
    const CopySelection to{.table = {"public", "copy"}, .format = format};
    QVERIFY_RESULT(source.startCopy({.table = {"public", "million"}, .columns = {"a", "b"}, .format = format}));
    QVERIFY_RESULT(target.execute("BEGIN"));
    CopyReader reader = source.copyReader();
    QVERIFY_ASSIGN(CopyWriter writer, CopyWriter::start(target, to.copyIn(false)));
    std::vector<char> batch;
    std::vector<uint32_t> starts;
    while (true) {
        batch.clear();
        starts.clear();
        QVERIFY_ASSIGN(const bool more, reader.read(batch, starts, batchBytes));
        if (!more)
            break;
        // Memory stays that of a batch and a message, whatever the table.
        QVERIFY(batch.size() < 2 * batchBytes);
        QVERIFY_RESULT(writer.write({batch.data(), batch.size()}));
    }
    QVERIFY_ASSIGN(const long long arrived, writer.finish());
    QCOMPARE(arrived, 1'000'000);
    QCOMPARE(reader.serverRows(), 1'000'000);
    QVERIFY_RESULT(target.execute("COMMIT"));
    QCOMPARE(m_server->psql(u"shop"_s, u"SELECT sum(hashtext(m::text)) - (SELECT sum(hashtext(c::text)) FROM copy c)"
                                       " FROM million m"_s),
             QByteArray("0"));
}

void TestPgCopy::anErrorWhileReadingIsTold()
{
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(connection.query("COPY (SELECT 1000 / (100000 - i) FROM generate_series(1, 200000) i) TO STDOUT"));
    CopyReader reader(connection);
    const auto read = readAll(reader);
    QVERIFY_ERROR(read, ErrorCode::ValueRejected);
    QCOMPARE(read.error().sqlState, u"22012"_s);
    QVERIFY_RESULT(connection.query("SELECT 1"));
}

void TestPgCopy::aRefusedRowEndsTheCopy_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("sqlState");
    QTest::addColumn<int>("code");
    const auto row = [](const char *title, const char *text, const char *sqlState, ErrorCode code) {
        for (const auto &[where, position] :
             {std::pair("first", 0), std::pair("in the middle", 500), std::pair("last", 999)}) {
            QTest::addRow("%s, %s", title, where)
                << QByteArray(text) << position << QString::fromLatin1(sqlState) << static_cast<int>(code);
        }
    };
    row("a key twice", "750", "23505", ErrorCode::ConstraintViolated);
    row("a check not met", "424242", "23514", ErrorCode::ConstraintViolated);
    row("NULL where none may be", "\\N", "23502", ErrorCode::ConstraintViolated);
    row("not a number", "abc", "22P02", ErrorCode::ValueRejected);
    row("a field too many", "5000\t1", "22P04", ErrorCode::ValueRejected);
}

void TestPgCopy::aRefusedRowEndsTheCopy()
{
    QFETCH(QByteArray, row);
    QFETCH(int, position);
    QFETCH(QString, sqlState);
    QFETCH(int, code);
    QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(target.execute("BEGIN"));
    QVERIFY_ASSIGN(CopyWriter writer, CopyWriter::start(target, "COPY public.strict FROM STDIN"));
    const Result<> written = writer.write(numbers(1000, position, row.toStdString()));
    const Result<long long> finished = written ? writer.finish() : engine::failure(written.error());
    QVERIFY2(!finished, "the server took the row");
    const QByteArray told = tests::toText(finished.error());
    QVERIFY2(finished.error().sqlState == sqlState, told.constData());
    QVERIFY2(static_cast<int>(finished.error().code) == code, told.constData());

    QVERIFY_RESULT(target.execute("ROLLBACK"));
    QVERIFY_ASSIGN(const QueryResult left, target.query("SELECT count(*) FROM public.strict"));
    QCOMPARE(left.integer(0, 0), 0);
}

void TestPgCopy::aWideRowIsNotHeldTwice()
{
    // What libpq is given as a whole it keeps as a whole, and moves to the front of its buffer again after each part
    // that was sent: 900 MB in two rows took more than five minutes.
    m_server->psql(u"shop"_s, u"CREATE TABLE wide (a text); ALTER TABLE wide ALTER a SET STORAGE EXTERNAL"_s);
    const std::string row = std::string(size_t{96} * 1024 * 1024, 'x').append("\n");
    QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(target.execute("BEGIN"));
    QVERIFY_ASSIGN(CopyWriter writer, CopyWriter::start(target, "COPY public.wide FROM STDIN"));
    const long long before = mostMemory();
    QVERIFY(before > 0);
    QVERIFY_RESULT(writer.write(row));
    QCOMPARE_LE(mostMemory() - before, 32);
    QVERIFY_ASSIGN(const long long rows, writer.finish());
    QCOMPARE(rows, 1);
    QVERIFY_RESULT(target.execute("COMMIT"));
    QCOMPARE(m_server->psql(u"shop"_s, u"SELECT length(a) FROM wide"_s).trimmed(), "100663296");
}

void TestPgCopy::aRefusalIsNoticedWhileSending()
{
    QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(target.execute("BEGIN"));
    QVERIFY_ASSIGN(CopyWriter writer, CopyWriter::start(target, "COPY public.strict FROM STDIN"));
    QVERIFY_RESULT(writer.write("abc\n"));
    std::string batch = numbers(10'000);
    qint64 sent = 0;
    Result<> written;
    while (written && sent < 500'000'000) {
        written = writer.write(batch);
        sent += static_cast<qint64>(batch.size());
    }
    QVERIFY_ERROR(written, ErrorCode::ValueRejected);
    // Whose value it is: nobody's to tell.
    QVERIFY(!written.error().detail.contains("abc"_L1));
    QCOMPARE(written.error().sqlState, u"22P02"_s);
    QVERIFY2(sent < 20'000'000, QByteArray::number(sent).constData());
    QVERIFY_RESULT(target.execute("ROLLBACK"));
}

void TestPgCopy::aNoticeIsNoRefusal()
{
    QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
    int notices = 0;
    target.setNoticeHandler([&](std::string_view) { ++notices; });
    QVERIFY_RESULT(target.execute("BEGIN"));
    QVERIFY_ASSIGN(CopyWriter writer, CopyWriter::start(target, "COPY public.talking FROM STDIN"));
    const std::string batch = numbers(10'000);
    for (int i = 0; i < 20; ++i) {
        QVERIFY_RESULT(writer.write(batch));
        // So that what the server says has arrived before the next batch goes.
        std::this_thread::sleep_for(20ms);
    }
    QVERIFY_ASSIGN(const long long arrived, writer.finish());
    QCOMPARE(arrived, 200'000);
    QCOMPARE(notices, 200);
    QVERIFY_RESULT(target.execute("ROLLBACK"));
}

void TestPgCopy::abortLeavesNothing()
{
    QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
    for (const int rows : {0, 1, 100'000}) {
        QVERIFY_RESULT(target.execute("BEGIN"));
        QVERIFY_ASSIGN(CopyWriter writer, CopyWriter::start(target, "COPY public.strict FROM STDIN"));
        QVERIFY_RESULT(writer.write(numbers(rows)));
        const Result<> aborted = writer.abort("enough");
        QVERIFY(!aborted);
        QVERIFY2(aborted.error().detail.contains(u"enough"_s), tests::toText(aborted.error()).constData());
        QVERIFY(target.isUsable());
        QVERIFY_RESULT(target.execute("ROLLBACK"));
        QVERIFY_ASSIGN(const QueryResult left, target.query("SELECT count(*) FROM public.strict"));
        QCOMPARE(left.integer(0, 0), 0);
    }
}

void TestPgCopy::anUnfinishedWriterLeavesNothing()
{
    {
        QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
        QVERIFY_RESULT(target.execute("BEGIN"));
        QVERIFY_ASSIGN(CopyWriter writer, CopyWriter::start(target, "COPY public.strict FROM STDIN"));
        QVERIFY_RESULT(writer.write(numbers(1000)));
    }
    QTRY_COMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY%'"_s),
                 QByteArray("0"));
    QCOMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM strict"_s), QByteArray("0"));
}

void TestPgCopy::aStopEndsReading()
{
    std::stop_source stop;
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s, stop.get_token()));
    QVERIFY_RESULT(
        connection.query("COPY (SELECT i, pg_sleep(i / 1000 * 30) FROM generate_series(1, 2000) i) TO STDOUT"));
    QElapsedTimer timer;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(300ms);
        timer.start();
        stop.request_stop();
    });
    CopyReader reader(connection);
    QVERIFY_ERROR(readAll(reader), ErrorCode::Cancelled);
    QVERIFY2(timer.elapsed() < tests::allowed(2'000), QByteArray::number(timer.elapsed()).constData());
    QVERIFY(!connection.isUsable());
    QTRY_COMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY%' AND state ="
                                           " 'active'"_s),
                 QByteArray("0"));
}

void TestPgCopy::aStopEndsWriting()
{
    std::stop_source stop;
    QElapsedTimer timer;
    {
        QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s, stop.get_token()));
        QVERIFY_RESULT(target.execute("BEGIN"));
        QVERIFY_ASSIGN(CopyWriter writer, CopyWriter::start(target, "COPY public.slowly FROM STDIN"));
        std::jthread stopper([&] {
            std::this_thread::sleep_for(300ms);
            timer.start();
            stop.request_stop();
        });
        // The server takes a row a second, so that the socket is soon full.
        const std::string batch = numbers(10'000);
        Result<> written;
        while (written)
            written = writer.write(batch);
        QVERIFY_ERROR(written, ErrorCode::Cancelled);
        QVERIFY2(timer.elapsed() < tests::allowed(2'000), QByteArray::number(timer.elapsed()).constData());
        QVERIFY(!target.isUsable());
    }
    QTRY_COMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY%'"_s),
                 QByteArray("0"));
    QCOMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM slowly"_s), QByteArray("0"));
}

void TestPgCopy::aLostServerIsNoEndOfData_data()
{
    QTest::addColumn<bool>("writing");
    QTest::newRow("while reading") << false;
    QTest::newRow("while writing") << true;
}

void TestPgCopy::aLostServerIsNoEndOfData()
{
    QFETCH(bool, writing);
    QVERIFY_ASSIGN(Connection connection, connectTo(*m_server, u"shop"_s));
    std::jthread killer([&, backend = connection.backendPid()] {
        std::this_thread::sleep_for(300ms);
        std::ignore = m_server->tryPsql(u"shop"_s, u"SELECT pg_terminate_backend(%1)"_s.arg(backend));
    });
    Result<> outcome;
    if (writing) {
        QVERIFY_RESULT(connection.execute("BEGIN"));
        QVERIFY_ASSIGN(CopyWriter writer, CopyWriter::start(connection, "COPY public.slowly FROM STDIN"));
        const std::string batch = numbers(10'000);
        while (outcome)
            outcome = writer.write(batch);
    } else {
        QVERIFY_RESULT(connection.query("COPY (SELECT i, pg_sleep(0.01) FROM generate_series(1, 100000) i) TO STDOUT"));
        CopyReader reader(connection);
        if (const auto read = readAll(reader); !read)
            outcome = engine::failure(read.error());
    }
    killer.join();
    QVERIFY_ERROR(outcome, ErrorCode::ConnectionLost);
    QVERIFY(!connection.isUsable());
}

QTEST_GUILESS_MAIN(TestPgCopy)

#include "tst_pg_copy.moc"
