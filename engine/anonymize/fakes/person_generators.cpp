// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/keys/siphash.h"
#include "engine/anonymize/text/text.h"
#include "engine/anonymize/text/words.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace engine::anonymize {

namespace {

/// Adds what is in `fake`, shortened so that with a mark that no other value has it still fits.
void appendWithin(std::string_view fake, std::string_view value, const Limits &limits, const HashKey &key,
                  std::string &out)
{
    if (!limits.unique) {
        out.append(cut(fake, limits.maxLength));
        return;
    }
    const int room = limits.maxLength == 0 ? 0 : std::max(1, limits.maxLength - hashTextLength - 1);
    out.append(cut(fake, room));
    out.push_back('-');
    appendHashText(key, value, hashTextLength, out);
}

void appendNumber(uint64_t number, std::string &out)
{
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

/// What is the same name however it is written: without accents, and with one blank for what stands between its words.
void foldName(std::string_view value, std::string &out)
{
    foldPlain(value, out);
    size_t written = 0;
    for (const char c : out) {
        const bool isGap = isAscii(c) && !isLetter(c) && !isDigit(c);
        if (!isGap)
            out[written++] = c;
        else if (written > 0 && out[written - 1] != ' ')
            out[written++] = ' ';
    }
    while (written > 0 && out[written - 1] == ' ')
        --written;
    out.resize(written);
}

/// One word of a list, chosen by the value; never the value itself.
class WordPicker final
{
public:
    WordPicker(WordKind kind, std::string_view purpose, const ProjectKey &key)
        : m_kind(kind)
        , m_key(key.derive(purpose))
    {}

    std::string_view pick(std::string_view value)
    {
        foldName(value, m_folded);
        return pick(m_folded, scriptOf(value));
    }
    /// `folded`: the value after foldName().
    std::string_view pick(std::string_view folded, Script script)
    {
        const auto words = fakeWords(m_kind, script);
        const uint64_t hash = sipHash64(m_key, folded);
        size_t index = hash % words.size();
        foldName(words[index], m_candidate);
        if (m_candidate == folded)
            index = (index + 1) % words.size();
        return words[index];
    }

private:
    WordKind m_kind;
    HashKey m_key;
    std::string m_folded;
    std::string m_candidate;
};

class WordGenerator final : public Generator
{
public:
    WordGenerator(WordKind kind, std::string_view purpose, Limits limits, const ProjectKey &key)
        : m_picker(kind, purpose, key)
        , m_uniqueKey(key.derive(std::string(purpose) + "/unique"))
        , m_limits(limits)
    {}

    void generate(std::string_view value, std::string &out) override
    {
        m_styled.clear();
        appendStyled(m_picker.pick(value), caseStyleOf(value), m_styled);
        appendWithin(m_styled, value, m_limits, m_uniqueKey, out);
    }

private:
    WordPicker m_picker;
    HashKey m_uniqueKey;
    Limits m_limits;
    std::string m_styled;
};

bool isTitle(std::string_view word)
{
    static constexpr std::array<std::string_view, 16> titles{"M.",       "M",      "Mr",    "Mr.",   "Mme", "Mme.",
                                                             "Mlle",     "Dr",     "Dr.",   "Mrs.",  "Mrs", "Ms",
                                                             "Monsieur", "Madame", "السيد", "السيدة"};
    return std::find(titles.begin(), titles.end(), word) != titles.end();
}

/// "Amina Benali" as first name and last name, each the fake that it has alone; "BENALI Amina" the other way round.
class FullNameGenerator final : public Generator
{
public:
    FullNameGenerator(Limits limits, const ProjectKey &key)
        : m_first(WordKind::FirstName, "firstName", key)
        , m_last(WordKind::LastName, "lastName", key)
        , m_uniqueKey(key.derive("fullName/unique"))
        , m_limits(limits)
    {}

    void generate(std::string_view value, std::string &out) override
    {
        m_name.clear();
        std::string_view rest = trimmed(value);
        std::string_view word = nextWord(rest);
        if (isTitle(word) && !rest.empty()) {
            m_name.append(word).push_back(' ');
            word = nextWord(rest);
        }
        const bool lastNameFirst
            = caseStyleOf(word) == CaseStyle::Upper && !rest.empty() && caseStyleOf(rest) != CaseStyle::Upper;
        append(lastNameFirst ? m_last : m_first, word);
        if (!rest.empty()) {
            m_name.push_back(' ');
            append(lastNameFirst ? m_first : m_last, rest);
        }
        appendWithin(m_name, value, m_limits, m_uniqueKey, out);
    }

private:
    static std::string_view nextWord(std::string_view &rest)
    {
        const size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view word = rest.substr(0, end);
        rest = trimmed(rest.substr(end));
        return word;
    }
    void append(WordPicker &picker, std::string_view word)
    {
        appendStyled(picker.pick(word), caseStyleOf(word), m_name);
    }

    WordPicker m_first;
    WordPicker m_last;
    HashKey m_uniqueKey;
    Limits m_limits;
    std::string m_name;
};

/// "12 rue des Jasmins", and ", 16042 Oran" behind it where the value looks like more than a street.
class AddressGenerator final : public Generator
{
public:
    AddressGenerator(Limits limits, const ProjectKey &key)
        : m_street(WordKind::Street, "street", key)
        , m_city(WordKind::City, "addressCity", key)
        , m_key(key.derive("address"))
        , m_uniqueKey(key.derive("address/unique"))
        , m_limits(limits)
    {}

    void generate(std::string_view value, std::string &out) override
    {
        m_address.clear();
        fold(value, m_folded);
        const uint64_t hash = sipHash64(m_key, m_folded);
        const Script script = scriptOf(value);
        const bool arabic = script == Script::Arabic;
        foldName(value, m_folded);
        appendNumber(1 + hash % 180, m_address);
        m_address.append(arabic ? "، " : " ");
        appendStyled(m_street.pick(m_folded, script),
                     caseStyleOf(value) == CaseStyle::Upper ? CaseStyle::Upper : CaseStyle::Capitalised, m_address);
        if (value.find(',') != std::string_view::npos || value.find('\n') != std::string_view::npos
            || value.find("،") != std::string_view::npos) {
            m_address.append(arabic ? "، " : ", ");
            appendNumber(10000 + (hash >> 20U) % 48000, m_address);
            m_address.push_back(' ');
            m_address.append(m_city.pick(m_folded, script));
        }
        appendWithin(m_address, value, m_limits, m_uniqueKey, out);
    }

private:
    WordPicker m_street;
    WordPicker m_city;
    HashKey m_key;
    HashKey m_uniqueKey;
    Limits m_limits;
    std::string m_folded;
    std::string m_address;
};

} // namespace

GeneratorHandle makeWordGenerator(RuleKind kind, Limits limits, const ProjectKey &key)
{
    switch (kind) {
    case RuleKind::FirstName:
        return std::make_unique<WordGenerator>(WordKind::FirstName, "firstName", limits, key);
    case RuleKind::LastName:
        return std::make_unique<WordGenerator>(WordKind::LastName, "lastName", limits, key);
    case RuleKind::City:
        return std::make_unique<WordGenerator>(WordKind::City, "city", limits, key);
    default:
        return std::make_unique<WordGenerator>(WordKind::Company, "company", limits, key);
    }
}

GeneratorHandle makeFullName(Limits limits, const ProjectKey &key)
{
    return std::make_unique<FullNameGenerator>(limits, key);
}

GeneratorHandle makeAddress(Limits limits, const ProjectKey &key)
{
    return std::make_unique<AddressGenerator>(limits, key);
}

} // namespace engine::anonymize
