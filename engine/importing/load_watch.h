// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/importing/private_database.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace engine::importing {

/// Looks at a load while it goes on, and stops it when it takes more than it may, or when it is told to stop.
///
/// Borrows the database. Its thread ends with it.
class LoadWatch final
{
public:
    LoadWatch(const PrivateDatabase &database, std::stop_token stop);
    LoadWatch(const LoadWatch &) = delete;
    LoadWatch &operator=(const LoadWatch &) = delete;
    ~LoadWatch();

    /// For whatever is done for the load.
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }
    /// What stopped it, unless it was a person. `name`: of the file.
    [[nodiscard]] std::optional<Error> reason(const QString &name) const;

private:
    enum class Limit { None, Disk, Time };
    void watch();

    const PrivateDatabase &m_database;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_forward;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOver = false;
    Limit m_limit = Limit::None;
    std::thread m_thread;
};

} // namespace engine::importing
