// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection.h"
#include "engine/base/error.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace engine::anonymize {

namespace {

using namespace Qt::StringLiterals;
using Code = Reason::Code;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(engine)
};

constexpr std::array<std::string_view, 21> categoryKeys{
    "technical",  "email",     "username", "firstName",  "lastName",      "fullName", "company",
    "phone",      "address",   "city",     "postalCode", "accountNumber", "iban",     "card",
    "nationalId", "birthDate", "network",  "credential", "picture",       "freeText", "document"};

QString nameOfPersonCategory(Category category)
{
    switch (category) {
    case Category::Email:
        return Tr::tr("E-mail address");
    case Category::Username:
        return Tr::tr("User name");
    case Category::FirstName:
        return Tr::tr("First name");
    case Category::LastName:
        return Tr::tr("Last name");
    case Category::FullName:
        return Tr::tr("Full name");
    case Category::Company:
        return Tr::tr("Company");
    case Category::Phone:
        return Tr::tr("Phone number");
    case Category::Address:
        return Tr::tr("Postal address");
    case Category::City:
        return Tr::tr("City");
    default:
        return Tr::tr("Postal code");
    }
}

QString nameOfOtherCategory(Category category)
{
    switch (category) {
    case Category::None:
        return Tr::tr("Technical");
    case Category::AccountNumber:
        return Tr::tr("Account number");
    case Category::Iban:
        return Tr::tr("IBAN");
    case Category::Card:
        return Tr::tr("Card number");
    case Category::NationalId:
        return Tr::tr("Identity number");
    case Category::BirthDate:
        return Tr::tr("Date of birth");
    case Category::Network:
        return Tr::tr("Network address");
    case Category::Credential:
        return Tr::tr("Password or token");
    case Category::Picture:
        return Tr::tr("Picture");
    case Category::FreeText:
        return Tr::tr("Free text");
    default:
        return Tr::tr("Document with personal data");
    }
}

QString nameOfKey(const std::string &key)
{
    for (size_t i = 0; i < categoryKeys.size(); ++i) {
        if (categoryKeys.at(i) == key)
            return displayName(static_cast<Category>(i));
    }
    return text(key);
}

QString describePersonal(const Reason &reason)
{
    const QString word = text(reason.word);
    switch (reason.code) {
    case Code::RuleFile:
        return Tr::tr("The rule file says so.");
    case Code::ColumnName:
        return Tr::tr("The name of the column has the word \"%1\".").arg(word);
    case Code::Comment:
        return Tr::tr("The comment on the column has the word \"%1\".").arg(word);
    case Code::Values:
        if (reason.word == "freeText")
            return Tr::tr("%1 % of the values looked at have personal data in them.").arg(reason.percent);
        return Tr::tr("%1 % of the values look like this: %2.").arg(reason.percent).arg(nameOfKey(reason.word));
    case Code::DocumentPaths:
        return Tr::tr("Personal data was found at \"%1\".").arg(word);
    case Code::SameAsReferenced:
        return Tr::tr("It is tied by a foreign key to %1, which decides.").arg(word);
    case Code::SameAsParent:
        return Tr::tr("It is the same column as in %1.").arg(word);
    default:
        return Tr::tr("%1 % of the values are sentences that people wrote.").arg(reason.percent);
    }
}

QString describeTechnical(const Reason &reason)
{
    const QString word = text(reason.word);
    switch (reason.code) {
    case Code::TypeCannotBePersonal:
        return Tr::tr("Values of type %1 do not tell who somebody is.").arg(word);
    case Code::Identifier:
        return Tr::tr("It is a key that the application made.");
    case Code::Reference:
        return Tr::tr("It refers to the key %1.").arg(word);
    case Code::ComputedByServer:
        return Tr::tr("The server computes it from other columns.");
    case Code::PartitionKey:
        return Tr::tr("It decides to which partition a row belongs.");
    case Code::RowTimestamp:
        return Tr::tr("It is a date of the row, not of a person.");
    case Code::FewValues:
        return Tr::tr("Few different values come again and again (%1).").arg(reason.percent);
    case Code::Codes:
        return Tr::tr("The values are codes in which nothing personal was found.");
    case Code::TechnicalName:
        return Tr::tr("The word \"%1\" in its name is a technical one.").arg(word);
    case Code::NoValues:
        return Tr::tr("There was no value to look at, and the name says nothing.");
    case Code::CheckUnsatisfied:
        return Tr::tr("No fake could satisfy the column: %1.").arg(word);
    default:
        return Tr::tr("Neither its name nor its values say anything.");
    }
}

bool isAboutPersonalData(Code code)
{
    return code <= Code::SameAsParent || code == Code::Sentences;
}

} // namespace

std::string_view categoryKey(Category category)
{
    return categoryKeys.at(static_cast<size_t>(category));
}

QString displayName(Category category)
{
    const bool isOfPerson = category >= Category::Email && category <= Category::PostalCode;
    return isOfPerson ? nameOfPersonCategory(category) : nameOfOtherCategory(category);
}

QString describe(const std::vector<Reason> &reasons)
{
    QStringList sentences;
    for (const Reason &reason : reasons)
        sentences.append(isAboutPersonalData(reason.code) ? describePersonal(reason) : describeTechnical(reason));
    return sentences.join(u' ');
}

} // namespace engine::anonymize
