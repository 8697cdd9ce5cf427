// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/stream/stream_digest.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdio>

namespace engine::stream {

void StreamDigest::Sum::add(const Sum &other)
{
    low += other.low;
    high += other.high + (low < other.low ? 1U : 0U);
    rows += other.rows;
}

std::string StreamDigest::Sum::hex() const
{
    std::array<char, 33> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx", static_cast<unsigned long long>(high),
                  static_cast<unsigned long long>(low));
    return digits.data();
}

const StreamDigest::Sum &StreamDigest::sumOf(RowFormat format) const
{
    return format == RowFormat::Text ? m_text : m_binary;
}

void StreamDigest::add(const RowBatch &batch)
{
    Sum sum{.rows = static_cast<long long>(batch.rowCount())};
    for (size_t i = 0; i < batch.rowCount(); ++i) {
        const std::string_view row = batch.row(i);
        const XXH128_hash_t hash = XXH3_128bits(row.data(), row.size());
        sum.low += hash.low64;
        sum.high += hash.high64 + (sum.low < hash.low64 ? 1U : 0U);
    }
    (batch.format == RowFormat::Text ? m_text : m_binary).add(sum);
}

void StreamDigest::add(const StreamDigest &other)
{
    m_text.add(other.m_text);
    m_binary.add(other.m_binary);
}

long long StreamDigest::rows() const
{
    return m_text.rows + m_binary.rows;
}

std::string StreamDigest::hex() const
{
    Sum both = m_text;
    both.add(m_binary);
    return both.hex();
}

std::optional<RowDigest> StreamDigest::inFormat(RowFormat format) const
{
    const Sum &other = sumOf(format == RowFormat::Text ? RowFormat::Binary : RowFormat::Text);
    if (other.rows != 0)
        return std::nullopt;
    return RowDigest{.format = format, .hex = sumOf(format).hex(), .rows = sumOf(format).rows};
}

} // namespace engine::stream
