// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/renames.h"
#include "engine/operations/sample_rows.h"

#include <optional>
#include <string>
#include <vector>

namespace engine::operations {

/// What became of rows that were made up.
struct RowsSeen
{
    long long kept = 0;
    /// What of them is not as it was.
    std::optional<Sentence> wrong{};
};

/// What a table or a column is called once the names are changed.
[[nodiscard]] catalog::ObjectKey nameAfter(catalog::ObjectKey key, const std::vector<migration::Rename> &renames,
                                           std::string *column);

/// Whether the rows are still there, with their values. Rows that may move from one partition to another, or into a
/// table that was none, are counted together. Errors: those of the session.
Result<RowsSeen> rowsStillThere(pg::Connection &session, const SampledRows &rows, const catalog::Schema &before,
                                const catalog::Schema &after, const std::vector<migration::Rename> &renames);

} // namespace engine::operations
