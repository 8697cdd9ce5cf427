// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/dictionary/column_dictionary.h"

#include "engine/anonymize/dictionary/name_dictionary.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

/// A phrase of the personal dictionary found in a name.
struct Match
{
    const Meaning *meaning = nullptr;
    std::string phrase{};
    size_t first = 0;
    size_t count = 0;

    [[nodiscard]] bool covers(size_t word) const { return word >= first && word < first + count; }
};

/// Words that say what a name is of whatever stands before them: "next_of_kin_phone", "invited_by_email", "ip_city".
bool isHeadNoun(Category category)
{
    return category == Category::Email || category == Category::Phone || category == Category::City
           || category == Category::PostalCode || category == Category::BirthDate || category == Category::Iban;
}

/// "login_note", "phone comment": what is written about it.
bool isNote(std::string_view word)
{
    static constexpr std::array<std::string_view, 6> notes{"note",   "comment",  "commentaire",
                                                           "remark", "remarque", "memo"};
    return std::find(notes.begin(), notes.end(), word) != notes.end();
}

/// More words say more; then the last words, which English names end in; then the order of the dictionary.
int strengthOf(const Match &match, size_t wordCount)
{
    const bool isLast = match.first + match.count == wordCount;
    // A phrase that ends in such a word says more than the word: "date of death", but "cause of death".
    const Meaning *ofLast
        = match.count > 1 ? nameDictionary().meaningOf(match.phrase.substr(match.phrase.rfind(' ') + 1)) : nullptr;
    const bool isHead = isHeadNoun(match.meaning->category) || (ofLast != nullptr && isHeadNoun(ofLast->category))
                        || (match.count == 1 && isNote(match.phrase));
    const int asLast = isHead ? 150 : 8;
    return static_cast<int>(match.count) * 100 + (isLast ? asLast : 0) - match.meaning->line;
}

std::optional<Match> bestMatch(const Words &words)
{
    std::optional<Match> best;
    for (size_t first = 0; first < words.size(); ++first) {
        const size_t most = std::min(nameDictionary().longest(), words.size() - first);
        for (size_t count = 1; count <= most; ++count) {
            Match match{.phrase = joinedWords(words, first, count), .first = first, .count = count};
            match.meaning = nameDictionary().meaningOf(match.phrase);
            if (match.meaning == nullptr)
                continue;
            if (!best || strengthOf(match, words.size()) > strengthOf(*best, words.size()))
                best = std::move(match);
        }
    }
    return best;
}

bool isPlaceOfFile(std::string_view word)
{
    static constexpr std::array<std::string_view, 8> places{"url",  "uri",      "path", "key",
                                                            "file", "filename", "link", "href"};
    return std::find(places.begin(), places.end(), word) != places.end();
}

/// "email_hash", "ssn_digest": who has the number has the hash.
bool isHashed(std::string_view word)
{
    static constexpr std::array<std::string_view, 10> forms{"hash",   "digest", "md5",    "sha1",      "sha256",
                                                            "sha512", "hmac",   "hashed", "encrypted", "enc"};
    return std::find(forms.begin(), forms.end(), word) != forms.end();
}

/// Of numbers and addresses, which can be guessed from their hash.
bool isGuessable(Category category)
{
    return category == Category::Email || category == Category::Phone || category == Category::NationalId
           || category == Category::Card || category == Category::Iban || category == Category::AccountNumber
           || category == Category::BirthDate || category == Category::Username || category == Category::FirstName
           || category == Category::LastName || category == Category::FullName;
}

