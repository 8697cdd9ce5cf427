// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/compression/deflater.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace engine::formats {

/// Hands what it is given on to another writer as one gzip file (RFC 1952): without a name and without a time, so that
/// the same bytes make the same file. Owns the other writer.
class GzipWriter final : public ByteWriter
{
public:
    explicit GzipWriter(std::unique_ptr<ByteWriter> output, int level = Deflater::defaultLevel);
    ~GzipWriter() override { abort(); }

    Result<> write(std::span<const std::byte> bytes) override;
    Result<> finish() override;
    void abort() noexcept override;

private:
    Result<> handOver();

    std::unique_ptr<ByteWriter> m_output;
    Deflater m_deflater;
    std::vector<std::byte> m_ready;
    uint32_t m_checksum = 0;
    uint32_t m_length = 0;
    bool m_isOver = false;
};

} // namespace engine::formats
