// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QtGlobal>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace engine::transfer {

/// Bytes that a worker has made ready (compressed, encrypted) and that go into a file in one piece.
struct Block
{
    std::vector<std::byte> bytes{};
    /// How many they were before.
    qint64 rawBytes = 0;
};

/// Puts the blocks that many workers make at the same time into one file, in order, without holding much of it.
///
///     worker 1: lane 0  [0.0][0.1]····             file: [0.0][0.1][0.2] | [1.0] | [2.0][2.1] | …
///     worker 2: lane 1  [1.0]|          ->  wait
///     worker 3: lane 2  [2.0][2.1]····      here
///
/// Each worker has a lane (its Share::number). The blocks of a lane are in the order in which they were appended, and
/// all of lane 0 comes before the first of lane 1. Whoever is in the first lane that is not finished writes what there
/// is; the blocks of later lanes are held until then, all together about `mostUnwritten` bytes: beyond that append()
/// waits. The first lane never waits for others, so as long as lanes are begun in their order nobody waits for ever.
///
/// Any thread may call any method. A failure of the output, fail() and a stop let everybody go who waits. Owns the
/// blocks it holds; borrows the output.
class BlockAppender final
{
public:
    /// What the blocks go into. Called by one thread at a time, though not always by the same, and in order.
    class Output
    {
    public:
        Output() = default;
        Output(const Output &) = delete;
        Output &operator=(const Output &) = delete;
        virtual ~Output() = default;

        virtual Result<> write(size_t lane, const Block &block) = 0;
        /// Nothing more comes of this lane. Called for every lane, also one without a block.
        virtual Result<> endLane(size_t lane) = 0;
    };

    BlockAppender(Output &output, size_t mostUnwritten)
        : m_output(output)
        , m_mostUnwritten(mostUnwritten)
    {}
    BlockAppender(const BlockAppender &) = delete;
    BlockAppender &operator=(const BlockAppender &) = delete;

    /// Blocks while too much is not yet written. REQUIRES: one thread at a time for a lane, which is not finished.
    /// Errors: the output's, whoever met it; that of fail(); Cancelled.
    Result<> append(size_t lane, Block block, const std::stop_token &stop);
    /// The lane is complete. Writes what that sets free.
    Result<> finish(size_t lane, const std::stop_token &stop);
    /// Nothing is written any more: append() and finish() end with this error, those that wait too. Cancelled where
    /// somebody else tells the reason (a sink that is aborted).
    void fail(Error error);

    /// Whether the `lanes` lanes there were are all written. REQUIRES: no append() or finish() is under way.
    /// Errors: what stopped the writing; Internal when a lane is missing.
    [[nodiscard]] Result<> outcome(size_t lanes);

private:
    struct Lane
    {
        std::deque<Block> blocks{};
        bool isFinished = false;
    };
    using Lock = std::unique_lock<std::mutex>;

    [[nodiscard]] bool mayWrite(size_t lane) const { return lane == m_first && !m_isWriting; }
    [[nodiscard]] bool hasRoomFor(size_t bytes) const
    {
        return m_unwritten == 0 || m_unwritten + bytes <= m_mostUnwritten;
    }
    Result<> writeWhatIsNext(Lock &lock, const std::stop_token &stop);
    Result<bool> writeOne(Lock &lock);

    Output &m_output;
    const size_t m_mostUnwritten;
    std::mutex m_lanesMutex;
    std::condition_variable_any m_lanesChanged;
    std::map<size_t, Lane> m_lanes;
    /// The first lane that is not wholly written.
    size_t m_first = 0;
    size_t m_unwritten = 0;
    bool m_isWriting = false;
    std::optional<Error> m_error;
};

} // namespace engine::transfer
