// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/finding.h"
#include "engine/sql/identifier.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// What the law calls the result: a value made under a key that is kept can be linked again (pseudonymized); a value
/// that is the same for everybody cannot (anonymized).
enum class Nature { Clear, Pseudonymized, Anonymized };

/// What will happen to one column, and why.
struct ColumnDecision
{
    sql::QualifiedName table{};
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
    /// Set when it is personal and no rule could work on it: why, in the language of now. Its values would pass.
    QString whyNotReplaced{};
    /// Shared by columns that are tied by foreign keys, so that equal values get equal fakes on both sides.
    int maxLength = 0;
    bool mustStayUnique = false;
    /// A date that moves by the same days as every other one with this mark.
    bool movesTogether = false;

    [[nodiscard]] bool changesValues() const { return rule.kind != RuleKind::Keep; }
};

/// Which part of a list of decisions is about which table: the list is long where tables are many, and is asked for
/// each of them. Borrows the list. REQUIRES: those of one table stand together, as decide() returns them.
class DecisionsByTable final
{
public:
    explicit DecisionsByTable(std::span<const ColumnDecision> decisions);

    /// Empty when there are none.
    [[nodiscard]] std::span<const ColumnDecision> of(const sql::QualifiedName &table) const;

private:
    std::map<sql::QualifiedName, std::span<const ColumnDecision>> m_tables;
};

/// Null when there is none.
[[nodiscard]] const ColumnDecision *decisionFor(std::span<const ColumnDecision> decisions,
                                                const sql::QualifiedName &table, std::string_view column);

/// "pseudonymized", "anonymized", "clear": never translated.
[[nodiscard]] std::string_view natureKey(Nature nature);
[[nodiscard]] QString displayName(Nature nature);

} // namespace engine::anonymize
