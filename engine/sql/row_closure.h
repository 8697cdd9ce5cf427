// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/sql/key_soundness.h"
#include "engine/sql/row_filter.h"

#include <set>
#include <string>
#include <vector>

namespace engine::sql {

/// Tables that are bound by foreign keys, rows chosen in some of them, and what follows from the choice:
///
/// - of a table with a choice: the rows chosen, and those that kept rows of other tables with a choice refer to;
/// - of a table without one: the rows that rows kept for their own sake refer to, over any number of steps, and those
///   whose every reference is null or leads to a row that is kept.
///
/// So every foreign key between the tables holds among what is kept. References may go in circles.
class RowClosure final : public RowPlaces
{
public:
    struct Table
    {
        QualifiedName name{};
        /// Its rows are those of its partitions; of any other table, only its own are read.
        bool isPartitioned = false;
        /// Nothing was chosen here when it is all.
        RowFilter choice{};
        /// Rows that break one of these are not kept, whatever was chosen.
        std::vector<KeySoundness> sound{};
    };
    /// A foreign key; tables by index.
    struct Reference
    {
        size_t child = 0;
        std::vector<std::string> columns{};
        size_t parent = 0;
        std::vector<std::string> parentColumns{};

        bool operator==(const Reference &) const = default;
    };

    RowClosure(std::vector<Table> tables, std::vector<Reference> references);

    /// False when every row of the table is kept.
    [[nodiscard]] bool narrows(size_t table) const { return m_kept[table] != Kept::All; }
    /// True when the rows kept are those of the table's own choice, no more and no less.
    [[nodiscard]] bool isOwnChoice(size_t table) const { return m_kept[table] == Kept::Choice; }
    /// A query for the places of the rows kept of `table`: sosie_part (the OID of the table itself, which may be a
    /// partition) and sosie_place (their ctid).
    [[nodiscard]] std::string placesOfKept(size_t table) const override;
    /// Those of the tables that such a query asks.
    [[nodiscard]] std::set<QualifiedName> tables() const override;

private:
    enum class Kept { All, Choice, Closure };

    void findCircles();
    void visit(size_t table);
    void decideWhatIsPulled();
    void decideWhatIsKept();
    [[nodiscard]] bool isCircular(const std::vector<size_t> &circle) const;
    [[nodiscard]] bool inOneCircle(size_t left, size_t right) const { return m_circleOf[left] == m_circleOf[right]; }

    [[nodiscard]] std::string pulledQueries(const std::vector<size_t> &circle) const;
    [[nodiscard]] std::string keptQueries(const std::vector<size_t> &circle) const;
    [[nodiscard]] std::string pulledFromOutside(size_t table) const;
    [[nodiscard]] std::string hasKeptParents(size_t table) const;
    [[nodiscard]] std::string steps(const std::vector<size_t> &circle, bool toParents) const;
    [[nodiscard]] std::string rowsOf(size_t table) const;
    [[nodiscard]] std::string keyColumns(size_t table) const;

    std::vector<Table> m_tables;
    std::vector<Reference> m_references;
    /// Tables that refer to each other in a circle together, and after all that they refer to.
    std::vector<std::vector<size_t>> m_circles;
    std::vector<size_t> m_circleOf;
    std::vector<bool> m_isPulled;
    std::vector<Kept> m_kept;
    /// For the search for circles.
    struct Visit
    {
        size_t order = 0;
        size_t lowest = 0;
        bool isOpen = false;
    };
    std::vector<Visit> m_visits;
    std::vector<size_t> m_open;
    size_t m_visited = 0;
};

} // namespace engine::sql
