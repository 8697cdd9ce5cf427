// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/compression/compression.h"

#include <QString>

#include <memory>
#include <stop_token>

namespace engine::formats {

/// What `stored` holds, expanded while it is read; `stored` itself for None. Owns `stored`.
///
/// Deflate and Zlib are one stream; of Gzip, Lz4 and Zstd several may stand one behind the other. read() returns 0 only
/// when the last stream was complete and `stored` ended exactly there. Windows beyond 128 MiB are refused. read() ends
/// with Cancelled soon after a stop. Errors of read(): FileDamaged with the offset in `stored`, FileTooLarge,
/// FormatUnsupported; those of `stored`. Their subject is `name`.
[[nodiscard]] std::unique_ptr<ByteReader> expanded(std::unique_ptr<ByteReader> stored, Compression compression,
                                                   const QString &name, const ExpansionLimits &limits = {},
                                                   std::stop_token stop = {});

/// By the first bytes of a stream (4 of them suffice): Gzip, Lz4, Zstd or None. Zlib's two bytes say too little.
[[nodiscard]] Compression compressionOf(std::span<const std::byte> beginning);

} // namespace engine::formats
