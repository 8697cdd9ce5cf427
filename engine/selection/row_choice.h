// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/settings/table_groups.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine::selection {

/// Which rows a person wants. Patterns of tables are what TablePattern reads; a partitioned table stands for its
/// partitions.
struct RowChoice
{
    struct Condition
    {
        std::string table{};
        /// As pg::RowCondition reads it.
        std::string condition{};

        bool operator==(const Condition &) const = default;
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
    /// Whether any pattern is @name.
    [[nodiscard]] bool usesGroups() const;

    bool operator==(const RowChoice &) const = default;
};

/// A condition as it is written on a command line and in the window: `orders=status <> 'draft'`. What is behind the
/// sign is not looked into. Errors: FilterInvalid when there is no sign or no table before it.
[[nodiscard]] Result<RowChoice::Condition> readCondition(std::string_view given);

/// What no table could make a condition of: known before any server is asked. Errors: FilterInvalid.
Result<> checkCondition(const RowChoice::Condition &condition);

/// `created_at >= 2026-01-01`, taken apart.
struct SinceDate
{
    std::string column{};
    /// ">=" or ">".
    std::string comparison{};
    /// Without quotes; the server decides about everything but a day that no calendar has.
    std::string moment{};
};

/// Errors: SinceInvalid.
[[nodiscard]] Result<SinceDate> readSince(std::string_view given);

} // namespace engine::selection
