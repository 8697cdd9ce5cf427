// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/decision/column_groups.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace engine::anonymize {

namespace {

/// Disjoint sets of columns.
class Sets final
{
public:
    explicit Sets(size_t count)
        : m_parent(count)
    {
        std::iota(m_parent.begin(), m_parent.end(), size_t{0});
    }
    size_t root(size_t item)
    {
        while (m_parent[item] != item) {
            m_parent[item] = m_parent[m_parent[item]];
            item = m_parent[item];
        }
        return item;
    }
    void join(size_t left, size_t right) { m_parent[root(left)] = root(right); }

private:
    std::vector<size_t> m_parent;
};

using Places = std::map<ColumnName, size_t>;

void joinTo(Sets &sets, const Places &places, size_t item, const ColumnName &other)
{
    const auto found = places.find(other);
    if (found != places.end())
        sets.join(item, found->second);
}

/// Columns that refer to others come last, partitions behind their parents.
int rankOf(const TableShape &table, const ColumnMember &member)
{
    return (member.isReferencing ? 2 : 0) + (table.parent ? 1 : 0);
}

} // namespace

std::vector<ColumnGroup> columnGroups(const std::vector<TableShape> &tables)
{
    std::vector<ColumnMember> members;
    Places places;
    for (size_t table = 0; table < tables.size(); ++table) {
        for (size_t column = 0; column < tables[table].columns.size(); ++column) {
            places.emplace(ColumnName{tables[table].name, tables[table].columns[column].name}, members.size());
            const bool isReferencing = !tables[table].columns[column].references.empty();
            members.push_back({.table = table, .column = column, .isReferencing = isReferencing});
        }
    }
    Sets sets(members.size());
    for (size_t i = 0; i < members.size(); ++i) {
        const TableShape &table = tables[members[i].table];
        const ColumnShape &column = table.columns[members[i].column];
        for (const ColumnName &referenced : column.references)
            joinTo(sets, places, i, referenced);
        if (table.parent)
            joinTo(sets, places, i, ColumnName{*table.parent, column.name});
    }
    std::map<size_t, ColumnGroup> groups;
    for (size_t i = 0; i < members.size(); ++i)
        groups[sets.root(i)].members.push_back(members[i]);
    std::vector<ColumnGroup> result;
    result.reserve(groups.size());
    for (auto &[root, group] : groups) {
        std::stable_sort(group.members.begin(), group.members.end(),
                         [&tables](const ColumnMember &left, const ColumnMember &right) {
                             return rankOf(tables[left.table], left) < rankOf(tables[right.table], right);
                         });
        result.push_back(std::move(group));
    }
    return result;
}

} // namespace engine::anonymize
