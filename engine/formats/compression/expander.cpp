// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/expander.h"

#include <lz4frame.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

Error damaged(const char *reason)
{
    return {.code = ErrorCode::FileDamaged, .detail = u"it cannot be expanded: "_s + QString::fromLatin1(reason)};
}

class ZlibExpander final : public Expander
{
public:
    explicit ZlibExpander(int windowBits) { m_isReady = inflateInit2(&m_stream, windowBits) == Z_OK; }
    ~ZlibExpander() override { inflateEnd(&m_stream); }

    [[nodiscard]] bool isReady() const { return m_isReady; }

    Result<Step> expand(std::span<const std::byte> in, std::span<std::byte> out) override
    {
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<std::byte *>(in.data()));
        m_stream.avail_in = static_cast<uInt>(in.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(out.data());
        m_stream.avail_out = static_cast<uInt>(out.size());
        const int code = inflate(&m_stream, Z_NO_FLUSH);
        if (code == Z_MEM_ERROR)
            return failure({.code = ErrorCode::Internal, .detail = u"no memory to expand it"_s});
        if (code != Z_OK && code != Z_BUF_ERROR && code != Z_STREAM_END)
            return failure(damaged(m_stream.msg != nullptr ? m_stream.msg : "a dictionary is missing"));
        return Step{.consumed = in.size() - m_stream.avail_in,
                    .produced = out.size() - m_stream.avail_out,
                    .isStreamEnd = code == Z_STREAM_END};
    }
    Result<> restart() override
    {
        inflateReset(&m_stream);
        return {};
    }

private:
    z_stream m_stream{};
    bool m_isReady = false;
};

class Lz4Expander final : public Expander
{
public:
    Lz4Expander() { m_isReady = LZ4F_isError(LZ4F_createDecompressionContext(&m_context, LZ4F_VERSION)) == 0; }
    ~Lz4Expander() override { LZ4F_freeDecompressionContext(m_context); }

    [[nodiscard]] bool isReady() const { return m_isReady; }

    Result<Step> expand(std::span<const std::byte> in, std::span<std::byte> out) override
    {
        size_t consumed = in.size();
        size_t produced = out.size();
        const size_t code = LZ4F_decompress(m_context, out.data(), &produced, in.data(), &consumed, nullptr);
        if (LZ4F_isError(code) != 0)
            return failure(damaged(LZ4F_getErrorName(code)));
        return Step{.consumed = consumed, .produced = produced, .isStreamEnd = code == 0};
    }
    Result<> restart() override { return {}; }

private:
    LZ4F_dctx *m_context = nullptr;
    bool m_isReady = false;
};

class ZstdExpander final : public Expander
{
public:
    ZstdExpander()
        : m_context(ZSTD_createDCtx())
    {
        m_isReady = m_context != nullptr
                    && ZSTD_isError(ZSTD_DCtx_setParameter(m_context, ZSTD_d_windowLogMax, mostWindowLog)) == 0;
    }
    ~ZstdExpander() override { ZSTD_freeDCtx(m_context); }

    [[nodiscard]] bool isReady() const { return m_isReady; }

    Result<Step> expand(std::span<const std::byte> in, std::span<std::byte> out) override
    {
        ZSTD_inBuffer input{.src = in.data(), .size = in.size(), .pos = 0};
        ZSTD_outBuffer output{.dst = out.data(), .size = out.size(), .pos = 0};
        const size_t code = ZSTD_decompressStream(m_context, &output, &input);
        if (ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge)
            return failure({.code = ErrorCode::FormatUnsupported,
                            .detail = u"it needs a window of more than 128 MiB to be expanded"_s});
        if (ZSTD_isError(code) != 0)
            return failure(damaged(ZSTD_getErrorName(code)));
        return Step{.consumed = input.pos, .produced = output.pos, .isStreamEnd = code == 0};
    }
    Result<> restart() override { return {}; }

private:
    static constexpr int mostWindowLog = 27;

    ZSTD_DCtx *m_context;
    bool m_isReady = false;
};

template <typename Kind, typename... Values>
std::unique_ptr<Expander> ready(Values... values)
{
    auto expander = std::make_unique<Kind>(values...);
    return expander->isReady() ? std::move(expander) : nullptr;
}

} // namespace

std::unique_ptr<Expander> zlibExpander(Compression compression)
{
    // As zlib has it: negative is raw, 16 more is gzip.
    const int bits = compression == Compression::Deflate ? -15 : compression == Compression::Gzip ? 15 + 16 : 15;
    return ready<ZlibExpander>(bits);
}

std::unique_ptr<Expander> lz4Expander()
{
    return ready<Lz4Expander>();
}

std::unique_ptr<Expander> zstdExpander()
{
    return ready<ZstdExpander>();
}

} // namespace engine::formats
