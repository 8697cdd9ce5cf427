// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"

#include <vector>

namespace engine::copying {

/// Cuts a table of more than `shareBytes`, which is one worker's share of a clone, into ranges of pages, so that none
/// is left alone with it at the end.
///
/// Others stay whole. Their rows are written frozen, which pieces that several workers write cannot be, and that spares
/// the readers that follow (indexes, foreign keys) from looking up and noting for every row that it is there.
[[nodiscard]] std::vector<pg::CopyRange> piecesOf(const catalog::Table &table, long long shareBytes, int sourceMajor);

} // namespace engine::copying
