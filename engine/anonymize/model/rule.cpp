// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/rule.h"

#include "engine/base/errors/sentence.h"

#include <algorithm>
#include <array>
#include <utility>

namespace engine::anonymize {

namespace {

using Entry = std::pair<RuleKind, std::string_view>;
constexpr std::array<Entry, 27> keys{{
    {RuleKind::Keep, "keep"},
    {RuleKind::Null, "null"},
    {RuleKind::Constant, "constant"},
    {RuleKind::Template, "template"},
    {RuleKind::Email, "email"},
    {RuleKind::Username, "username"},
    {RuleKind::FirstName, "firstName"},
    {RuleKind::LastName, "lastName"},
    {RuleKind::FullName, "fullName"},
    {RuleKind::Company, "company"},
    {RuleKind::Phone, "phone"},
    {RuleKind::Address, "address"},
    {RuleKind::City, "city"},
    {RuleKind::PostalCode, "postalCode"},
    {RuleKind::AccountNumber, "accountNumber"},
    {RuleKind::Iban, "iban"},
    {RuleKind::Card, "card"},
    {RuleKind::Identifier, "identifier"},
    {RuleKind::IpAddress, "ip"},
    {RuleKind::MacAddress, "mac"},
    {RuleKind::DateShift, "dateShift"},
    {RuleKind::Secret, "secret"},
    {RuleKind::Coordinates, "coordinates"},
    {RuleKind::Noise, "noise"},
    {RuleKind::Scrub, "scrub"},
    {RuleKind::JsonPaths, "paths"},
    {RuleKind::Undecided, "undecided"},
}};

QString nameOfPersonRule(RuleKind kind)
{
    switch (kind) {
    case RuleKind::Email:
        return Tr::tr("Fictitious e-mail");
    case RuleKind::Username:
        return Tr::tr("Fictitious user name");
    case RuleKind::FirstName:
        return Tr::tr("Fictitious first name");
    case RuleKind::LastName:
        return Tr::tr("Fictitious last name");
    case RuleKind::FullName:
        return Tr::tr("Fictitious full name");
    case RuleKind::Company:
        return Tr::tr("Fictitious company");
    case RuleKind::Phone:
        return Tr::tr("Fictitious phone number");
    case RuleKind::Address:
        return Tr::tr("Fictitious address");
    case RuleKind::City:
        return Tr::tr("Another city");
    default:
        return Tr::tr("Another postal code");
    }
}

QString nameOfValueRule(const Rule &rule)
{
    switch (rule.kind) {
    case RuleKind::AccountNumber:
        return Tr::tr("Fictitious account number");
    case RuleKind::Iban:
        return Tr::tr("Fictitious IBAN");
    case RuleKind::Card:
        return Tr::tr("Fictitious card number");
    case RuleKind::Identifier:
        return Tr::tr("Identifier of the same form");
    case RuleKind::IpAddress:
        return Tr::tr("Private IP address");
    case RuleKind::MacAddress:
        return Tr::tr("Local MAC address");
    case RuleKind::DateShift:
        return Tr::tr("Date shifted by up to %n day(s)", nullptr, rule.days);
    case RuleKind::Secret:
        return Tr::tr("Secret made unusable");
    case RuleKind::Coordinates:
        return Tr::tr("Place moved by some kilometres");
    case RuleKind::Noise:
        return Tr::tr("Amount changed by up to 20 %");
    case RuleKind::Scrub:
        return Tr::tr("Text with personal data replaced");
    default:
        return Tr::tr("Replaced in %n place(s) of the document", nullptr, static_cast<int>(rule.paths.size()));
    }
}

} // namespace

bool Rule::operator==(const Rule &) const = default;

std::string_view ruleKey(RuleKind kind)
{
    const auto found
        = std::find_if(keys.begin(), keys.end(), [kind](const Entry &entry) { return entry.first == kind; });
    return found == keys.end() ? std::string_view{} : found->second;
}

std::optional<RuleKind> ruleKindOf(std::string_view key)
{
    const auto found
        = std::find_if(keys.begin(), keys.end(), [key](const Entry &entry) { return entry.second == key; });
    return found == keys.end() ? std::nullopt : std::optional(found->first);
}

const std::vector<RuleKind> &simpleRuleKinds()
{
    static const std::vector<RuleKind> kinds = [] {
        std::vector<RuleKind> simple;
        for (const Entry &entry : keys) {
            const RuleKind kind = entry.first;
            if (kind != RuleKind::Constant && kind != RuleKind::Template && kind != RuleKind::JsonPaths
                && kind != RuleKind::Undecided)
                simple.push_back(kind);
        }
        return simple;
    }();
    return kinds;
}

QString displayName(const Rule &rule)
{
    switch (rule.kind) {
    case RuleKind::Keep:
        return Tr::tr("Kept as it is");
    case RuleKind::Undecided:
        return Tr::tr("Not decided");
    case RuleKind::Null:
        return Tr::tr("Emptied");
    case RuleKind::Constant:
        return Tr::tr("Always the same value");
    case RuleKind::Template:
        return Tr::tr("Made from a template");
    case RuleKind::Email:
    case RuleKind::Username:
    case RuleKind::FirstName:
    case RuleKind::LastName:
    case RuleKind::FullName:
    case RuleKind::Company:
    case RuleKind::Phone:
    case RuleKind::Address:
    case RuleKind::City:
    case RuleKind::PostalCode:
        return nameOfPersonRule(rule.kind);
    case RuleKind::JsonPaths:
        if (rule.paths.empty())
            return Tr::tr("Document with personal data replaced");
        break;
    default:
        break;
    }
    return nameOfValueRule(rule);
}

} // namespace engine::anonymize
