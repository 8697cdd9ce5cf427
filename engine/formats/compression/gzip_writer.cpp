// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/gzip_writer.h"

#include <zlib.h>

#include <algorithm>
#include <utility>

namespace engine::formats {

namespace {

constexpr size_t stepBytes = size_t{1024} * 1024;
constexpr size_t blockBytes = size_t{256} * 1024;
/// Deflate; no flags, no time; fast; made on any system.
constexpr unsigned char header[] = {0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 4, 255};

void appendLittleEndian(uint32_t number, std::vector<std::byte> &out)
{
    for (int i = 0; i < 4; ++i, number >>= 8U)
        out.push_back(static_cast<std::byte>(number));
}

} // namespace

GzipWriter::GzipWriter(std::unique_ptr<ByteWriter> output, int level)
    : m_output(std::move(output))
    , m_deflater(level)
{
    const std::span<const std::byte> bytes = std::as_bytes(std::span(header));
    m_ready.assign(bytes.begin(), bytes.end());
}

Result<> GzipWriter::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const std::span<const std::byte> step = bytes.first(std::min(bytes.size(), stepBytes));
        m_checksum = static_cast<uint32_t>(
            crc32(m_checksum, reinterpret_cast<const Bytef *>(step.data()), static_cast<uInt>(step.size())));
        m_length += static_cast<uint32_t>(step.size());
        TRY(m_deflater.add(step, m_ready));
        if (m_ready.size() >= blockBytes)
            TRY(handOver());
        bytes = bytes.subspan(step.size());
    }
    return {};
}

Result<> GzipWriter::handOver()
{
    TRY(m_output->write(m_ready));
    m_ready.clear();
    return {};
}

Result<> GzipWriter::finish()
{
    TRY(m_deflater.flush(m_ready));
    m_ready.insert(m_ready.end(), std::begin(endOfDeflate), std::end(endOfDeflate));
    appendLittleEndian(m_checksum, m_ready);
    appendLittleEndian(m_length, m_ready);
    TRY(handOver());
    TRY(m_output->finish());
    m_isOver = true;
    return {};
}

void GzipWriter::abort() noexcept
{
    if (!std::exchange(m_isOver, true))
        m_output->abort();
}

} // namespace engine::formats
