// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/row_hashes.h"
#include "engine/stream/row_codec.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace engine::fingerprint {

/// The rows of one bucket.
struct BucketSum
{
    uint64_t rows = 0;
    /// Of their hashes, modulo 2^64.
    uint64_t hashes = 0;

    bool operator==(const BucketSum &) const = default;
};

/// A row in the snapshot of its side: which of the table's parts, and where in it.
struct SidePlace
{
    uint32_t part = 0;
    pg::RowPlace row{};

    auto operator<=>(const SidePlace &) const = default;
};

struct RowHash
{
    uint64_t key = 0;
    uint64_t row = 0;
    SidePlace place{};
    /// Rows that are the same throughout count as one.
    uint32_t count = 1;
};

/// One side of a table that is compared, however its rows are hashed. Two sides understand each other only when both
/// hash in the same way. Used by one thread at a time; blocks.
class RowSide
{
public:
    RowSide() = default;
    RowSide(const RowSide &) = delete;
    RowSide &operator=(const RowSide &) = delete;
    virtual ~RowSide() = default;

    /// Of all 2^bits buckets. Reads every row.
    virtual Result<std::vector<BucketSum>> sums(int bits) = 0;
    /// Appends the rows of the chosen buckets, in no order.
    virtual Result<> addHashes(int bits, const std::vector<bool> &chosen, std::vector<RowHash> &hashes) = 0;
    /// Gives the values of the rows at these places, each once, in no order: as many as columns are compared.
    using Take = std::function<void(const SidePlace &place, std::vector<stream::FieldValue> values)>;
    virtual Result<> readRows(std::vector<SidePlace> places, const Take &take) = 0;
    /// How many of them it pays to ask for together.
    [[nodiscard]] virtual size_t rowsAtOnce() const = 0;
};

} // namespace engine::fingerprint
