// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/known/known_values.h"

#include "engine/anonymize/text/escaped_text.h"
#include "engine/anonymize/text/letters.h"
#include "engine/anonymize/text/text.h"
#include "engine/anonymize/text/words.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

constexpr size_t mostWords = 3'000'000;
/// Names written together come on top of the names; they leave room for those.
constexpr size_t mostBeforeHandles = mostWords / 2;
/// A name in more words than this is none.
constexpr size_t mostNameWords = 4;
constexpr size_t longestWord = 64;
/// Escapes in escapes.
constexpr int mostDepth = 2;
constexpr size_t phoneTail = 8;
constexpr size_t shortestNumber = 6;

// The bits of a mark: kind and what KnownWord says. 0 is nothing.
constexpr uint16_t kindBits = 7;
constexpr uint16_t wholeBit = 8;
constexpr uint16_t signBit = 16;
constexpr uint16_t moreBit = 32;
constexpr uint16_t lastFirstBit = 64;
constexpr unsigned splitShift = 8;

constexpr uint64_t hashSeed = 0xcbf29ce484222325ULL;
constexpr uint64_t phoneSeed = 0x9e3779b97f4a7c15ULL;
constexpr uint64_t numberSeed = 0xc2b2ae3d27d4eb4fULL;

uint64_t hashOf(std::string_view text, uint64_t seed)
{
    return XXH3_64bits_withSeed(text.data(), text.size(), seed);
}

uint16_t markOf(KnownKind kind)
{
    return static_cast<uint16_t>(static_cast<unsigned>(kind) | wholeBit);
}

bool isOfLogin(char c)
{
    return isLetter(c) || isDigit(c) || c == '.' || c == '_';
}

/// "de", "ben", "von": parts of names that say nothing alone.
bool isParticle(std::string_view word)
{
    static constexpr std::array<std::string_view, 34> particles{
        "de",  "du", "des", "la",  "le",   "les",   "van", "von", "der",  "den",  "ten", "ter",
        "el",  "al", "ben", "bin", "bent", "ibn",   "abu", "bou", "ait",  "ould", "dos", "das",
        "del", "di", "da",  "mac", "mc",   "saint", "san", "abd", "abou", "ext"};
    return std::find(particles.begin(), particles.end(), word) != particles.end();
}

bool isTitle(std::string_view word)
{
    static constexpr std::array<std::string_view, 14> titles{
        "m", "mr", "mme", "mlle", "dr", "mrs", "ms", "pr", "me", "monsieur", "madame", "prof", "السيد", "السيدة"};
    return std::find(titles.begin(), titles.end(), word) != titles.end();
}

/// "%C3", "=C3", "\\u00": perhaps a letter in another dress.
bool mayBeEscape(std::string_view text, size_t at)
{
    if (at + 2 >= text.size() || (text[at] != '%' && text[at] != '=' && text[at] != '\\'))
        return false;
    if (text[at] == '\\')
        return text[at + 1] == 'u';
    if (text[at] == '%' && text.substr(at + 1, 2) == "25")
        return true;
    return std::string_view("CDEcde").find(text[at + 1]) != std::string_view::npos
           && std::string_view("0123456789ABCDEFabcdef").find(text[at + 2]) != std::string_view::npos;
}

bool needsSign(std::string_view folded)
{
    return characterCount(folded) < 4 || isCommonWord(folded) || isKnownCity(folded);
}

} // namespace

void wordsOfName(std::string_view name, std::vector<std::string> &words)
{
    words.clear();
    std::string folded;
    size_t at = 0;
    while (at < name.size() && words.size() <= mostNameWords + 1) {
        if (!isLetterAt(name, at)) {
            ++at;
            continue;
        }
        const size_t end = letterRunEnd(name, at);
        foldPlain(name.substr(at, end - at), folded);
        words.push_back(folded);
        at = end;
    }
}

