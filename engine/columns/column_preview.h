// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/model/rule_set.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/anonymize/rewriting/proof.h"
#include "engine/environments/end.h"

#include <memory>
#include <set>
#include <stop_token>

namespace engine::columns {

/// Every column of an environment and what would happen to it: for `rules detect`, `rules check` and the
/// anonymization page.
struct ColumnOverview
{
    std::vector<anonymize::TableShape> tables{};
    /// What detection looked at, so that another rule needs no other look. Never written anywhere.
    std::shared_ptr<const anonymize::Samples> samples{};
    std::vector<anonymize::ColumnDecision> decisions{};
    /// Rules for tables of schemas that were not looked at.
    std::set<sql::QualifiedName> rulesOutside{};
};

/// Reads structure and samples, writes nothing. `rules` may be null; empty `schemas` means those a clone would take.
/// Errors: those of connecting and reading; RuleFileInvalid, RuleColumnMissing, RuleDoesNotFit with all causes.
Result<ColumnOverview> columnOverview(const environments::End &environment, const anonymize::RuleSet *rules,
                                      const std::vector<std::string> &schemas, std::stop_token stop);

/// The same columns under other rules, without a server. Errors: RuleColumnMissing, RuleDoesNotFit with all causes;
/// Cancelled.
Result<ColumnOverview> decidedAgain(const ColumnOverview &overview, const anonymize::RuleSet *rules,
                                    const std::stop_token &stop);

/// Some real rows of one table, before and after the rules. The values must not be stored anywhere.
/// Errors: ObjectMissing when the overview does not have the table.
Result<anonymize::Preview> previewTable(const environments::End &environment, const ColumnOverview &overview,
                                        const sql::QualifiedName &table, const anonymize::ProjectKey &key, int rows,
                                        std::stop_token stop);

} // namespace engine::columns
