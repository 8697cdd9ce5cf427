// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/keys/permutation.h"
#include "engine/anonymize/text/checksum.h"
#include "engine/anonymize/text/phone_number.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace engine::anonymize {

namespace {

/// Reads the characters of one class out of a text, permutes them as one number, and puts them back in their places.
class Symbols final
{
public:
    template <typename Accept>
    void read(std::string_view text, Accept accept, uint8_t (*value)(char))
    {
        m_symbols.clear();
        m_places.clear();
        for (size_t i = 0; i < text.size(); ++i) {
            if (!accept(text[i]))
                continue;
            m_symbols.push_back(value(text[i]));
            m_places.push_back(i);
        }
    }
    [[nodiscard]] std::vector<uint8_t> &values() { return m_symbols; }
    [[nodiscard]] size_t place(size_t index) const { return m_places[index]; }
    [[nodiscard]] size_t count() const { return m_places.size(); }

private:
    std::vector<uint8_t> m_symbols;
    std::vector<size_t> m_places;
};

uint8_t digitValue(char c)
{
    return static_cast<uint8_t>(c - '0');
}
uint8_t letterValue(char c)
{
    return static_cast<uint8_t>(toLower(c) - 'a');
}
uint8_t hexDigitValue(char c)
{
    return static_cast<uint8_t>(isDigit(c) ? c - '0' : toLower(c) - 'a' + 10);
}
bool isHex(char c)
{
    return isDigit(c) || (toLower(c) >= 'a' && toLower(c) <= 'f');
}

/// Permutes the digits among `size` characters.
void permuteDigits(const Permutation &permutation, Symbols &symbols, char *text, size_t size, uint64_t tweak)
{
    symbols.read({text, size}, isDigit, digitValue);
    permutation.permute(symbols.values(), 10, tweak);
    for (size_t i = 0; i < symbols.count(); ++i)
        text[symbols.place(i)] = static_cast<char>('0' + symbols.values()[i]);
}

/// As permuteDigits(), but noughts at the start stay, and no others come there: so a number has the same fake whether
/// it is stored as a text, with noughts before it or not, or as a number.
void permuteNumber(const Permutation &permutation, Symbols &symbols, char *text, size_t size, uint64_t tweak)
{
    size_t start = 0;
    while (start < size && (text[start] == '0' || !isDigit(text[start])))
        ++start;
    if (start == size)
        return;
    do {
        permuteDigits(permutation, symbols, text + start, size - start, tweak);
    } while (text[start] == '0');
}

/// A valid IBAN gets a valid one of the same country and length; what is none gets its digits permuted, and is none
/// afterwards either, so that no two of them meet.
class AccountGenerator final : public Generator
{
public:
    explicit AccountGenerator(const ProjectKey &key)
        : m_permutation(key.derive("account"))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const size_t start = out.size();
        out.append(value);
        char *text = out.data() + start;
        if (isValidIban(value)) {
            generateIban(text, value.size());
            return;
        }
        do {
            permuteNumber(m_permutation, m_symbols, text, value.size(), 1);
        } while (isValidIban({text, value.size()}));
    }

private:
    void generateIban(char *text, size_t size)
    {
        std::array<char *, 4> head{};
        size_t count = 0;
        size_t at = 0;
        for (; count < 4; ++at) {
            if (text[at] != ' ' && text[at] != '-')
                head.at(count++) = text + at;
        }
        permuteDigits(m_permutation, m_symbols, text + at, size - at, 2);
        *head[2] = '0';
        *head[3] = '0';
        const int check = 98 - ibanRemainder({text, size});
        *head[2] = static_cast<char>('0' + check / 10);
        *head[3] = static_cast<char>('0' + check % 10);
    }

    Permutation m_permutation;
    Symbols m_symbols;
};

/// As accounts, with Luhn's last digit: right where it was right.
class CardGenerator final : public Generator
{
public:
    explicit CardGenerator(const ProjectKey &key)
        : m_permutation(key.derive("card"))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const size_t start = out.size();
        out.append(value);
        char *text = out.data() + start;
        const auto last = value.find_last_of("0123456789");
        if (last == std::string_view::npos)
            return;
        if (isValidCard(value)) {
            permuteNumber(m_permutation, m_symbols, text, last, 1);
            text[last] = '0';
            text[last] = static_cast<char>('0' + (10 - luhnSum({text, value.size()})) % 10);
            return;
        }
        do {
            permuteNumber(m_permutation, m_symbols, text, value.size(), 2);
        } while (isValidCard({text, value.size()}));
    }

private:
    Permutation m_permutation;
    Symbols m_symbols;
};

/// Digits become digits and letters letters, at the same places; a UUID stays one, of its version; what is written in
/// hexadecimal stays so. A permutation of all texts of the same form.
class IdentifierGenerator final : public Generator
{
public:
    IdentifierGenerator(std::string_view purpose, const ProjectKey &key)
        : m_permutation(key.derive(purpose))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const size_t start = out.size();
        out.append(value);
        char *text = out.data() + start;
        const size_t size = value.size();
        if (isUuid(value)) {
            permuteUuid(text, std::any_of(value.begin(), value.end(), isUpper));
        } else if (isHexText({text, size})) {
            do {
                permuteHex(text, size);
            } while (!isHexText({text, size}));
        } else {
            do {
                permuteNumber(m_permutation, m_symbols, text, size, 1);
                permuteLetters(text, size);
            } while (isHexText({text, size}));
        }
    }

