// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection/value_categories.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

/// Values whose form alone says what they are.
std::optional<Candidate> clearForms(const ValueEvidence &evidence, int enough)
{
    struct Form
    {
        ValueKind kind;
        Category category;
        int least;
        std::string_view word;
    };
    const std::array<Form, 16> forms{{{ValueKind::Email, Category::Email, enough, "email"},
                                      {ValueKind::Phone, Category::Phone, enough, "phone"},
                                      {ValueKind::Iban, Category::Iban, enough, "iban"},
                                      {ValueKind::Secret, Category::Credential, enough, "credential"},
                                      {ValueKind::Identity, Category::NationalId, enough, "nationalId"},
                                      {ValueKind::Card, Category::Card, 80, "card"},
                                      {ValueKind::IpAddress, Category::Network, 80, "network"},
                                      {ValueKind::MacAddress, Category::Device, 80, "mac"},
                                      {ValueKind::UserAgent, Category::Device, 80, "user agent"},
                                      {ValueKind::DeviceName, Category::Device, enough, "device name"},
                                      {ValueKind::Coordinates, Category::Location, 80, "location"},
                                      {ValueKind::PersonalPage, Category::Website, enough, "website"},
                                      {ValueKind::StreetAddress, Category::Address, enough, "address"},
                                      {ValueKind::HealthWord, Category::Health, enough, "health"},
                                      {ValueKind::BeliefWord, Category::Belief, enough, "belief"},
                                      {ValueKind::CompanyName, Category::Company, enough, "company"}}};
    for (const Form &form : forms) {
        if (evidence.percent(form.kind) >= form.least)
            return Candidate{form.category, evidence.percent(form.kind), form.word};
    }
    return std::nullopt;
}

bool isNameCategory(Category category)
{
    return category == Category::FirstName || category == Category::LastName || category == Category::FullName;
}

/// Whose values have no form that the name's word could be wrong about, or one that is lost if another rule is taken.
bool isSureByName(Category category)
{
    return category == Category::Credential || category == Category::Location || category == Category::Health
           || category == Category::Belief || category == Category::Salary || category == Category::Device
           || category == Category::Picture || category == Category::Website;
}

/// Where a name says whose name it is, a number behind it changes nothing.
constexpr int sureOfName = 85;

/// Names that are none: "Offre printemps 12" under a name that could be somebody's.
bool areNoNames(const NameHint &hint, const ValueEvidence &evidence)
{
    const bool hasKnown = evidence.percent(ValueKind::FirstName) + evidence.percent(ValueKind::LastName)
                              + evidence.percent(ValueKind::FullName)
                          > 0;
    const int written = evidence.nameShaped + (hint.confidence >= sureOfName ? evidence.numberedNames : 0);
    return isNameCategory(hint.category) && evidence.count >= 10 && !hasKnown && written * 5 < evidence.count
           && evidence.loginShaped * 2 < evidence.count && evidence.withDigits * 10 >= evidence.count * 6;
}

bool isHashOf(const NameHint &hint)
{
    static constexpr std::array<std::string_view, 5> hashes{"hash", "md5", "sha", "digest", "gravatar"};
    return std::any_of(hashes.begin(), hashes.end(), [&hint](std::string_view word) {
        return hint.isHashed || hint.word.find(word) != std::string::npos;
    });
}

/// No address has no @, and no number no digits: the word was about something else.
bool areOfNoSuchForm(const NameHint &hint, const ValueEvidence &evidence)
{
    if (evidence.count < 10)
        return false;
    const int keys = evidence.percent(ValueKind::Hex) + evidence.percent(ValueKind::Uuid);
    if (keys >= 80 && (hint.category == Category::Phone || hint.category == Category::Username))
        return true;
    // Ids of messages in "reply_to"; but the hash of an address is one.
    if (hint.category == Category::Email && evidence.withPersonalParts == 0 && evidence.percent(ValueKind::Email) == 0
        && evidence.percent(ValueKind::Code) >= 80)
        return true;
    if (hint.confidence >= 95)
        return false;
    if (hint.category == Category::Email)
        return evidence.withPersonalParts == 0 && evidence.percent(ValueKind::Sentence) >= 50;
    return hint.category == Category::Phone && evidence.withDigits * 5 < evidence.count;
}

} // namespace

