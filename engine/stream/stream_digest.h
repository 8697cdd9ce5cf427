// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/stream/row_batch.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace engine::stream {

/// A digest as it is written down. It says in which format the rows were: the same rows in the other format have
/// another one, and two of different formats are never equal, whatever they hold.
struct RowDigest
{
    RowFormat format = RowFormat::Text;
    /// 32 hexadecimal digits.
    std::string hex{};
    long long rows = 0;

    bool operator==(const RowDigest &) const = default;
};

/// A fingerprint of a set of rows that does not depend on their order, so that parallel workers can each take a share
/// and a table can be read back in any order: for each format the 128-bit sum of the XXH3 hash of each row, and the
/// number of rows.
///
///     row 1 (with its line end, or its count of fields) -> XXH3-128 -+
///     row 2                                             -> XXH3-128 -+-> sum modulo 2^128 -> high 64 bits, low 64 bits
///     …                                                              |                       as 32 digits, high first
///
/// Rows of both formats in one digest (partitions of one table) are summed apart. Not a defence against someone who
/// forges rows; it finds rows that were lost, doubled or altered.
class StreamDigest final
{
public:
    void add(const RowBatch &batch);
    /// Adds the rows another worker saw.
    void add(const StreamDigest &other);

    /// Of both formats.
    [[nodiscard]] long long rows() const;
    /// 32 hexadecimal digits for people: of rows of both formats those of the sum of the two sums. To compare, compare
    /// digests.
    [[nodiscard]] std::string hex() const;
    /// As it is written down. std::nullopt: there are rows of the other format in it.
    [[nodiscard]] std::optional<RowDigest> inFormat(RowFormat format) const;
    bool operator==(const StreamDigest &) const = default;

private:
    struct Sum
    {
        uint64_t high = 0;
        uint64_t low = 0;
        long long rows = 0;

        void add(const Sum &other);
        [[nodiscard]] std::string hex() const;
        bool operator==(const Sum &) const = default;
    };
    [[nodiscard]] const Sum &sumOf(RowFormat format) const;

    Sum m_text;
    Sum m_binary;
};

} // namespace engine::stream
