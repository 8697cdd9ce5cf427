// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"

#include <QString>

#include <memory>
#include <stop_token>

namespace engine::formats {

/// How bytes in a file are compressed. Zlib is deflate in the wrapper of RFC 1950, Gzip in that of RFC 1952.
enum class Compression { None, Zlib, Gzip, Lz4, Zstd };

/// What is allowed to come out of compressed bytes that somebody else made.
struct ExpansionLimits
{
    /// A small file that becomes a huge one is a known attack: more than so many bytes for each that was read …
    qint64 mostRatio = 1000;
    /// … and beyond so many are refused.
    qint64 freely = qint64{64} * 1024 * 1024;
};

/// What `stored` holds, expanded while it is read; `stored` itself for None. Owns `stored`.
///
/// Zlib is one stream; of Gzip, Lz4 and Zstd several may stand one behind the other. read() returns 0 only when the
/// last stream was complete and `stored` ended exactly there. Windows beyond 128 MiB are refused. read() ends with
/// Cancelled soon after a stop. Errors of read(): FileDamaged with the offset in `stored`, FileTooLarge,
/// FormatUnsupported; those of `stored`. Their subject is `name`.
[[nodiscard]] std::unique_ptr<ByteReader> expanded(std::unique_ptr<ByteReader> stored, Compression compression,
                                                   const QString &name, const ExpansionLimits &limits = {},
                                                   std::stop_token stop = {});

/// By the first bytes of a stream (4 of them suffice): Gzip, Lz4, Zstd or None. Zlib's two bytes say too little.
[[nodiscard]] Compression compressionOf(std::span<const std::byte> beginning);

} // namespace engine::formats
