// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/copying/table_pieces.h"

#include <algorithm>

namespace engine::copying {

namespace {

constexpr long long pageBytes = 8192;
// Smaller pieces than this cost more in commands than they gain in balance.
constexpr long long smallestPiece = 128LL * 1024 * 1024;
constexpr int piecesOfAShare = 3;

} // namespace

std::vector<pg::CopyRange> piecesOf(const catalog::Table &table, long long shareBytes, int sourceMajor)
{
    const long long pages = table.heapPages.value;
    // Before PostgreSQL 14 a range of ctid reads the whole table.
    if (sourceMajor < 14 || pages * pageBytes <= std::max(shareBytes, smallestPiece * 3 / 2))
        return {pg::CopyRange{}};
    const long long pieceBytes = std::max(smallestPiece, (shareBytes + piecesOfAShare - 1) / piecesOfAShare);
    const long long count = (pages * pageBytes + pieceBytes - 1) / pieceBytes;
    std::vector<pg::CopyRange> ranges;
    for (long long i = 0; i < count; ++i) {
        const bool isLast = i + 1 == count;
        ranges.push_back({.kind = pg::CopyRange::Kind::Blocks,
                          .firstBlock = pages * i / count,
                          // Rows added since the size was asked for are in the last range.
                          .endBlock = isLast ? 0 : pages * (i + 1) / count});
    }
    return ranges;
}

} // namespace engine::copying