int percentOf(int part, const ValueEvidence &evidence)
{
    return evidence.count == 0 ? 0 : part * 100 / evidence.count;
}

std::optional<Candidate> clearValues(const ValueEvidence &evidence, bool isTechnicalByName)
{
    if (evidence.count == 0)
        return std::nullopt;
    const auto share = [&evidence](ValueKind kind) { return evidence.percent(kind); };
    const int names = share(ValueKind::FirstName) + share(ValueKind::LastName) + share(ValueKind::FullName);
    const int contacts = share(ValueKind::Email) + share(ValueKind::Phone);
    const int enough = isTechnicalByName ? 80 : 60;
    if (const auto form = clearForms(evidence, enough))
        return form;
    // However few they are: it is who is on duty.
    if (percentOf(evidence.initialLogins, evidence) >= 80)
        return Candidate{Category::Username, percentOf(evidence.initialLogins, evidence), "username"};
    if (contacts > 0 && contacts + names + share(ValueKind::Iban) >= enough)
        return Candidate{Category::FreeText, contacts + names, "freeText"};
    // Where all are written as names, it is enough that lists know some of them.
    const bool areAllWrittenSo
        = evidence.nameShaped * 100 >= evidence.count * 90 && names >= (isTechnicalByName ? 40 : 30);
    if (names < enough && !areAllWrittenSo)
        return std::nullopt;
    if (share(ValueKind::FullName) >= 30)
        return Candidate{Category::FullName, names, "fullName"};
    const bool firstNames = share(ValueKind::FirstName) >= share(ValueKind::LastName);
    return firstNames ? Candidate{Category::FirstName, names, "firstName"}
                      : Candidate{Category::LastName, names, "lastName"};
}

Category reconciled(Category byName, const std::optional<Candidate> &byValues)
{
    if (!byValues || byValues->category == byName)
        return byName;
    // Names are told from other words least surely, and an IBAN is an account number too.
    const bool staysAsNamed = isNameCategory(byValues->category) || byName == Category::FreeText || isSureByName(byName)
                              || (byName == Category::AccountNumber && byValues->category == Category::Iban)
                              || ((byName == Category::NationalId || byName == Category::ExternalId)
                                  && byValues->category != Category::Email)
                              || byValues->category == Category::FreeText;
    return staysAsNamed && byName != Category::Document ? byName : byValues->category;
}

bool hasFewValues(const ValueEvidence &evidence)
{
    return evidence.count >= 20 && evidence.distinct * 5 <= evidence.count && evidence.distinct <= 50;
}

bool areOnlyWords(Category category, const ValueEvidence &evidence)
{
    const bool hasForm = category == Category::Email || category == Category::Phone || category == Category::Network
                         || category == Category::Iban || category == Category::AccountNumber
                         || category == Category::Card || category == Category::NationalId
                         || category == Category::Location || category == Category::Website
                         || category == Category::Device || category == Category::Credential
                         || category == Category::ExternalId || category == Category::Picture;
    return hasForm && hasFewValues(evidence) && evidence.distinct <= 20
           && percentOf(evidence.lowerCodes, evidence) >= 90 && percentOf(evidence.withDigits, evidence) < 20;
}

Category categoryOfRole(const ValueEvidence &evidence, const std::optional<Candidate> &byValues)
{
    if (byValues)
        return byValues->category;
    if (percentOf(std::max(evidence.lowerCodes, evidence.loginShaped), evidence) >= 60)
        return Category::Username;
    return Category::FullName;
}

bool areKeys(const ValueEvidence &evidence, bool orNumbers)
{
    return evidence.percent(ValueKind::Uuid) + (orNumbers ? evidence.percent(ValueKind::Number) : 0) >= 80;
}

bool isKeyOfPerson(std::string_view word)
{
    static constexpr std::array<std::string_view, 5> documents{"national id", "passport id", "tax id", "personal id",
                                                               "gov id"};
    return word.ends_with(" id") && std::find(documents.begin(), documents.end(), word) == documents.end();
}

bool contradict(const NameHint &hint, const ValueEvidence &evidence)
{
    return !isHashOf(hint) && (areNoNames(hint, evidence) || areOfNoSuchForm(hint, evidence));
}

} // namespace engine::anonymize
