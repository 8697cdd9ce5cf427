// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/fingerprint/row_difference.h"
#include "engine/fingerprint/row_side.h"
#include "engine/fingerprint/two_sides.h"

#include <functional>
#include <span>
#include <vector>

namespace engine::fingerprint {

/// Two rows that belong together and hash differently, or one that has no partner; the values were not looked at.
struct RowPair
{
    RowDifference::Kind kind = RowDifference::Kind::Changed;
    long long count = 1;
    /// Of the sides that have such a row.
    SidePlace source{};
    SidePlace target{};
};

struct DescentSummary
{
    long long sourceRows = 0;
    long long targetRows = 0;
    long long blocks = 0;
    long long equalBlocks = 0;
    bool isKeyShared = false;
};

/// Finds the rows that differ without looking at those that do not: first the sums of all buckets, then the hashes of
/// the rows of buckets that differ, a few hundred thousand at a time, so that memory stays flat however many differ.
///
///     sums of 2^n buckets --equal--> done
///                          --other--> hashes of their rows --paired by key--> RowPair…
class RowDescent final
{
public:
    /// Borrows all. `bits`: see bitsFor().
    RowDescent(RowSide &source, RowSide &target, TwoSides &both, bool hasKey, int bits)
        : m_source(source)
        , m_target(target)
        , m_both(both)
        , m_hasKey(hasKey)
        , m_bits(bits)
    {}

    using Take = std::function<Result<>(std::span<const RowPair> pairs)>;
    Result<DescentSummary> run(const Take &take);

    /// So many that a bucket has some hundred rows, and at most 2^12.
    [[nodiscard]] static int bitsFor(long long rows);
    /// For tests: how many hashes are held at a time.
    void holdAtMost(long long hashes) { m_mostHashes = hashes; }

private:
    Result<> lookInto(const std::vector<bool> &chosen, const Take &take);
    void pairKeys(std::vector<RowHash> &source, std::vector<RowHash> &target, std::vector<RowPair> &pairs);
    void pairRows(std::span<RowHash> source, std::span<RowHash> target, std::vector<RowPair> &pairs);

    RowSide &m_source;
    RowSide &m_target;
    TwoSides &m_both;
    bool m_hasKey;
    int m_bits;
    // Thirty-two bytes each.
    long long m_mostHashes = 800'000;
    bool m_isKeyShared = false;
};

} // namespace engine::fingerprint
