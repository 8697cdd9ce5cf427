// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/deflater.h"

#include <isa-l/igzip_lib.h>
#include <zlib.h>

#include <algorithm>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t outputStep = size_t{64} * 1024;
/// ISA-L counts what went through in 32 bits. It is begun anew long before they are full.
constexpr qint64 mostWithoutRestart = qint64{256} * 1024 * 1024;
constexpr size_t mostAtOnce = size_t{64} * 1024 * 1024;

size_t levelBufferSize(int level)
{
    switch (level) {
    case 0:
        return 0;
    case 1:
        return ISAL_DEF_LVL1_DEFAULT;
    case 2:
        return ISAL_DEF_LVL2_DEFAULT;
    default:
        return ISAL_DEF_LVL3_DEFAULT;
    }
}

} // namespace

struct Deflater::State
{
    isal_zstream stream{};
    std::vector<uint8_t> levelBuffer{};
};

Deflater::Deflater(int level)
    : m_state(std::make_unique<State>())
{
    m_state->levelBuffer.resize(levelBufferSize(level));
    isal_zstream &stream = m_state->stream;
    isal_deflate_init(&stream);
    stream.level = static_cast<uint32_t>(level);
    stream.level_buf = m_state->levelBuffer.data();
    stream.level_buf_size = static_cast<uint32_t>(m_state->levelBuffer.size());
    stream.gzip_flag = IGZIP_DEFLATE;
}

Deflater::~Deflater() = default;

Result<> Deflater::add(std::span<const std::byte> raw, std::vector<std::byte> &out)
{
    while (!raw.empty()) {
        const std::span<const std::byte> part = raw.first(std::min(raw.size(), mostAtOnce));
        TRY(run(part, false, out));
        m_sinceStart += static_cast<qint64>(part.size());
        if (m_sinceStart >= mostWithoutRestart)
            TRY(flush(out));
        raw = raw.subspan(part.size());
    }
    return {};
}

Result<> Deflater::flush(std::vector<std::byte> &out)
{
    TRY(run({}, true, out));
    isal_deflate_reset(&m_state->stream);
    m_sinceStart = 0;
    return {};
}

Result<> Deflater::run(std::span<const std::byte> raw, bool isFlush, std::vector<std::byte> &out)
{
    isal_zstream &stream = m_state->stream;
    // ISA-L reads only; its header is older than const.
    stream.next_in = reinterpret_cast<uint8_t *>(const_cast<std::byte *>(raw.data()));
    stream.avail_in = static_cast<uint32_t>(raw.size());
    stream.flush = isFlush ? FULL_FLUSH : NO_FLUSH;
    do {
        const size_t before = out.size();
        out.resize(before + outputStep);
        stream.next_out = reinterpret_cast<uint8_t *>(out.data() + before);
        stream.avail_out = outputStep;
        const int code = isal_deflate(&stream);
        out.resize(out.size() - stream.avail_out);
        if (code != COMP_OK)
            return failure({.code = ErrorCode::Internal, .detail = u"isal_deflate returned %1"_s.arg(code)});
    } while (stream.avail_out == 0 || stream.avail_in > 0);
    return {};
}

void Adler32::add(std::span<const std::byte> raw)
{
    m_value = isal_adler32(m_value, reinterpret_cast<const unsigned char *>(raw.data()), raw.size());
    m_length += static_cast<qint64>(raw.size());
}

void Adler32::join(const Adler32 &next)
{
    m_value = static_cast<uint32_t>(adler32_combine(m_value, next.m_value, next.m_length));
    m_length += next.m_length;
}

std::vector<std::byte> Adler32::bytes() const
{
    return {static_cast<std::byte>(m_value >> 24U), static_cast<std::byte>(m_value >> 16U),
            static_cast<std::byte>(m_value >> 8U), static_cast<std::byte>(m_value)};
}

} // namespace engine::formats
