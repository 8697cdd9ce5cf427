// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/dictionary/name_words.h"

#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

bool isNumber(std::string_view word)
{
    return std::all_of(word.begin(), word.end(), isDigit);
}

bool isFiller(std::string_view word)
{
    static constexpr std::array<std::string_view, 15> fillers{"de", "du", "des", "la",  "le", "les", "of", "the",
                                                              "al", "el", "et",  "and", "en", "aux", "و"};
    return std::find(fillers.begin(), fillers.end(), word) != fillers.end();
}

/// The article that Arabic writes at the start of its word.
void dropArticle(std::string &word)
{
    static constexpr std::string_view article = "ال";
    if (word.starts_with(article) && word.size() >= article.size() + 4)
        word.erase(0, article.size());
}

/// Cuts an identifier at separators, humps, and between letters and digits.
std::vector<std::string> pieces(std::string_view identifier)
{
    std::vector<std::string> words;
    bool startsWord = true;
    for (size_t i = 0; i < identifier.size(); ++i) {
        const char c = identifier[i];
        if (isAscii(c) && !isLetter(c) && !isDigit(c)) {
            startsWord = true;
            continue;
        }
        const char before = i > 0 ? identifier[i - 1] : '_';
        const bool isHump = isUpper(c) && (isLower(before) || isDigit(before));
        const bool isAcronymEnd
            = isUpper(c) && isUpper(before) && i + 1 < identifier.size() && isLower(identifier[i + 1]);
        const bool changesToNumber = isDigit(c) != isDigit(before);
        if (startsWord || isHump || isAcronymEnd || changesToNumber)
            words.emplace_back();
        startsWord = false;
        words.back().push_back(c);
    }
    return words;
}

/// Pieces shorter than four letters are too often the middle of another word; these are not.
bool mayStandInCompound(std::string_view piece, const Vocabulary &vocabulary)
{
    static constexpr std::array<std::string_view, 32> shorts{
        "tel", "nom", "rue", "zip", "fax", "gsm", "mob", "rib", "nin", "cin", "nir", "ip",  "id",  "no",  "num", "url",
        "dob", "of",  "de",  "ssn", "otp", "pin", "key", "adr", "sms", "api", "cle", "mdp", "pwd", "mac", "at",  "by"};
    return piece.size() < 4 ? std::find(shorts.begin(), shorts.end(), piece) != shorts.end()
                            : vocabulary.contains(std::string(piece));
}

/// The fewest known pieces that make up the whole word; empty when there is no such way.
std::vector<std::string> compoundParts(const std::string &word, const Vocabulary &vocabulary)
{
    static constexpr size_t longest = 40;
    if (word.size() < 6 || word.size() > longest || !std::all_of(word.begin(), word.end(), isLower))
        return {};
    constexpr size_t unreachable = 99;
    std::array<size_t, longest + 1> count{};
    std::array<size_t, longest + 1> from{};
    count.fill(unreachable);
    count[0] = 0;
    for (size_t end = 2; end <= word.size(); ++end) {
        for (size_t begin = 0; begin + 2 <= end; ++begin) {
            const bool isBetter = count.at(begin) + 1 < count.at(end);
            if (isBetter && mayStandInCompound(std::string_view(word).substr(begin, end - begin), vocabulary)) {
                count.at(end) = count.at(begin) + 1;
                from.at(end) = begin;
            }
        }
    }
    if (count.at(word.size()) > 4)
        return {};
    std::vector<std::string> parts;
    for (size_t end = word.size(); end > 0; end = from.at(end))
        parts.insert(parts.begin(), word.substr(from.at(end), end - from.at(end)));
    return parts;
}

/// Without the s of a plural. It need not be a word: names and dictionaries are treated alike.
void dropPlural(std::string &word)
{
    if (word.size() < 4 || !word.ends_with('s') || word.ends_with("us") || word.ends_with("is"))
        return;
    if (word.ends_with("sses"))
        word.resize(word.size() - 2);
    else if (word.ends_with("ies"))
        word.replace(word.size() - 3, 3, "y");
    else if (!word.ends_with("ss"))
        word.pop_back();
}

} // namespace

std::vector<std::string> wordsOf(std::string_view identifier)
{
    std::vector<std::string> words = pieces(identifier);
    std::string plain;
    for (std::string &word : words) {
        foldPlain(word, plain);
        word = plain;
        dropArticle(word);
        dropPlural(word);
    }
    std::erase_if(words, [](const std::string &word) { return word.empty(); });
    std::vector<std::string> kept;
    for (const std::string &word : words) {
        const bool isElision = (word == "d" || word == "l") && !kept.empty() && word != words.back();
        if (!isFiller(word) && !isElision)
            kept.push_back(word);
    }
    return kept.empty() ? words : kept;
}

std::vector<std::string> knownWordsOf(std::string_view identifier, const Vocabulary &vocabulary)
{
    std::vector<std::string> known;
    for (std::string &word : wordsOf(identifier)) {
        const auto parts = vocabulary.contains(word) ? std::vector<std::string>{} : compoundParts(word, vocabulary);
        if (parts.size() < 2)
            known.push_back(std::move(word));
        else
            known.insert(known.end(), parts.begin(), parts.end());
    }
    std::erase_if(known, [&known](const std::string &word) { return known.size() > 1 && isFiller(word); });
    return known;
}

std::string withoutArabicNumbers(std::string_view name)
{
    std::string plain;
    bool isChanged = false;
    for (size_t i = 0; i < name.size(); ++i) {
        const bool isBeforeLetter = i + 1 < name.size() && isLetter(name[i + 1]);
        const bool isBehindLetter = i > 0 && isLetter(name[i - 1]);
        const bool startsWord = i == 0 || name[i - 1] == '_';
        const std::string_view letter = name[i] == '7' ? "h" : name[i] == '9' ? "q" : name[i] == '5' ? "kh" : "";
        const bool isLetterToo = letter != "" || name[i] == '3' || name[i] == '2';
        // "tel2" has a number, "ta7a9o9" has none.
        const bool endsWord = isChanged && isBehindLetter && !isBeforeLetter;
        if (isLetterToo && ((isBeforeLetter && (isBehindLetter || startsWord)) || endsWord)) {
            plain += letter;
            isChanged = true;
        } else {
            plain += name[i];
        }
    }
    return isChanged ? plain : std::string();
}

std::vector<std::string> withoutNumbers(const std::vector<std::string> &words)
{
    std::vector<std::string> letters;
    std::copy_if(words.begin(), words.end(), std::back_inserter(letters),
                 [](const std::string &word) { return !isNumber(word); });
    return letters.empty() ? words : letters;
}

std::string joinedWords(const std::vector<std::string> &words, size_t first, size_t count)
{
    std::string result;
    for (size_t i = first; i < first + count; ++i)
        result.append(i == first ? "" : " ").append(words[i]);
    return result;
}

} // namespace engine::anonymize
