// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// What happens to a value. The name in a rule file is in rule.cpp (ruleKey).
enum class RuleKind {
    Keep,
    Null,
    Constant,
    Template,
    Email,
    Username,
    FirstName,
    LastName,
    FullName,
    Company,
    Phone,
    Address,
    City,
    PostalCode,
    AccountNumber,
    Iban,
    Card,
    Identifier,
    IpAddress,
    MacAddress,
    DateShift,
    Scrub,
    JsonPaths,
};

struct PathRule;

/// One rule of a column, or of a path inside a JSON column.
struct Rule
{
    RuleKind kind = RuleKind::Keep;
    /// Of Constant and Template.
    std::string text{};
    /// Of DateShift: a value moves by 1 to `days` days, either way.
    int days = 180;
    /// Of JsonPaths: the most exact path that matches a value decides; values that no path names are kept, or scrubbed.
    std::vector<PathRule> paths{};
    bool scrubOthers = false;

    bool operator==(const Rule &) const;
    /// Keep and nothing else.
    [[nodiscard]] bool isKeep() const { return kind == RuleKind::Keep; }
};

/// `$.contact.email`, `$.phones[*].number`, `$.tags[0]`, `$..email` (at any depth).
struct PathRule
{
    std::string path{};
    Rule rule{};

    bool operator==(const PathRule &) const = default;
};

/// "email", "dateShift", …: never translated. JSON reports and rule files use it.
[[nodiscard]] std::string_view ruleKey(RuleKind kind);
[[nodiscard]] std::optional<RuleKind> ruleKindOf(std::string_view key);
/// Every kind that can stand as one word in a rule file, for completion and menus.
[[nodiscard]] const std::vector<RuleKind> &simpleRuleKinds();
/// The rule in a few translated words, for a table cell: "Fictitious e-mail".
[[nodiscard]] QString displayName(const Rule &rule);

} // namespace engine::anonymize
