// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/copy_ends.h"
#include "engine/stream/null_sink.h"
#include "engine/stream/pump.h"
#include "engine/stream/row_codec.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace engine::stream;
using engine::ErrorCode;
using engine::Result;
using engine::TableProgress;
using engine::pg::Connection;
using engine::pg::CopyFormat;
using engine::pg::CopyRange;
using engine::pg::CopySelection;
using engine::pg::CopySink;
using engine::pg::CopySource;
using tests::beginReading;
using tests::connectTo;
using tests::TestServer;

Q_DECLARE_METATYPE(CopyFormat)

namespace {

/// The rows of a selection, read to their end.
template <typename AnyConnection>
Result<PumpSummary> digestOf(AnyConnection &connection, const CopySelection &selection)
{
    TRY_ASSIGN(const auto source, CopySource::start(connection, selection));
    NullSink sink;
    TableProgress progress;
    return Pump(*source, {}, sink).run({}, progress);
}

} // namespace

/// From one table of a real server to another, whole and in ranges.
class TestStreamServer final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tablesArrive_data();
    void tablesArrive();
    void rangesGiveEveryRowOnce_data();
    void rangesGiveEveryRowOnce();
    void samplesAreSmall_data();
    void samplesAreSmall();
    void aRefusedRowAbortsTheCopy();
    void aStopLeavesNothing();
    void aLostSourceIsNoEnd();
    void theCodecSpeaksAsTheServerDoes_data();
    void theCodecSpeaksAsTheServerDoes();

private:
    std::unique_ptr<TestServer> m_server;
};

void TestStreamServer::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, uR"(
CREATE TABLE empty (a int, b text);
CREATE TABLE no_columns ();
INSERT INTO no_columns SELECT FROM generate_series(1, 5);
CREATE TABLE one (a int, b text);
INSERT INTO one VALUES (1, NULL);
CREATE TABLE wide (a int, b text);
INSERT INTO wide SELECT i, repeat(md5(i::text), 30000) FROM generate_series(1, 4) i;
CREATE TABLE many (a int, b text);
INSERT INTO many SELECT i, CASE WHEN i % 7 > 0 THEN E'line\n\t\\' || md5(i::text) END FROM generate_series(1, 50000) i;
DELETE FROM many WHERE a % 11 = 0 OR a BETWEEN 20000 AND 25000;
UPDATE many SET b = b || 'x' WHERE a % 5 = 0;
CREATE TABLE strict (a int CHECK (a < 40000), b text);
)"_s);
}

void TestStreamServer::tablesArrive_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<CopyFormat>("format");
    QTest::addColumn<bool>("freeze");
    for (const char *table : {"empty", "no_columns", "one", "wide", "many"}) {
        for (const bool freeze : {false, true}) {
            const char *how = freeze ? ", frozen" : "";
            QTest::addRow("table %s, as text%s", table, how) << QByteArray(table) << CopyFormat::Text << freeze;
            QTest::addRow("table %s, in binary%s", table, how) << QByteArray(table) << CopyFormat::Binary << freeze;
        }
    }
}

void TestStreamServer::tablesArrive()
{
    QFETCH(QByteArray, table);
    QFETCH(CopyFormat, format);
    QFETCH(bool, freeze);
    CopySelection from{.table = {"public", table.toStdString()}, .format = format};
    if (table != "no_columns")
        from.columns = {"a", "b"};
    CopySelection to = from;
    to.table.name = "copy";

    QVERIFY_ASSIGN(auto source, beginReading(*m_server, u"shop"_s));
    QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(
        target.execute("BEGIN; DROP TABLE IF EXISTS copy; CREATE TABLE copy (LIKE " + table.toStdString() + ")"));
    QVERIFY_ASSIGN(const auto reader, CopySource::start(source, from));
    QVERIFY_ASSIGN(const auto writer, CopySink::start(target, to, freeze));
    TableProgress progress;
    QVERIFY_ASSIGN(const PumpSummary sent, Pump(*reader, {}, *writer).run({}, progress));
    // Read back in the transaction that wrote, as verification does.
    QVERIFY_RESULT(target.execute("SET search_path = ''"));
    QVERIFY_ASSIGN(const PumpSummary back, digestOf(target, to));
    QVERIFY(back.digest == sent.digest);
    QCOMPARE(back.bytes, sent.bytes);
    QVERIFY_RESULT(target.execute("COMMIT"));

    QCOMPARE(QByteArray::number(sent.rows),
             m_server->psql(u"shop"_s, u"SELECT count(*) FROM "_s + QString::fromLatin1(table)));
    QCOMPARE(progress.rows.load(), sent.rows);
    QCOMPARE(m_server->dataDigest(u"shop"_s, u"copy"_s), m_server->dataDigest(u"shop"_s, QString::fromLatin1(table)));
}