void KnownValues::insert(uint64_t hash, uint16_t mark)
{
    const bool mayAdd = m_marks.count() < mostWords;
    const uint16_t before = m_marks.findOrAdd(hash, mark, mayAdd);
    if (before == 0) {
        m_isFull = !mayAdd;
        return;
    }
    // The first that said what it is is right; that more begins with it is added.
    const bool wasWhole = (before & wholeBit) != 0;
    const auto now = static_cast<uint16_t>(wasWhole ? before | (mark & moreBit) : mark | (before & moreBit));
    if (now != before)
        m_marks.change(hash, now);
}

void KnownValues::insertWord(std::string_view folded, uint16_t mark)
{
    insert(hashOf(folded, hashSeed), mark);
}

void KnownValues::addName(std::string_view name, KnownKind kind)
{
    wordsOfName(name, m_words);
    if (m_words.empty() || m_words.size() > mostNameWords)
        return;
    for (const std::string &word : m_words) {
        const size_t length = characterCount(word);
        // A part of a longer name counts by itself where it says something.
        const bool isPart = m_words.size() > 1;
        if (length < 3 || word.size() > longestWord || (isPart && (length < 4 || isParticle(word))))
            continue;
        const unsigned sign = needsSign(word) ? signBit : 0U;
        insertWord(word, static_cast<uint16_t>(markOf(kind) | sign));
    }
    addJoined(kind);
    if (m_words.size() == 1)
        return;
    m_joined = m_words.front();
    insertWord(m_joined, moreBit);
    for (size_t i = 1; i < m_words.size(); ++i) {
        m_joined.append(1, ' ').append(m_words[i]);
        const bool isLast = i + 1 == m_words.size();
        insertWord(m_joined, isLast ? markOf(kind) : moreBit);
    }
}

void KnownValues::addJoined(KnownKind kind)
{
    static constexpr std::array<std::string_view, 8> fronts{"ben", "bel", "bou", "el", "al", "ould", "ait", "o"};
    constexpr size_t least = 5;
    if (m_words.size() == 1) {
        const std::string &word = m_words.front();
        for (const std::string_view front : fronts) {
            const bool isFront = kind == KnownKind::LastName && front.size() > 1 && word.starts_with(front)
                                 && word.size() >= front.size() + least;
            const std::string rest = isFront ? word.substr(front.size()) : std::string();
            // What the rest of a word means by itself is not known.
            if (isFront)
                insertWord(rest, static_cast<uint16_t>(markOf(kind) | signBit));
        }
        return;
    }
    if (std::find(fronts.begin(), fronts.end(), m_words.front()) == fronts.end() && !isParticle(m_words.front()))
        return;
    m_joined.clear();
    for (const std::string &word : m_words)
        m_joined += word;
    if (m_joined.size() > least && m_joined.size() <= longestWord && !needsSign(m_joined))
        insertWord(m_joined, markOf(kind));
}

void KnownValues::addFullName(std::string_view name)
{
    std::string_view rest = trimmed(name);
    const size_t comma = rest.find(',');
    if (comma != std::string_view::npos) {
        addPerson(rest.substr(comma + 1), rest.substr(0, comma));
        return;
    }
    const auto nextWord = [&rest] {
        const size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view word = rest.substr(0, end);
        rest = trimmed(rest.substr(end));
        return word;
    };
    std::string_view first = nextWord();
    foldPlain(first.ends_with('.') ? first.substr(0, first.size() - 1) : first, m_folded);
    if (isTitle(m_folded) && !rest.empty())
        first = nextWord();
    if (rest.empty()) {
        addName(first, KnownKind::LastName);
        return;
    }
    const bool lastNameFirst
        = caseStyleOf(first) == CaseStyle::Upper && caseStyleOf(rest) != CaseStyle::Upper && first.size() > 2;
    if (lastNameFirst)
        addPerson(rest, first);
    else
        addPerson(first, rest);
}

