// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dumping/entry_list.h"

#include <algorithm>
#include <set>

namespace engine::dumping {

using formats::Section;

EntryList::Handle EntryList::add(Section place, formats::Entry entry, Needs needs)
{
    m_pending.push_back({.entry = std::move(entry), .place = place, .needs = std::move(needs)});
    return m_pending.size() - 1;
}

EntryList::Handle EntryList::addOf(const catalog::ObjectKey &object, Section place, formats::Entry entry, Needs needs)
{
    const Handle handle = add(place, std::move(entry), std::move(needs));
    makes(object, handle);
    return handle;
}

std::optional<EntryList::Handle> EntryList::mainEntryOf(const catalog::ObjectKey &object) const
{
    const auto found = m_makers.find(object);
    return found == m_makers.end() ? std::nullopt : std::optional(found->second.front());
}

std::vector<formats::Entry> EntryList::finish()
{
    std::vector<Handle> order;
    order.reserve(m_pending.size());
    for (const Section place : {Section::PreData, Section::Data, Section::PostData}) {
        for (Handle handle = 0; handle < m_pending.size(); ++handle) {
            if (m_pending[handle].place == place)
                order.push_back(handle);
        }
    }
    std::vector<int> numbers(m_pending.size());
    for (size_t place = 0; place < order.size(); ++place)
        numbers[order[place]] = static_cast<int>(place) + 1;

    std::vector<formats::Entry> entries;
    entries.reserve(order.size());
    for (const Handle handle : order) {
        Pending &pending = m_pending[handle];
        const int number = numbers[handle];
        // In the order in which they were named: the first of rows is their table.
        std::set<int> seen;
        const auto need = [&](Handle other) {
            if (numbers[other] < number && seen.insert(numbers[other]).second)
                pending.entry.dependencies.push_back(numbers[other]);
        };
        std::ranges::for_each(pending.needs.entries, need);
        for (const catalog::ObjectKey &object : pending.needs.objects) {
            if (const auto found = m_makers.find(object); found != m_makers.end())
                std::ranges::for_each(found->second, need);
        }
        pending.entry.number = number;
        entries.push_back(std::move(pending.entry));
    }
    m_pending.clear();
    m_makers.clear();
    return entries;
}

} // namespace engine::dumping
