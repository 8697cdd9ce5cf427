// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/stream/pump.h"
#include "tests/support/result_check.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace engine::stream;
using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::TableProgress;

namespace {

constexpr int rowsInAll = 100;
constexpr int never = -1;
// finish() is called after the last row.
constexpr int atFinish = rowsInAll;

Error expectedError(const char *where)
{
    return {.code = ErrorCode::StatementFailed, .subject = QString::fromLatin1(where)};
}

void append(RowBatch &batch, std::string_view row)
{
    batch.starts.push_back(static_cast<uint32_t>(batch.bytes.size()));
    batch.bytes.insert(batch.bytes.end(), row.begin(), row.end());
}

/// Gives rows in batches, then fails, ends, or asks to stop.
class FailingSource final : public Source
{
public:
    FailingSource(int failAt, int batchRows)
        : m_failAt(failAt)
        , m_batchRows(batchRows)
    {}
    [[nodiscard]] const RowShape &shape() const override { return m_shape; }
    Result<bool> read(RowBatch &batch) override
    {
        for (int i = 0; i < m_batchRows && m_row < rowsInAll; ++i, ++m_row) {
            if (m_row == m_failAt)
                return engine::failure(expectedError("source"));
            if (m_row == stopAt)
                stop.request_stop();
            append(batch, "row " + std::to_string(m_row) + '\n');
        }
        if (batch.isEmpty() && m_failAt == atFinish)
            return engine::failure(expectedError("source"));
        return !batch.isEmpty();
    }

    std::stop_source stop;
    int stopAt = never;

private:
    RowShape m_shape{.table = {"public", "orders"}, .columns = {{.name = "id", .type = "text"}}};
    int m_failAt;
    int m_batchRows;
    int m_row = 0;
};

/// Doubles the first letter of each row, and fails at one.
class FailingTransform final : public Transform
{
public:
    explicit FailingTransform(int failAt)
        : m_failAt(failAt)
    {}
    Result<> apply(RowBatch &batch) override
    {
        RowBatch changed{.format = batch.format};
        for (size_t i = 0; i < batch.rowCount(); ++i) {
            if (m_changed == m_failAt)
                return engine::failure(expectedError("transform"));
            append(changed, std::string(batch.row(i).substr(0, 1)) + std::string(batch.row(i)));
            ++m_changed;
        }
        batch = std::move(changed);
        return {};
    }
    [[nodiscard]] long long changedFields() const override { return m_changed; }

private:
    int m_failAt;
    int m_changed = 0;
};

/// Accepts rows, then fails. Counts what it was asked for.
class FailingSink final : public Sink
{
public:
    explicit FailingSink(int failAt)
        : m_failAt(failAt)
    {}
    Result<> write(const RowBatch &batch) override
    {
        for (size_t i = 0; i < batch.rowCount(); ++i) {
            if (static_cast<int>(rows.size()) == m_failAt)
                return engine::failure(expectedError("sink"));
            rows.emplace_back(batch.row(i));
        }
        return {};
    }
    Result<RowsReceived> finish() override
    {
        if (m_failAt == atFinish)
            return engine::failure(expectedError("sink"));
        ++finished;
        return RowsReceived{
            .stored = static_cast<qint64>(rows.size()) + miscount - skipped, .skipped = skipped, .storedBytes = 77};
    }
    void abort() noexcept override { ++aborted; }

    std::vector<std::string> rows;
    int finished = 0;
    int aborted = 0;
    int miscount = 0;
    int skipped = 0;
    /// So many are enough.
    size_t enough = SIZE_MAX;
    [[nodiscard]] bool hasEnough() const override { return rows.size() >= enough; }

private:
    int m_failAt;
};

RowBatch batchOf(const std::vector<std::string> &rows)
{
    RowBatch batch;
    for (const std::string &row : rows)
        append(batch, row);
    return batch;
}

StreamDigest digestOf(const std::vector<std::string> &rows, size_t batchRows)
{
    StreamDigest digest;
    for (size_t first = 0; first < rows.size(); first += batchRows) {
        const auto begin = rows.begin() + static_cast<ptrdiff_t>(first);
        const auto end = rows.begin() + static_cast<ptrdiff_t>(std::min(first + batchRows, rows.size()));
        digest.add(batchOf({begin, end}));
    }
    return digest;
}

std::vector<std::string> someRows()
{
    std::vector<std::string> rows;
    for (int i = 0; i < 1000; ++i)
        rows.push_back(std::to_string(i * 7919) + "\tvalue\n");
    return rows;
}

} // namespace

/// The pump with ends that fail at every point, and the digest.
class TestStream final : public QObject
{
    Q_OBJECT

private slots:
    void thePumpSurvivesItsEnds_data();
    void thePumpSurvivesItsEnds();
    void everyRowArrivesChanged();
    void aStopAbortsTheSink_data();
    void aStopAbortsTheSink();
    void aSinkThatCountsOtherwiseIsNotBelieved_data();
    void aSinkThatCountsOtherwiseIsNotBelieved();
    void theDigestLooksAtRowsOnly();
    void theDigestFindsWhatHappened_data();
    void theDigestFindsWhatHappened();
    void theDigestOfNothing();
    void theFormatIsPartOfTheDigest();
    void rowsThatTheSinkSkippedAreCounted();
    void aSinkMayHaveEnough();
};