void KnownValues::addPerson(std::string_view firstName, std::string_view lastName)
{
    addFirstName(firstName);
    addLastName(lastName);
    if (m_marks.count() >= mostBeforeHandles)
        return;
    wordsOfName(lastName, m_words);
    std::string last;
    for (const std::string &word : m_words)
        last += word;
    wordsOfName(firstName, m_words);
    if (m_words.empty() || characterCount(last) < 3)
        return;
    std::string first;
    for (const std::string &word : m_words)
        first += word;
    addHandle(first, last, false);
    addHandle(last, first, true);
    if (isAscii(first.front()) && last.size() >= 4) {
        addHandle(std::string_view(first).substr(0, 1), last, false);
        addHandle(last, std::string_view(first).substr(0, 1), true);
    }
}

void KnownValues::addHandle(std::string_view first, std::string_view second, bool lastNameFirst)
{
    m_joined.assign(first).append(second);
    if (m_joined.size() < 5 || m_joined.size() > longestWord || isCommonWord(m_joined))
        return;
    insertWord(m_joined, static_cast<uint16_t>(markOf(KnownKind::Handle) | (lastNameFirst ? lastFirstBit : 0U)
                                               | first.size() << splitShift));
}

void KnownValues::addLogin(std::string_view login)
{
    const std::string_view text = trimmed(login);
    if (text.find('@') != std::string_view::npos) {
        addEmail(text);
        return;
    }
    foldPlain(text, m_folded);
    if (m_folded.size() < 3 || m_folded.size() > longestWord)
        return;
    // No common word has a digit.
    const bool hasDigits = std::any_of(m_folded.begin(), m_folded.end(), isDigit);
    if (!hasDigits && isCommonWord(m_folded))
        return;
    m_hasLogins = true;
    const bool isDistinct = m_folded.size() >= 5 || hasDigits;
    insertWord(m_folded, static_cast<uint16_t>(markOf(KnownKind::Login) | (isDistinct ? 0U : signBit)));
}

void KnownValues::addEmail(std::string_view address)
{
    const size_t at = address.find('@');
    if (at == std::string_view::npos || at < 6)
        return;
    addLogin(address.substr(0, at));
}

void KnownValues::addPhone(std::string_view number)
{
    m_folded.clear();
    for (size_t i = 0; i < number.size(); ++i) {
        if (isDigit(number[i]))
            m_folded.push_back(number[i]);
        else if (number[i] == '\xD9' && i + 1 < number.size() && number[i + 1] >= '\xA0' && number[i + 1] <= '\xA9')
            m_folded.push_back(static_cast<char>('0' + (number[++i] - '\xA0')));
    }
    if (m_folded.size() < phoneTail || m_folded.size() > 16)
        return;
    m_hasPhones = true;
    insert(hashOf(std::string_view(m_folded).substr(m_folded.size() - phoneTail), phoneSeed), markOf(KnownKind::Phone));
}

void KnownValues::addNumber(std::string_view number, KnownKind kind)
{
    m_folded.clear();
    size_t digits = 0;
    for (const char c : number) {
        if (isLetter(c) || isDigit(c))
            m_folded.push_back(toLower(c));
        digits += isDigit(c) ? 1 : 0;
    }
    if (m_folded.size() < shortestNumber || digits < 4 || m_folded.size() > longestWord)
        return;
    m_hasNumbers = true;
    insert(hashOf(m_folded, numberSeed), markOf(kind));
}

KnownWord KnownValues::word(std::string_view folded) const
{
    const uint16_t mark = m_marks.find(hashOf(folded, hashSeed));
    return {.kind = static_cast<KnownKind>(mark & kindBits),
            .needsSign = (mark & signBit) != 0,
            .beginsMore = (mark & moreBit) != 0,
            .isWhole = (mark & wholeBit) != 0,
            .split = static_cast<uint8_t>(mark >> splitShift),
            .lastNameFirst = (mark & lastFirstBit) != 0};
}

