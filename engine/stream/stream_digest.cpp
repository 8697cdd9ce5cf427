// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/stream/stream_digest.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdio>

namespace engine::stream {

void StreamDigest::add(const RowBatch &batch)
{
    for (size_t i = 0; i < batch.rowCount(); ++i) {
        const std::string_view row = batch.row(i);
        const XXH128_hash_t hash = XXH3_128bits(row.data(), row.size());
        m_low += hash.low64;
        m_high += hash.high64 + (m_low < hash.low64 ? 1U : 0U);
    }
    m_rows += static_cast<long long>(batch.rowCount());
}

void StreamDigest::add(const StreamDigest &other)
{
    m_low += other.m_low;
    m_high += other.m_high + (m_low < other.m_low ? 1U : 0U);
    m_rows += other.m_rows;
}

std::string StreamDigest::hex() const
{
    std::array<char, 33> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx", static_cast<unsigned long long>(m_high),
                  static_cast<unsigned long long>(m_low));
    return digits.data();
}

} // namespace engine::stream
