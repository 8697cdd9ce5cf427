// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace engine::formats {

/// How bytes in a file are compressed: deflate bare (RFC 1951), in the wrapper of RFC 1950 (Zlib) or of RFC 1952
/// (Gzip).
enum class Compression { None, Deflate, Zlib, Gzip, Lz4, Zstd };

/// What is allowed to come out of compressed bytes that somebody else made.
struct ExpansionLimits
{
    /// A small file that becomes a huge one is a known attack: more than so many bytes for each that was read …
    qint64 mostRatio = 1000;
    /// … and beyond so many are refused.
    qint64 freely = qint64{64} * 1024 * 1024;
};

} // namespace engine::formats
