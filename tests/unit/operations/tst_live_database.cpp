// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/copying/live_database.h"
#include "engine/transfer/nowhere.h"
#include "engine/transfer/transfer.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine;
using namespace engine::transfer;
using copying::LiveDatabase;
using copying::TableReading;
using tests::beginReading;
using tests::TestServer;

namespace {

constexpr int tables = 20;

std::string nameOfTable(int number)
{
    return "t" + std::to_string(number);
}

} // namespace

/// A snapshot of a real server as an origin: pieces, many workers, locks, and what was not said how to read.
class TestLiveDatabase final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void allWorkersReadOneSnapshot_data();
    void allWorkersReadOneSnapshot();
    void piecesAreAllRowsOnce();
    void onlyAFewTablesAreLocked();
    void whatMayNotBeCutIsOnePiece();
    void aTableThatNobodyAskedForIsAnError();
    void aStopEndsIt();

private:
    [[nodiscard]] LiveDatabase database(const std::string &snapshot) const;
    [[nodiscard]] std::map<sql::QualifiedName, TableReading> readings() const;

    std::unique_ptr<TestServer> m_server;
    pg::ConnectionInfo m_info;
    catalog::Table m_small;
};

void TestLiveDatabase::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_info = tests::infoOf(m_server->connectionValues(u"shop"_s));
    QString sql;
    for (int i = 0; i < tables; ++i)
        sql += u"CREATE TABLE %1 (id int PRIMARY KEY, name text); "
               "INSERT INTO %1 SELECT i, 'n' || i FROM generate_series(1, %2) i; ANALYZE %1;\n"_s
                   .arg(text(nameOfTable(i)))
                   .arg(100 * i);
    m_server->psql(u"shop"_s, sql);
}

std::map<sql::QualifiedName, TableReading> TestLiveDatabase::readings() const
{
    std::map<sql::QualifiedName, TableReading> readings;
    for (int i = 0; i < tables; ++i) {
        const sql::QualifiedName name{"public", nameOfTable(i)};
        readings[name] = {.selection = {.table = name,
                                        .columns = {"id", "name"},
                                        .types = {"integer", "text"},
                                        .format = i % 2 == 0 ? pg::CopyFormat::Text : pg::CopyFormat::Binary},
                          .table = &m_small};
    }
    return readings;
}

LiveDatabase TestLiveDatabase::database(const std::string &snapshot) const
{
    return {{.connection = m_info, .name = snapshot, .serverMajor = 15}, readings()};
}

void TestLiveDatabase::allWorkersReadOneSnapshot_data()
{
    QTest::addColumn<int>("workers");
    QTest::newRow("one worker") << 1;
    QTest::newRow("four workers") << 4;
}

void TestLiveDatabase::allWorkersReadOneSnapshot()
{
    QFETCH(int, workers);
    QVERIFY_ASSIGN(auto leader, beginReading(m_info));
    QVERIFY_ASSIGN(const std::string snapshot, leader.exportSnapshot());
    // What comes behind the snapshot is not seen.
    m_server->psql(u"shop"_s, u"INSERT INTO t3 VALUES (-%1, 'late'); DELETE FROM t4 WHERE id = %1"_s.arg(workers));
    std::vector<TableToMove> wanted;
    for (int i = 0; i < tables; ++i)
        wanted.push_back({.table = {"public", nameOfTable(i)}});
    LiveDatabase origin = database(snapshot);
    Nowhere nowhere;
    QVERIFY_ASSIGN(const auto moved, Transfer(origin, nowhere, {.workers = workers}).run(wanted, {}));
    for (int i = 0; i < tables; ++i) {
        const stream::PumpSummary &summary = moved.at(static_cast<size_t>(i)).summary;
        QCOMPARE(summary.rows, 100 * i);
        const auto format = i % 2 == 0 ? stream::RowFormat::Text : stream::RowFormat::Binary;
        QVERIFY(summary.digest.inFormat(format).has_value());
    }
    m_server->psql(u"shop"_s, u"DELETE FROM t3 WHERE id < 0; INSERT INTO t4 VALUES (%1, 'n%1')"_s.arg(workers));
}

