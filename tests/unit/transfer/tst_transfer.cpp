// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/stream/row_codec.h"
#include "engine/transfer/nowhere.h"
#include "engine/transfer/transfer.h"
#include "tests/support/result_check.h"
#include "tests/unit/transfer/memory_ends.h"

#include <QTest>

#include <random>
#include <set>
#include <thread>

using namespace Qt::StringLiterals;
using namespace engine;
using namespace engine::transfer;
using tests::MemoryFile;
using tests::MemoryOrigin;
using tests::Script;

namespace {

constexpr size_t plenty = 1'000'000;

void fill(MemoryOrigin &origin)
{
    origin.add("empty", 0);
    origin.add("small", 1);
    origin.add("large", 60);
    origin.add("other", 13);
}

const std::vector<TableToMove> &tables()
{
    static const std::vector<TableToMove> all{
        {.table = {"public", "empty"}},
        {.table = {"public", "large"}},
        {.table = {"public", "small"}},
        {.table = {"public", "other"}},
    };
    return all;
}

/// What the file is when everything has arrived.
std::string expectedFile(const MemoryOrigin &origin)
{
    std::string file;
    for (const TableToMove &table : tables()) {
        for (const std::string &row : origin.rows(table.table.name))
            file += row + '\n';
    }
    return file;
}

stream::StreamDigest digestOf(const std::vector<std::string> &rows)
{
    const stream::RowCodec codec(stream::RowFormat::Text, 1);
    stream::RowBatch batch;
    for (const std::string &row : rows) {
        codec.begin(batch);
        codec.add(row, batch);
        codec.end(batch);
    }
    stream::StreamDigest digest;
    digest.add(batch);
    return digest;
}

/// Doubles each value.
class Doubling final : public stream::Transform
{
public:
    Result<> apply(stream::RowBatch &batch) override
    {
        const stream::RowCodec codec(batch.format, 1);
        stream::RowBatch doubled{.format = batch.format};
        for (size_t i = 0; i < batch.rowCount(); ++i) {
            TRY_ASSIGN(const auto values, codec.values(batch.row(i)));
            codec.begin(doubled);
            codec.add(*values[0] + *values[0], doubled);
            codec.end(doubled);
            ++m_changed;
        }
        batch = std::move(doubled);
        return {};
    }
    [[nodiscard]] long long changedFields() const override { return m_changed; }

private:
    long long m_changed = 0;
};

class DoublingTreatment final : public Treatment
{
public:
    explicit DoublingTreatment(std::atomic<long long> &arrivedRows)
        : m_arrivedRows(arrivedRows)
    {}
    std::vector<stream::Transform *> transforms() override { return {&m_doubling}; }
    void arrived(const stream::PumpSummary &summary) override { m_arrivedRows += summary.rows; }

private:
    Doubling m_doubling;
    std::atomic<long long> &m_arrivedRows;
};

void rowsOfWorkers()
{
    QTest::addColumn<int>("workers");
    for (const int workers : {1, 2, 8})
        QTest::addRow("%d workers", workers) << workers;
}

} // namespace

/// Tables from end to end by many workers, with ends that fail and stop at every step they take.
class TestTransfer final : public QObject
{
    Q_OBJECT

private slots:
    void everythingArrivesInOrder_data();
    void everythingArrivesInOrder();
    void whatFailsAnywhereIsAbandonedOnce_data() { rowsOfWorkers(); }
    void whatFailsAnywhereIsAbandonedOnce();
    void aStopAnywhereIsObeyed_data() { rowsOfWorkers(); }
    void aStopAnywhereIsObeyed();
    void aStopAtAnyMomentIsObeyed_data() { rowsOfWorkers(); }
    void aStopAtAnyMomentIsObeyed();
    void aFullDiskIsAbandoned_data();
    void aFullDiskIsAbandoned();
    void aStopBeforeTheStart();
    void nothingToMoveIsCommitted();
    void treatmentsAreMadeForEachShare();
    void aTreatmentThatCannotBeMade();
    void nowhereTakesAll();
    void theTableThatFailedIsNamed();
};

void TestTransfer::everythingArrivesInOrder_data()
{
    QTest::addColumn<int>("workers");
    QTest::addColumn<qint64>("shareBytes");
    QTest::addColumn<size_t>("mostUnwritten");
    for (const int workers : {1, 2, 8}) {
        for (const qint64 shareBytes : {qint64{1}, qint64{30}, qint64{1'000'000}}) {
            for (const size_t mostUnwritten : {size_t{0}, size_t{100}, plenty})
                QTest::addRow("%d workers, shares of %lld bytes, %zu bytes held", workers, shareBytes, mostUnwritten)
                    << workers << shareBytes << mostUnwritten;
        }
    }
}

