// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/fingerprint/compared_table.h"
#include "engine/stream/row_codec.h"

#include <QList>

#include <functional>
#include <vector>

namespace engine::fingerprint {

/// One row that is not the same on both sides.
struct RowDifference
{
    enum class Kind { Changed, OnlySource, OnlyTarget };
    Kind kind = Kind::Changed;
    /// Of rows without a key, how many are the same throughout; else 1.
    long long count = 1;
    /// Values of the compared columns, then of the carried ones; empty where the side has no such row.
    std::vector<stream::FieldValue> source{};
    std::vector<stream::FieldValue> target{};
    /// Of Changed: which columns.
    std::vector<bool> changed{};

    bool operator==(const RowDifference &) const = default;
};

/// The same, with source and target exchanged.
[[nodiscard]] RowDifference takenBack(const RowDifference &row);

/// What was found of one table.
struct TableDifference
{
    enum class State { Compared, OnlySource, OnlyTarget };
    State state = State::Compared;
    ComparedTable table{};
    long long sourceRows = 0;
    long long targetRows = 0;
    long long changed = 0;
    long long onlySource = 0;
    long long onlyTarget = 0;
    /// Blocks of rows whose hashes are the same, and all of them.
    long long blocks = 0;
    long long equalBlocks = 0;
    /// The first of them.
    std::vector<RowDifference> rows{};
    /// The columns that were said to be the key are the same in several rows of a side.
    bool isKeyShared = false;
    /// Read whole by both sides, because the server could not be asked for hashes.
    Sentence readWholeBecause{};

    [[nodiscard]] long long equal() const { return sourceRows - changed - onlySource; }
    [[nodiscard]] long long differences() const { return changed + onlySource + onlyTarget; }
    [[nodiscard]] bool areEqual() const { return state == State::Compared && differences() == 0; }
};

/// Gets every row that differs, one after the other; of a table without differences none.
using TakeRow = std::function<Result<>(const ComparedTable &table, const RowDifference &row)>;

} // namespace engine::fingerprint
