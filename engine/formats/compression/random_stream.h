// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/file_reader.h"

#include <memory>

namespace engine::formats {

/// The bytes of a part of a file, one after the other. Shares the file, so that a member of it outlives who found it.
class RandomStream final : public ByteReader
{
public:
    /// From `begin` to before `end`. REQUIRES: 0 <= begin <= end.
    RandomStream(std::shared_ptr<const RandomReader> file, qint64 begin, qint64 end)
        : m_file(std::move(file))
        , m_range(*m_file, begin, end)
    {}

    Result<size_t> read(std::span<std::byte> into) override { return m_range.read(into); }

private:
    std::shared_ptr<const RandomReader> m_file;
    RangeReader m_range;
};

} // namespace engine::formats