void TestTransfer::everythingArrivesInOrder()
{
    QFETCH(int, workers);
    QFETCH(qint64, shareBytes);
    QFETCH(size_t, mostUnwritten);
    Script script;
    MemoryOrigin origin(script);
    fill(origin);
    MemoryFile file(script, mostUnwritten);
    std::vector<TableToMove> wanted = tables();
    std::vector<TableProgress> progress(wanted.size());
    for (size_t i = 0; i < wanted.size(); ++i)
        wanted[i].progress = &progress[i];
    QVERIFY_ASSIGN(const auto moved,
                   Transfer(origin, file, {.workers = workers, .shareBytes = shareBytes}).run(wanted, {}));
    QVERIFY(file.file == expectedFile(origin));
    QCOMPARE(file.commits, 1);
    QCOMPARE(file.abandons, 0);
    QCOMPARE(file.abortedSinks.load(), 0);
    QCOMPARE(file.livingThen, 0);
    QCOMPARE(moved.size(), wanted.size());
    for (size_t i = 0; i < moved.size(); ++i) {
        const std::vector<std::string> &rows = origin.rows(wanted[i].table.name);
        QVERIFY(moved[i].table == wanted[i].table);
        QCOMPARE(moved[i].summary.rows, static_cast<long long>(rows.size()));
        QCOMPARE(moved[i].summary.received.stored, static_cast<qint64>(rows.size()));
        QCOMPARE(moved[i].summary.received.storedBytes, moved[i].summary.bytes);
        QVERIFY(moved[i].summary.digest == digestOf(rows));
        QCOMPARE(progress[i].rows.load(), static_cast<qint64>(rows.size()));
        QVERIFY(progress[i].state == TableProgress::State::Done);
    }
}

void TestTransfer::whatFailsAnywhereIsAbandonedOnce()
{
    QFETCH(int, workers);
    std::set<std::string> seen;
    for (int step = 0;; ++step) {
        Script script(Script::Event::Failure, step);
        MemoryOrigin origin(script);
        fill(origin);
        MemoryFile file(script, 100);
        const auto moved = Transfer(origin, file, {.workers = workers, .shareBytes = 60}).run(tables(), {});
        if (script.happenedAt().empty()) {
            QVERIFY_RESULT(moved);
            break;
        }
        seen.insert(script.happenedAt());
        QVERIFY_ERROR(moved, ErrorCode::LocalDiskFull);
        QCOMPARE(file.commits, 0);
        QCOMPARE(file.abandons, 1);
        QCOMPARE(file.livingThen, 0);
        QVERIFY(expectedFile(origin).starts_with(file.file));
    }
    QVERIFY(seen
            == (std::set<std::string>{"reader", "writer", "open source", "open sink", "read", "write rows",
                                      "finish rows", "write file", "end lane", "commit"}));
}

void TestTransfer::aStopAnywhereIsObeyed()
{
    QFETCH(int, workers);
    for (int step = 0;; ++step) {
        Script script(Script::Event::Stop, step);
        MemoryOrigin origin(script);
        fill(origin);
        MemoryFile file(script, 100);
        const auto moved
            = Transfer(origin, file, {.workers = workers, .shareBytes = 60}).run(tables(), script.stop.get_token());
        QCOMPARE(file.livingThen, 0);
        // Too late: it is committed, and says so.
        if (script.happenedAt().empty() || script.happenedAt() == "commit") {
            QVERIFY_RESULT(moved);
            QCOMPARE(file.commits, 1);
            QCOMPARE(file.abandons, 0);
            if (script.happenedAt().empty())
                break;
            continue;
        }
        QVERIFY_ERROR(moved, ErrorCode::Cancelled);
        QCOMPARE(file.commits, 0);
        QCOMPARE(file.abandons, 1);
    }
}

void TestTransfer::aStopAtAnyMomentIsObeyed()
{
    QFETCH(int, workers);
    std::mt19937 random(3);
    for (int round = 0; round < 60; ++round) {
        Script script;
        MemoryOrigin origin(script);
        fill(origin);
        MemoryFile file(script, 50);
        std::jthread stopper([&, micros = random() % 1500] {
            std::this_thread::sleep_for(std::chrono::microseconds(micros));
            script.stop.request_stop();
        });
        const auto moved
            = Transfer(origin, file, {.workers = workers, .shareBytes = 30}).run(tables(), script.stop.get_token());
        QCOMPARE(file.commits, moved ? 1 : 0);
        QCOMPARE(file.abandons, moved ? 0 : 1);
        if (moved)
            QVERIFY(file.file == expectedFile(origin));
        else
            QCOMPARE(moved.error().code, ErrorCode::Cancelled);
    }
}

void TestTransfer::aFullDiskIsAbandoned_data()
{
    QTest::addColumn<int>("workers");
    QTest::addColumn<int>("room");
    for (const int workers : {1, 2, 8}) {
        QTest::addRow("at the first byte, %d workers", workers) << workers << 0;
        QTest::addRow("at the second byte, %d workers", workers) << workers << 1;
        QTest::addRow("in the middle, %d workers", workers) << workers << 300;
        QTest::addRow("at the last byte, %d workers", workers) << workers << -1;
    }
}

