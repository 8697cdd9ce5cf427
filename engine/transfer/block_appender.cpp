// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/transfer/block_appender.h"

#include <utility>

namespace engine::transfer {

using namespace Qt::StringLiterals;

Result<> BlockAppender::append(size_t lane, Block block, const std::stop_token &stop)
{
    const size_t bytes = block.bytes.size();
    Lock lock(m_lanesMutex);
    m_lanesChanged.wait(lock, stop, [&] { return m_error || mayWrite(lane) || hasRoomFor(bytes); });
    if (m_error)
        return failure(*m_error);
    if (stop.stop_requested())
        return failure({.code = ErrorCode::Cancelled});
    m_unwritten += bytes;
    m_lanes[lane].blocks.push_back(std::move(block));
    return mayWrite(lane) ? writeWhatIsNext(lock, stop) : Result<>();
}

Result<> BlockAppender::finish(size_t lane, const std::stop_token &stop)
{
    Lock lock(m_lanesMutex);
    if (m_error)
        return failure(*m_error);
    m_lanes[lane].isFinished = true;
    return mayWrite(lane) ? writeWhatIsNext(lock, stop) : Result<>();
}

/// Goes on as long as others bring what is next: while one writes, they need not wait.
Result<> BlockAppender::writeWhatIsNext(Lock &lock, const std::stop_token &stop)
{
    m_isWriting = true;
    Result<bool> wrote = true;
    while (wrote && *wrote && !m_error && !stop.stop_requested())
        wrote = writeOne(lock);
    m_isWriting = false;
    if (!wrote && !m_error)
        m_error = wrote.error();
    m_lanesChanged.notify_all();
    if (m_error)
        return failure(*m_error);
    if (stop.stop_requested())
        return failure({.code = ErrorCode::Cancelled});
    return {};
}

/// False when what is next is not here yet. The lock is given back while the output is at work.
Result<bool> BlockAppender::writeOne(Lock &lock)
{
    const auto lane = m_lanes.find(m_first);
    if (lane == m_lanes.end() || (lane->second.blocks.empty() && !lane->second.isFinished))
        return false;
    if (lane->second.blocks.empty()) {
        m_lanes.erase(lane);
        lock.unlock();
        const Result<> ended = m_output.endLane(m_first);
        lock.lock();
        TRY(ended);
        ++m_first;
        m_lanesChanged.notify_all();
        return true;
    }
    const Block block = std::move(lane->second.blocks.front());
    lane->second.blocks.pop_front();
    lock.unlock();
    const Result<> written = m_output.write(m_first, block);
    lock.lock();
    TRY(written);
    m_unwritten -= block.bytes.size();
    m_lanesChanged.notify_all();
    return true;
}

void BlockAppender::fail(Error error)
{
    const std::lock_guard lock(m_lanesMutex);
    if (!m_error)
        m_error = std::move(error);
    m_lanesChanged.notify_all();
}

Result<> BlockAppender::outcome(size_t lanes)
{
    const std::lock_guard lock(m_lanesMutex);
    if (m_error)
        return failure(*m_error);
    if (m_first != lanes || !m_lanes.empty())
        return failure(
            {.code = ErrorCode::Internal, .detail = u"%1 of %2 shares are written"_s.arg(m_first).arg(lanes)});
    return {};
}

} // namespace engine::transfer
