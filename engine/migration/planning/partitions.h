// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"
#include "engine/migration/planning/goal.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace engine::migration {

/// Rows of a partition that belong into others once those are there.
struct PartitionMove
{
    catalog::ObjectKey parent{};
    catalog::ObjectKey partition{};
    /// SQL that is true for the rows that move; empty: none does.
    std::string condition{};
    /// The partition is dropped in the end; else the rest of its rows stays.
    bool isLeaving = false;
};

/// What of a partitioned table's rows has to move when its partitions get other bounds, when one comes beside a default
/// partition, and when one takes the place of others, which may go. Tables of `remade` are filled by themselves.
[[nodiscard]] std::vector<PartitionMove> partitionMoves(const catalog::Schema &from, const Goal &goal,
                                                        const std::set<catalog::ObjectKey> &remade,
                                                        const std::function<bool(const catalog::ObjectKey &)> &goes);

} // namespace engine::migration
