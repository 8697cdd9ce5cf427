// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/sql/identifier.h"
#include "engine/sql/row_condition.h"

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::sql {

/// Which rows of several tables stay, decided for all of them together: what RowFilter::keptBy() asks.
class RowPlaces
{
public:
    RowPlaces() = default;
    RowPlaces(const RowPlaces &) = delete;
    RowPlaces &operator=(const RowPlaces &) = delete;
    virtual ~RowPlaces() = default;

    /// A query of the places of the rows of one table that stay.
    [[nodiscard]] virtual std::string placesOfKept(size_t table) const = 0;
    /// Every table that is read by it.
    [[nodiscard]] virtual std::set<QualifiedName> tables() const = 0;
};

/// Which rows of a table are read: a condition that only the functions below can put together, from the names of the
/// catalog and from conditions that were understood. Cheap to copy; immutable.
class RowFilter final
{
public:
    /// Every row.
    RowFilter() = default;

    [[nodiscard]] static RowFilter condition(RowCondition condition);
    /// About `percent` of the rows, always the same ones, chosen by a hash of `key` (of the whole row when empty).
    [[nodiscard]] static RowFilter sample(double percent, std::vector<std::string> key);
    /// The rows that the closure keeps of its table `index`.
    [[nodiscard]] static RowFilter keptBy(std::shared_ptr<const RowPlaces> places, size_t index);
    /// Rows whose `column` is among the values of these columns.
    struct Values;
    [[nodiscard]] static RowFilter isAmong(std::string column, std::vector<Values> values);
    /// Rows that pass both.
    [[nodiscard]] static RowFilter both(const RowFilter &left, const RowFilter &right);

    [[nodiscard]] bool isAll() const { return m_node == nullptr; }
    /// The condition for the rows of `alias`; "TRUE" when every row passes.
    [[nodiscard]] std::string sql(std::string_view alias) const;
    /// The other tables that the condition asks.
    [[nodiscard]] std::set<QualifiedName> tables() const;

private:
    struct Node;
    explicit RowFilter(std::shared_ptr<const Node> node)
        : m_node(std::move(node))
    {}

    std::shared_ptr<const Node> m_node;
};

/// The values that a column has in the rows of `table` that pass.
struct RowFilter::Values
{
    QualifiedName table{};
    std::string column{};
    RowFilter filter{};
};

} // namespace engine::sql
