// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection/category_rules.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

/// Valid for the type, and says nothing of anybody.
std::string plainestValue(TypeFamily family, bool isChecked)
{
    switch (family) {
    case TypeFamily::SearchVector:
        // A check that asks for a value often asks for one that is not empty.
        return isChecked ? "'x'" : "";
    case TypeFamily::Bytea:
        return "\\x";
    case TypeFamily::SmallInteger:
    case TypeFamily::Integer:
    case TypeFamily::BigInteger:
    case TypeFamily::Number:
        return "0";
    case TypeFamily::Boolean:
        return "false";
    case TypeFamily::Date:
        return "2000-01-01";
    case TypeFamily::Json:
    case TypeFamily::Jsonb:
        return "{}";
    default:
        return {};
    }
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// A browser says what it is in a text that thousands share; a device has a number of its own.
Rule ruleForDevice(std::string_view word)
{
    if (contains(word, "agent") || word == "ua string")
        return {.kind = RuleKind::Constant, .text = "Mozilla/5.0"};
    if (contains(word, "mac") || contains(word, "bssid") || contains(word, "hw") || contains(word, "hardware"))
        return {.kind = RuleKind::MacAddress};
    return {.kind = RuleKind::Identifier};
}

} // namespace

RuleKind ruleFor(Category category)
{
    switch (category) {
    case Category::None:
        return RuleKind::Keep;
    case Category::Email:
        return RuleKind::Email;
    case Category::Username:
        return RuleKind::Username;
    case Category::FirstName:
        return RuleKind::FirstName;
    case Category::LastName:
        return RuleKind::LastName;
    case Category::FullName:
        return RuleKind::FullName;
    case Category::Company:
        return RuleKind::Company;
    case Category::Phone:
        return RuleKind::Phone;
    case Category::Address:
        return RuleKind::Address;
    case Category::City:
        return RuleKind::City;
    case Category::PostalCode:
        return RuleKind::PostalCode;
    case Category::AccountNumber:
        return RuleKind::AccountNumber;
    case Category::Iban:
        return RuleKind::Iban;
    case Category::Card:
        return RuleKind::Card;
    case Category::NationalId:
    case Category::ExternalId:
    case Category::Device:
        return RuleKind::Identifier;
    case Category::BirthDate:
        return RuleKind::DateShift;
    case Category::Network:
        return RuleKind::IpAddress;
    case Category::Credential:
        return RuleKind::Secret;
    case Category::Location:
        return RuleKind::Coordinates;
    case Category::Salary:
        return RuleKind::Noise;
    case Category::Website:
        return RuleKind::Template;
    case Category::Health:
    case Category::Belief:
    case Category::Picture:
        return RuleKind::Null;
    case Category::FreeText:
    case Category::Document:
        return RuleKind::Scrub;
    }
    return RuleKind::Scrub;
}

namespace {

/// A check of the table or of a domain asks for a value, perhaps only beside another column: a constant suits it either
/// way.
bool mayNeedValue(const ColumnShape &column)
{
    return std::ranges::any_of(column.checkExpressions, [](const std::string &check) {
        return check.find("IS NOT NULL") != std::string::npos || check.find("num_n") != std::string::npos;
    });
}

} // namespace

Rule emptied(const ColumnShape &column)
{
    if (!column.notNull && !column.isPrimaryKey && !mayNeedValue(column))
        return {.kind = RuleKind::Null};
    return {.kind = RuleKind::Constant, .text = plainestValue(typeOf(column).family, !column.checkExpressions.empty())};
}

Rule suggestedRule(Category category, const ColumnShape &column, std::string_view word)
{
    switch (category) {
    case Category::Device:
        return ruleForDevice(word);
    case Category::Website:
        return {.kind = RuleKind::Template, .text = "https://exemple.test/{hash}"};
    case Category::Health:
    case Category::Belief:
    case Category::Picture:
        return emptied(column);
    default:
        return {.kind = ruleFor(category)};
    }
}

} // namespace engine::anonymize
