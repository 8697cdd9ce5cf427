// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QThreadPool>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace engine {

/// The threads of one operation, and the jobs that wait for one.
///
/// Owns a QThreadPool of its own, so that no operation waits for the threads of another. Jobs begin in the order in
/// which they were added; the first failure stops the others through the token that every job is given, and drops those
/// that have not begun. Later failures are its consequences and are dropped. A job that ends with Cancelled stops the
/// others too, but is no failure: it may have heard of one before the pool has, and that one is told.
///
///     WorkerPool pool(jobs, stop);
///     for (Share &share : shares)
///         pool.add([&share](const std::stop_token &stop) { return move(share, stop); });
///     TRY(pool.wait());
///
/// Jobs are handed over under a lock of the standard library, so that ThreadSanitizer, which does not see Qt's locks,
/// can follow. Any thread may call any method, but a job may not wait(): with all threads doing that, nothing would
/// move any more. For the same reason a job may wait for what another job does only when that one has begun already.
/// Destruction asks the jobs to stop, drops those that have not begun, and waits for the others.
class WorkerPool final
{
public:
    /// Looks at the token at least each 64 KiB of work, and returns Cancelled soon after a stop.
    using Job = std::function<Result<>(const std::stop_token &stop)>;

    /// At most `threads` jobs run at a time. A stop of `outer` stops the pool. Threads begin with the first job for
    /// each. REQUIRES: `threads` is 1 or more.
    explicit WorkerPool(int threads, std::stop_token outer = {});
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;
    ~WorkerPool();

    /// Never blocks. After a failure or a stop the job is dropped.
    void add(Job job);
    /// As if a job had failed.
    void fail(Error error);
    /// As if a job had ended with Cancelled.
    void requestStop();
    /// What stops the jobs: requested by the first failure, by requestStop() and by `outer`.
    [[nodiscard]] std::stop_token stopToken() const { return m_stop.get_token(); }

    /// Blocks until no job waits and none runs. After a success more jobs can be added.
    /// Errors: the first failure; Cancelled after a stop; ThreadsMissing when the system gave not one thread.
    Result<> wait();

private:
    class Loop;

    void startLoop();
    void work();
    void stopAll();
    void stopFromOutside();
    [[nodiscard]] bool hasEnded() const { return m_waiting.empty() && m_running == 0; }

    std::mutex m_jobsMutex;
    std::condition_variable m_jobsChanged;
    std::deque<Job> m_waiting;
    int m_running = 0;
    /// Loops that wait for a job.
    int m_idle = 0;
    size_t m_started = 0;
    /// Of those started, how many have not left.
    size_t m_present = 0;
    bool m_isEnding = false;
    /// Not because of a failure.
    bool m_isStopped = false;
    std::optional<Error> m_firstError;
    std::stop_source m_stop;
    /// One for each thread, made before the first thread is.
    std::vector<std::unique_ptr<Loop>> m_loops;
    QThreadPool m_threads;
    // Last: its callback uses what is above, and its destructor waits for a call that is under way.
    std::stop_callback<std::function<void()>> m_forward;
};

} // namespace engine
