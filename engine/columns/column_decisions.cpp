// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/column_decisions.h"

#include <algorithm>

namespace engine::columns {

using anonymize::ColumnDecision;
using anonymize::RuleSet;
using anonymize::TableShape;

namespace {

/// Takes the rules of one table out of the set.
void removeRulesOf(const sql::QualifiedName &table, RuleSet &rules)
{
    const auto found = rules.tables().find(table);
    if (found == rules.tables().end())
        return;
    std::vector<std::string> columns;
    for (const auto &[column, rule] : found->second)
        columns.push_back(column);
    for (const std::string &column : columns)
        rules.removeRule(table, column);
}

/// Takes those out that stand in the way although their tables do not count. False when there is none.
bool removeCulprits(const Error &error, const std::set<sql::QualifiedName> &leftOut, RuleSet &rules)
{
    bool isRemoved = false;
    for (const Error &cause : error.causes) {
        for (const sql::QualifiedName &table : leftOut) {
            const auto found = rules.tables().find(table);
            if (found == rules.tables().end())
                continue;
            const auto columns = found->second;
            for (const auto &[column, rule] : columns) {
                if (text(anonymize::ColumnName{table, column}.displayed()) != cause.subject)
                    continue;
                rules.removeRule(table, column);
                isRemoved = true;
            }
        }
    }
    return isRemoved;
}

} // namespace

Result<DecidedColumns> decideColumns(const std::vector<TableShape> &tables, const std::set<sql::QualifiedName> &leftOut,
                                     const RuleSet *rules, const anonymize::Samples &samples,
                                     const std::stop_token &stop, const anonymize::RuleTrials &trials)
{
    DecidedColumns decided;
    RuleSet used = rules == nullptr ? RuleSet() : *rules;
    std::set<std::string> schemas;
    for (const TableShape &table : tables)
        schemas.insert(table.name.schema);
    const auto named = used.tables();
    for (const auto &[table, columns] : named) {
        if (!schemas.contains(table.schema)) {
            decided.outside.insert(table);
            removeRulesOf(table, used);
        } else if (leftOut.contains(table)) {
            decided.leftOut.insert(table);
        } else {
            decided.ruledColumns += static_cast<int>(columns.size());
        }
    }
    for (;;) {
        Result<std::vector<ColumnDecision>> all
            = anonymize::decide(tables, used.isEmpty() ? nullptr : &used, samples, stop, trials);
        if (all) {
            decided.decisions = *std::move(all);
            break;
        }
        if (all.error().isCancelled() || !removeCulprits(all.error(), leftOut, used))
            return failure(all.error());
    }
    std::erase_if(decided.decisions, [&](const ColumnDecision &decision) { return leftOut.contains(decision.table); });
    return decided;
}

} // namespace engine::columns
