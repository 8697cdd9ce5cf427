// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/toc/toc_order.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

Error damaged(const QString &what)
{
    return {.code = ErrorCode::FileDamaged, .detail = what};
}

/// Kahn's: takes away what waits for nothing, until nothing is left or nothing can be taken.
bool hasCircle(const std::vector<Entry> &entries, const std::unordered_map<int, size_t> &indexes)
{
    std::vector<size_t> waitsFor(entries.size(), 0);
    std::vector<std::vector<size_t>> waiting(entries.size());
    for (size_t i = 0; i < entries.size(); ++i) {
        for (const int dependency : entries[i].dependencies) {
            waiting[indexes.at(dependency)].push_back(i);
            ++waitsFor[i];
        }
    }
    std::vector<size_t> free;
    for (size_t i = 0; i < entries.size(); ++i) {
        if (waitsFor[i] == 0)
            free.push_back(i);
    }
    size_t taken = 0;
    while (!free.empty()) {
        const size_t entry = free.back();
        free.pop_back();
        ++taken;
        for (const size_t other : waiting[entry]) {
            if (--waitsFor[other] == 0)
                free.push_back(other);
        }
    }
    return taken != entries.size();
}

} // namespace

Result<> checkOrder(std::vector<Entry> &entries)
{
    std::unordered_map<int, size_t> indexes;
    std::set<sql::QualifiedName> tables;
    for (size_t i = 0; i < entries.size(); ++i) {
        if (!indexes.emplace(entries[i].number, i).second)
            return failure(damaged(u"two entries have the number %1"_s.arg(entries[i].number)));
        const std::optional<sql::QualifiedName> table = tableOf(entries[i]);
        if (table && entries[i].hasData && !tables.insert(*table).second)
            return failure(damaged(u"two entries hold the rows of %1"_s.arg(text(table->displayed()))));
    }
    for (Entry &entry : entries)
        std::erase_if(entry.dependencies, [&](int number) { return !indexes.contains(number); });
    if (hasCircle(entries, indexes))
        return failure(damaged(u"entries depend on each other in a circle"_s));
    return {};
}

} // namespace engine::formats
