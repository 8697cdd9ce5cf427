// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/known/mark_table.h"

namespace engine::anonymize {

namespace {

constexpr size_t firstSlots = size_t{1} << 12U;
/// Eight bits of the filter for each slot.
constexpr size_t filterBitsPerSlot = 8;

} // namespace

MarkTable::MarkTable()
    : m_slots(firstSlots)
    , m_filter(firstSlots * filterBitsPerSlot / 64)
    , m_filterMask(firstSlots * filterBitsPerSlot - 1)
{}

uint16_t MarkTable::findOrAdd(uint64_t hash, uint16_t mark, bool mayAdd)
{
    size_t slot = slotOf(hash);
    if (m_slots[slot] != 0)
        return static_cast<uint16_t>(m_slots[slot]);
    if (!mayAdd)
        return 0;
    if (m_count * 4 >= m_slots.size() * 3) {
        grow();
        slot = slotOf(hash);
    }
    put(slot, (hash & ~markBits) | mark);
    return 0;
}

void MarkTable::change(uint64_t hash, uint16_t mark)
{
    m_slots[slotOf(hash)] = (hash & ~markBits) | mark;
}

void MarkTable::put(size_t slot, uint64_t content)
{
    m_slots[slot] = content;
    ++m_count;
    const uint64_t bit = filterBit(content);
    m_filter[bit / 64] |= uint64_t{1} << (bit % 64);
}

void MarkTable::grow()
{
    std::vector<uint64_t> former(m_slots.size() * 2);
    former.swap(m_slots);
    m_filter.assign(m_slots.size() * filterBitsPerSlot / 64, 0);
    m_filterMask = m_slots.size() * filterBitsPerSlot - 1;
    m_count = 0;
    for (const uint64_t content : former) {
        if (content != 0)
            put(slotOf(content), content);
    }
}

} // namespace engine::anonymize
