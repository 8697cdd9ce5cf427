// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"

#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::operations {

/// Rows that were made up for one table, and what they say.
struct SampledTable
{
    catalog::ObjectKey table{};
    long long rows = 0;
    /// By column: a digest of all its values.
    std::map<std::string, std::string> columns{};
};

struct SampledRows
{
    std::vector<SampledTable> tables{};
    /// For which no row was found that its constraints let in.
    std::vector<catalog::ObjectKey> without{};

    [[nodiscard]] long long rows() const;
};

/// Fills the tables of a structure that has no rows with some that fit its types, keys and checks, parents first. What
/// fits is tried out: values that its constraints name, and usual ones. Triggers do not fire where the session may say
/// so. Errors: only those that make the session unusable; Cancelled.
Result<SampledRows> makeSampleRows(pg::Connection &session, const catalog::Schema &schema, const std::stop_token &stop);

/// What the rows of a table say now, of these columns; `withPartitions`: and those of its partitions.
Result<SampledTable> lookAtRows(pg::Connection &session, const catalog::ObjectKey &table,
                                const std::vector<std::string> &columns, bool withPartitions = false);

} // namespace engine::operations