void TestTransfer::aFullDiskIsAbandoned()
{
    QFETCH(int, workers);
    QFETCH(int, room);
    Script script;
    MemoryOrigin origin(script);
    fill(origin);
    const size_t all = expectedFile(origin).size();
    const size_t bytes = room < 0 ? all - 1 : static_cast<size_t>(room);
    MemoryFile file(script, 100, bytes);
    QVERIFY_ERROR(Transfer(origin, file, {.workers = workers, .shareBytes = 60}).run(tables(), {}),
                  ErrorCode::LocalDiskFull);
    QCOMPARE(file.commits, 0);
    QCOMPARE(file.abandons, 1);
    QCOMPARE(file.file.size(), bytes);
}

void TestTransfer::aStopBeforeTheStart()
{
    Script script;
    script.stop.request_stop();
    MemoryOrigin origin(script);
    fill(origin);
    MemoryFile file(script, 100);
    QVERIFY_ERROR(Transfer(origin, file, {}).run(tables(), script.stop.get_token()), ErrorCode::Cancelled);
    QCOMPARE(script.steps(), 0);
    QCOMPARE(file.abandons, 1);
}

void TestTransfer::nothingToMoveIsCommitted()
{
    Script script;
    MemoryOrigin origin(script);
    MemoryFile file(script, 100);
    QVERIFY_ASSIGN(const auto moved, Transfer(origin, file, {}).run({}, {}));
    QVERIFY(moved.empty());
    QCOMPARE(file.commits, 1);
    QCOMPARE(file.abandons, 0);
}

void TestTransfer::treatmentsAreMadeForEachShare()
{
    Script script;
    MemoryOrigin origin(script);
    fill(origin);
    MemoryFile file(script, plenty);
    std::atomic<long long> arrived = 0;
    std::atomic<int> made = 0;
    const Treatments treatments
        = [&](const stream::RowShape &shape, const Share &share) -> Result<std::unique_ptr<Treatment>> {
        ++made;
        if (shape.table.name != "large" || shape.columns.size() != 1 || shape.table != share.table)
            return std::unique_ptr<Treatment>();
        return std::unique_ptr<Treatment>(std::make_unique<DoublingTreatment>(arrived));
    };
    QVERIFY_ASSIGN(
        const auto moved,
        Transfer(origin, file, {.workers = 4, .shareBytes = 60, .treatments = treatments}).run(tables(), {}));
    QCOMPARE(static_cast<size_t>(made), file.finishedSinks.load());
    QCOMPARE(arrived.load(), 60);
    QCOMPARE(moved[1].summary.changedFields, 60);
    QCOMPARE(moved[3].summary.changedFields, 0);
    QVERIFY(file.file.starts_with("large 0large 0\nlarge 1large 1\n"));
    // Of the rows as they were written.
    QVERIFY(!(moved[1].summary.digest == digestOf(origin.rows("large"))));
}

void TestTransfer::aTreatmentThatCannotBeMade()
{
    Script script;
    MemoryOrigin origin(script);
    fill(origin);
    MemoryFile file(script, 100);
    const Treatments treatments
        = [&](const stream::RowShape &, const Share &share) -> Result<std::unique_ptr<Treatment>> {
        if (share.table.name == "small")
            return failure({.code = ErrorCode::RuleDoesNotFit});
        return std::unique_ptr<Treatment>();
    };
    QVERIFY_ERROR(Transfer(origin, file, {.workers = 2, .shareBytes = 60, .treatments = treatments}).run(tables(), {}),
                  ErrorCode::RuleDoesNotFit);
    QCOMPARE(file.abandons, 1);
    QVERIFY(file.abortedSinks >= 1);
}

void TestTransfer::nowhereTakesAll()
{
    Script script;
    MemoryOrigin origin(script);
    fill(origin);
    Nowhere nowhere;
    QVERIFY_ASSIGN(const auto moved, Transfer(origin, nowhere, {.workers = 2, .shareBytes = 60}).run(tables(), {}));
    QCOMPARE(moved[1].summary.received.stored, 60);
    QVERIFY(moved[1].summary.digest == digestOf(origin.rows("large")));
}

void TestTransfer::theTableThatFailedIsNamed()
{
    Script script;
    MemoryOrigin origin(script);
    fill(origin);
    MemoryFile file(script, 100, 0);
    const auto moved = Transfer(origin, file, {.workers = 1}).run(tables(), {});
    QVERIFY_ERROR(moved, ErrorCode::LocalDiskFull);
    QCOMPARE(moved.error().steps, QStringList{u"copy public.large"_s});
}

QTEST_GUILESS_MAIN(TestTransfer)

#include "tst_transfer.moc"
