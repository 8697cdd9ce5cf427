// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/transfer/block_appender.h"
#include "tests/support/result_check.h"

#include <QTest>

#include <atomic>
#include <random>
#include <string>
#include <thread>

using namespace std::chrono_literals;
using namespace engine;
using namespace engine::transfer;

namespace {

Block blockOf(std::string_view text)
{
    const auto *bytes = reinterpret_cast<const std::byte *>(text.data());
    return {.bytes = {bytes, bytes + text.size()}, .rawBytes = static_cast<qint64>(text.size())};
}

/// What was written, with a | where a lane ends. Fails when it has so many bytes.
class TextOutput final : public BlockAppender::Output
{
public:
    Result<> write(size_t lane, const Block &block) override
    {
        isAlone = isAlone && !m_isBusy.exchange(true);
        inOrder = inOrder && lane == ended;
        if (text.size() >= room)
            return failure({.code = ErrorCode::LocalDiskFull});
        text.append(reinterpret_cast<const char *>(block.bytes.data()), block.bytes.size());
        written += block.bytes.size();
        m_isBusy = false;
        return {};
    }
    Result<> endLane(size_t lane) override
    {
        inOrder = inOrder && lane == ended;
        ++ended;
        text += '|';
        return {};
    }

    // Plain: the appender promises that there is one thread at a time, in order.
    std::string text;
    size_t ended = 0;
    bool inOrder = true;
    bool isAlone = true;
    size_t room = SIZE_MAX;
    std::atomic<size_t> written = 0;

private:
    std::atomic<bool> m_isBusy = false;
};

} // namespace

/// One file in order from many workers: the order, the bound, and that everybody is let go.
class TestBlockAppender final : public QObject
{
    Q_OBJECT

private slots:
    void lanesComeOneAfterTheOther();
    void workersInAnyOrder_data();
    void workersInAnyOrder();
    void laterLanesWaitWhenTooMuchIsHeld();
    void theFirstLaneNeverWaits();
    void aFullDiskLetsEverybodyGo();
    void aFailureLetsEverybodyGo_data();
    void aFailureLetsEverybodyGo();
    void nothingIsWrittenAfterAFailure();
    void aMissingLaneIsFound();
};

void TestBlockAppender::lanesComeOneAfterTheOther()
{
    TextOutput output;
    BlockAppender appender(output, 1000);
    QVERIFY_RESULT(appender.append(2, blockOf("cc"), {}));
    QVERIFY_RESULT(appender.append(1, blockOf("b"), {}));
    QVERIFY_RESULT(appender.finish(1, {}));
    QVERIFY(output.text.empty());
    QVERIFY_RESULT(appender.append(0, blockOf("a"), {}));
    QVERIFY(output.text == "a");
    QVERIFY_RESULT(appender.append(0, blockOf("A"), {}));
    QVERIFY_RESULT(appender.finish(0, {}));
    QVERIFY(output.text == "aA|b|cc");
    QVERIFY_RESULT(appender.append(2, blockOf("C"), {}));
    QVERIFY_RESULT(appender.finish(2, {}));
    // A lane without a block.
    QVERIFY_RESULT(appender.finish(3, {}));
    QVERIFY(output.text == "aA|b|ccC||");
    QVERIFY_RESULT(appender.outcome(4));
}

