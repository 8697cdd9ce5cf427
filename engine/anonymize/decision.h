// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/detection.h"
#include "engine/anonymize/rule_set.h"
#include "engine/anonymize/table_shape.h"
#include "engine/base/result.h"

#include <map>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// What the law calls the result: a value made under a key that is kept can be linked again (pseudonymized); a value
/// that is the same for everybody cannot (anonymized).
enum class Nature { Clear, Pseudonymized, Anonymized };

/// What will happen to one column, and why.
struct ColumnDecision
{
    pg::QualifiedName table{};
    std::string column{};
    Verdict verdict = Verdict::Undecided;
    Category category = Category::None;
    /// Applied whatever the verdict: an undecided text is scrubbed, because nobody knows what is in it.
    Rule rule{};
    Nature nature = Nature::Clear;
    /// For people; `reasons` is the same for programs.
    Sentence why{};
    std::vector<Reason> reasons{};
    /// 0 to 100.
    int confidence = 0;
    bool fromRuleFile = false;
    /// What detection thinks of it whatever the rule file says.
    Verdict detected = Verdict::Undecided;
    /// Set when it is personal and no rule could work on it: why, in English. Its values would pass.
    QString whyNotReplaced{};
    /// Shared by columns that are tied by foreign keys, so that equal values get equal fakes on both sides.
    int maxLength = 0;
    bool mustStayUnique = false;
    /// A date that moves by the same days as every other one with this mark.
    bool movesTogether = false;

    [[nodiscard]] bool changesValues() const { return rule.kind != RuleKind::Keep; }
};

/// What was learned from trying rules before (operations::RuleRehearsal).
struct RuleTrials
{
    struct Rejected
    {
        Rule rule{};
        /// In English, for Error::detail.
        QString why{};
    };
    /// Rules whose fakes something refuses that only a server can judge.
    std::map<ColumnName, std::vector<Rejected>> rejected{};
    /// Dates that must move by the same days as others of their row, with the rule of those.
    std::map<ColumnName, Rule> together{};
};

/// Which part of a list of decisions is about which table: the list is long where tables are many, and is asked for
/// each of them. Borrows the list. REQUIRES: those of one table stand together, as decide() returns them.
class DecisionsByTable final
{
public:
    explicit DecisionsByTable(std::span<const ColumnDecision> decisions);

    /// Empty when there are none.
    [[nodiscard]] std::span<const ColumnDecision> of(const pg::QualifiedName &table) const;

private:
    std::map<pg::QualifiedName, std::span<const ColumnDecision>> m_tables;
};

/// Null when there is none.
[[nodiscard]] const ColumnDecision *decisionFor(std::span<const ColumnDecision> decisions,
                                                const pg::QualifiedName &table, std::string_view column);

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

/// "pseudonymized", "anonymized", "clear": never translated.
[[nodiscard]] std::string_view natureKey(Nature nature);
[[nodiscard]] QString displayName(Nature nature);

} // namespace engine::anonymize