/// "email_verified", "phone_type", "statut_email", "is_email": about personal data, not personal data.
bool isOnlyAbout(const Words &words, const Match &match)
{
    if (words.size() < 2)
        return false;
    bool endsTechnically = false;
    for (size_t count = 1; count < std::min<size_t>(words.size(), 4); ++count) {
        const size_t first = words.size() - count;
        const bool isFree = first >= match.first + match.count;
        endsTechnically = endsTechnically || (isFree && nameDictionary().isTechnical(joinedWords(words, first, count)));
    }
    if (endsTechnically && isGuessable(match.meaning->category) && isHashed(words.back()))
        endsTechnically = false;
    // "entreprise_forme_juridique", "company_size": what is said of a company is not its name.
    endsTechnically = endsTechnically
                      || (match.meaning->category == Category::Company && match.first + match.count + 1 < words.size());
    // "saml_attr_mapping_username": where a name is found.
    endsTechnically = endsTechnically || std::find(words.begin(), words.end(), "mapping") != words.end();
    // Where a picture or a page lies shows it.
    const bool isPlace = match.meaning->category == Category::Picture || match.meaning->category == Category::Website;
    if (endsTechnically && isPlace && isPlaceOfFile(words.back()))
        endsTechnically = false;
    // "accept_signature" is where the signature lies; that it is asked for would be true or false.
    const bool isAccepted = isPlace && words.front().starts_with("accept");
    // "num_tax_id" is the number, "num_logins" how many there are.
    const bool isNumber
        = (words.front() == "num" || words.front() == "numero")
          && (match.meaning->category == Category::NationalId || match.meaning->category == Category::AccountNumber);
    const bool beginsTechnically = nameDictionary().isHead(words.front()) && !match.covers(0) && !isAccepted
                                   && !isNumber && match.meaning->category != Category::BirthDate;
    return endsTechnically || beginsTechnically;
}

bool isNameWord(std::string_view word)
{
    static constexpr std::array<std::string_view, 5> names{"name", "nom", "nm", "اسم", "ism"};
    return std::find(names.begin(), names.end(), word) != names.end();
}

bool isLanguage(std::string_view word)
{
    static constexpr std::array<std::string_view, 8> tags{"fr", "en", "ar", "es", "it", "lat", "latin", "kana"};
    return std::find(tags.begin(), tags.end(), word) != tags.end();
}

NameHint nameOfPerson(const std::string &word, const Surroundings &around)
{
    const bool isFamily = word == "nom" && (around.besideFirstName || around.table.isPeople);
    const bool isRest = around.besideFirstName && !around.besideLastName;
    return {.category = isFamily || isRest ? Category::LastName : Category::FullName, .word = word, .confidence = 85};
}

/// "approved_by", "relance_par": whatever was done, somebody did it. What is sorted by is a column.
std::optional<NameHint> hintOfDoer(const Words &words)
{
    static constexpr std::array<std::string_view, 7> sorting{"sort",   "sorted",    "order", "group",
                                                             "filter", "partition", "locked"};
    const bool isDoer = words.size() >= 2 && (words.back() == "by" || words.back() == "par")
                        && std::find(sorting.begin(), sorting.end(), words[words.size() - 2]) == sorting.end();
    if (!isDoer)
        return std::nullopt;
    return NameHint{
        .category = Category::FullName, .word = joinedWords(words, 0, words.size()), .confidence = 70, .isRole = true};
}

/// "name", "nom", "customer_name", "nom_produit": whose name it is depends on the other words and on what the table
/// holds.
std::optional<NameHint> hintOfBareName(const Words &words, const Surroundings &around)
{
    const auto nameWord = std::find_if(words.begin(), words.end(), isNameWord);
    if (nameWord == words.end() || (nameWord != words.begin() && nameWord + 1 != words.end() && words.size() > 2))
        return std::nullopt;
    Words others;
    std::copy_if(words.begin(), words.end(), std::back_inserter(others),
                 [](const std::string &word) { return !isNameWord(word) && !isLanguage(word); });
    if (others.empty()) {
        if (around.besideValue)
            return NameHint{.isTechnical = true, .word = *nameWord, .confidence = 70};
        if (around.table.isPeople || around.besideFirstName)
            return nameOfPerson(*nameWord, around);
        // Who has an address and a telephone is a customer, whatever the law calls it.
        if (around.table.isCompanies && around.besidePerson && around.besideAddress)
            return NameHint{.category = Category::Company, .word = *nameWord, .confidence = 75};
        if (around.table.isThings)
            return NameHint{.isTechnical = true, .word = *nameWord, .confidence = 70};
        if (around.besidePerson)
            return nameOfPerson(*nameWord, around);
        if (*nameWord == "name" || *nameWord == "nm")
            return std::nullopt;
        return NameHint{.category = Category::FullName, .word = *nameWord, .confidence = 70};
    }
    // "entreprise_nom" beside "entreprise_prenom".
    const std::string whose = joinedWords(others, 0, others.size());
    if (std::find(around.firstNamesOf.begin(), around.firstNamesOf.end(), whose) != around.firstNamesOf.end())
        return NameHint{.category = Category::LastName, .word = *nameWord, .confidence = 85};
    const bool isOfPerson
        = nameDictionary().isNoun("person", joinedWords(others, 0, others.size()))
          || nameDictionary().isNoun("person", others.back())
          || (*nameWord == "nom" && around.besideFirstName && !nameDictionary().isNoun("thing", others.back()));
    if (isOfPerson)
        return nameOfPerson(*nameWord, {.besideFirstName = around.besideFirstName && *nameWord == "nom"});
    return NameHint{.isTechnical = true, .word = joinedWords(words, 0, words.size()), .confidence = 60};
}

