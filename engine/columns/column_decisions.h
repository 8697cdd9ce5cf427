// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/model/rule_set.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/base/result.h"
#include "engine/sql/identifier.h"

#include <set>
#include <stop_token>
#include <vector>

namespace engine::columns {

/// What is decided about the columns that an operation looks at.
struct DecidedColumns
{
    std::vector<anonymize::ColumnDecision> decisions{};
    /// How many columns the rules that are used speak of.
    int ruledColumns = 0;
    /// Rules that are not used: their schemas are not looked at, so that nobody can say whether the tables are there.
    std::set<sql::QualifiedName> outside{};
    /// Rules that are not used because the rows of their tables are not.
    std::set<sql::QualifiedName> leftOut{};
};

/// anonymize::decide() with rules that may speak of more than what is looked at. The same column gets the same decision
/// whatever is left out: columns that are tied to it count although their tables do not.
///
/// `tables`: those looked at, `leftOut` among them. `rules` may be null. Errors: those of decide(), but none about the
/// tables in `leftOut`; about other tables of schemas that are looked at, that they do not exist. `trials`: as for
/// decide().
Result<DecidedColumns> decideColumns(const std::vector<anonymize::TableShape> &tables,
                                     const std::set<sql::QualifiedName> &leftOut, const anonymize::RuleSet *rules,
                                     const anonymize::Samples &samples, const std::stop_token &stop,
                                     const anonymize::RuleTrials &trials = {});

} // namespace engine::columns