void TestStream::thePumpSurvivesItsEnds_data()
{
    QTest::addColumn<QString>("culprit");
    QTest::addColumn<int>("failAt");
    QTest::addColumn<int>("batchRows");
    for (const QString &culprit : {u"source"_s, u"transform"_s, u"sink"_s}) {
        for (const int batchRows : {1, 7, 1000}) {
            const auto row = [&](const char *where, int failAt) {
                QTest::addRow("the %s fails %s, with %d rows a batch", qPrintable(culprit), where, batchRows)
                    << culprit << failAt << batchRows;
            };
            row("at the first row", 0);
            row("at the second row", 1);
            row("in the middle", rowsInAll / 2);
            row("at the last row", rowsInAll - 1);
            if (culprit != u"transform"_s)
                row("at the end", atFinish);
        }
    }
}

void TestStream::thePumpSurvivesItsEnds()
{
    QFETCH(QString, culprit);
    QFETCH(int, failAt);
    QFETCH(int, batchRows);
    FailingSource source(culprit == u"source"_s ? failAt : never, batchRows);
    FailingTransform transform(culprit == u"transform"_s ? failAt : never);
    FailingSink sink(culprit == u"sink"_s ? failAt : never);
    TableProgress progress;

    const auto summary = Pump(source, {&transform}, sink).run({}, progress);
    QVERIFY_ERROR(summary, ErrorCode::StatementFailed);
    QCOMPARE(summary.error().subject, culprit);
    QCOMPARE(sink.aborted, 1);
    QCOMPARE(sink.finished, 0);
    QVERIFY(progress.rows <= std::max(failAt, 0));
}

void TestStream::everyRowArrivesChanged()
{
    for (const int batchRows : {1, 7, 1000}) {
        FailingSource source(never, batchRows);
        FailingTransform once(never);
        FailingTransform twice(never);
        FailingSink sink(never);
        TableProgress progress;
        QVERIFY_ASSIGN(const PumpSummary summary, Pump(source, {&once, &twice}, sink).run({}, progress));
        QCOMPARE(sink.finished, 1);
        QCOMPARE(sink.aborted, 0);
        QCOMPARE(sink.rows.size(), size_t(rowsInAll));
        QVERIFY(sink.rows.front() == "rrrow 0\n");
        QVERIFY(sink.rows.back() == "rrrow 99\n");
        QCOMPARE(summary.rows, rowsInAll);
        QCOMPARE(summary.changedFields, 2 * rowsInAll);
        QCOMPARE(summary.bytes, progress.bytes.load());
        QCOMPARE(progress.rows.load(), rowsInAll);
        // Of the rows as they were written.
        QVERIFY(summary.digest == digestOf(sink.rows, 13));
    }
}

void TestStream::aStopAbortsTheSink_data()
{
    QTest::addColumn<int>("stopAt");
    QTest::newRow("before the first row") << never;
    QTest::newRow("at the first row") << 0;
    QTest::newRow("in the middle") << rowsInAll / 2;
    QTest::newRow("at the last row") << rowsInAll - 1;
}

void TestStream::aStopAbortsTheSink()
{
    QFETCH(int, stopAt);
    FailingSource source(never, 7);
    source.stopAt = stopAt;
    if (stopAt == never)
        source.stop.request_stop();
    FailingSink sink(never);
    TableProgress progress;
    QVERIFY_ERROR(Pump(source, {}, sink).run(source.stop.get_token(), progress), ErrorCode::Cancelled);
    QCOMPARE(sink.aborted, 1);
    QCOMPARE(sink.finished, 0);
}

void TestStream::aSinkThatCountsOtherwiseIsNotBelieved_data()
{
    QTest::addColumn<int>("miscount");
    QTest::newRow("a row too few") << -1;
    QTest::newRow("a row too many") << 1;
    QTest::newRow("none at all") << -rowsInAll;
}

void TestStream::aSinkThatCountsOtherwiseIsNotBelieved()
{
    QFETCH(int, miscount);
    FailingSource source(never, 7);
    FailingSink sink(never);
    sink.miscount = miscount;
    TableProgress progress;
    progress.name = u"public.orders"_s;
    const auto summary = Pump(source, {}, sink).run({}, progress);
    QVERIFY_ERROR(summary, ErrorCode::ProtocolViolation);
    QCOMPARE(summary.error().subject, u"public.orders"_s);
    QCOMPARE(sink.aborted, 1);
}

