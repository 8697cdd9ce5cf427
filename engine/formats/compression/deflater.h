// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QtGlobal>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace engine::formats {

/// Compresses to raw deflate (RFC 1951) with ISA-L: no header, no checksum, no end.
///
/// After flush() what came out ends on a byte and refers to nothing before the last flush, so that what several made on
/// several threads can stand one behind the other in one stream, as pigz has it:
///
///     header | deflater 1, flushed | deflater 2, flushed | … | endOfDeflate | checksum
///
/// Owns its state of some 400 KiB; for one thread at a time.
class Deflater final
{
public:
    /// `level` 0 to 3, as ISA-L counts them.
    explicit Deflater(int level = defaultLevel);
    ~Deflater();
    Deflater(const Deflater &) = delete;
    Deflater &operator=(const Deflater &) = delete;

    /// COPY text of tests/bench, against zlib's level 6: 1 makes 1.16 of the size at 446 MB/s a core, 2 makes 1.14 at
    /// 407, 3 makes 1.10 at 315; zlib comes to some 40.
    static constexpr int defaultLevel = 3;

    /// Appends to `out` what is ready; the rest comes with a later call.
    Result<> add(std::span<const std::byte> raw, std::vector<std::byte> &out);
    /// Appends everything that was added to `out`, and begins anew.
    Result<> flush(std::vector<std::byte> &out);

private:
    struct State;

    Result<> run(std::span<const std::byte> raw, bool isFlush, std::vector<std::byte> &out);

    std::unique_ptr<State> m_state;
    qint64 m_sinceStart = 0;
};

/// An empty last block: ends a stream of deflate blocks that end on a byte.
inline constexpr std::byte endOfDeflate[] = {std::byte{0x03}, std::byte{0x00}};
/// RFC 1950: deflate, 32 KiB window, fast.
inline constexpr std::byte zlibHeader[] = {std::byte{0x78}, std::byte{0x01}};

/// The checksum at the end of a zlib stream, of which several threads each know that of their part.
class Adler32 final
{
public:
    void add(std::span<const std::byte> raw);
    /// As if the bytes of `next` had been added here.
    void join(const Adler32 &next);
    /// As it stands in the stream.
    [[nodiscard]] std::vector<std::byte> bytes() const;
    [[nodiscard]] uint32_t value() const { return m_value; }

private:
    uint32_t m_value = 1;
    qint64 m_length = 0;
};

} // namespace engine::formats