void TestStreamServer::rangesGiveEveryRowOnce_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<CopyFormat>("format");
    QTest::addColumn<int>("pages");
    for (const char *table : {"many", "one", "empty"}) {
        for (const int pages : {1, 50, 100'000}) {
            QTest::addRow("table %s by %d pages, as text", table, pages)
                << QByteArray(table) << CopyFormat::Text << pages;
            QTest::addRow("table %s by %d pages, in binary", table, pages)
                << QByteArray(table) << CopyFormat::Binary << pages;
        }
    }
}

void TestStreamServer::rangesGiveEveryRowOnce()
{
    QFETCH(QByteArray, table);
    QFETCH(CopyFormat, format);
    QFETCH(int, pages);
    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"shop"_s));
    CopySelection selection{.table = {"public", table.toStdString()}, .columns = {"a", "b"}, .format = format};
    QVERIFY_ASSIGN(const PumpSummary whole, digestOf(connection, selection));

    const qint64 size
        = m_server->psql(u"shop"_s, u"SELECT pg_relation_size('%1') / 8192"_s.arg(QString::fromLatin1(table)))
              .toLongLong();
    StreamDigest sum;
    for (qint64 first = 0; first == 0 || first < size; first += pages) {
        selection.range = {.kind = CopyRange::Kind::Blocks, .firstBlock = first, .endBlock = first + pages};
        // The last range has no end: a table may have grown since it was measured.
        if (first + pages >= size)
            selection.range.endBlock = 0;
        QVERIFY_ASSIGN(const PumpSummary part, digestOf(connection, selection));
        sum.add(part.digest);
    }
    QVERIFY(sum == whole.digest);
    selection.range = {.kind = CopyRange::Kind::Blocks, .firstBlock = size + 10};
    QVERIFY_ASSIGN(const PumpSummary behind, digestOf(connection, selection));
    QCOMPARE(behind.rows, 0);
}

void TestStreamServer::samplesAreSmall_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<double>("percent");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("expected");
    QTest::newRow("the first rows") << QByteArray("many") << 0.0 << 200 << 200;
    QTest::newRow("from all pages") << QByteArray("many") << 100.0 << 200 << 200;
    QTest::newRow("from a share of the pages") << QByteArray("many") << 20.0 << 50 << 50;
    QTest::newRow("all that a small table has") << QByteArray("one") << 0.0 << 200 << 1;
    QTest::newRow("of an empty table") << QByteArray("empty") << 50.0 << 200 << 0;
}

void TestStreamServer::samplesAreSmall()
{
    QFETCH(QByteArray, table);
    QFETCH(double, percent);
    QFETCH(int, rows);
    QVERIFY_ASSIGN(auto connection, beginReading(*m_server, u"shop"_s));
    const CopySelection selection{.table = {"public", table.toStdString()},
                                  .columns = {"a", "b"},
                                  .range
                                  = {.kind = CopyRange::Kind::Sample, .sampleRows = rows, .samplePercent = percent}};
    QVERIFY_ASSIGN(const PumpSummary sample, digestOf(connection, selection));
    QTEST(static_cast<int>(sample.rows), "expected");
    // The same rows again: what a person was shown is what is judged.
    QVERIFY_ASSIGN(const PumpSummary again, digestOf(connection, selection));
    QVERIFY(again.digest == sample.digest);
}

void TestStreamServer::aRefusedRowAbortsTheCopy()
{
    for (const CopyFormat format : {CopyFormat::Text, CopyFormat::Binary}) {
        QVERIFY_ASSIGN(auto source, beginReading(*m_server, u"shop"_s));
        QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
        QVERIFY_RESULT(target.execute("BEGIN"));
        const CopySelection from{.table = {"public", "many"}, .columns = {"a", "b"}, .format = format};
        CopySelection to = from;
        to.table.name = "strict";
        QVERIFY_ASSIGN(const auto reader, CopySource::start(source, from));
        QVERIFY_ASSIGN(const auto writer, CopySink::start(target, to, false));
        TableProgress progress;
        const auto summary = Pump(*reader, {}, *writer).run({}, progress);
        QVERIFY_ERROR(summary, ErrorCode::ConstraintViolated);
        QCOMPARE(summary.error().subject, u"public.strict"_s);
        QVERIFY_RESULT(target.execute("ROLLBACK"));
        QCOMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM strict"_s), QByteArray("0"));
    }
}

void TestStreamServer::aStopLeavesNothing()
{
    std::stop_source stop;
    QVERIFY_ASSIGN(auto source, beginReading(*m_server, u"shop"_s, stop.get_token()));
    QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s, stop.get_token()));
    QVERIFY_RESULT(target.execute("DROP TABLE IF EXISTS copy; CREATE TABLE copy (a int, b text)"));
    QVERIFY_RESULT(target.execute("BEGIN"));
    const CopySelection from{.table = {"public", "many"}, .columns = {"a", "b"}};
    CopySelection to = from;
    to.table.name = "copy";
    QVERIFY_ASSIGN(const auto reader, CopySource::start(source, from));
    QVERIFY_ASSIGN(const auto writer, CopySink::start(target, to, false));
    TableProgress progress;
    RowBatch first;
    QVERIFY_ASSIGN(const bool more, reader->read(first));
    QVERIFY(more);
    QVERIFY_RESULT(writer->write(first));
    stop.request_stop();
    QVERIFY_ERROR(Pump(*reader, {}, *writer).run(stop.get_token(), progress), ErrorCode::Cancelled);
    QVERIFY(!target.isUsable());
    QCOMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM copy"_s), QByteArray("0"));
}

