// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace tests {

/// Bytes in memory, read one after the other.
class MemoryReader final : public engine::ByteReader
{
public:
    explicit MemoryReader(std::string bytes)
        : m_bytes(std::move(bytes))
    {}

    engine::Result<size_t> read(std::span<std::byte> into) override
    {
        const size_t size = std::min(into.size(), m_bytes.size() - m_at);
        std::memcpy(into.data(), m_bytes.data() + m_at, size);
        m_at += size;
        return size;
    }

private:
    std::string m_bytes;
    size_t m_at = 0;
};

} // namespace tests
