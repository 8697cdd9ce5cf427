// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/runs/plan.h"
#include "engine/runs/report.h"

#include <vector>

namespace engine::columns {

/// What the plan says of every column: none is left out, because what is not named would pass in silence.
/// `fromProduction`: columns that are kept although they look personal are let out.
[[nodiscard]] QList<runs::PlannedColumn> plannedColumns(const std::vector<anonymize::ColumnDecision> &decisions,
                                                        bool fromProduction);

/// Under which heading people find a column of a plan or of a report.
enum class ColumnFate { Replaced, InClear, Technical, Empty };
/// Replaced: a rule works on it, as far as is known. Technical: in clear because of what it is. Empty: no value was
/// there that could be in clear.
[[nodiscard]] ColumnFate fateOf(const runs::PlannedColumn &column);

/// Why strict use refuses: columns about which nobody decided, and columns that are kept without a reason and a name
/// although detection would not have kept them. `strict` false: only columns that are personal, that no rule could work
/// on, and whose values would leave a production (`fromProduction`).
[[nodiscard]] QList<Error> objectionsTo(const std::vector<anonymize::ColumnDecision> &decisions, bool strict,
                                        bool fromProduction);

/// Whose rules are used although no others were given, and of how many columns they speak.
[[nodiscard]] Sentence keptRulesSentence(const runs::Plan &plan);

/// What ties the rows of a double to people although their values are replaced, and what loosens it.
[[nodiscard]] QList<Sentence> tiesThatRemain();

/// Puts what was counted on the way beside each column of the report, says how much of it is in clear, and warns of
/// rules that changed nothing and of columns in which something personal went by.
void describeCounts(runs::Report &report);

} // namespace engine::columns
