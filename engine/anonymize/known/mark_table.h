// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace engine::anonymize {

/// Marks of 16 bits, by the hash of what they are about: 8 bytes for each, so that a look costs one line of memory.
///
/// Of a hash the upper 48 bits are kept: two words of the same 48 are one. Filled by one thread, then read by any
/// number.
class MarkTable final
{
public:
    MarkTable();

    /// 0 when there is none.
    [[nodiscard]] uint16_t find(uint64_t hash) const
    {
        const uint64_t bit = filterBit(hash);
        if ((m_filter[bit / 64] >> (bit % 64) & 1U) == 0)
            return 0;
        return static_cast<uint16_t>(m_slots[slotOf(hash)]);
    }

    /// What is there already; where nothing is and `mayAdd`, `mark` is from now on. REQUIRES: `mark` is not 0.
    uint16_t findOrAdd(uint64_t hash, uint16_t mark, bool mayAdd);
    /// REQUIRES: there is one already, and `mark` is not 0.
    void change(uint64_t hash, uint16_t mark);

    [[nodiscard]] size_t count() const { return m_count; }

private:
    static constexpr uint64_t markBits = 0xFFFF;

    [[nodiscard]] uint64_t filterBit(uint64_t hash) const { return (hash >> 38U) & m_filterMask; }
    /// Where its mark is, or the empty place where it would be.
    [[nodiscard]] size_t slotOf(uint64_t hash) const
    {
        const size_t mask = m_slots.size() - 1;
        size_t slot = (hash >> 16U) & mask;
        while (m_slots[slot] != 0 && ((m_slots[slot] ^ hash) & ~markBits) != 0)
            slot = (slot + 1) & mask;
        return slot;
    }
    void put(size_t slot, uint64_t content);
    void grow();

    /// The upper bits of a hash, and in the lower ones its mark.
    std::vector<uint64_t> m_slots;
    /// One bit for most hashes that could be there: nearly all words of a text end here, in memory that is near.
    std::vector<uint64_t> m_filter;
    uint64_t m_filterMask = 0;
    size_t m_count = 0;
};

} // namespace engine::anonymize
