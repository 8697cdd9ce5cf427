// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/fingerprint/row_difference.h"

#include <string>
#include <vector>

namespace engine::fingerprint {

/// What a table of the target takes when its rows are written.
struct WrittenTable
{
    /// UPDATE … ONLY: rows of tables that inherit are theirs.
    bool isPartitioned = false;
    /// GENERATED ALWAYS AS IDENTITY, which only an INSERT can be told to override.
    std::vector<std::string> alwaysIdentity{};
    /// Columns whose own "=" may not be found: compared by what the server writes.
    std::vector<std::string> withoutEquality{};
    /// Columns of a uniqueness beside the key that may be NULL: set aside first where rows exchange their values.
    std::vector<std::string> parkable{};
};

/// DELETE of the row as it was when it was compared; one that changed since stays.
[[nodiscard]] std::string deleteStatement(const ComparedTable &table, const WrittenTable &written,
                                          const std::vector<stream::FieldValue> &row, long long count);
/// UPDATE that sets the unique values aside that change; empty where none does.
[[nodiscard]] std::string parkStatement(const ComparedTable &table, const WrittenTable &written,
                                        const RowDifference &row);
/// UPDATE of what changed, where nobody else has changed it since.
[[nodiscard]] std::string updateStatement(const ComparedTable &table, const WrittenTable &written,
                                          const RowDifference &row);
/// "INSERT INTO ... VALUES", and the values of one row.
[[nodiscard]] std::string insertHead(const ComparedTable &table, const WrittenTable &written);
[[nodiscard]] std::string insertedRow(const std::vector<stream::FieldValue> &row);

} // namespace engine::fingerprint
