// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fingerprint/row_descent.h"

#include <algorithm>

namespace engine::fingerprint {

namespace {

// Groups that do not fit into the cache of a processor cost the server as much again as all its hashing.
constexpr int mostBits = 12;
constexpr int fewestBits = 3;
constexpr long long rowsOfBucket = 128;

bool isBefore(const RowHash &left, const RowHash &right)
{
    return left.key != right.key ? left.key < right.key : left.row < right.row;
}

/// Sorted; rows that are the same throughout become one.
void fold(std::vector<RowHash> &hashes)
{
    std::ranges::sort(hashes, isBefore);
    size_t last = 0;
    for (size_t i = 1; i < hashes.size(); ++i) {
        if (hashes[last].key == hashes[i].key && hashes[last].row == hashes[i].row)
            hashes[last].count += hashes[i].count;
        else
            hashes[++last] = hashes[i];
    }
    hashes.resize(std::min(hashes.size(), last + 1));
}

size_t endOfKey(const std::vector<RowHash> &hashes, size_t first)
{
    size_t end = first;
    while (end < hashes.size() && hashes[end].key == hashes[first].key)
        ++end;
    return end;
}

long long rowsOf(std::span<const RowHash> hashes)
{
    long long rows = 0;
    for (const RowHash &hash : hashes)
        rows += hash.count;
    return rows;
}

/// Takes out what both have.
void cancelEqual(std::span<RowHash> source, std::span<RowHash> target)
{
    size_t there = 0;
    for (RowHash &hash : source) {
        while (there < target.size() && target[there].row < hash.row)
            ++there;
        if (there == target.size() || target[there].row != hash.row)
            continue;
        const uint32_t both = std::min(hash.count, target[there].count);
        hash.count -= both;
        target[there].count -= both;
    }
}

Result<> takeSums(RowSide &side, int bits, std::vector<BucketSum> &sums)
{
    TRY_ASSIGN(sums, side.sums(bits));
    return {};
}

} // namespace

int RowDescent::bitsFor(long long rows)
{
    int bits = fewestBits;
    while (bits < mostBits && (rowsOfBucket << bits) < rows)
        ++bits;
    return bits;
}

void RowDescent::pairRows(std::span<RowHash> source, std::span<RowHash> target, std::vector<RowPair> &pairs)
{
    if (m_hasKey && (rowsOf(source) > 1 || rowsOf(target) > 1))
        m_isKeyShared = true;
    cancelEqual(source, target);
    size_t there = 0;
    for (RowHash &hash : source) {
        while (m_hasKey && hash.count > 0 && there < target.size()) {
            RowHash &twin = target[there];
            const uint32_t both = std::min(hash.count, twin.count);
            for (uint32_t i = 0; i < both; ++i)
                pairs.push_back({.source = hash.place, .target = twin.place});
            hash.count -= both;
            twin.count -= both;
            there += twin.count == 0 ? 1 : 0;
        }
        if (hash.count > 0)
            pairs.push_back(
                {.kind = RowDifference::Kind::OnlySource, .count = hash.count, .source = hash.place, .target = {}});
    }
    for (const RowHash &hash : target) {
        if (hash.count > 0)
            pairs.push_back(
                {.kind = RowDifference::Kind::OnlyTarget, .count = hash.count, .source = {}, .target = hash.place});
    }
}

void RowDescent::pairKeys(std::vector<RowHash> &source, std::vector<RowHash> &target, std::vector<RowPair> &pairs)
{
    fold(source);
    fold(target);
    size_t here = 0;
    size_t there = 0;
    while (here < source.size() || there < target.size()) {
        const bool hasSource
            = here < source.size() && (there == target.size() || source[here].key <= target[there].key);
        const bool hasTarget
            = there < target.size() && (here == source.size() || target[there].key <= source[here].key);
        const size_t endHere = hasSource ? endOfKey(source, here) : here;
        const size_t endThere = hasTarget ? endOfKey(target, there) : there;
        pairRows(std::span(source).subspan(here, endHere - here), std::span(target).subspan(there, endThere - there),
                 pairs);
        here = endHere;
        there = endThere;
    }
}

Result<> RowDescent::lookInto(const std::vector<bool> &chosen, const Take &take)
{
    std::vector<RowHash> source;
    std::vector<RowHash> target;
    TRY(m_both.ask([&] { return m_source.addHashes(m_bits, chosen, source); },
                   [&] { return m_target.addHashes(m_bits, chosen, target); }));
    std::vector<RowPair> pairs;
    pairKeys(source, target, pairs);
    return take(pairs);
}

Result<DescentSummary> RowDescent::run(const Take &take)
{
    std::vector<BucketSum> here;
    std::vector<BucketSum> there;
    TRY(m_both.ask([&] { return takeSums(m_source, m_bits, here); },
                   [&] { return takeSums(m_target, m_bits, there); }));
    DescentSummary summary{.blocks = static_cast<long long>(here.size())};
    std::vector<bool> chosen(here.size());
    long long held = 0;
    for (size_t i = 0; i < here.size(); ++i) {
        const BucketSum &source = here[i];
        const BucketSum &target = there[i];
        summary.sourceRows += static_cast<long long>(source.rows);
        summary.targetRows += static_cast<long long>(target.rows);
        if (source == target) {
            ++summary.equalBlocks;
            continue;
        }
        const auto rows = static_cast<long long>(source.rows + target.rows);
        if (held > 0 && held + rows > m_mostHashes) {
            TRY(lookInto(chosen, take));
            chosen.assign(chosen.size(), false);
            held = 0;
        }
        chosen[i] = true;
        held += rows;
    }
    if (held > 0)
        TRY(lookInto(chosen, take));
    summary.isKeyShared = m_isKeyShared;
    return summary;
}

} // namespace engine::fingerprint