/// "facebook_id", "stripe_customer_id": a service, perhaps a word for somebody, and what ids are called.
std::optional<NameHint> hintOfServiceId(const Words &words)
{
    static constexpr std::array<std::string_view, 9> ids{"id",   "uid",    "sub",        "guid",      "oid",
                                                         "uuid", "userid", "identifier", "externalid"};
    if (words.size() < 2)
        return std::nullopt;
    // "stripe_customer" too: what stands there is the id.
    const bool isId = std::find(ids.begin(), ids.end(), words.back()) != ids.end();
    const bool isSomebodyThere = words.back() == "customer" || words.back() == "account" || words.back() == "user";
    if (!isId && !(isSomebodyThere && words.size() == 2))
        return std::nullopt;
    for (size_t i = words.size() - 1; i-- > 0;) {
        const bool isService = nameDictionary().isService(words[i])
                               || (i > 0 && nameDictionary().isService(joinedWords(words, i - 1, 2)));
        // "item_stripe_id" is of the item.
        if (isService && i > 0 && nameDictionary().isNoun("thing", words[i - 1]))
            return std::nullopt;
        if (isService)
            return NameHint{
                .category = Category::ExternalId, .word = joinedWords(words, i, words.size() - i), .confidence = 89};
        // The client of OAuth is an application.
        const bool isSomebody = (nameDictionary().isNoun("person", words[i]) && words[i] != "client")
                                || words[i] == "payer" || words[i] == "external" || words[i] == "extern";
        if (!isSomebody)
            return std::nullopt;
    }
    return std::nullopt;
}

bool isOpen(std::string_view gate, const Surroundings &around)
{
    if (gate == "address")
        return around.table.isAddresses;
    if (gate == "auth")
        return around.table.isAuthentication && !around.table.isThings;
    if (gate == "person")
        return around.table.isPeople || around.besidePerson;
    if (gate == "health")
        return around.table.isHealth;
    if (gate == "pay")
        return around.table.isPay;
    if (gate == "people")
        return around.table.isPeople;
    if (gate == "secrets")
        return around.table.isSecrets;
    if (gate == "devices")
        return around.table.isDevices;
    if (gate == "street")
        return around.table.isStreets;
    if (gate == "keys")
        return around.table.isKeys;
    if (gate == "push")
        return around.table.isPush;
    if (gate == "pictures")
        return around.table.isPictures;
    return gate == "names" && (around.besideFirstName || around.besideLastName);
}

bool isUnit(std::string_view word)
{
    static constexpr std::array<std::string_view, 13> units{"cm", "kg",  "mm",  "lb",    "mmhg",  "bpm",  "celsius",
                                                            "c",  "kgs", "pct", "other", "autre", "libre"};
    return std::find(units.begin(), units.end(), word) != units.end();
}

bool isQualifier(std::string_view word)
{
    static constexpr std::array<std::string_view, 11> before{"current", "last",  "home",  "work", "known",   "primary",
                                                             "main",    "first", "other", "new",  "previous"};
    return std::find(before.begin(), before.end(), word) != before.end();
}

std::optional<NameHint> gatedHint(const Words &words, const Surroundings &around)
{
    size_t first = 0;
    // "reviewer_location" is as "location" in a table of people.
    Surroundings here = around;
    while (first + 1 < words.size() && (isQualifier(words[first]) || isPersonNoun(words[first]))) {
        here.table.isPeople = here.table.isPeople || isPersonNoun(words[first]);
        ++first;
    }
    if (first > 0 && nameDictionary().meaningOf(joinedWords(words, 0, words.size())) != nullptr)
        return std::nullopt;
    size_t end = words.size();
    const bool isFreely = words.size() > 2 && words.back() == "coded" && words[words.size() - 2] == "non";
    if (isFreely)
        end -= 2;
    while (end > first + 1 && isUnit(words[end - 1]))
        --end;
    const std::string whole = joinedWords(words, first, end - first);
    for (const GatedMeaning &meaning : nameDictionary().gatedMeanings(whole)) {
        if (isOpen(meaning.where, here))
            return NameHint{.category = meaning.category, .word = whole, .confidence = meaning.confidence};
    }
    return std::nullopt;
}

