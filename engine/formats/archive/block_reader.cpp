// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/archive/block_reader.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t bufferBytes = size_t{64} * 1024;

} // namespace

BlockReader::BlockReader(const RandomReader &file, qint64 offset, QString name, std::stop_token stop)
    : m_file(file)
    , m_name(std::move(name))
    , m_stop(std::move(stop))
    , m_position(offset)
    , m_buffer(bufferBytes)
{}

Error BlockReader::damaged(const QString &what) const
{
    return {.code = ErrorCode::FileDamaged, .subject = m_name, .detail = u"byte %1: %2"_s.arg(m_position).arg(what)};
}

Result<> BlockReader::take(std::span<std::byte> into)
{
    if (static_cast<qint64>(into.size()) > m_file.size() - m_position)
        return failure(damaged(u"the file ends in its data"_s));
    while (!into.empty()) {
        const qint64 ahead = m_position - m_bufferBegin;
        if (ahead < 0 || ahead >= static_cast<qint64>(m_buffered)) {
            if (m_stop.stop_requested())
                return failure({.code = ErrorCode::Cancelled});
            TRY_ASSIGN(m_buffered, m_file.readAt(m_position, m_buffer));
            m_bufferBegin = m_position;
            if (m_buffered == 0)
                return failure(damaged(u"the file ends in its data"_s));
            continue;
        }
        const size_t count = std::min(into.size(), m_buffered - static_cast<size_t>(ahead));
        std::memcpy(into.data(), m_buffer.data() + ahead, count);
        into = into.subspan(count);
        m_position += static_cast<qint64>(count);
    }
    return {};
}

Result<int> BlockReader::integer()
{
    std::array<std::byte, 5> bytes{};
    TRY(take(bytes));
    quint32 magnitude = 0;
    for (size_t i = 4; i > 0; --i)
        magnitude = magnitude << 8U | std::to_integer<quint32>(bytes[i]);
    const bool isNegative = bytes[0] == std::byte{1};
    constexpr quint32 most = 0x7FFFFFFF;
    if ((bytes[0] != std::byte{0} && !isNegative) || magnitude > most + (isNegative ? 1 : 0))
        return failure(damaged(u"a number that is none"_s));
    return static_cast<int>(isNegative ? 0U - magnitude : magnitude);
}

Result<std::pair<BlockKind, int>> BlockReader::begin()
{
    std::array<std::byte, 1> kind{};
    TRY(take(kind));
    if (kind[0] != std::byte{1} && kind[0] != std::byte{3})
        return failure(damaged(u"data of the kind %1"_s.arg(std::to_integer<int>(kind[0]))));
    TRY_ASSIGN(const int entry, integer());
    beginChunks();
    return std::pair(static_cast<BlockKind>(kind[0]), entry);
}

void BlockReader::beginChunks()
{
    m_leftInChunk = 0;
    m_hasEnded = false;
}

Result<bool> BlockReader::nextChunk()
{
    TRY_ASSIGN(const int length, integer());
    if (length < 0 || length > mostChunkBytes || length > m_file.size() - m_position)
        return failure(damaged(u"a piece of data of %1 bytes"_s.arg(length)));
    m_leftInChunk = length;
    m_hasEnded = length == 0;
    return !m_hasEnded;
}

Result<size_t> BlockReader::read(std::span<std::byte> into)
{
    size_t filled = 0;
    while (filled < into.size() && !m_hasEnded) {
        if (m_leftInChunk == 0) {
            TRY(nextChunk());
            continue;
        }
        const size_t count = std::min(into.size() - filled, static_cast<size_t>(m_leftInChunk));
        TRY(take(into.subspan(filled, count)));
        filled += count;
        m_leftInChunk -= static_cast<qint64>(count);
    }
    return filled;
}

Result<> BlockReader::skip()
{
    while (!m_hasEnded) {
        if (m_stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        m_position += std::exchange(m_leftInChunk, 0);
        TRY(nextChunk());
    }
    return {};
}

} // namespace engine::formats