void TestStream::theDigestLooksAtRowsOnly()
{
    std::vector<std::string> rows = someRows();
    const StreamDigest whole = digestOf(rows, rows.size());
    QCOMPARE(whole.rows(), 1000);
    QCOMPARE(whole.hex().size(), size_t(32));
    for (const size_t batchRows : {1, 3, 999})
        QVERIFY(digestOf(rows, batchRows) == whole);

    std::mt19937 random(1);
    for (int i = 0; i < 20; ++i) {
        std::shuffle(rows.begin(), rows.end(), random);
        QVERIFY(digestOf(rows, 17) == whole);
        // Shared among workers.
        const auto border = rows.begin() + static_cast<ptrdiff_t>(random() % rows.size());
        StreamDigest sum = digestOf({rows.begin(), border}, 5);
        sum.add(digestOf({border, rows.end()}, 50));
        QVERIFY(sum == whole);
        QVERIFY(sum.hex() == whole.hex());
    }
}

void TestStream::theDigestFindsWhatHappened_data()
{
    using Change = std::function<void(std::vector<std::string> &)>;
    QTest::addColumn<std::shared_ptr<Change>>("change");
    const auto row
        = [](const char *title, Change change) { QTest::newRow(title) << std::make_shared<Change>(std::move(change)); };
    row("a row was lost", [](auto &rows) { rows.erase(rows.begin() + 500); });
    row("a row came twice", [](auto &rows) { rows.push_back(rows[500]); });
    row("a row was lost and another came twice", [](auto &rows) { rows[1] = rows[2]; });
    row("a letter changed", [](auto &rows) { rows[500][0] ^= 1; });
    row("a row was cut", [](auto &rows) { rows[500].pop_back(); });
    row("a row became empty", [](auto &rows) { rows[500].clear(); });
    row("two rows became one", [](auto &rows) {
        rows[500] += rows[501];
        rows.erase(rows.begin() + 501);
    });
    row("a value moved to another row", [](auto &rows) {
        rows[1].insert(0, "x");
        rows[2].erase(0, 1);
    });
    row("an empty row was added", [](auto &rows) { rows.emplace_back(); });
    row("everything was lost", [](auto &rows) { rows.clear(); });
}

void TestStream::theDigestFindsWhatHappened()
{
    QFETCH(std::shared_ptr<std::function<void(std::vector<std::string> &)>>, change);
    std::vector<std::string> rows = someRows();
    const StreamDigest before = digestOf(rows, 100);
    (*change)(rows);
    QVERIFY(!(digestOf(rows, 100) == before));
}

void TestStream::theDigestOfNothing()
{
    QVERIFY(StreamDigest() == digestOf({}, 1));
    QVERIFY(StreamDigest().hex() == std::string(32, '0'));
    QCOMPARE(StreamDigest().rows(), 0);
}

void TestStream::theFormatIsPartOfTheDigest()
{
    // The same bytes.
    RowBatch batch = batchOf({"a\n", "b\n"});
    StreamDigest text;
    text.add(batch);
    batch.format = RowFormat::Binary;
    StreamDigest binary;
    binary.add(batch);
    QVERIFY(!(text == binary));
    QCOMPARE(binary.rows(), 2);
    QVERIFY(text.inFormat(RowFormat::Text).has_value() && !text.inFormat(RowFormat::Binary).has_value());
    QVERIFY(!(*text.inFormat(RowFormat::Text) == *binary.inFormat(RowFormat::Binary)));
    QCOMPARE(text.inFormat(RowFormat::Text)->rows, 2);
    QVERIFY(text.inFormat(RowFormat::Text)->hex == text.hex());

    // Partitions of one table may come in both.
    StreamDigest both = text;
    both.add(binary);
    StreamDigest inOtherOrder = binary;
    inOtherOrder.add(text);
    QVERIFY(both == inOtherOrder);
    QVERIFY(!both.inFormat(RowFormat::Text) && !both.inFormat(RowFormat::Binary));
    QCOMPARE(both.rows(), 4);
}

void TestStream::rowsThatTheSinkSkippedAreCounted()
{
    FailingSource source(never, 7);
    FailingSink sink(never);
    sink.skipped = 30;
    TableProgress progress;
    QVERIFY_ASSIGN(const PumpSummary summary, Pump(source, {}, sink).run({}, progress));
    QCOMPARE(summary.rows, rowsInAll);
    QCOMPARE(summary.received.stored, rowsInAll - 30);
    QCOMPARE(summary.received.skipped, 30);
    QCOMPARE(summary.received.storedBytes, 77);
    QVERIFY(!summary.endedEarly);
}

void TestStream::aSinkMayHaveEnough()
{
    FailingSource source(rowsInAll / 2, 10);
    FailingSink sink(never);
    sink.enough = 15;
    TableProgress progress;
    QVERIFY_ASSIGN(const PumpSummary summary, Pump(source, {}, sink).run({}, progress));
    QVERIFY(summary.endedEarly);
    QCOMPARE(summary.rows, 20);
    QCOMPARE(sink.finished, 1);
    QCOMPARE(sink.aborted, 0);
}

QTEST_GUILESS_MAIN(TestStream)

#include "tst_stream.moc"