void TestStreamServer::aLostSourceIsNoEnd()
{
    QVERIFY_ASSIGN(auto source, beginReading(*m_server, u"shop"_s));
    QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(target.execute("DROP TABLE IF EXISTS copy; CREATE TABLE copy (a int, b text)"));
    QVERIFY_RESULT(target.execute("BEGIN"));
    // Larger than what the sockets hold, so that the end is not here yet when the session is ended.
    m_server->psql(u"shop"_s,
                   u"CREATE TABLE large AS SELECT i AS a, repeat('x', 1000) AS b FROM generate_series(1, 30000) i"_s);
    QVERIFY_RESULT(source.end());
    QVERIFY_RESULT(source.begin());
    const CopySelection from{.table = {"public", "large"}, .columns = {"a", "b"}};
    CopySelection to = from;
    to.table.name = "copy";
    QVERIFY_ASSIGN(const auto reader, CopySource::start(source, from));
    QVERIFY_ASSIGN(const auto writer, CopySink::start(target, to, false));
    m_server->psql(u"shop"_s, u"SELECT pg_terminate_backend(%1)"_s.arg(source.connection().backendPid()));
    TableProgress progress;
    QVERIFY_ERROR(Pump(*reader, {}, *writer).run({}, progress), ErrorCode::ConnectionLost);
    // The target is in good health: it can go back.
    QVERIFY_RESULT(target.execute("ROLLBACK"));
    QCOMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM copy"_s), QByteArray("0"));
}

void TestStreamServer::theCodecSpeaksAsTheServerDoes_data()
{
    QTest::addColumn<CopyFormat>("format");
    QTest::newRow("text") << CopyFormat::Text;
    QTest::newRow("binary") << CopyFormat::Binary;
}

void TestStreamServer::theCodecSpeaksAsTheServerDoes()
{
    QFETCH(CopyFormat, format);
    m_server->psql(u"shop"_s, uR"(
DROP TABLE IF EXISTS strange, written;
CREATE TABLE strange (place text, value text);
INSERT INTO strange SELECT i, chr(i) || 'x' || chr(i) FROM generate_series(1, 300) i;
INSERT INTO strange VALUES ('null', NULL), ('none', ''), ('N', E'\\N'), ('dot', E'\\.'), ('hex', E'\\x41\\101');
CREATE TABLE written (place text, value text);
)"_s);
    const CopySelection from{
        .table = {"public", "strange"}, .columns = {"place", "value"}, .types = {"text", "text"}, .format = format};
    CopySelection to = from;
    to.table.name = "written";
    QVERIFY_ASSIGN(auto source, beginReading(*m_server, u"shop"_s));
    QVERIFY_ASSIGN(Connection target, connectTo(*m_server, u"shop"_s));
    QVERIFY_RESULT(target.execute("BEGIN"));
    QVERIFY_ASSIGN(const auto reader, CopySource::start(source, from));
    QVERIFY_ASSIGN(const auto writer, CopySink::start(target, to, false));
    QVERIFY(reader->shape()
            == (RowShape{.table = {"public", "strange"},
                         .columns = {{.name = "place", .type = "text"}, {.name = "value", .type = "text"}},
                         .format = format}));
    // Taken apart and put together again, the rows are the same for the server, byte for byte.
    const RowCodec codec(reader->shape());
    RowBatch rows;
    RowBatch again{.format = format};
    QVERIFY_ASSIGN(const bool hasRows, reader->read(rows));
    QVERIFY(hasRows);
    for (size_t i = 0; i < rows.rowCount(); ++i) {
        QVERIFY_ASSIGN(const std::vector<FieldValue> values, codec.values(rows.row(i)));
        codec.begin(again);
        for (const FieldValue &value : values)
            codec.add(value, again);
        codec.end(again);
    }
    QVERIFY(again.bytes == rows.bytes);
    QVERIFY_RESULT(writer->write(again));
    QVERIFY_ASSIGN(const RowsReceived received, writer->finish());
    QCOMPARE(received.stored, 305);
    QVERIFY_RESULT(target.execute("COMMIT"));
    QCOMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM strange s JOIN written w USING (place) "
                                       "WHERE s.value IS NOT DISTINCT FROM w.value"_s),
             QByteArray("305"));
}

QTEST_GUILESS_MAIN(TestStreamServer)

#include "tst_stream_server.moc"