/// A phrase of the technical dictionary that says more than the personal one: "birth_country".
bool isPartOfTechnical(const Words &words, const Match &match)
{
    for (size_t first = 0; first <= match.first; ++first) {
        for (size_t count = match.count + 1; first + count <= words.size(); ++count) {
            const bool covers = first + count >= match.first + match.count;
            if (covers && nameDictionary().isTechnical(joinedWords(words, first, count)))
                return true;
        }
    }
    return false;
}

/// What is personal of people is not so of products and places.
bool isOfThings(const Match &match, const Surroundings &around)
{
    static constexpr std::array<std::string_view, 12> shownNames{
        "alternate name", "other name", "full name", "fullname", "display name", "displayname",
        "real name",      "legal name", "handle",    "alias",    "nick",         "nickname"};
    switch (match.meaning->category) {
    case Category::Company:
        return around.table.isThings;
    case Category::City:
    case Category::PostalCode:
        // Where a visitor is, whatever was visited.
        if (match.phrase.starts_with("geo ") || match.phrase.starts_with("ip "))
            return false;
        return around.table.isThings && (around.table.isPlaces || !around.besidePerson);
    case Category::NationalId:
        return around.table.isThings && !around.table.isPeople && match.phrase == "id number";
    case Category::Location:
        return around.table.isPlaces;
    case Category::Address:
        return around.table.isPlaces && !around.besidePerson && !around.table.isAddresses;
    case Category::Picture:
        // A form has a signature, but no face.
        return around.table.isThings && !around.table.isPeople
               && !(around.besidePerson && match.phrase.starts_with("sig"));
    case Category::Website:
        return around.table.isThings && !around.table.isPeople;
    case Category::FullName:
    case Category::Username:
        return around.table.isThings && !around.table.isPeople
               && std::find(shownNames.begin(), shownNames.end(), match.phrase) != shownNames.end();
    default:
        return false;
    }
}

/// "customer_segment" is no customer: a role is one as the last word, or before a word that only says which.
bool isWholeRole(const Words &words, const Match &match)
{
    static constexpr std::array<std::string_view, 9> which{
        "principal", "secondaire", "adjoint", "suppleant", "remplacant", "ar", "fr", "arabe", "titulaire"};
    const size_t end = match.first + match.count;
    return end == words.size() || std::find(which.begin(), which.end(), words[end]) != which.end();
}

/// "num_client", "patient_no": what somebody is registered under.
std::optional<NameHint> hintOfPersonNumber(const Words &words, const Surroundings &around)
{
    static constexpr std::array<std::string_view, 6> numbers{"num", "numero", "no", "number", "nr", "nbr"};
    const auto isNumberWord
        = [](const std::string &word) { return std::find(numbers.begin(), numbers.end(), word) != numbers.end(); };
    const bool isSo = words.size() == 2
                      && ((isNumberWord(words[0]) && nameDictionary().isNoun("person", words[1]))
                          || (isNumberWord(words[1]) && nameDictionary().isNoun("person", words[0])));
    // What people are registered under elsewhere ("num_caf"), but not what is counted ("num_logins", an integer).
    const bool isUnder = words.size() == 2 && around.table.isPeople
                         && (words[0] == "num" || words[0] == "numero" || isNumberWord(words[1]))
                         && !nameDictionary().isTechnical(words[0]) && !nameDictionary().isTechnical(words[1])
                         && !nameDictionary().isNoun("thing", words[1]);
    if (!isSo && !isUnder)
        return std::nullopt;
    return NameHint{.category = Category::NationalId, .word = joinedWords(words, 0, 2), .confidence = isSo ? 85 : 75};
}

std::optional<NameHint> technicalHint(const Words &words)
{
    for (size_t count = words.size(); count > 0; --count) {
        for (size_t first = words.size() - count + 1; first-- > 0;) {
            std::string phrase = joinedWords(words, first, count);
            if (nameDictionary().isTechnical(phrase))
                return NameHint{.isTechnical = true, .word = std::move(phrase), .confidence = 70};
        }
    }
    if (words.size() > 1 && nameDictionary().isHead(words.front()))
        return NameHint{.isTechnical = true, .word = words.front(), .confidence = 70};
    return std::nullopt;
}

