// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/known/declared_columns.h"

namespace engine::anonymize {

namespace {

/// Longer values are texts, whatever their column is called.
constexpr size_t longestValue = 200;
constexpr int sureOfRole = 70;

/// The words of a path, a code or a file would be names everywhere else.
bool mayBeName(std::string_view value)
{
    return value.find_first_of("0123456789/\\@:_=#{}[]<>") == std::string_view::npos;
}

} // namespace

Declared declaredBy(const ColumnDecision &decision)
{
    switch (decision.rule.kind) {
    case RuleKind::FirstName:
        return Declared::FirstName;
    case RuleKind::LastName:
        return Declared::LastName;
    case RuleKind::FullName:
        return Declared::FullName;
    case RuleKind::Email:
        return Declared::Email;
    case RuleKind::Username:
        // Of a column that is only called after what somebody does ("approved_by"), words may be anything.
        return decision.confidence > sureOfRole ? Declared::Login : Declared::Nothing;
    case RuleKind::Phone:
        return Declared::Phone;
    case RuleKind::AccountNumber:
    case RuleKind::Iban:
        return Declared::Account;
    case RuleKind::Card:
        return Declared::Card;
    case RuleKind::Identifier:
        return decision.category == Category::NationalId ? Declared::Identifier : Declared::Nothing;
    default:
        return Declared::Nothing;
    }
}

void declare(Declared what, std::string_view value, KnownValues &known)
{
    const bool isName = what == Declared::FirstName || what == Declared::LastName || what == Declared::FullName;
    if (value.empty() || value.size() > longestValue || (isName && !mayBeName(value)))
        return;
    switch (what) {
    case Declared::Nothing:
        break;
    case Declared::FirstName:
        known.addFirstName(value);
        break;
    case Declared::LastName:
        known.addLastName(value);
        break;
    case Declared::FullName:
        known.addFullName(value);
        break;
    case Declared::Email:
        known.addEmail(value);
        break;
    case Declared::Login:
        known.addLogin(value);
        break;
    case Declared::Phone:
        known.addPhone(value);
        break;
    case Declared::Identifier:
        known.addNumber(value, KnownKind::Identifier);
        break;
    case Declared::Account:
        known.addNumber(value, KnownKind::Account);
        break;
    case Declared::Card:
        known.addNumber(value, KnownKind::Card);
        break;
    }
}

} // namespace engine::anonymize
