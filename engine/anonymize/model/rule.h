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
    Secret,
    Coordinates,
    Noise,
    Scrub,
    JsonPaths,
    /// Nobody has decided yet: what detection does for the time being holds, and strict use refuses.
    Undecided,
};

/// A path and what happens to the values under it. A template, so that it is complete as soon as a rule is: clang 14
/// refuses `std::vector<PathRule> paths{}` of a type that is only declared.
template <typename AnyRule>
struct PathWith
{
    /// `$.contact.email`, `$.phones[*].number`, `$.tags[0]`, `$..email` (at any depth).
    std::string path{};
    AnyRule rule{};
    /// The path that a person wrote, where this one was made from it; empty when it is that itself.
    std::string origin{};

    [[nodiscard]] const std::string &asWritten() const { return origin.empty() ? path : origin; }

    // Written out: clang 14 crashes when two types that contain each other both have the default.
    bool operator==(const PathWith &other) const { return path == other.path && rule == other.rule; }
};

/// One rule of a column, or of a path inside a JSON column.
struct Rule
{
    RuleKind kind = RuleKind::Keep;
    /// Of Constant and Template.
    std::string text{};
    /// Of DateShift: a value moves by 1 to `days` days, either way.
    int days = 180;
    /// Of JsonPaths: the most exact path that matches a value decides; values that no path names are kept, or scrubbed.
    std::vector<PathWith<Rule>> paths{};
    bool scrubOthers = false;
    /// Of Keep: why the values may be known in the target, and who says so.
    std::string reason{};
    std::string decidedBy{};

    bool operator==(const Rule &) const;
    /// Keep and nothing else.
    [[nodiscard]] bool isKeep() const { return kind == RuleKind::Keep; }
};

using PathRule = PathWith<Rule>;

/// "email", "dateShift", …: never translated. JSON reports and rule files use it.
[[nodiscard]] std::string_view ruleKey(RuleKind kind);
[[nodiscard]] std::optional<RuleKind> ruleKindOf(std::string_view key);
/// Every kind that decides something and can stand as one word in a rule file, for completion and menus.
[[nodiscard]] const std::vector<RuleKind> &simpleRuleKinds();
/// The rule in a few translated words, for a table cell: "Fictitious e-mail".
[[nodiscard]] QString displayName(const Rule &rule);

} // namespace engine::anonymize
