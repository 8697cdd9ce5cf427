// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/known/seen_values.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace engine::anonymize {

namespace {

constexpr size_t places = size_t{1} << 16U;

} // namespace

bool SeenValues::wasSeen(std::string_view value, uint64_t kind)
{
    return note(XXH3_64bits_withSeed(value.data(), value.size(), kind));
}

bool SeenValues::wasSeen(std::string_view first, std::string_view second, uint64_t kind)
{
    const uint64_t ofFirst = XXH3_64bits_withSeed(first.data(), first.size(), kind);
    return note(XXH3_64bits_withSeed(second.data(), second.size(), ofFirst));
}

bool SeenValues::note(uint64_t hash)
{
    m_hashes.resize(places);
    uint64_t &place = m_hashes[hash % places];
    const bool isThere = place == hash && hash != 0;
    place = hash;
    return isThere;
}

} // namespace engine::anonymize
