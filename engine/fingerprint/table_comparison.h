// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/fingerprint/row_difference.h"
#include "engine/fingerprint/two_sides.h"
#include "engine/pg/read_only_connection.h"

namespace engine::fingerprint {

/// Both databases, inside their snapshots, whose connections have the stop token of `both`. Borrows everything.
struct ComparedDatabases
{
    pg::ReadOnlyConnection &source;
    pg::ReadOnlyConnection &target;
    TwoSides &both;
    /// hashAlike() said so.
    bool hashAlike = true;
};

struct TableComparisonOptions
{
    const RowOptions &rows;
    /// How many rows that differ are kept with their values, in the order of their keys where they can be ordered.
    size_t keepRows = 100;
    /// Gets all of them; empty: nobody does.
    TakeRow take{};
};

/// Compares the rows of one table. Where its own code would run on a server, or the servers hash differently, all of it
/// is read by plain COPY; else only what differs leaves the servers. Errors: those of reading; Cancelled.
Result<TableDifference> compareTable(const ComparedDatabases &databases, const ComparedTable &table,
                                     const TableComparisonOptions &options, TableProgress &progress);

/// Of a table that one side alone has: its rows are counted.
Result<TableDifference> countTable(pg::ReadOnlyConnection &connection, const catalog::Schema &schema,
                                   const catalog::Object &table, bool isSource);

} // namespace engine::fingerprint