private:
    static bool isUuid(std::string_view text)
    {
        if (text.size() != 36)
            return false;
        for (size_t i = 0; i < text.size(); ++i) {
            const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text[i] != '-' : !isHex(text[i]))
                return false;
        }
        return true;
    }
    static bool isHexText(std::string_view text)
    {
        return text.size() >= 12 && std::all_of(text.begin(), text.end(), isHex)
               && std::any_of(text.begin(), text.end(), isLetter) && std::any_of(text.begin(), text.end(), isDigit)
               && (std::none_of(text.begin(), text.end(), isUpper) || std::none_of(text.begin(), text.end(), isLower));
    }
    void permuteUuid(char *text, bool upper)
    {
        m_symbols.read({text, 36}, isHex, hexDigitValue);
        uint64_t high = 0;
        uint64_t low = 0;
        for (size_t i = 0; i < 16; ++i) {
            high = high << 4U | m_symbols.values()[i];
            low = low << 4U | m_symbols.values()[i + 16];
        }
        m_permutation.permuteBits(low, high, uuidKeptLow, uuidKeptHigh);
        for (size_t i = 0; i < 32; ++i) {
            const uint64_t half = i < 16 ? high : low;
            const char digit = "0123456789abcdef"[half >> (60 - 4 * (i % 16)) & 15U];
            char &place = text[m_symbols.place(i)];
            place = upper ? toUpper(digit) : digit;
        }
    }
    void permuteHex(char *text, size_t size)
    {
        const bool upper = std::any_of(text, text + size, isUpper);
        m_symbols.read({text, size}, isHex, hexDigitValue);
        m_permutation.permute(m_symbols.values(), 16, 3);
        for (size_t i = 0; i < size; ++i) {
            const char digit = "0123456789abcdef"[m_symbols.values()[i]];
            text[i] = upper ? toUpper(digit) : digit;
        }
    }
    void permuteLetters(char *text, size_t size)
    {
        m_symbols.read({text, size}, isLetter, letterValue);
        m_permutation.permute(m_symbols.values(), 26, 2);
        for (size_t i = 0; i < m_symbols.count(); ++i) {
            char &place = text[m_symbols.place(i)];
            place = static_cast<char>((isUpper(place) ? 'A' : 'a') + m_symbols.values()[i]);
        }
    }

    Permutation m_permutation;
    Symbols m_symbols;
};

/// Whole numbers: the fake that their digits have as a text. Where the type could not hold it, the fake of the fake,
/// and so on; what is beyond `maximum` (a numeric can be) stays so.
class NumberGenerator final : public Generator
{
public:
    NumberGenerator(GeneratorHandle ofText, GeneratorHandle ofOthers, long long maximum)
        : m_ofText(std::move(ofText))
        , m_ofOthers(std::move(ofOthers))
        , m_maximum(maximum)
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const size_t sign = value.starts_with('-') ? 1 : 0;
        const size_t size = std::min(value.find_first_not_of("0123456789", sign), value.size()) - sign;
        m_digits.assign(value.substr(sign, size));
        out.append(value.substr(0, sign));
        if (!m_digits.empty() && (size == 1 || m_digits.front() != '0')) {
            const bool wasWithin = isWithin(m_digits);
            // What is no telephone number would become one as a text.
            Generator &generator = m_ofOthers != nullptr && !readPhone(m_digits) ? *m_ofOthers : *m_ofText;
            do {
                m_fake.clear();
                generator.generate(m_digits, m_fake);
                m_digits.swap(m_fake);
            } while ((size > 1 && m_digits.front() == '0') || isWithin(m_digits) != wasWithin);
        }
        out.append(m_digits).append(value.substr(sign + size));
    }

private:
    [[nodiscard]] bool isWithin(std::string_view digits) const
    {
        long long number = 0;
        const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return result.ec == std::errc() && number <= m_maximum;
    }

    GeneratorHandle m_ofText;
    GeneratorHandle m_ofOthers;
    long long m_maximum;
    std::string m_digits;
    std::string m_fake;
};

} // namespace

GeneratorHandle makeAccount(const ProjectKey &key)
{
    return std::make_unique<AccountGenerator>(key);
}

GeneratorHandle makeCard(const ProjectKey &key)
{
    return std::make_unique<CardGenerator>(key);
}

GeneratorHandle makeIdentifier(std::string_view purpose, const ProjectKey &key)
{
    return std::make_unique<IdentifierGenerator>(purpose, key);
}

GeneratorHandle makeNumberGenerator(const Rule &rule, long long maximum, const ProjectKey &key)
{
    switch (rule.kind) {
    case RuleKind::Phone:
        return std::make_unique<NumberGenerator>(makePhone({}, key), makeIdentifier("identifier", key), maximum);
    case RuleKind::AccountNumber:
    case RuleKind::Card:
    case RuleKind::Identifier:
    case RuleKind::PostalCode:
        return std::make_unique<NumberGenerator>(makeGenerator(rule, {}, key), nullptr, maximum);
    case RuleKind::Noise:
        return makeNoise(maximum, key);
    case RuleKind::DateShift:
        return makeTimeNumber(rule.days, NumberDress::Number, key);
    case RuleKind::Coordinates:
        return makeCoordinates(doubleDigits, key);
    default:
        return nullptr;
    }
}

} // namespace engine::anonymize
