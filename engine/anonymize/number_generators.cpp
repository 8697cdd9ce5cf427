// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/checksum.h"
#include "engine/anonymize/generator.h"
#include "engine/anonymize/permutation.h"
#include "engine/anonymize/text.h"

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
            permuteDigits(m_permutation, m_symbols, text, value.size(), 1);
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
            permuteDigits(m_permutation, m_symbols, text, last, 1);
            text[last] = '0';
            text[last] = static_cast<char>('0' + (10 - luhnSum({text, value.size()})) % 10);
            return;
        }
        do {
            permuteDigits(m_permutation, m_symbols, text, value.size(), 2);
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
                permuteDigits(m_permutation, m_symbols, text, size, 1);
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

/// Whole numbers: the digits are permuted within the numbers of the same length that the type can hold.
class NumberGenerator final : public Generator
{
public:
    NumberGenerator(std::string_view purpose, long long maximum, const ProjectKey &key)
        : m_permutation(key.derive(purpose))
        , m_maximum(static_cast<uint64_t>(maximum))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const size_t start = out.size();
        out.append(value);
        const size_t sign = value.starts_with('-') ? 1 : 0;
        const size_t size = std::min(value.find_first_not_of("0123456789", sign), value.size()) - sign;
        char *digits = out.data() + start + sign;
        if (size == 0 || !fits(digits, size))
            return;
        do {
            permuteDigits(m_permutation, m_symbols, digits, size, 1);
        } while (!fits(digits, size));
    }

private:
    /// One digit is any digit; more begin with another one than 0.
    [[nodiscard]] bool fits(const char *digits, size_t size) const
    {
        if (size > 1 && *digits == '0')
            return false;
        uint64_t number = 0;
        return std::from_chars(digits, digits + size, number).ec == std::errc() && number <= m_maximum;
    }

    Permutation m_permutation;
    Symbols m_symbols;
    uint64_t m_maximum;
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
    case RuleKind::AccountNumber:
    case RuleKind::Card:
    case RuleKind::Identifier:
    case RuleKind::PostalCode:
        return std::make_unique<NumberGenerator>("number/" + std::string(ruleKey(rule.kind)), maximum, key);
    case RuleKind::Noise:
        return makeNoise(maximum, key);
    case RuleKind::DateShift:
        return makeTimeNumber(rule.days, key);
    case RuleKind::Coordinates:
        return makeCoordinates(doubleDigits, key);
    default:
        return nullptr;
    }
}

} // namespace engine::anonymize
