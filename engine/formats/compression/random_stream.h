// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"

#include <algorithm>
#include <memory>

namespace engine::formats {

/// The bytes of a part of a file, one after the other. Shares the file, so that a member of it outlives who found it.
class RandomStream final : public ByteReader
{
public:
    /// From `begin` to before `end`. REQUIRES: 0 <= begin <= end <= size.
    RandomStream(std::shared_ptr<const RandomReader> file, qint64 begin, qint64 end)
        : m_file(std::move(file))
        , m_next(begin)
        , m_end(end)
    {}

    Result<size_t> read(std::span<std::byte> into) override
    {
        const auto count = static_cast<size_t>(std::min(static_cast<qint64>(into.size()), m_end - m_next));
        if (count == 0)
            return count;
        TRY_ASSIGN(const size_t got, m_file->readAt(m_next, into.first(count)));
        m_next += static_cast<qint64>(got);
        return got;
    }

private:
    std::shared_ptr<const RandomReader> m_file;
    qint64 m_next;
    qint64 m_end;
};

} // namespace engine::formats
