// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/column_decision.h"
#include "engine/anonymize/model/rule_set.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/base/result.h"

#include <map>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// What was learned from trying rules before (operations::RuleRehearsal).
struct RuleTrials
{
    struct Rejected
    {
        Rule rule{};
        /// In the language of now, for Error::detail.
        QString why{};
    };
    /// Rules whose fakes something refuses that only a server can judge.
    std::map<ColumnName, std::vector<Rejected>> rejected{};
    /// Dates that must move by the same days as others of their row, with the rule of those.
    std::map<ColumnName, Rule> together{};
};

/// Decides about every column of every table: the rule file first, detection for what it does not name. Columns tied
/// by a foreign key, and a partition's and its parent's, get the same rule. Pure.
/// `rules` may be null. Errors: one error whose `causes` are all problems (RuleColumnMissing, RuleDoesNotFit);
/// Cancelled, looked at between two columns.
Result<std::vector<ColumnDecision>> decide(const std::vector<TableShape> &tables, const RuleSet *rules,
                                           const Samples &samples, const std::stop_token &stop = {},
                                           const RuleTrials &trials = {});

/// The columns of which decide() wants sampled values: all but those that no value could change its mind about.
[[nodiscard]] std::vector<std::string> columnsToSample(const TableShape &table);

/// A rule set that says what `decisions` say, to be written to a file (`rules detect`). Columns that detection takes
/// for technical are left out; those about which nobody could decide are written as undecided, so that they stay it.
[[nodiscard]] RuleSet ruleSetOf(const std::vector<ColumnDecision> &decisions);

} // namespace engine::anonymize
