// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/load_watch.h"

#include <chrono>

namespace engine::importing {

using namespace std::chrono_literals;

LoadWatch::LoadWatch(const PrivateDatabase &database, std::stop_token stop)
    : m_database(database)
    , m_forward(std::move(stop), [this] { m_stop.request_stop(); })
    , m_thread([this] { watch(); })
{}

LoadWatch::~LoadWatch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void LoadWatch::watch()
{
    const auto began = std::chrono::steady_clock::now();
    std::unique_lock lock(m_mutex);
    while (!m_changed.wait_for(lock, 500ms, [this] { return m_isOver; })) {
        lock.unlock();
        const bool isTooLarge = m_database.bytesOnDisk() > m_database.limits().diskBytes;
        const bool isTooLong = std::chrono::steady_clock::now() - began > m_database.limits().time;
        lock.lock();
        if (!isTooLarge && !isTooLong)
            continue;
        m_limit = isTooLarge ? Limit::Disk : Limit::Time;
        m_stop.request_stop();
        return;
    }
}

std::optional<Error> LoadWatch::reason(const QString &name) const
{
    constexpr qint64 mebibyte = qint64{1024} * 1024;
    const std::lock_guard lock(m_mutex);
    switch (m_limit) {
    case Limit::None:
        return std::nullopt;
    case Limit::Disk:
        return Error{.code = ErrorCode::FileTooLarge,
                     .subject = name,
                     .differences = {Tr::sentence("its contents take more than %1 MiB on the disk")
                                         .arg(m_database.limits().diskBytes / mebibyte)}};
    case Limit::Time:
        return Error{.code = ErrorCode::FileTooLarge,
                     .subject = name,
                     .differences = {Tr::sentence("its contents take more than %1 minutes to load")
                                         .arg(static_cast<qint64>(m_database.limits().time.count() / 60))}};
    }
    Q_UNREACHABLE();
}

} // namespace engine::importing