bool isOneOf(const Words &words, const std::string &kind)
{
    const size_t count = words.size();
    return nameDictionary().isNoun(kind, joinedWords(words, 0, count)) || nameDictionary().isNoun(kind, words.back())
           || (count > 1 && nameDictionary().isNoun(kind, joinedWords(words, count - 2, 2)));
}

bool hasOneOf(const Words &words, const std::string &kind)
{
    return isOneOf(words, kind) || std::any_of(words.begin(), words.end(), [&kind](const std::string &word) {
               return nameDictionary().isNoun(kind, word);
           });
}

/// "void_reason", "retire_reason": what was done with the row.
bool isOfRow(std::string_view word)
{
    static constexpr std::array<std::string_view, 8> rows{"void",   "voided",   "retire", "retired",
                                                          "delete", "deletion", "lock",   "archive"};
    return std::find(rows.begin(), rows.end(), word) != rows.end();
}

std::optional<NameHint> hintOfWords(const Words &all, const Surroundings &around)
{
    const Words words = withoutNumbers(all);
    if (words.empty())
        return std::nullopt;
    if (auto hint = gatedHint(all, around))
        return hint;
    if (auto hint = gatedHint(words, around))
        return hint;
    if (auto hint = hintOfServiceId(all))
        return hint;
    // With its numbers a name may be one of the dictionary ("line_1", "2fa_secret"); without them it is another.
    auto match = bestMatch(all);
    auto plainMatch = words.size() == all.size() ? std::nullopt : bestMatch(words);
    const Words *matched = &all;
    const bool isPlainSurer
        = plainMatch && !isOnlyAbout(words, *plainMatch)
          && (!match || match->count < plainMatch->count || (plainMatch->count > 1 && isOnlyAbout(all, *match)));
    if (isPlainSurer || (plainMatch && !match)) {
        match = std::move(plainMatch);
        matched = &words;
    }
    if (!match || match->count < 2 || match->meaning->category == Category::FreeText) {
        const bool isSurer = match && match->meaning->line < 30 && match->count == words.size();
        auto bare = isSurer ? std::nullopt : hintOfBareName(words, around);
        if (bare && (!match || !bare->isTechnical || match->meaning->isRole || match->count == 1))
            return bare;
    }
    if (auto hint = !match || match->count < words.size() ? hintOfPersonNumber(words, around) : std::nullopt)
        return hint;
    if (auto hint = !match || match->count < words.size() ? hintOfDoer(words) : std::nullopt)
        return hint;
    const bool isPartOfOther = match
                               && (isOnlyAbout(*matched, *match) || isPartOfTechnical(*matched, *match)
                                   || (match->meaning->isRole && !isWholeRole(withoutNumbers(*matched), *match)));
    if (!match || isPartOfOther)
        return technicalHint(all.size() > words.size() ? all : words);
    if (isOfThings(*match, around))
        return NameHint{.isTechnical = true, .word = match->phrase, .confidence = 60};
    // A word of its own says more than one among others.
    const int confidence = match->meaning->confidence - (match->count < words.size() ? 6 : 0);
    // What is noted where patients are treated is about their health.
    const bool isOfHealth = around.table.isHealth && !around.table.isThings
                            && match->meaning->category == Category::FreeText && !isOfRow(words.front());
    return NameHint{.category = isOfHealth ? Category::Health : match->meaning->category,
                    .word = match->phrase,
                    .confidence = confidence,
                    .isRole = match->meaning->isRole,
                    .isHashed = isHashed(words.back())};
}

} // namespace

TableNature natureOf(std::string_view table)
{
    const Words words = withoutNumbers(nameDictionary().wordsOfTable(table));
    if (words.empty())
        return {};
    TableNature nature{.isPeople = isOneOf(words, "person"),
                       .isThings = isOneOf(words, "thing"),
                       .isPlaces = isOneOf(words, "place"),
                       .isHealth = hasOneOf(words, "health"),
                       .isAddresses = hasOneOf(words, "address"),
                       .isAuthentication = hasOneOf(words, "auth") || isOneOf(words, "signin"),
                       .isPay = hasOneOf(words, "pay"),
                       .isSecrets = isOneOf(words, "secrets"),
                       .isDevices = isOneOf(words, "devices"),
                       .isStreets = isOneOf(words, "street"),
                       .isPictures = isOneOf(words, "pictures"),
                       .isPush = isOneOf(words, "push"),
                       .isCompanies = isOneOf(words, "companies"),
                       .isKeys = isOneOf(words, "keys")};
    if (!nature.isPeople && !nature.isThings)
        nature.isPeople = hasOneOf(words, "person");
    return nature;
}

