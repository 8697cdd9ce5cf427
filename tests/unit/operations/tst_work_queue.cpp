// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/copying/work_queue.h"
#include "tests/support/result_check.h"

#include <QTest>

#include <thread>

using namespace std::chrono_literals;
using engine::ErrorCode;
using engine::Result;

namespace {

/// Remembers what it did.
struct Worker
{
    std::vector<int> done{};
};

using Queue = engine::copying::WorkQueue<Worker>;
using Urgency = Queue::Urgency;

Queue::Task task(int number)
{
    return [number](Worker &worker) -> Result<> {
        worker.done.push_back(number);
        return {};
    };
}

void workTogether(Queue &queue, int workers)
{
    std::vector<std::jthread> threads;
    for (int i = 0; i < workers; ++i) {
        threads.emplace_back([&queue] {
            Worker worker;
            queue.work(worker);
        });
    }
}

} // namespace

/// What several workers share: order, tasks that make tasks, the first failure, and the stop.
class TestWorkQueue final : public QObject
{
    Q_OBJECT

private slots:
    void theMostUrgentAndHeaviestComesFirst();
    void tasksAddTasks_data();
    void tasksAddTasks();
    void anIdleWorkerWaitsForTasksToCome();
    void theFirstFailureStopsAll_data();
    void theFirstFailureStopsAll();
    void aWorkerThatCannotStartStopsAll();
    void aStopFromOutsideEndsWaiting();
    void aStopBeforeTheStart();
    void nothingToDo();
};

void TestWorkQueue::theMostUrgentAndHeaviestComesFirst()
{
    Queue queue({});
    queue.add(Urgency::Statistics, 1000, task(7));
    queue.add(Urgency::Index, 5, task(6));
    queue.add(Urgency::Rows, 1, task(3));
    queue.add(Urgency::Rows, 100, task(1));
    queue.add(Urgency::Rows, 100, task(2));
    queue.add(Urgency::Index, 50, task(5));
    queue.add(Urgency::Verification, 1, task(4));
    Worker worker;
    queue.work(worker);
    QVERIFY_RESULT(queue.outcome());
    QVERIFY(worker.done == (std::vector{1, 2, 3, 4, 5, 6, 7}));
}

void TestWorkQueue::tasksAddTasks_data()
{
    QTest::addColumn<int>("workers");
    QTest::newRow("one worker") << 1;
    QTest::newRow("two workers") << 2;
    QTest::newRow("more workers than tasks at first") << 8;
}

void TestWorkQueue::tasksAddTasks()
{
    QFETCH(int, workers);
    for (int round = 0; round < 20; ++round) {
        Queue queue({});
        std::atomic<int> done = 0;
        // Three tables, each of which brings ten indexes, each of which brings a check.
        for (int table = 0; table < 3; ++table) {
            queue.add(Urgency::Rows, table, [&](Worker &) -> Result<> {
                for (int index = 0; index < 10; ++index) {
                    queue.add(Urgency::Index, index, [&](Worker &) -> Result<> {
                        queue.add(Urgency::Verification, 1, [&](Worker &) -> Result<> {
                            ++done;
                            return {};
                        });
                        ++done;
                        return {};
                    });
                }
                ++done;
                return {};
            });
        }
        workTogether(queue, workers);
        QVERIFY_RESULT(queue.outcome());
        QCOMPARE(done.load(), 3 + 30 + 30);
    }
}

void TestWorkQueue::anIdleWorkerWaitsForTasksToCome()
{
    Queue queue({});
    std::atomic<int> together = 0;
    // Each of the two can only end when the other has begun: the second worker must have waited.
    const auto meet = [&](Worker &) -> Result<> {
        ++together;
        const auto deadline = std::chrono::steady_clock::now() + 10s;
        while (together < 2 && std::chrono::steady_clock::now() < deadline)
            std::this_thread::sleep_for(1ms);
        return {};
    };
    queue.add(Urgency::Rows, 1, [&](Worker &worker) -> Result<> {
        std::this_thread::sleep_for(200ms);
        queue.add(Urgency::Index, 1, meet);
        return meet(worker);
    });
    workTogether(queue, 2);
    QVERIFY_RESULT(queue.outcome());
    QCOMPARE(together.load(), 2);
}

void TestWorkQueue::theFirstFailureStopsAll_data()
{
    QTest::addColumn<int>("failing");
    QTest::newRow("the first task fails") << 0;
    QTest::newRow("a task in the middle fails") << 50;
    QTest::newRow("the last task fails") << 99;
}

void TestWorkQueue::theFirstFailureStopsAll()
{
    QFETCH(int, failing);
    for (const int workers : {1, 4}) {
        Queue queue({});
        std::atomic<int> begun = 0;
        for (int number = 0; number < 100; ++number) {
            queue.add(Urgency::Rows, 0, [&, number](Worker &) -> Result<> {
                ++begun;
                if (number == failing)
                    return engine::failure({.code = ErrorCode::ServerDiskFull});
                // What runs beside it sees the stop, and fails because of it.
                while (begun > failing && workers > 1 && !queue.stopToken().stop_requested())
                    std::this_thread::yield();
                if (queue.stopToken().stop_requested())
                    return engine::failure({.code = ErrorCode::Cancelled});
                return {};
            });
        }
        workTogether(queue, workers);
        QVERIFY_ERROR(queue.outcome(), ErrorCode::ServerDiskFull);
        QVERIFY(queue.stopToken().stop_requested());
        QVERIFY(begun <= failing + workers);
    }
}

void TestWorkQueue::aWorkerThatCannotStartStopsAll()
{
    Queue queue({});
    queue.add(Urgency::Rows, 1, task(1));
    queue.fail({.code = ErrorCode::TooManyConnections});
    queue.fail({.code = ErrorCode::ConnectionLost});
    Worker worker;
    queue.work(worker);
    QVERIFY(worker.done.empty());
    QVERIFY_ERROR(queue.outcome(), ErrorCode::TooManyConnections);
}

void TestWorkQueue::aStopFromOutsideEndsWaiting()
{
    std::stop_source outer;
    Queue queue(outer.get_token());
    std::atomic<int> begun = 0;
    for (int i = 0; i < 10; ++i) {
        queue.add(Urgency::Rows, 0, [&](Worker &) -> Result<> {
            ++begun;
            while (!queue.stopToken().stop_requested())
                std::this_thread::sleep_for(1ms);
            return {};
        });
    }
    std::jthread stopper([&] {
        std::this_thread::sleep_for(100ms);
        outer.request_stop();
    });
    workTogether(queue, 3);
    QVERIFY_ERROR(queue.outcome(), ErrorCode::Cancelled);
    QVERIFY(begun <= 3);
}

void TestWorkQueue::aStopBeforeTheStart()
{
    std::stop_source outer;
    outer.request_stop();
    Queue queue(outer.get_token());
    queue.add(Urgency::Rows, 0, task(1));
    Worker worker;
    queue.work(worker);
    QVERIFY(worker.done.empty());
    QVERIFY_ERROR(queue.outcome(), ErrorCode::Cancelled);
}

void TestWorkQueue::nothingToDo()
{
    Queue queue({});
    workTogether(queue, 3);
    QVERIFY_RESULT(queue.outcome());
}

QTEST_GUILESS_MAIN(TestWorkQueue)

#include "tst_work_queue.moc"
