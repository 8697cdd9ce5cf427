// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection/number_hints.h"

#include "engine/anonymize/detection/value_categories.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

/// Secrets that people type are numbers sometimes; a seed or a salt that is one belongs to a program.
bool isTypedSecret(const NameHint &hint)
{
    static constexpr std::array<std::string_view, 7> typed{"pin", "otp", "code", "cvv", "cvc", "passcode", "password"};
    return std::any_of(typed.begin(), typed.end(),
                       [&hint](std::string_view word) { return hint.word.find(word) != std::string::npos; });
}

/// "diagnosis", "reason": a word for it, not a number.
bool isChosen(std::string_view word)
{
    static constexpr std::array<std::string_view, 12> chosen{"diagnos", "reason", "motif",   "condition",
                                                             "drug",    "medica", "allerg",  "disease",
                                                             "maladie", "cause",  "symptom", "reaction"};
    return std::any_of(chosen.begin(), chosen.end(),
                       [word](std::string_view part) { return word.find(part) != std::string_view::npos; });
}

/// "num_users" is how many; "num_user" is who.
bool isCount(std::string_view word, std::string_view name)
{
    return word.starts_with("num ") && name.ends_with('s');
}

/// "latitude", "home_lng": one of the two numbers of a place.
bool isAxis(std::string_view word)
{
    static constexpr std::array<std::string_view, 6> axes{"lat", "lon", "lng", "coord", "geo", "gps"};
    return std::any_of(axes.begin(), axes.end(),
                       [word](std::string_view axis) { return word.find(axis) != std::string_view::npos; });
}

} // namespace

bool canBeNumber(const NameHint &hint, const ColumnShape &column)
{
    const TypeFamily family = typeOf(column).family;
    const bool isWhole = family != TypeFamily::Number;
    switch (hint.category) {
    case Category::NationalId:
        if (hint.word == "vat" || hint.word == "tva")
            return false;
        // A number that rows are counted with is no document, whatever it is called.
        return !isKeyOfPerson(hint.word) && hint.confidence >= 80 && !isCount(hint.word, column.name)
               && !(column.isPrimaryKey && (family == TypeFamily::Integer || family == TypeFamily::SmallInteger));
    case Category::Health:
        // What is chosen from a list is a key of that list; what is measured is a fact about somebody.
        return !isWhole || !isChosen(hint.word);
    case Category::Phone:
    case Category::Card:
    case Category::Salary:
    case Category::BirthDate:
        return true;
    case Category::AccountNumber:
        return isWhole || column.typeName == "numeric" || column.typeName.ends_with(",0)");
    case Category::Location:
        // "location", a whole number, is the key of a place.
        return !column.isPrimaryKey && (!isWhole || isAxis(hint.word));
    case Category::Credential:
        return isTypedSecret(hint);
    case Category::PostalCode:
    case Category::Network:
        return isWhole;
    case Category::ExternalId:
    case Category::Device:
        return !column.isPrimaryKey && column.references.empty()
               && (family == TypeFamily::BigInteger || family == TypeFamily::Number || hint.word != "provider id");
    default:
        return false;
    }
}

} // namespace engine::anonymize
