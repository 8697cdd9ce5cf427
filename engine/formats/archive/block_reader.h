// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/toc/toc.h"

#include <QString>

#include <stop_token>
#include <utility>
#include <vector>

namespace engine::formats {

/// Goes through the blocks of data of a custom archive: numbers, and chunks that end with one of no length. Borrows the
/// file. Errors: FileDamaged with the offset; those of the file; Cancelled.
class BlockReader final
{
public:
    BlockReader(const RandomReader &file, qint64 offset, QString name, std::stop_token stop);

    [[nodiscard]] qint64 position() const { return m_position; }
    [[nodiscard]] bool isAtEnd() const { return m_position == m_file.size(); }
    [[nodiscard]] Error damaged(const QString &what) const;

    Result<int> integer();
    /// A block begins here: its kind and the number of its entry.
    Result<std::pair<BlockKind, int>> begin();
    /// Of the chunks that begin here: as many bytes as there is room for, fewer only when they end, and 0 behind them.
    Result<size_t> read(std::span<std::byte> into);
    /// Over the rest of the chunks, without reading them.
    Result<> skip();
    /// Other chunks begin here.
    void beginChunks();

private:
    Result<> take(std::span<std::byte> into);
    Result<bool> nextChunk();

    const RandomReader &m_file;
    const QString m_name;
    std::stop_token m_stop;
    qint64 m_position;
    std::vector<std::byte> m_buffer;
    /// What the buffer holds of the file, and from where.
    size_t m_buffered = 0;
    qint64 m_bufferBegin = 0;
    qint64 m_leftInChunk = 0;
    bool m_hasEnded = false;
};

} // namespace engine::formats