namespace {

bool isNamedPlace(std::string_view table)
{
    const Words words = withoutNumbers(nameDictionary().wordsOfTable(table));
    return !words.empty()
           && (words.back() == "location" || words.back() == "emplacement" || words.back() == "locality");
}

bool isPatient(const std::string &word)
{
    return word == "patient" || word == "mrn" || word == "diagnosis" || word == "diagnostic" || word == "مريض";
}

} // namespace

Surroundings surroundingsOf(std::string_view table, const std::vector<std::string> &names)
{
    Surroundings around{.table = natureOf(table)};
    bool hasFirst = false;
    bool hasLast = false;
    bool hasName = false;
    for (const std::string &name : names) {
        const Words words = withoutNumbers(nameDictionary().wordsOfName(name));
        const std::string whole = joinedWords(words, 0, words.size());
        hasFirst = hasFirst || whole == "first" || whole == "fst";
        hasLast = hasLast || whole == "last" || whole == "lst";
        around.besideValue = around.besideValue || whole == "value" || whole == "valeur";
        hasName = hasName || whole == "name" || whole == "nom" || whole == "complete name" || whole == "completename";
        around.table.isHealth = around.table.isHealth || std::any_of(words.begin(), words.end(), isPatient);
        const auto match = bestMatch(words);
        if (!match || isOnlyAbout(words, *match))
            continue;
        const Category category = match->meaning->category;
        around.besideFirstName = around.besideFirstName || category == Category::FirstName;
        if (category == Category::FirstName && match->count < words.size())
            around.firstNamesOf.push_back(
                joinedWords(words, match->first > 0 ? 0 : match->count, words.size() - match->count));
        around.besideAddress = around.besideAddress || category == Category::Address || category == Category::City
                               || category == Category::PostalCode;
        around.besideLastName = around.besideLastName || category == Category::LastName;
        around.besidePerson = around.besidePerson || category == Category::FirstName || category == Category::LastName
                              || category == Category::Email || category == Category::Phone
                              || category == Category::BirthDate;
    }
    // A place that has a name is no home.
    if (hasName && !around.besidePerson && isNamedPlace(table)) {
        around.table.isPlaces = true;
        around.table.isThings = true;
        around.table.isAddresses = false;
    }
    // Each of the two words alone says nothing.
    if ((hasFirst || around.besideFirstName) && (hasLast || around.besideLastName)) {
        around.besideFirstName = true;
        around.besideLastName = true;
        around.besidePerson = true;
    }
    return around;
}

namespace {

/// "NumberOfEmployees" of a company: how many there are.
bool isCount(std::string_view name, const Words &words)
{
    return words.size() == 2 && (words[0] == "number" || words[0] == "nombre" || words[0] == "num" || words[0] == "nb")
           && (name.ends_with('s') || name.ends_with('S')) && isPersonNoun(words[1]);
}

} // namespace

std::optional<NameHint> hintOf(std::string_view columnName, const Surroundings &around)
{
    const Words words = nameDictionary().wordsOfName(columnName);
    if (isCount(columnName, words))
        return NameHint{.isTechnical = true, .word = joinedWords(words, 0, words.size()), .confidence = 70};
    auto hint = hintOfWords(words, around);
    if (hint && !hint->isTechnical)
        return hint;
    const std::string arabic = withoutArabicNumbers(columnName);
    if (arabic.empty())
        return hint;
    auto better = hintOfWords(nameDictionary().wordsOfName(arabic), around);
    return better && !better->isTechnical ? better : hint;
}

bool isPersonNoun(const std::string &word)
{
    return nameDictionary().isNoun("person", word);
}

std::optional<NameHint> hintInComment(std::string_view comment)
{
    const Words words = withoutNumbers(nameDictionary().wordsOfName(comment));
    const auto match = bestMatch(words);
    // Short words (ip, tel, rib) are too often something else in prose.
    if (!match || match->meaning->confidence < 90 || match->phrase.size() < 4)
        return std::nullopt;
    return NameHint{
        .category = match->meaning->category, .word = match->phrase, .confidence = match->meaning->confidence - 20};
}

} // namespace engine::anonymize
