// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/dictionary/name_words.h"
#include "engine/anonymize/model/finding.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace engine::anonymize {

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

/// All that the files of resources/anonymize/columns say, folded as names are. Immutable once made.
class NameDictionary final
{
public:
    NameDictionary();

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
    struct Line;

    static Line lineOf(std::string_view text);
    std::string learned(std::string_view phrase);
    void addTo(Phrases &phrases, std::string_view text);
    void addPersonal(const Line &line, int number);
    void addGated(const Line &line);

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

[[nodiscard]] const NameDictionary &nameDictionary();

} // namespace engine::anonymize
