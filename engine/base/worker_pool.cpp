// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/worker_pool.h"

#include <pthread.h>

#include <QRunnable>

#include <system_error>

namespace engine {

namespace {

void *nothing(void *)
{
    return nullptr;
}

/// 0, or the system's reason for giving no thread. A QThreadPool does not say that it got none, and would wait for ever
/// for the one that it thinks it has: so one is asked for beforehand, and given back.
int askForThread()
{
    pthread_t thread{};
    const int refused = ::pthread_create(&thread, nullptr, nothing, nullptr);
    if (refused == 0)
        ::pthread_join(thread, nullptr);
    return refused;
}

} // namespace

/// What a thread of the pool does, from its beginning to its end. Qt hands over nothing but this, once.
class WorkerPool::Loop final : public QRunnable
{
public:
    explicit Loop(WorkerPool &pool)
        : m_pool(pool)
    {
        setAutoDelete(false);
    }
    void run() override { m_pool.work(); }

private:
    WorkerPool &m_pool;
};

WorkerPool::WorkerPool(int threads, std::stop_token outer)
    : m_forward(std::move(outer), [this] { stopFromOutside(); })
{
    m_threads.setMaxThreadCount(threads);
    for (int i = 0; i < threads; ++i)
        m_loops.push_back(std::make_unique<Loop>(*this));
}

WorkerPool::~WorkerPool()
{
    stopAll();
    {
        // Qt would wait as well, but behind locks that ThreadSanitizer does not see.
        std::unique_lock lock(m_jobsMutex);
        m_isEnding = true;
        m_jobsChanged.notify_all();
        m_jobsChanged.wait(lock, [this] { return m_present == 0; });
    }
    m_threads.waitForDone();
}

void WorkerPool::add(Job job)
{
    const std::lock_guard lock(m_jobsMutex);
    if (m_stop.stop_requested() || m_firstError)
        return;
    m_waiting.push_back(std::move(job));
    if (m_waiting.size() > static_cast<size_t>(m_idle) && m_started < m_loops.size())
        startLoop();
    m_jobsChanged.notify_all();
}

/// REQUIRES: m_jobsMutex is held.
void WorkerPool::startLoop()
{
    if (const int refused = askForThread(); refused != 0) {
        // With fewer threads it takes longer, and that is all.
        if (m_started > 0)
            return;
        m_waiting.clear();
        if (!m_firstError)
            m_firstError = Error{.code = ErrorCode::ThreadsMissing,
                                 .detail = QString::fromStdString(std::generic_category().message(refused))};
        return;
    }
    ++m_present;
    m_threads.start(m_loops[m_started++].get());
}

void WorkerPool::fail(Error error)
{
    {
        const std::lock_guard lock(m_jobsMutex);
        // After a stop, whatever fails does so because of it.
        if (!m_firstError && !m_isStopped && !error.isCancelled())
            m_firstError = std::move(error);
    }
    stopAll();
}

void WorkerPool::requestStop()
{
    stopFromOutside();
}

void WorkerPool::stopFromOutside()
{
    {
        const std::lock_guard lock(m_jobsMutex);
        m_isStopped = true;
    }
    stopAll();
}

void WorkerPool::stopAll()
{
    // Not under the lock: whoever waits for the token may have a lock of its own.
    m_stop.request_stop();
    const std::lock_guard lock(m_jobsMutex);
    m_waiting.clear();
    m_jobsChanged.notify_all();
}

void WorkerPool::work()
{
    std::unique_lock lock(m_jobsMutex);
    while (true) {
        ++m_idle;
        m_jobsChanged.wait(lock, [this] { return m_isEnding || !m_waiting.empty(); });
        --m_idle;
        if (m_waiting.empty())
            break;
        Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_running;
        lock.unlock();
        Result<> done = job(m_stop.get_token());
        // What the job holds is gone before anybody hears that it has ended.
        job = nullptr;
        if (!done)
            fail(std::move(done.error()));
        lock.lock();
        --m_running;
        m_jobsChanged.notify_all();
    }
    --m_present;
    m_jobsChanged.notify_all();
}

Result<> WorkerPool::wait()
{
    std::unique_lock lock(m_jobsMutex);
    m_jobsChanged.wait(lock, [this] { return hasEnded(); });
    if (m_firstError)
        return failure(*m_firstError);
    if (m_stop.stop_requested())
        return failure({.code = ErrorCode::Cancelled});
    return {};
}

} // namespace engine
