// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/stream/row_codec.h"

#include <cstdint>
#include <span>
#include <vector>

namespace engine::stream {

/// A fingerprint of each column of a set of rows, whatever their order: the sum of the XXH3 hash of each value. Says
/// where rows differ of which StreamDigest has said that they do; only digests of one format can be compared.
class ColumnDigest final
{
public:
    explicit ColumnDigest(size_t columns)
        : m_sums(columns)
    {}
    /// REQUIRES: as many fields as columns.
    void add(std::span<const FieldView> fields);
    [[nodiscard]] uint64_t of(size_t column) const { return m_sums[column]; }

private:
    std::vector<uint64_t> m_sums;
};

} // namespace engine::stream
