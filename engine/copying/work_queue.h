// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>

namespace engine::copying {

/// What is left to do, for several workers: the most urgent kind first, the heaviest of a kind first.
///
/// A task may add tasks while it runs (the indexes of a table whose rows have arrived). The first failure stops every
/// worker through stopToken(); later failures are its consequences and are dropped. Any thread may call any method.
template <typename Worker>
class WorkQueue final
{
public:
    /// Earlier kinds first.
    enum class Urgency { Rows, Verification, Index, Statistics };
    using Task = std::function<Result<>(Worker &)>;

    explicit WorkQueue(std::stop_token outer)
        : m_forward(std::move(outer), [this] { stopAll(); })
    {}

    [[nodiscard]] std::stop_token stopToken() const { return m_stop.get_token(); }

    void add(Urgency urgency, long long weight, Task task)
    {
        const std::lock_guard lock(m_tasksMutex);
        m_tasks.insert({urgency, weight, m_nextNumber++, std::move(task)});
        m_tasksChanged.notify_one();
    }

    /// Tasks that wait and tasks that run, the caller's own among them.
    [[nodiscard]] int unfinished()
    {
        const std::lock_guard lock(m_tasksMutex);
        return static_cast<int>(m_tasks.size()) + m_running;
    }

    /// Runs tasks on the calling thread until none is left and none is running elsewhere, or one has failed.
    void work(Worker &worker)
    {
        while (std::optional<Task> task = take()) {
            Result<> done = (*task)(worker);
            const std::lock_guard lock(m_tasksMutex);
            --m_running;
            if (!done && !m_firstError)
                m_firstError = std::move(done.error());
            if (m_firstError)
                m_stop.request_stop();
            m_tasksChanged.notify_all();
        }
    }

    /// For a worker that cannot even start.
    void fail(Error error)
    {
        const std::lock_guard lock(m_tasksMutex);
        if (!m_firstError)
            m_firstError = std::move(error);
        m_stop.request_stop();
        m_tasksChanged.notify_all();
    }

    /// REQUIRES: no worker is running any more.
    [[nodiscard]] Result<> outcome() const
    {
        if (m_firstError)
            return failure(*m_firstError);
        if (m_stop.stop_requested() || !m_tasks.empty())
            return failure({.code = ErrorCode::Cancelled});
        return {};
    }

private:
    struct Entry
    {
        Urgency urgency;
        long long weight;
        long long number;
        Task task;

        bool operator<(const Entry &other) const
        {
            if (urgency != other.urgency)
                return urgency < other.urgency;
            return weight != other.weight ? weight > other.weight : number < other.number;
        }
    };

    std::optional<Task> take()
    {
        std::unique_lock lock(m_tasksMutex);
        m_tasksChanged.wait(lock, [this] { return !m_tasks.empty() || m_running == 0 || m_stop.stop_requested(); });
        if (m_stop.stop_requested() || m_tasks.empty())
            return std::nullopt;
        ++m_running;
        return std::move(m_tasks.extract(m_tasks.begin()).value().task);
    }

    void stopAll()
    {
        const std::lock_guard lock(m_tasksMutex);
        m_stop.request_stop();
        m_tasksChanged.notify_all();
    }

    std::mutex m_tasksMutex;
    std::condition_variable m_tasksChanged;
    std::set<Entry> m_tasks;
    long long m_nextNumber = 0;
    int m_running = 0;
    std::optional<Error> m_firstError;
    std::stop_source m_stop;
    // Last: its callback uses what is above, and its destructor waits for a call that is under way.
    std::stop_callback<std::function<void()>> m_forward;
};

} // namespace engine::copying
