// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text/words.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace engine::anonymize {

namespace {

#include "words.inc"

struct StringHash
{
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using Names = std::unordered_map<std::string, NameClass, StringHash, std::equal_to<>>;
using Set = std::unordered_set<std::string, StringHash, std::equal_to<>>;

template <size_t count>
void add(Names &names, const std::string_view (&words)[count], bool NameClass::*member)
{
    std::string folded;
    for (const std::string_view word : words) {
        foldPlain(word, folded);
        names[folded].*member = true;
    }
}

Names allNames()
{
    Names names;
    add(names, firstNamesLatin, &NameClass::isFirstName);
    add(names, firstNamesArabic, &NameClass::isFirstName);
    add(names, knownFirstNames, &NameClass::isFirstName);
    add(names, lastNamesLatin, &NameClass::isLastName);
    add(names, lastNamesArabic, &NameClass::isLastName);
    add(names, knownLastNames, &NameClass::isLastName);
    return names;
}

Set allCommonWords()
{
    Set words;
    for (const std::string_view word : commonWords)
        words.emplace(word);
    return words;
}

Set allCities()
{
    Set cities;
    std::string folded;
    for (const std::string_view word : citiesLatin) {
        foldPlain(word, folded);
        cities.insert(folded);
    }
    for (const std::string_view word : citiesArabic) {
        foldPlain(word, folded);
        cities.insert(folded);
    }
    return cities;
}

} // namespace

std::span<const std::string_view> fakeWords(WordKind kind, Script script)
{
    const bool arabic = script == Script::Arabic;
    switch (kind) {
    case WordKind::FirstName:
        return arabic ? std::span<const std::string_view>(firstNamesArabic) : firstNamesLatin;
    case WordKind::LastName:
        return arabic ? std::span<const std::string_view>(lastNamesArabic) : lastNamesLatin;
    case WordKind::City:
        return arabic ? std::span<const std::string_view>(citiesArabic) : citiesLatin;
    case WordKind::Street:
        return arabic ? std::span<const std::string_view>(streetsArabic) : streetsLatin;
    case WordKind::Company:
        return companies;
    }
    return companies;
}

NameClass classifyName(std::string_view plainFolded)
{
    static const Names names = allNames();
    const auto found = names.find(plainFolded);
    return found == names.end() ? NameClass{} : found->second;
}

bool isCommonWord(std::string_view plainFolded)
{
    static const Set words = allCommonWords();
    return words.contains(plainFolded);
}

bool isKnownCity(std::string_view plainFolded)
{
    static const Set cities = allCities();
    return cities.contains(plainFolded);
}

} // namespace engine::anonymize