bool KnownValues::isPhone(std::string_view digits) const
{
    return m_hasPhones && digits.size() >= phoneTail && digits.size() <= 16
           && m_marks.find(hashOf(digits.substr(digits.size() - phoneTail), phoneSeed)) != 0;
}

bool KnownValues::isNumber(std::string_view lettersAndDigits, KnownKind &kind) const
{
    if (!m_hasNumbers || lettersAndDigits.size() < shortestNumber)
        return false;
    const uint16_t mark = m_marks.find(hashOf(lettersAndDigits, numberSeed));
    kind = static_cast<KnownKind>(mark & kindBits);
    return mark != 0;
}

bool KnownValues::areIn(std::string_view value, std::string &scratch) const
{
    return areIn(value, scratch, 0);
}

bool KnownValues::areIn(std::string_view value, std::string &scratch, int depth) const
{
    size_t at = 0;
    while (at < value.size()) {
        const char c = value[at];
        if (isDigit(c)) {
            if (isNumberAt(value, at))
                return true;
            while (at < value.size() && isDigit(value[at]))
                ++at;
            continue;
        }
        // Letters that are no ASCII, as addresses, mails and programs write them: what the word is without that.
        if (mayBeEscape(value, at)) {
            std::string decoded;
            const EscapedText run = readEscaped(value, escapedBegin(value, at), decoded);
            if (run.isEscaped && depth < mostDepth && areIn(decoded, scratch, depth + 1))
                return true;
            at = std::max(run.end, at + 1);
            continue;
        }
        if (!isLetter(c) && !(static_cast<unsigned char>(c) >= 0xC3 && isLetterAt(value, at))) {
            ++at;
            continue;
        }
        size_t end = at;
        if (isWordAt(value, at, end, scratch) || isLoginAt(value, at, end, scratch))
            return true;
        at = end;
    }
    return false;
}

/// One run of letters and digits: a login or the number of a document. A longer one is known as neither, and is not
/// read to its end: this is asked of each digit in it.
bool KnownValues::isNumberAt(std::string_view value, size_t at) const
{
    std::array<char, longestWord + 1> small;
    const std::string_view run = value.substr(at, small.size());
    size_t size = 0;
    for (; size < run.size() && (isDigit(run[size]) || isLetter(run[size])); ++size)
        small[size] = toLower(run[size]);
    const std::string_view number(small.data(), size);
    KnownKind kind{};
    return isPhone(number) || isNumber(number, kind);
}

bool KnownValues::isWordAt(std::string_view value, size_t at, size_t &end, std::string &scratch) const
{
    std::array<char, longestWord> small;
    for (end = at; end < value.size() && isLetter(value[end]); ++end) {
        if (end - at < small.size())
            small[end - at] = toLower(value[end]);
    }
    uint16_t mark = 0;
    if (end < value.size() && !isAscii(value[end]) && (isLetterAt(value, end) || invisibleWidth(value, end) > 0)) {
        end = letterRunEnd(value, at);
        foldPlain(value.substr(at, end - at), scratch);
        mark = end - at < 3 ? 0 : m_marks.find(hashOf(scratch, hashSeed));
    } else if (end - at >= 3 && end - at <= small.size()) {
        mark = m_marks.find(hashOf({small.data(), end - at}, hashSeed));
    }
    return (mark & wholeBit) != 0 && (mark & signBit) == 0;
}

/// Whether a login begins with the letters up to `end`. No further than a login is long: this is asked of each word.
bool KnownValues::isLoginAt(std::string_view value, size_t at, size_t end, std::string &scratch) const
{
    if ((!m_hasLogins && !m_hasNumbers) || end == value.size() || end - at > longestWord || !isOfLogin(value[end]))
        return false;
    while (end < value.size() && end - at <= longestWord && isOfLogin(value[end]))
        ++end;
    foldPlain(value.substr(at, end - at), scratch);
    const KnownWord login = word(scratch);
    KnownKind kind{};
    return (login.isWhole && !login.needsSign) || isNumber(scratch, kind);
}

} // namespace engine::anonymize