void TestLiveDatabase::piecesAreAllRowsOnce()
{
    QVERIFY_ASSIGN(auto leader, beginReading(m_info));
    QVERIFY_ASSIGN(const std::string snapshot, leader.exportSnapshot());
    LiveDatabase origin = database(snapshot);
    QVERIFY_ASSIGN(const auto reader, origin.reader({}));
    const auto digestOf = [&](const Piece &piece, stream::StreamDigest &digest) -> Result<> {
        TRY_ASSIGN(const auto source, reader->open({.table = {"public", "t19"}, .piece = piece}));
        if (source->shape().columns.at(0).type != "integer" || source->shape().table.name != "t19")
            return failure({.code = ErrorCode::Internal});
        stream::RowBatch batch;
        while (true) {
            batch.clear();
            TRY_ASSIGN(const bool more, source->read(batch));
            if (!more)
                return {};
            digest.add(batch);
        }
    };
    stream::StreamDigest whole;
    QVERIFY_RESULT(digestOf(WholeTable(), whole));
    QCOMPARE(whole.rows(), 1900);
    stream::StreamDigest parts;
    for (const HeapBlocks &blocks : {HeapBlocks{0, 1}, HeapBlocks{1, 4}, HeapBlocks{4, 0}}) {
        const long long before = parts.rows();
        QVERIFY_RESULT(digestOf(blocks, parts));
        QVERIFY(parts.rows() > before);
    }
    QVERIFY(parts == whole);
}

void TestLiveDatabase::onlyAFewTablesAreLocked()
{
    QVERIFY_ASSIGN(auto leader, beginReading(m_info));
    QVERIFY_ASSIGN(const std::string snapshot, leader.exportSnapshot());
    LiveDatabase origin = database(snapshot);
    QVERIFY_ASSIGN(const auto reader, origin.reader({}));
    for (int i = 0; i < tables; ++i) {
        QVERIFY_ASSIGN(const auto source, reader->open({.table = {"public", nameOfTable(i)}}));
        stream::RowBatch batch;
        for (Result<bool> more = true; more && *more; more = source->read(batch))
            batch.clear();
        if (i < 7 || i % 4 != 3)
            continue;
        const QByteArray locked = m_server->psql(
            u"shop"_s, u"SELECT count(DISTINCT relation) FROM pg_locks JOIN pg_class c ON c.oid = relation "
                       "WHERE relname ~ '^t[0-9]+$' AND relkind = 'r' AND pid <> pg_backend_pid()"_s);
        QVERIFY2(locked.toInt() <= 8, locked.constData());
    }
}

void TestLiveDatabase::whatMayNotBeCutIsOnePiece()
{
    catalog::Table large;
    large.heapPages.value = 1'000'000;
    const sql::QualifiedName name{"public", "large"};
    std::map<sql::QualifiedName, TableReading> readings{{name, {.selection = {.table = name}, .table = &large}}};
    constexpr qint64 shareBytes = 1LL << 30;
    const auto piecesOf = [&](int major) {
        return LiveDatabase({.connection = m_info, .serverMajor = major}, readings).pieces(name, shareBytes);
    };
    const std::vector<Piece> pieces = piecesOf(15);
    QVERIFY(pieces.size() > 8);
    qint64 next = 0;
    for (const Piece &piece : pieces) {
        QCOMPARE(std::get<HeapBlocks>(piece).first, next);
        next = std::get<HeapBlocks>(piece).end;
    }
    // To wherever the table ends by then.
    QCOMPARE(next, 0);
    QVERIFY(piecesOf(13) == std::vector<Piece>{WholeTable()});
    readings.at(name).isOnePiece = true;
    QVERIFY(piecesOf(15) == std::vector<Piece>{WholeTable()});
}

void TestLiveDatabase::aTableThatNobodyAskedForIsAnError()
{
    QVERIFY_ASSIGN(auto leader, beginReading(m_info));
    QVERIFY_ASSIGN(const std::string snapshot, leader.exportSnapshot());
    LiveDatabase origin = database(snapshot);
    Nowhere nowhere;
    QVERIFY_ERROR(Transfer(origin, nowhere, {}).run({{.table = {"public", "other"}}}, {}), ErrorCode::ObjectMissing);
}

void TestLiveDatabase::aStopEndsIt()
{
    QVERIFY_ASSIGN(auto leader, beginReading(m_info));
    QVERIFY_ASSIGN(const std::string snapshot, leader.exportSnapshot());
    LiveDatabase origin = database(snapshot);
    Nowhere nowhere;
    std::stop_source stop;
    const Treatments treatments = [&](const stream::RowShape &, const Share &) -> Result<std::unique_ptr<Treatment>> {
        stop.request_stop();
        return std::unique_ptr<Treatment>();
    };
    QVERIFY_ERROR(
        Transfer(origin, nowhere, {.treatments = treatments}).run({{.table = {"public", "t19"}}}, stop.get_token()),
        ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestLiveDatabase)

#include "tst_live_database.moc"
