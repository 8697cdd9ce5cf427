// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/worker_pool.h"
#include "tests/support/result_check.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTest>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <set>
#include <thread>

using namespace std::chrono_literals;
using engine::ErrorCode;
using engine::Result;
using engine::WorkerPool;

namespace {

/// A job that ends when it is told to stop.
Result<> untilStopped(const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait(lock, stop, [] { return false; });
    return engine::failure({.code = ErrorCode::Cancelled});
}

/// Lets everybody through once enough have come.
class Gate final
{
public:
    explicit Gate(int wanted)
        : m_missing(wanted)
    {}
    void pass()
    {
        std::unique_lock lock(m_mutex);
        if (--m_missing == 0)
            m_open.notify_all();
        m_open.wait(lock, [this] { return m_missing <= 0; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_open;
    int m_missing;
};

} // namespace

/// The threads of an operation: how many, in which order, the first failure, the stop, and the end.
class TestWorkerPool final : public QObject
{
    Q_OBJECT

private slots:
    void withoutThreadsThereIsAnError();
    void fewerThreadsDoAllTheWork();
    void everyJobRunsOnce_data();
    void everyJobRunsOnce();
    void asManyRunTogetherAsThereAreThreads();
    void neverMoreThanThatRun();
    void jobsBeginInTheirOrder();
    void jobsAddJobs();
    void afterASuccessMoreCanBeAdded();
    void nothingToDo();
    void theFirstFailureStopsTheOthers_data();
    void theFirstFailureStopsTheOthers();
    void aFailureFromOutsideStopsAll();
    void nothingBeginsAfterAFailure();
    void aStopEndsEverything_data();
    void aStopEndsEverything();
    void aStopBeforeTheStart();
    void whatFailsAfterAStopIsNoFailure();
    void whoHearsOfAFailureFirstDoesNotHideIt();
    void destructionStopsAndWaits();
    void aJobIsGoneWhenItHasEnded();
};

void TestWorkerPool::everyJobRunsOnce_data()
{
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("jobs");
    QTest::newRow("one thread, one job") << 1 << 1;
    QTest::newRow("one thread, many jobs") << 1 << 500;
    QTest::newRow("more threads than jobs") << 8 << 3;
    QTest::newRow("more jobs than threads") << 3 << 500;
}

void TestWorkerPool::everyJobRunsOnce()
{
    QFETCH(int, threads);
    QFETCH(int, jobs);
    WorkerPool pool(threads);
    // Plain numbers: ThreadSanitizer sees when a hand-over is not ordered.
    std::vector<int> runs(static_cast<size_t>(jobs), 0);
    for (int &count : runs) {
        pool.add([&count](const std::stop_token &) -> Result<> {
            ++count;
            return {};
        });
    }
    QVERIFY_RESULT(pool.wait());
    QVERIFY(runs == std::vector<int>(static_cast<size_t>(jobs), 1));
}

void TestWorkerPool::asManyRunTogetherAsThereAreThreads()
{
    WorkerPool pool(5);
    Gate gate(5);
    for (int i = 0; i < 5; ++i) {
        pool.add([&](const std::stop_token &) -> Result<> {
            gate.pass();
            return {};
        });
    }
    QVERIFY_RESULT(pool.wait());
}

void TestWorkerPool::neverMoreThanThatRun()
{
    WorkerPool pool(3);
    std::atomic<int> running = 0;
    std::atomic<int> most = 0;
    std::mutex mutex;
    std::set<std::thread::id> threads;
    for (int i = 0; i < 200; ++i) {
        pool.add([&](const std::stop_token &) -> Result<> {
            const int now = ++running;
            int seen = most;
            while (now > seen && !most.compare_exchange_weak(seen, now))
                ;
            {
                const std::lock_guard lock(mutex);
                threads.insert(std::this_thread::get_id());
            }
            std::this_thread::yield();
            --running;
            return {};
        });
    }
    QVERIFY_RESULT(pool.wait());
    QVERIFY(most <= 3);
    QVERIFY(threads.size() <= 3);
}

void TestWorkerPool::jobsBeginInTheirOrder()
{
    WorkerPool pool(1);
    std::vector<int> order;
    for (int i = 0; i < 100; ++i) {
        pool.add([&order, i](const std::stop_token &) -> Result<> {
            order.push_back(i);
            return {};
        });
    }
    QVERIFY_RESULT(pool.wait());
    QCOMPARE(order.size(), size_t{100});
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void TestWorkerPool::jobsAddJobs()
{
    for (const int threads : {1, 2, 8}) {
        WorkerPool pool(threads);
        std::atomic<int> done = 0;
        for (int i = 0; i < 5; ++i) {
            pool.add([&](const std::stop_token &) -> Result<> {
                for (int j = 0; j < 20; ++j) {
                    pool.add([&](const std::stop_token &) -> Result<> {
                        ++done;
                        return {};
                    });
                }
                ++done;
                return {};
            });
        }
        QVERIFY_RESULT(pool.wait());
        QCOMPARE(done.load(), 5 + 5 * 20);
    }
}

void TestWorkerPool::afterASuccessMoreCanBeAdded()
{
    WorkerPool pool(2);
    int done = 0;
    for (int round = 0; round < 50; ++round) {
        pool.add([&](const std::stop_token &) -> Result<> {
            ++done;
            return {};
        });
        QVERIFY_RESULT(pool.wait());
        QCOMPARE(done, round + 1);
    }
}

void TestWorkerPool::nothingToDo()
{
    WorkerPool pool(4);
    QVERIFY_RESULT(pool.wait());
}

void TestWorkerPool::theFirstFailureStopsTheOthers_data()
{
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("failing");
    for (const int threads : {1, 2, 8}) {
        for (const int failing : {0, 1, 25, 49})
            QTest::addRow("%d threads, job %d fails", threads, failing) << threads << failing;
    }
}

void TestWorkerPool::theFirstFailureStopsTheOthers()
{
    QFETCH(int, threads);
    QFETCH(int, failing);
    WorkerPool pool(threads);
    std::atomic<int> begun = 0;
    for (int number = 0; number < 50; ++number) {
        pool.add([&, number](const std::stop_token &stop) -> Result<> {
            ++begun;
            if (number == failing)
                return engine::failure({.code = ErrorCode::ServerDiskFull});
            // What begins behind it runs until it is stopped, and fails because of that.
            if (number > failing) {
                std::ignore = untilStopped(stop);
                return engine::failure({.code = ErrorCode::ConnectionLost});
            }
            return {};
        });
    }
    QVERIFY_ERROR(pool.wait(), ErrorCode::ServerDiskFull);
    QVERIFY(pool.stopToken().stop_requested());
    QVERIFY(begun <= failing + threads);
}

void TestWorkerPool::aFailureFromOutsideStopsAll()
{
    WorkerPool pool(2);
    for (int i = 0; i < 5; ++i)
        pool.add(untilStopped);
    pool.fail({.code = ErrorCode::LocalDiskFull});
    pool.fail({.code = ErrorCode::ConnectionLost});
    QVERIFY_ERROR(pool.wait(), ErrorCode::LocalDiskFull);
}

void TestWorkerPool::nothingBeginsAfterAFailure()
{
    WorkerPool pool(2);
    pool.fail({.code = ErrorCode::LocalDiskFull});
    std::atomic<bool> ran = false;
    pool.add([&](const std::stop_token &) -> Result<> {
        ran = true;
        return {};
    });
    QVERIFY_ERROR(pool.wait(), ErrorCode::LocalDiskFull);
    QVERIFY(!ran);
}

void TestWorkerPool::aStopEndsEverything_data()
{
    QTest::addColumn<bool>("fromOutside");
    QTest::newRow("the pool is stopped") << false;
    QTest::newRow("what it belongs to is stopped") << true;
}

void TestWorkerPool::aStopEndsEverything()
{
    QFETCH(bool, fromOutside);
    std::stop_source outer;
    WorkerPool pool(3, outer.get_token());
    Gate begun(4);
    std::atomic<int> ran = 0;
    for (int i = 0; i < 20; ++i) {
        pool.add([&](const std::stop_token &stop) {
            ++ran;
            begun.pass();
            return untilStopped(stop);
        });
    }
    begun.pass();
    if (fromOutside)
        outer.request_stop();
    else
        pool.requestStop();
    QVERIFY_ERROR(pool.wait(), ErrorCode::Cancelled);
    QCOMPARE(ran.load(), 3);
}

void TestWorkerPool::aStopBeforeTheStart()
{
    std::stop_source outer;
    outer.request_stop();
    WorkerPool pool(2, outer.get_token());
    std::atomic<bool> ran = false;
    pool.add([&](const std::stop_token &) -> Result<> {
        ran = true;
        return {};
    });
    QVERIFY_ERROR(pool.wait(), ErrorCode::Cancelled);
    QVERIFY(!ran);
}

void TestWorkerPool::whatFailsAfterAStopIsNoFailure()
{
    WorkerPool pool(1);
    Gate begun(2);
    pool.add([&](const std::stop_token &stop) -> Result<> {
        begun.pass();
        std::ignore = untilStopped(stop);
        return engine::failure({.code = ErrorCode::ConnectionLost});
    });
    begun.pass();
    pool.requestStop();
    QVERIFY_ERROR(pool.wait(), ErrorCode::Cancelled);
}

void TestWorkerPool::whoHearsOfAFailureFirstDoesNotHideIt()
{
    WorkerPool pool(2);
    pool.add([](const std::stop_token &stop) -> Result<> {
        std::ignore = untilStopped(stop);
        return engine::failure({.code = ErrorCode::LocalDiskFull});
    });
    pool.add([](const std::stop_token &) -> Result<> { return engine::failure({.code = ErrorCode::Cancelled}); });
    QVERIFY_ERROR(pool.wait(), ErrorCode::LocalDiskFull);
    WorkerPool other(2);
    other.add([](const std::stop_token &) -> Result<> { return engine::failure({.code = ErrorCode::Cancelled}); });
    QVERIFY_ERROR(other.wait(), ErrorCode::Cancelled);
}

void TestWorkerPool::destructionStopsAndWaits()
{
    std::atomic<int> ended = 0;
    std::atomic<int> ran = 0;
    {
        WorkerPool pool(2);
        Gate begun(3);
        for (int i = 0; i < 10; ++i) {
            pool.add([&](const std::stop_token &stop) -> Result<> {
                ++ran;
                if (ran <= 2)
                    begun.pass();
                std::ignore = untilStopped(stop);
                std::this_thread::sleep_for(20ms);
                ++ended;
                return {};
            });
        }
        begun.pass();
    }
    QCOMPARE(ran.load(), 2);
    QCOMPARE(ended.load(), 2);
}

void TestWorkerPool::aJobIsGoneWhenItHasEnded()
{
    WorkerPool pool(2);
    const auto held = std::make_shared<int>(1);
    for (int i = 0; i < 20; ++i) {
        pool.add([held](const std::stop_token &) -> Result<> { return {}; });
    }
    QVERIFY_RESULT(pool.wait());
    QCOMPARE(held.use_count(), 1L);
}

namespace {

/// In a process of its own, for which the limit is only lowered: 0 when `work` says that it went well.
template <typename Work>
int inLimitedProcess(rlim_t bytesOfMemory, Work work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        // A thread needs room for its stack. (A limit on processes does not hold for root.)
        const rlimit limit{bytesOfMemory, bytesOfMemory};
        ::setrlimit(RLIMIT_AS, &limit);
        ::alarm(20);
        ::_exit(work() ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    return status;
}

rlim_t bytesInUse()
{
    std::ifstream file("/proc/self/statm");
    rlim_t pages = 0;
    file >> pages;
    return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

} // namespace

void TestWorkerPool::withoutThreadsThereIsAnError()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("sanitizers need memory without limits");
#else
    const int status = inLimitedProcess(bytesInUse() + 2'000'000, [] {
        // Stacks that are there already serve other threads: until none is left.
        pthread_t sleeper{};
        while (::pthread_create(
                   &sleeper, nullptr, [](void *) -> void * { return ::pause(), nullptr; }, nullptr)
               == 0)
            ;
        WorkerPool pool(4);
        for (int i = 0; i < 10; ++i)
            pool.add([](const std::stop_token &) -> Result<> { return {}; });
        const Result<> outcome = pool.wait();
        return !outcome && outcome.error().code == ErrorCode::ThreadsMissing;
    });
    QCOMPARE(status, 0);
#endif
}

void TestWorkerPool::fewerThreadsDoAllTheWork()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("sanitizers need memory without limits");
#else
    // What a thread gets that asks for no size, also where the shell sets no limit.
    pthread_attr_t usual{};
    size_t stackBytes = 0;
    QCOMPARE(::pthread_getattr_default_np(&usual), 0);
    QCOMPARE(::pthread_attr_getstacksize(&usual, &stackBytes), 0);
    ::pthread_attr_destroy(&usual);
    // Room for some stacks, not for a hundred of them; each thread also takes an arena of address space.
    const int status = inLimitedProcess(bytesInUse() + 20 * std::max(stackBytes, size_t{8} << 20U), [] {
        WorkerPool pool(100);
        std::atomic<int> done = 0;
        for (int i = 0; i < 400; ++i) {
            pool.add([&](const std::stop_token &) -> Result<> {
                ++done;
                std::this_thread::sleep_for(1ms);
                return {};
            });
        }
        return pool.wait().has_value() && done == 400;
    });
    QCOMPARE(status, 0);
#endif
}

QTEST_GUILESS_MAIN(TestWorkerPool)

#include "tst_worker_pool.moc"
