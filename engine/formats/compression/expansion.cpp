// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/expansion.h"

#include "engine/formats/compression/expanding_reader.h"

#include <algorithm>

namespace engine::formats {

std::unique_ptr<ByteReader> expanded(std::unique_ptr<ByteReader> stored, Compression compression, const QString &name,
                                     const ExpansionLimits &limits, std::stop_token stop)
{
    std::unique_ptr<Expander> expander;
    switch (compression) {
    case Compression::None:
        return stored;
    case Compression::Deflate:
    case Compression::Zlib:
    case Compression::Gzip:
        expander = zlibExpander(compression);
        break;
    case Compression::Lz4:
        expander = lz4Expander();
        break;
    case Compression::Zstd:
        expander = zstdExpander();
        break;
    }
    const bool mayBeSeveral = compression != Compression::Zlib && compression != Compression::Deflate;
    return std::make_unique<ExpandingReader>(
        std::move(stored), std::move(expander),
        ExpandingReader::Rules{.mayBeSeveral = mayBeSeveral, .limits = limits, .name = name}, std::move(stop));
}

Compression compressionOf(std::span<const std::byte> beginning)
{
    const auto startsWith = [beginning](std::initializer_list<int> bytes) {
        return beginning.size() >= bytes.size()
               && std::ranges::equal(bytes, beginning.first(bytes.size()), {}, {},
                                     [](std::byte b) { return std::to_integer<int>(b); });
    };
    if (startsWith({0x1F, 0x8B, 0x08}))
        return Compression::Gzip;
    if (startsWith({0x04, 0x22, 0x4D, 0x18}))
        return Compression::Lz4;
    if (startsWith({0x28, 0xB5, 0x2F, 0xFD}))
        return Compression::Zstd;
    return Compression::None;
}

} // namespace engine::formats
