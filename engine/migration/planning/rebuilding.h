// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/schema.h"
#include "engine/migration/planning/goal.h"
#include "engine/migration/planning/partitions.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace engine::migration {

using ColumnsByTable = std::map<catalog::ObjectKey, std::set<std::string>>;

/// What has to go for a while, or for good, before the rest of the target can be altered.
struct Rebuilding
{
    /// Dropped first, and made again where the goal has them.
    std::set<catalog::ObjectKey> dropped{};
    /// Tables that become partitioned, stop to be, or are so by another key, and those that are reordered: set aside,
    /// made anew, their rows moved over. Among `dropped` too.
    std::set<catalog::ObjectKey> remade{};
    /// Types that no ALTER brings there: renamed, made anew, their columns moved over, then dropped.
    std::set<catalog::ObjectKey> swapped{};
    /// Sequences that become identity columns' own, or stop to be: made anew with the value of the old one.
    std::set<catalog::ObjectKey> sequences{};
    /// Columns whose type changes.
    ColumnsByTable retyped{};
    /// Columns that are computed in another way: dropped and added.
    ColumnsByTable recomputed{};
    /// Columns whose default is taken off meanwhile.
    ColumnsByTable withoutDefault{};
    /// Domains whose default and checks are.
    std::set<catalog::ObjectKey> bareDomains{};
    /// Rows of partitions that belong into others, and partitions that go before those come.
    std::vector<PartitionMove> moves{};
    /// As RebuildingOptions has it.
    std::function<bool(const catalog::ObjectKey &)> mayGo{};

    [[nodiscard]] bool isIn(const ColumnsByTable &columns, const catalog::ObjectKey &table,
                            const std::string &column) const
    {
        const auto found = columns.find(table);
        return found != columns.end() && found->second.contains(column);
    }
};

struct RebuildingOptions
{
    /// Of the target.
    int serverMajor = 0;
    /// Tables are remade where only the order of columns differs.
    bool reordersColumns = false;
    /// Labels of enumerations that come are used at once.
    bool isOneTransaction = false;
    /// Whether something of the target alone, or a column of it, is dropped at the end and not held back.
    std::function<bool(const catalog::ObjectKey &)> mayGo{};
};

/// Follows what is replaced to what needs it, until nothing more comes.
[[nodiscard]] Rebuilding rebuildingFor(const catalog::Schema &from, const Goal &goal, const RebuildingOptions &options);

/// Whether columns of a table or attributes of a type that are in both would stand in another order when the new ones
/// are added behind them.
[[nodiscard]] bool hasOtherOrder(const catalog::Object &before, const catalog::Object &after);

/// Whether columns are the table's own, or only those of the tables above it, as ALTER leaves them.
struct ColumnOrigins
{
    /// Some are what the tables above it give, and are to stay when those let go of them: it leaves those, and comes
    /// back.
    bool isLetGo = false;
    /// Even so not all of them come from where they should: only making it anew does that.
    bool isOther = false;
};

[[nodiscard]] ColumnOrigins originsOf(const catalog::Object &before, const catalog::Object &after,
                                      const catalog::Schema &from, const catalog::Schema &to);

/// Whether another index of the same table looks the same and is attached to one of the table above: attaching the
/// table may take either.
[[nodiscard]] bool hasAttachedTwin(const catalog::Object &index, const catalog::Schema &schema);

/// Part of its parent's: no statement of its own.
[[nodiscard]] bool isInherited(const catalog::Object &part);

/// Moves a value from a column that kept its type while that type was made anew, or got another one; empty where it is
/// taken as it is.
[[nodiscard]] std::string castBetween(const catalog::Column &from, const catalog::Column &to,
                                      const Rebuilding &rebuilding);

/// What every step of a script looks at. Borrows all of it.
struct Context
{
    const catalog::Schema &from;
    const Goal &goal;
    const Rebuilding &rebuilding;
    const catalog::DdlOptions &options;

    /// Whether the script makes the object, new or again.
    [[nodiscard]] bool isMade(const catalog::ObjectKey &key) const
    {
        return from.find(key) == nullptr || rebuilding.dropped.contains(key) || rebuilding.swapped.contains(key)
               || rebuilding.sequences.contains(key);
    }
    [[nodiscard]] bool isChanged(const catalog::ObjectKey &key) const { return goal.changes.contains(key); }
    /// It is dropped in the end.
    [[nodiscard]] bool goes(const catalog::ObjectKey &key) const
    {
        return goal.kept.contains(key) && rebuilding.mayGo && rebuilding.mayGo(key);
    }
    [[nodiscard]] const std::vector<std::string> &keptColumns(const catalog::ObjectKey &key) const
    {
        static const std::vector<std::string> none;
        const auto found = goal.keptColumns.find(key);
        return found == goal.keptColumns.end() ? none : found->second;
    }
};

} // namespace engine::migration
