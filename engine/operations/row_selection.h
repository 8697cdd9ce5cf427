// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/catalog/schema.h"
#include "engine/environments/table_groups.h"
#include "engine/pg/row_filter.h"

#include <QList>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace engine::operations {

/// Which rows a person wants. Patterns of tables are what TablePattern reads; a partitioned table stands for its
/// partitions.
struct RowChoice
{
    struct Condition
    {
        std::string table{};
        /// As pg::RowCondition reads it.
        std::string condition{};
    };

    /// Tables whose rows are copied, with the tables they refer to; empty: all.
    std::vector<std::string> tables{};
    /// Tables that stay empty.
    std::vector<std::string> excluded{};
    /// Tables of the target whose rows survive, instead of being copied.
    std::vector<std::string> kept{};
    /// What @name means in a pattern.
    environments::TableGroups groups{};
    std::vector<Condition> conditions{};
    /// `created_at >= 2026-01-01`, for every table that has this column.
    std::vector<std::string> since{};
    /// How much is chosen of each table that refers to no other sampled one; those that refer to it follow. Tables with
    /// fewer than a thousand rows stay whole: they are lists (cities, currencies), not what there is much of.
    double samplePercent = 100;
    /// False: rows that would lose the row they refer to are a problem, instead of being left out.
    bool dropsOrphans = true;

    /// Whether rows of the source may stay behind.
    [[nodiscard]] bool isChoice() const
    {
        return !tables.empty() || !excluded.empty() || !conditions.empty() || !since.empty() || samplePercent < 100;
    }
};

/// What a choice means for one schema.
struct RowSelection
{
    /// Tables that stay empty.
    std::set<pg::QualifiedName> excluded{};
    /// Of the tables with rows of their own: what is read of them. Those that are not named are read whole.
    std::map<pg::QualifiedName, pg::RowFilter> filters{};
    /// Those of them in which no row was chosen: what is not read of them lost the row it refers to.
    std::set<pg::QualifiedName> followers{};
    /// Tables that were not asked for and come along because others refer to them.
    std::set<pg::QualifiedName> pulledIn{};
    /// What each group that was used stands for.
    std::map<std::string, std::set<pg::QualifiedName>> groups{};
    /// Everything that cannot be done as asked.
    QList<Error> problems{};

    [[nodiscard]] pg::RowFilter filterOf(const pg::QualifiedName &table) const
    {
        const auto found = filters.find(table);
        return found == filters.end() ? pg::RowFilter() : found->second;
    }
};

/// Every foreign key between copied tables holds among the rows selected: pg::RowClosure says how.
/// `kept`: tables whose rows are not copied because those of the target survive; rows that refer to them are copied as
/// they are.
[[nodiscard]] RowSelection selectRows(const catalog::Schema &schema, const RowChoice &choice,
                                      const std::set<pg::QualifiedName> &kept = {});

} // namespace engine::operations
