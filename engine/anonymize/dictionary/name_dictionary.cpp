// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/dictionary/name_dictionary.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace engine::anonymize {

namespace {

#include "column_words.inc"

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

} // namespace

/// A line "head: words|words|words".
struct NameDictionary::Line
{
    std::string_view head{};
    std::string_view phrases{};
};

NameDictionary::Line NameDictionary::lineOf(std::string_view text)
{
    const size_t colon = text.find(": ");
    return colon == std::string_view::npos ? Line{.phrases = text}
                                           : Line{.head = text.substr(0, colon), .phrases = text.substr(colon + 2)};
}

NameDictionary::NameDictionary()
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

std::string NameDictionary::learned(std::string_view phrase)
{
    const Words words = wordsOf(phrase);
    m_vocabulary.insert(words.begin(), words.end());
    m_longest = std::max(m_longest, words.size());
    return joinedWords(words, 0, words.size());
}

void NameDictionary::addTo(Phrases &phrases, std::string_view text)
{
    eachPart(text, '|', [&](std::string_view phrase) { phrases.insert(learned(phrase)); });
}

void NameDictionary::addPersonal(const Line &line, int number)
{
    const size_t blank = line.head.find(' ');
    Meaning meaning{
        .category = categoryOfKey(line.head.substr(0, blank)), .isRole = line.head.starts_with("role"), .line = number};
    std::from_chars(line.head.data() + blank + 1, line.head.data() + line.head.size(), meaning.confidence);
    eachPart(line.phrases, '|', [&](std::string_view phrase) { m_personal.emplace(learned(phrase), meaning); });
}

void NameDictionary::addGated(const Line &line)
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

const NameDictionary &nameDictionary()
{
    static const NameDictionary all;
    return all;
}

} // namespace engine::anonymize
