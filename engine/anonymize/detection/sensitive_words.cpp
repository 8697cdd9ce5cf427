// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection/sensitive_words.h"

#include "engine/anonymize/text/text.h"
#include "engine/anonymize/text/words.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace engine::anonymize {

namespace {

/// Longer values are texts.
constexpr size_t longestValue = 60;

/// How words begin that are about somebody's health, folded.
constexpr std::array<std::string_view, 72> healthStems{
    "diabet",    "asthm",      "hypertens", "hypotens",  "migrain",   "epileps",  "anemi",     "anaemi",
    "leucemi",   "leukaemi",   "leukemi",   "hepatit",   "cirrhos",   "tubercul", "depressi",  "bipolar",
    "schizophr", "autis",      "alzheimer", "parkinson", "arthrit",   "arthros",  "lombalg",   "sciati",
    "scolios",   "cancer",     "lymphom",   "melanom",   "carcinom",  "tumeur",   "tumor",     "insuffisance",
    "cardiopat", "infarct",    "angine",    "angina",    "bronchit",  "pneumon",  "sinusit",   "eczem",
    "psoriasi",  "urticair",   "allergi",   "penicill",  "arachid",   "peanut",   "pollen",    "gluten",
    "lactose",   "coeliaq",    "celiac",    "coeliac",   "dyslexi",   "dysprax",  "dyscalcul", "tdah",
    "adhd",      "thyroid",    "hypothyr",  "hyperthyr", "cholester", "obesit",   "anorexi",   "boulimi",
    "endometri", "fibromyalg", "osteopor",  "glaucom",   "cataract",  "malvoyan", "malentend", "paraplegi"};

constexpr std::array<std::string_view, 40> faiths{
    "musulman", "musulmane",   "islam",       "muslim",     "sunnite",  "chiite",     "sunni",       "shia",
    "chretien", "chretienne",  "christian",   "catholique", "catholic", "protestant", "protestante", "orthodoxe",
    "orthodox", "evangelique", "evangelical", "anglican",   "baptist",  "mormon",     "juif",        "juive",
    "jewish",   "judaisme",    "judaism",     "bouddhiste", "buddhist", "hindou",     "hindu",       "sikh",
    "athee",    "atheist",     "agnostique",  "agnostic",   "laique",   "halal",      "casher",      "kosher"};

/// "sa" and "co" are too often others.
constexpr std::array<std::string_view, 20> companyForms{
    "sarl", "eurl", "sas",     "sasu", "spa",  "snc",  "ltd",    "llc",      "llp",     "inc",
    "gmbh", "plc",  "limited", "corp", "fils", "sons", "freres", "brothers", "holding", "selarl"};

bool isBloodGroup(std::string_view value)
{
    if (value.size() < 2 || value.size() > 3 || (value.back() != '+' && value.back() != '-'))
        return false;
    const std::string_view group = value.substr(0, value.size() - 1);
    return group == "A" || group == "B" || group == "AB" || group == "O";
}

std::vector<std::string_view> wordsIn(std::string_view folded)
{
    std::vector<std::string_view> words;
    while (!folded.empty()) {
        const size_t end = std::min(folded.find_first_of(" ,.;:/()'-&"), folded.size());
        if (end > 0)
            words.push_back(folded.substr(0, end));
        folded.remove_prefix(std::min(end + 1, folded.size()));
    }
    return words;
}

template <typename List>
bool isIn(const List &list, std::string_view word)
{
    return std::ranges::find(list, word) != list.end();
}

} // namespace

std::optional<ValueKind> sensitiveKind(std::string_view value)
{
    if (value.size() > longestValue)
        return std::nullopt;
    if (isBloodGroup(value))
        return ValueKind::HealthWord;
    std::string folded;
    foldPlain(value, folded);
    const std::vector<std::string_view> words = wordsIn(folded);
    if (words.empty())
        return std::nullopt;
    const bool isOfHealth = std::ranges::any_of(words, [](std::string_view word) {
        return std::ranges::any_of(healthStems, [word](std::string_view stem) { return word.starts_with(stem); });
    });
    if (isOfHealth && words.size() <= 5)
        return ValueKind::HealthWord;
    if (words.size() <= 2 && isIn(faiths, words.front()))
        return ValueKind::BeliefWord;
    const bool hasForm = words.size() >= 2 && words.size() <= 6
                         && (isIn(companyForms, words.front()) || isIn(companyForms, words.back()));
    return hasForm && startsWithCapital(value) ? std::optional(ValueKind::CompanyName) : std::nullopt;
}

} // namespace engine::anonymize
