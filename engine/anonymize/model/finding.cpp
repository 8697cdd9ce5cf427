// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/finding.h"

#include "engine/base/errors/error.h"
#include "engine/base/errors/sentence.h"

#include <array>

namespace engine::anonymize {

namespace {

using namespace Qt::StringLiterals;
using Code = Reason::Code;

constexpr std::array<std::string_view, 28> categoryKeys{
    "technical",  "email",     "username", "firstName",  "lastName",      "fullName", "company",
    "phone",      "address",   "city",     "postalCode", "accountNumber", "iban",     "card",
    "nationalId", "birthDate", "network",  "credential", "externalId",    "device",   "location",
    "health",     "belief",    "salary",   "website",    "picture",       "freeText", "document"};

Sentence nameOfPersonCategory(Category category)
{
    switch (category) {
    case Category::Email:
        return Tr::sentence("E-mail address");
    case Category::Username:
        return Tr::sentence("User name");
    case Category::FirstName:
        return Tr::sentence("First name");
    case Category::LastName:
        return Tr::sentence("Last name");
    case Category::FullName:
        return Tr::sentence("Full name");
    case Category::Company:
        return Tr::sentence("Company");
    case Category::Phone:
        return Tr::sentence("Phone number");
    case Category::Address:
        return Tr::sentence("Postal address");
    case Category::City:
        return Tr::sentence("City");
    default:
        return Tr::sentence("Postal code");
    }
}

Sentence nameOfSensitiveCategory(Category category)
{
    switch (category) {
    case Category::ExternalId:
        return Tr::sentence("Identifier at another service");
    case Category::Device:
        return Tr::sentence("Device");
    case Category::Location:
        return Tr::sentence("Coordinates");
    case Category::Health:
        return Tr::sentence("Health");
    case Category::Belief:
        return Tr::sentence("Origin, religion or opinion");
    case Category::Salary:
        return Tr::sentence("Income");
    default:
        return Tr::sentence("Personal web page");
    }
}

Sentence nameOfOtherCategory(Category category)
{
    switch (category) {
    case Category::None:
        return Tr::sentence("Technical");
    case Category::AccountNumber:
        return Tr::sentence("Account number");
    case Category::Iban:
        return Tr::sentence("IBAN");
    case Category::Card:
        return Tr::sentence("Card number");
    case Category::NationalId:
        return Tr::sentence("Identity number");
    case Category::BirthDate:
        return Tr::sentence("Date of birth or death");
    case Category::Network:
        return Tr::sentence("Network address");
    case Category::Credential:
        return Tr::sentence("Password, key or token");
    case Category::Picture:
        return Tr::sentence("Picture");
    case Category::FreeText:
        return Tr::sentence("Free text");
    default:
        return Tr::sentence("Document with personal data");
    }
}

Sentence nameOfCategory(Category category)
{
    const bool isOfPerson = category >= Category::Email && category <= Category::PostalCode;
    if (category >= Category::ExternalId && category <= Category::Website)
        return nameOfSensitiveCategory(category);
    return isOfPerson ? nameOfPersonCategory(category) : nameOfOtherCategory(category);
}

Sentence nameOfKey(const std::string &key)
{
    for (size_t i = 0; i < categoryKeys.size(); ++i) {
        if (categoryKeys.at(i) == key)
            return nameOfCategory(static_cast<Category>(i));
    }
    return Sentence(text(key));
}

Sentence describePersonal(const Reason &reason)
{
    const QString word = text(reason.word);
    switch (reason.code) {
    case Code::RuleFile:
        return Tr::sentence("The rule file says so.");
    case Code::ColumnName:
        return Tr::sentence("The name of the column has the word \"%1\".").arg(word);
    case Code::Comment:
        return Tr::sentence("The comment on the column has the word \"%1\".").arg(word);
    case Code::Values:
        if (reason.word == "freeText")
            return Tr::sentence("%1 % of the values looked at have personal data in them.").arg(reason.percent);
        return Tr::sentence("%1 % of the values look like this: %2.").arg(reason.percent, nameOfKey(reason.word));
    case Code::DocumentPaths:
        return Tr::sentence("Personal data was found at \"%1\".").arg(word);
    case Code::SameAsReferenced:
        return Tr::sentence("It is tied by a foreign key to %1, which decides.").arg(word);
    case Code::SameAsParent:
        return Tr::sentence("It is the same column as in %1.").arg(word);
    case Code::BesidePeople:
        return Tr::sentence("It stands beside %1, and its values are written as names.").arg(word);
    case Code::Type:
        return Tr::sentence("Values of type %1 are of this kind.").arg(word);
    case Code::DeclaredNames:
        return Tr::sentence("%1 % of the values are names that other columns of the database hold.")
            .arg(reason.percent);
    default:
        return Tr::sentence("%1 % of the values are sentences that people wrote.").arg(reason.percent);
    }
}

Sentence describeTechnical(const Reason &reason)
{
    const QString word = text(reason.word);
    switch (reason.code) {
    case Code::TypeCannotBePersonal:
        return Tr::sentence("Values of type %1 do not tell who somebody is.").arg(word);
    case Code::Identifier:
        return Tr::sentence("It is a key that the application made.");
    case Code::Reference:
        return Tr::sentence("It refers to the key %1.").arg(word);
    case Code::ComputedByServer:
        return Tr::sentence("The server computes it from other columns.");
    case Code::PartitionKey:
        return Tr::sentence("It decides to which partition a row belongs.");
    case Code::RowTimestamp:
        return Tr::sentence("It is a date of the row, not of a person.");
    case Code::FewValues:
        return Tr::sentence("Few different values come again and again (%1).").arg(reason.percent);
    case Code::Codes:
        return Tr::sentence("The values are codes in which nothing personal was found.");
    case Code::TechnicalName:
        return Tr::sentence("The word \"%1\" in its name is a technical one.").arg(word);
    case Code::EmptyTable:
        return Tr::sentence("The table has no rows, or none with a value here: only its name could be looked at.");
    case Code::NoValues:
        return Tr::sentence("There was no value to look at, and the name says nothing.");
    case Code::KeptBecause:
        return Tr::sentence("It is kept by decision: %1.").arg(word);
    case Code::LeftUndecided:
        return Tr::sentence("The rule file leaves it undecided.");
    case Code::MovesWithOthers:
        return Tr::sentence("A constraint compares it with a date that moves: both move by the same days.");
    case Code::CheckUnsatisfied:
        return Tr::sentence("No fake could satisfy the column: %1.").arg(word);
    default:
        return Tr::sentence("Neither its name nor its values say anything.");
    }
}

bool isAboutPersonalData(Code code)
{
    return code <= Code::SameAsParent || code == Code::Sentences || code == Code::BesidePeople
           || code == Code::DeclaredNames || code == Code::Type;
}

} // namespace

std::string_view categoryKey(Category category)
{
    return categoryKeys.at(static_cast<size_t>(category));
}

QString displayName(Category category)
{
    return nameOfCategory(category).text();
}

Sentence describe(const std::vector<Reason> &reasons)
{
    QList<Sentence> sentences;
    for (const Reason &reason : reasons)
        sentences.append(isAboutPersonalData(reason.code) ? describePersonal(reason) : describeTechnical(reason));
    return Sentence::joined(sentences, u" "_s);
}

} // namespace engine::anonymize
