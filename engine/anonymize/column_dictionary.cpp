// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/column_dictionary.h"

#include "engine/anonymize/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

namespace engine::anonymize {

namespace {

#include "column_words.inc"

using Words = std::vector<std::string>;
using Phrases = std::unordered_set<std::string>;

struct Meaning
{
    Category category = Category::None;
    bool isRole = false;
    int confidence = 0;
    /// Of the line in the file: what comes first is stronger.
    int line = 0;
};

/// A whole name that means something in some places only.
struct GatedMeaning
{
    Category category = Category::None;
    int confidence = 0;
    std::string where{};
};

/// A line "head: words|words|words".
struct Line
{
    std::string_view head{};
    std::string_view phrases{};
};

Line lineOf(std::string_view text)
{
    const size_t colon = text.find(": ");
    return colon == std::string_view::npos ? Line{.phrases = text}
                                           : Line{.head = text.substr(0, colon), .phrases = text.substr(colon + 2)};
}

template <typename Take>
void eachPart(std::string_view text, char separator, Take take)
{
    while (!text.empty()) {
        const size_t end = std::min(text.find(separator), text.size());
        take(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

Category categoryOfKey(std::string_view key)
{
    for (int i = 0; i <= static_cast<int>(Category::Document); ++i) {
        if (categoryKey(static_cast<Category>(i)) == key)
            return static_cast<Category>(i);
    }
    return Category::FullName;
}

/// All that the files say, folded as names are.
class Dictionary final
{
public:
    Dictionary()
    {
        int line = 0;
        for (const std::string_view text : personal)
            addPersonal(lineOf(text), line++);
        for (const std::string_view text : gated)
            addGated(lineOf(text));
        for (const std::string_view text : technical)
            addTo(m_technical, text);
        for (const std::string_view text : heads)
            addTo(m_heads, text);
        for (const std::string_view text : services)
            addTo(m_services, text);
        for (const std::string_view text : nouns) {
            const Line parts = lineOf(text);
            eachPart(parts.phrases, '|', [&](std::string_view phrase) {
                const Words words = wordsOf(phrase);
                m_nounVocabulary.insert(words.begin(), words.end());
                m_nouns[std::string(parts.head)].insert(joinedWords(words, 0, words.size()));
            });
        }
        Phrases unused;
        for (const std::string_view text : qualifiers)
            addTo(unused, text);
    }

    [[nodiscard]] Words wordsOfName(std::string_view name) const { return knownWordsOf(name, m_vocabulary); }
    [[nodiscard]] Words wordsOfTable(std::string_view name) const { return knownWordsOf(name, m_nounVocabulary); }
    [[nodiscard]] const Meaning *meaningOf(const std::string &phrase) const
    {
        const auto found = m_personal.find(phrase);
        return found == m_personal.end() ? nullptr : &found->second;
    }
    [[nodiscard]] const std::vector<GatedMeaning> &gatedMeanings(const std::string &phrase) const
    {
        static const std::vector<GatedMeaning> none;
        const auto found = m_gated.find(phrase);
        return found == m_gated.end() ? none : found->second;
    }
    [[nodiscard]] bool isTechnical(const std::string &phrase) const { return m_technical.contains(phrase); }
    [[nodiscard]] bool isHead(const std::string &phrase) const { return m_heads.contains(phrase); }
    [[nodiscard]] bool isService(const std::string &word) const { return m_services.contains(word); }
    [[nodiscard]] bool isNoun(const std::string &kind, const std::string &phrase) const
    {
        const auto found = m_nouns.find(kind);
        return found != m_nouns.end() && found->second.contains(phrase);
    }
    /// Words of the longest phrase.
    [[nodiscard]] size_t longest() const { return m_longest; }

private:
    std::string learned(std::string_view phrase)
    {
        const Words words = wordsOf(phrase);
        m_vocabulary.insert(words.begin(), words.end());
        m_longest = std::max(m_longest, words.size());
        return joinedWords(words, 0, words.size());
    }
    void addTo(Phrases &phrases, std::string_view text)
    {
        eachPart(text, '|', [&](std::string_view phrase) { phrases.insert(learned(phrase)); });
    }
    void addPersonal(const Line &line, int number)
    {
        const size_t blank = line.head.find(' ');
        Meaning meaning{.category = categoryOfKey(line.head.substr(0, blank)),
                        .isRole = line.head.starts_with("role"),
                        .line = number};
        std::from_chars(line.head.data() + blank + 1, line.head.data() + line.head.size(), meaning.confidence);
        eachPart(line.phrases, '|', [&](std::string_view phrase) { m_personal.emplace(learned(phrase), meaning); });
    }
    void addGated(const Line &line)
    {
        std::array<std::string_view, 3> parts{};
        size_t count = 0;
        eachPart(line.head, ' ', [&](std::string_view part) {
            if (count < parts.size())
                parts.at(count++) = part;
        });
        GatedMeaning meaning{.category = categoryOfKey(parts[0]), .where = std::string(parts[2])};
        std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), meaning.confidence);
        eachPart(line.phrases, '|', [&](std::string_view phrase) { m_gated[learned(phrase)].push_back(meaning); });
    }

    Vocabulary m_vocabulary;
    Vocabulary m_nounVocabulary;
    std::unordered_map<std::string, Meaning> m_personal;
    std::unordered_map<std::string, std::vector<GatedMeaning>> m_gated;
    Phrases m_technical;
    Phrases m_heads;
    Phrases m_services;
    std::unordered_map<std::string, Phrases> m_nouns;
    size_t m_longest = 1;
};

const Dictionary &dictionary()
{
    static const Dictionary all;
    return all;
}

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

/// More words say more; then the last words, which English names end in; then the order of the dictionary.
int strengthOf(const Match &match, size_t wordCount)
{
    const bool isLast = match.first + match.count == wordCount;
    const int asLast = isHeadNoun(match.meaning->category) ? 150 : 8;
    return static_cast<int>(match.count) * 100 + (isLast ? asLast : 0) - match.meaning->line;
}

std::optional<Match> bestMatch(const Words &words)
{
    std::optional<Match> best;
    for (size_t first = 0; first < words.size(); ++first) {
        const size_t most = std::min(dictionary().longest(), words.size() - first);
        for (size_t count = 1; count <= most; ++count) {
            Match match{.phrase = joinedWords(words, first, count), .first = first, .count = count};
            match.meaning = dictionary().meaningOf(match.phrase);
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

/// "email_verified", "phone_type", "statut_email", "is_email": about personal data, not personal data.
bool isOnlyAbout(const Words &words, const Match &match)
{
    if (words.size() < 2)
        return false;
    bool endsTechnically = false;
    for (size_t count = 1; count < std::min<size_t>(words.size(), 4); ++count) {
        const size_t first = words.size() - count;
        const bool isFree = first >= match.first + match.count;
        endsTechnically = endsTechnically || (isFree && dictionary().isTechnical(joinedWords(words, first, count)));
    }
    // Where a picture or a page lies shows it.
    const bool isPlace = match.meaning->category == Category::Picture || match.meaning->category == Category::Website;
    if (endsTechnically && isPlace && isPlaceOfFile(words.back()))
        endsTechnically = false;
    const bool beginsTechnically = dictionary().isHead(words.front()) && !match.covers(0);
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
        if (around.table.isPeople || around.besideFirstName)
            return nameOfPerson(*nameWord, around);
        if (around.table.isThings)
            return NameHint{.isTechnical = true, .word = *nameWord, .confidence = 70};
        if (around.besidePerson)
            return nameOfPerson(*nameWord, around);
        if (*nameWord == "name" || *nameWord == "nm")
            return std::nullopt;
        return NameHint{.category = Category::FullName, .word = *nameWord, .confidence = 70};
    }
    const bool isOfPerson
        = dictionary().isNoun("person", joinedWords(others, 0, others.size()))
          || dictionary().isNoun("person", others.back())
          || (*nameWord == "nom" && around.besideFirstName && !dictionary().isNoun("thing", others.back()));
    if (isOfPerson)
        return nameOfPerson(*nameWord, {.besideFirstName = around.besideFirstName && *nameWord == "nom"});
    return NameHint{.isTechnical = true, .word = joinedWords(words, 0, words.size()), .confidence = 60};
}

/// "facebook_id", "stripe_customer_id": a service, perhaps a word for somebody, and what ids are called.
std::optional<NameHint> hintOfServiceId(const Words &words)
{
    static constexpr std::array<std::string_view, 8> ids{"id",  "uid",  "sub",    "guid",
                                                         "oid", "uuid", "userid", "identifier"};
    if (words.size() < 2)
        return std::nullopt;
    // "stripe_customer" too: what stands there is the id.
    const bool isId = std::find(ids.begin(), ids.end(), words.back()) != ids.end();
    const bool isSomebodyThere = words.back() == "customer" || words.back() == "account" || words.back() == "user";
    if (!isId && !(isSomebodyThere && words.size() == 2))
        return std::nullopt;
    for (size_t i = words.size() - 1; i-- > 0;) {
        if (dictionary().isService(words[i]))
            return NameHint{
                .category = Category::ExternalId, .word = joinedWords(words, i, words.size() - i), .confidence = 89};
        const bool isSomebody = dictionary().isNoun("person", words[i]) || words[i] == "payer";
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
        return around.table.isAuthentication;
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
    return gate == "names" && (around.besideFirstName || around.besideLastName);
}

bool isUnit(std::string_view word)
{
    static constexpr std::array<std::string_view, 10> units{"cm",  "kg",      "mm", "lb",  "mmhg",
                                                            "bpm", "celsius", "c",  "kgs", "pct"};
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
    while (first + 1 < words.size() && isQualifier(words[first]))
        ++first;
    const size_t end = words.size() > first + 1 && isUnit(words.back()) ? words.size() - 1 : words.size();
    const std::string whole = joinedWords(words, first, end - first);
    for (const GatedMeaning &meaning : dictionary().gatedMeanings(whole)) {
        if (isOpen(meaning.where, around))
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
            if (covers && dictionary().isTechnical(joinedWords(words, first, count)))
                return true;
        }
    }
    return false;
}

/// What is personal of people is not so of products and places.
bool isOfThings(const Match &match, const Surroundings &around)
{
    static constexpr std::array<std::string_view, 10> shownNames{
        "full name",  "fullname", "display name", "displayname", "real name",
        "legal name", "handle",   "alias",        "nick",        "nickname"};
    switch (match.meaning->category) {
    case Category::City:
    case Category::PostalCode:
    case Category::Company:
        return around.table.isThings;
    case Category::Location:
        return around.table.isPlaces;
    case Category::Picture:
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

/// "num_client", "patient_no": what somebody is registered under.
std::optional<NameHint> hintOfPersonNumber(const Words &words)
{
    static constexpr std::array<std::string_view, 6> numbers{"num", "numero", "no", "number", "nr", "nbr"};
    const auto isNumberWord
        = [](const std::string &word) { return std::find(numbers.begin(), numbers.end(), word) != numbers.end(); };
    const bool isSo = words.size() == 2
                      && ((isNumberWord(words[0]) && dictionary().isNoun("person", words[1]))
                          || (isNumberWord(words[1]) && dictionary().isNoun("person", words[0])));
    if (!isSo)
        return std::nullopt;
    return NameHint{.category = Category::NationalId, .word = joinedWords(words, 0, 2), .confidence = 85};
}

std::optional<NameHint> technicalHint(const Words &words)
{
    for (size_t count = words.size(); count > 0; --count) {
        for (size_t first = words.size() - count + 1; first-- > 0;) {
            std::string phrase = joinedWords(words, first, count);
            if (dictionary().isTechnical(phrase))
                return NameHint{.isTechnical = true, .word = std::move(phrase), .confidence = 70};
        }
    }
    if (words.size() > 1 && dictionary().isHead(words.front()))
        return NameHint{.isTechnical = true, .word = words.front(), .confidence = 70};
    return std::nullopt;
}

bool isOneOf(const Words &words, const std::string &kind)
{
    const size_t count = words.size();
    return dictionary().isNoun(kind, joinedWords(words, 0, count)) || dictionary().isNoun(kind, words.back())
           || (count > 1 && dictionary().isNoun(kind, joinedWords(words, count - 2, 2)));
}

bool hasOneOf(const Words &words, const std::string &kind)
{
    return isOneOf(words, kind) || std::any_of(words.begin(), words.end(), [&kind](const std::string &word) {
               return dictionary().isNoun(kind, word);
           });
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
    if (auto hint = !match || match->count < words.size() ? hintOfPersonNumber(words) : std::nullopt)
        return hint;
    if (auto hint = !match || match->count < words.size() ? hintOfDoer(words) : std::nullopt)
        return hint;
    if (!match || isOnlyAbout(*matched, *match) || isPartOfTechnical(*matched, *match))
        return technicalHint(all.size() > words.size() ? all : words);
    if (isOfThings(*match, around))
        return NameHint{.isTechnical = true, .word = match->phrase, .confidence = 60};
    // A word of its own says more than one among others.
    const int confidence = match->meaning->confidence - (match->count < words.size() ? 6 : 0);
    return NameHint{.category = match->meaning->category,
                    .word = match->phrase,
                    .confidence = confidence,
                    .isRole = match->meaning->isRole};
}

} // namespace

TableNature natureOf(std::string_view table)
{
    const Words words = withoutNumbers(dictionary().wordsOfTable(table));
    if (words.empty())
        return {};
    TableNature nature{.isPeople = isOneOf(words, "person"),
                       .isThings = isOneOf(words, "thing"),
                       .isPlaces = isOneOf(words, "place"),
                       .isHealth = hasOneOf(words, "health"),
                       .isAddresses = hasOneOf(words, "address"),
                       .isAuthentication = hasOneOf(words, "auth"),
                       .isPay = hasOneOf(words, "pay"),
                       .isSecrets = isOneOf(words, "secrets")};
    if (!nature.isPeople && !nature.isThings)
        nature.isPeople = hasOneOf(words, "person");
    return nature;
}

namespace {

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
    for (const std::string &name : names) {
        const Words words = withoutNumbers(dictionary().wordsOfName(name));
        const std::string whole = joinedWords(words, 0, words.size());
        hasFirst = hasFirst || whole == "first" || whole == "fst";
        hasLast = hasLast || whole == "last" || whole == "lst";
        around.table.isHealth = around.table.isHealth || std::any_of(words.begin(), words.end(), isPatient);
        const auto match = bestMatch(words);
        if (!match || isOnlyAbout(words, *match))
            continue;
        const Category category = match->meaning->category;
        around.besideFirstName = around.besideFirstName || category == Category::FirstName;
        around.besideLastName = around.besideLastName || category == Category::LastName;
        around.besidePerson = around.besidePerson || category == Category::FirstName || category == Category::LastName
                              || category == Category::Email || category == Category::Phone
                              || category == Category::BirthDate;
    }
    // Each of the two words alone says nothing.
    if ((hasFirst || around.besideFirstName) && (hasLast || around.besideLastName)) {
        around.besideFirstName = true;
        around.besideLastName = true;
        around.besidePerson = true;
    }
    return around;
}

std::optional<NameHint> hintOf(std::string_view columnName, const Surroundings &around)
{
    return hintOfWords(dictionary().wordsOfName(columnName), around);
}

std::optional<NameHint> hintInComment(std::string_view comment)
{
    const Words words = withoutNumbers(dictionary().wordsOfName(comment));
    const auto match = bestMatch(words);
    // Short words (ip, tel, rib) are too often something else in prose.
    if (!match || match->meaning->confidence < 90 || match->phrase.size() < 4)
        return std::nullopt;
    return NameHint{
        .category = match->meaning->category, .word = match->phrase, .confidence = match->meaning->confidence - 20};
}

} // namespace engine::anonymize
