// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/keys/project_key.h"

#include <cstdint>
#include <string_view>

namespace engine::anonymize {

struct Hash128
{
    uint64_t low = 0;
    uint64_t high = 0;
};

/// SipHash-2-4 (Aumasson, Bernstein): a keyed hash that is fast on short values, and from whose results nobody learns
/// the key or the value.
[[nodiscard]] uint64_t sipHash64(const HashKey &key, std::string_view bytes);
/// The variant with 128 bits.
[[nodiscard]] Hash128 sipHash128(const HashKey &key, std::string_view bytes);
/// SipHash-1-3 of the 16 bytes of `first` and `second`, least significant first: for the rounds of a network, of which
/// each value needs ten.
[[nodiscard]] uint64_t sipHash13(const HashKey &key, uint64_t first, uint64_t second);

} // namespace engine::anonymize