void TestBlockAppender::workersInAnyOrder_data()
{
    QTest::addColumn<int>("workers");
    QTest::addColumn<size_t>("mostUnwritten");
    for (const int workers : {1, 2, 8}) {
        for (const size_t mostUnwritten : {size_t{0}, size_t{1}, size_t{64}, size_t{100'000}})
            QTest::addRow("%d workers, %zu bytes held", workers, mostUnwritten) << workers << mostUnwritten;
    }
}

void TestBlockAppender::workersInAnyOrder()
{
    QFETCH(int, workers);
    QFETCH(size_t, mostUnwritten);
    constexpr size_t lanes = 60;
    TextOutput output;
    BlockAppender appender(output, mostUnwritten);
    std::atomic<size_t> next = 0;
    std::atomic<bool> failed = false;
    {
        std::vector<std::jthread> threads;
        for (int worker = 0; worker < workers; ++worker) {
            threads.emplace_back([&, worker] {
                std::mt19937 random(static_cast<unsigned>(worker));
                for (size_t lane = next++; lane < lanes; lane = next++) {
                    for (size_t block = 0; block < lane % 5; ++block) {
                        if (random() % 3 == 0)
                            std::this_thread::yield();
                        if (!appender.append(lane, blockOf(std::to_string(lane) + ','), {}))
                            failed = true;
                    }
                    if (!appender.finish(lane, {}))
                        failed = true;
                }
            });
        }
    }
    QVERIFY(!failed);
    QVERIFY_RESULT(appender.outcome(lanes));
    QVERIFY(output.inOrder && output.isAlone);
    std::string expected;
    for (size_t lane = 0; lane < lanes; ++lane) {
        for (size_t block = 0; block < lane % 5; ++block)
            expected += std::to_string(lane) + ',';
        expected += '|';
    }
    QVERIFY(output.text == expected);
}

void TestBlockAppender::laterLanesWaitWhenTooMuchIsHeld()
{
    TextOutput output;
    BlockAppender appender(output, 100);
    std::atomic<size_t> held = 0;
    std::jthread later([&] {
        for (int i = 0; i < 50; ++i) {
            if (!appender.append(1, blockOf(std::string(10, 'x')), {}))
                return;
            held += 10;
        }
        std::ignore = appender.finish(1, {});
    });
    // However long it is given, it does not get further than this.
    while (held < 100)
        std::this_thread::yield();
    std::this_thread::sleep_for(20ms);
    QCOMPARE(held.load(), size_t{100});
    QVERIFY(output.text.empty());
    QVERIFY_RESULT(appender.finish(0, {}));
    later.join();
    QVERIFY_RESULT(appender.outcome(2));
    QCOMPARE(output.text.size(), size_t{502});
}

void TestBlockAppender::theFirstLaneNeverWaits()
{
    TextOutput output;
    BlockAppender appender(output, 10);
    QVERIFY_RESULT(appender.append(1, blockOf("0123456789"), {}));
    // On this thread: it would wait for ever.
    QVERIFY_RESULT(appender.append(0, blockOf(std::string(1000, 'a')), {}));
    QVERIFY_RESULT(appender.append(0, blockOf("b"), {}));
    QVERIFY_RESULT(appender.finish(0, {}));
    QVERIFY(output.text.ends_with("ab|0123456789"));
}

void TestBlockAppender::aFullDiskLetsEverybodyGo()
{
    TextOutput output;
    output.room = 5;
    BlockAppender appender(output, 10);
    QVERIFY_RESULT(appender.append(1, blockOf("0123456789"), {}));
    std::atomic<int> refused = 0;
    std::vector<std::jthread> waiting;
    for (size_t lane = 2; lane < 6; ++lane) {
        waiting.emplace_back([&, lane] {
            const Result<> appended = appender.append(lane, blockOf("more"), {});
            if (!appended && appended.error().code == ErrorCode::LocalDiskFull)
                ++refused;
        });
    }
    QVERIFY_RESULT(appender.append(0, blockOf("12345"), {}));
    QVERIFY_ERROR(appender.append(0, blockOf("6"), {}), ErrorCode::LocalDiskFull);
    waiting.clear();
    QCOMPARE(refused.load(), 4);
    QVERIFY_ERROR(appender.finish(0, {}), ErrorCode::LocalDiskFull);
    QVERIFY_ERROR(appender.outcome(6), ErrorCode::LocalDiskFull);
}

void TestBlockAppender::aFailureLetsEverybodyGo_data()
{
    QTest::addColumn<bool>("isStop");
    QTest::newRow("a worker has failed") << false;
    QTest::newRow("a stop") << true;
}

void TestBlockAppender::aFailureLetsEverybodyGo()
{
    QFETCH(bool, isStop);
    TextOutput output;
    BlockAppender appender(output, 10);
    QVERIFY_RESULT(appender.append(1, blockOf("0123456789"), {}));
    std::stop_source stop;
    std::atomic<int> refused = 0;
    std::vector<std::jthread> waiting;
    for (size_t lane = 2; lane < 6; ++lane) {
        waiting.emplace_back([&, lane] {
            const Result<> appended = appender.append(lane, blockOf("more"), stop.get_token());
            if (!appended && appended.error().code == (isStop ? ErrorCode::Cancelled : ErrorCode::ConnectionLost))
                ++refused;
        });
    }
    if (isStop)
        stop.request_stop();
    else
        appender.fail({.code = ErrorCode::ConnectionLost});
    waiting.clear();
    QCOMPARE(refused.load(), 4);
    QVERIFY(output.text.empty());
}

void TestBlockAppender::nothingIsWrittenAfterAFailure()
{
    TextOutput output;
    BlockAppender appender(output, 10);
    appender.fail({.code = ErrorCode::ConnectionLost});
    appender.fail({.code = ErrorCode::Internal});
    QVERIFY_ERROR(appender.append(0, blockOf("a"), {}), ErrorCode::ConnectionLost);
    QVERIFY_ERROR(appender.finish(0, {}), ErrorCode::ConnectionLost);
    QVERIFY(output.text.empty());
}

void TestBlockAppender::aMissingLaneIsFound()
{
    TextOutput output;
    BlockAppender appender(output, 100);
    QVERIFY_RESULT(appender.finish(0, {}));
    QVERIFY_ERROR(appender.outcome(2), ErrorCode::Internal);
    QVERIFY_RESULT(appender.append(2, blockOf("c"), {}));
    QVERIFY_RESULT(appender.finish(2, {}));
    QVERIFY_ERROR(appender.outcome(1), ErrorCode::Internal);
    QVERIFY_RESULT(appender.finish(1, {}));
    QVERIFY_RESULT(appender.outcome(3));
}

QTEST_GUILESS_MAIN(TestBlockAppender)

#include "tst_block_appender.moc"
