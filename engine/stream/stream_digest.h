// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/stream/row_batch.h"

#include <array>
#include <cstdint>
#include <string>

namespace engine::stream {

/// A fingerprint of a set of rows that does not depend on their order, so that parallel workers can each take a share
/// and a table can be read back in any order: the 128-bit sum of the XXH3 hash of each row, and the number of rows.
///
/// Not a defence against someone who forges rows; it finds rows that were lost, doubled or altered.
class StreamDigest final
{
public:
    void add(const RowBatch &batch);
    /// Adds the rows another worker saw.
    void add(const StreamDigest &other);

    [[nodiscard]] long long rows() const { return m_rows; }
    /// 32 hexadecimal digits.
    [[nodiscard]] std::string hex() const;
    bool operator==(const StreamDigest &) const = default;

private:
    uint64_t m_high = 0;
    uint64_t m_low = 0;
    long long m_rows = 0;
};

} // namespace engine::stream
