// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/keys/project_key.h"

#include <array>
#include <cstdint>
#include <span>

namespace engine::anonymize {

/// The bits of a UUID that say its version and variant, as the two halves read from left to right.
inline constexpr uint64_t uuidKeptHigh = 0xF000;
inline constexpr uint64_t uuidKeptLow = 0xC000'0000'0000'0000;

/// Keyed permutations of values of one shape: every value has exactly one fake and no two have the same, so that what
/// was unique stays unique whatever the data. Feistel networks of ten rounds over SipHash. Immutable; any thread.
class Permutation final
{
public:
    explicit Permutation(const HashKey &key)
        : m_key(key)
    {}

    /// Permutes numbers of `symbols.size()` symbols in base `base` (each symbol is 0 to base-1), in place. Another
    /// `tweak` is another permutation. Of few symbols none is its own fake, in an even base: by chance a pin would be.
    /// REQUIRES: 2 <= base <= 36.
    void permute(std::span<uint8_t> symbols, unsigned base, uint64_t tweak) const;

    /// As permute() in base 10, but a number whose first digit is in `used` gets one whose first digit is not, and the
    /// other way round: so no value is its own fake, and numbers in use become numbers that nobody has.
    /// REQUIRES: `used` has exactly 5 different digits; digits is not empty.
    void exchange(std::span<uint8_t> digits, const std::array<uint8_t, 5> &used, uint64_t tweak) const;

    /// Permutes 128 bits, leaving those of `keptLow` and `keptHigh` as they are.
    void permuteBits(uint64_t &low, uint64_t &high, uint64_t keptLow, uint64_t keptHigh) const;

private:
    void permuteFew(std::span<uint8_t> symbols, unsigned base, uint64_t tweak) const;
    void permuteBlock(std::span<uint8_t> symbols, unsigned base, uint64_t tweak) const;
    void network(uint64_t &left, uint64_t leftSize, uint64_t &right, uint64_t rightSize, uint64_t tweak) const;

    HashKey m_key;
};

} // namespace engine::anonymize
