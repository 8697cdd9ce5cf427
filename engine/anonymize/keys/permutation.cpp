// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/keys/permutation.h"

#include "engine/anonymize/keys/siphash.h"

#include <algorithm>
#include <type_traits>

namespace engine::anonymize {

namespace {

/// So few that chance gives one its own place.
constexpr size_t fewSymbols = 6;

constexpr int rounds = 10;

/// The most symbols whose number fits 63 bits.
unsigned symbolsPerHalf(unsigned base)
{
    unsigned count = 0;
    for (uint64_t size = 1; size <= (uint64_t{1} << 63U) / base; size *= base)
        ++count;
    return count;
}

uint64_t power(unsigned base, size_t exponent)
{
    uint64_t result = 1;
    for (size_t i = 0; i < exponent; ++i)
        result *= base;
    return result;
}

uint64_t numberOf(std::span<const uint8_t> symbols, unsigned base)
{
    uint64_t number = 0;
    for (const uint8_t symbol : symbols)
        number = number * base + symbol;
    return number;
}

template <typename Base>
void spellIn(Base base, uint64_t number, std::span<uint8_t> symbols)
{
    for (size_t i = symbols.size(); i-- > 0;) {
        symbols[i] = static_cast<uint8_t>(number % base);
        number /= base;
    }
}

void spell(uint64_t number, std::span<uint8_t> symbols, unsigned base)
{
    // A base known to the compiler spares the division, and nearly everything is decimal.
    if (base == 10)
        spellIn(std::integral_constant<unsigned, 10>(), number, symbols);
    else
        spellIn(base, number, symbols);
}

/// `value` + a pseudo-random number, modulo `size`.
uint64_t shifted(uint64_t value, uint64_t random, uint64_t size)
{
    // Both below size <= 2^63: the sum does not overflow.
    // The high word of the product is random below size, and faster than a remainder.
    __extension__ using Wide = unsigned __int128;
    const uint64_t sum = value + static_cast<uint64_t>(Wide{random} * size >> 64U);
    return sum >= size ? sum - size : sum;
}

std::array<uint8_t, 5> othersThan(const std::array<uint8_t, 5> &used)
{
    std::array<uint8_t, 5> others{};
    size_t next = 0;
    for (uint8_t digit = 0; digit < 10; ++digit) {
        if (std::find(used.begin(), used.end(), digit) == used.end())
            others.at(next++) = digit;
    }
    return others;
}

} // namespace

void Permutation::network(uint64_t &left, uint64_t leftSize, uint64_t &right, uint64_t rightSize, uint64_t tweak) const
{
    for (int round = 0; round < rounds; round += 2) {
        const uint64_t salt = (tweak << 8U) | static_cast<uint64_t>(round);
        left = shifted(left, sipHash13(m_key, salt, right), leftSize);
        right = shifted(right, sipHash13(m_key, salt + 1, left), rightSize);
    }
}

void Permutation::permute(std::span<uint8_t> symbols, unsigned base, uint64_t tweak) const
{
    if (symbols.size() <= fewSymbols && base % 2 == 0 && !symbols.empty()) {
        permuteFew(symbols, base, tweak);
        return;
    }
    const size_t blockSize = 2 * static_cast<size_t>(symbolsPerHalf(base));
    // Long values go block by block; the tweak makes each block's permutation its own.
    for (uint64_t block = 0; !symbols.empty(); ++block) {
        const size_t size = std::min(symbols.size(), blockSize);
        permuteBlock(symbols.first(size), base, tweak * 4096 + block * 64 + size);
        symbols = symbols.subspan(size);
    }
}

void Permutation::permuteFew(std::span<uint8_t> symbols, unsigned base, uint64_t tweak) const
{
    // Values are paired by their last symbol. Where one of a pair would be its own fake, the two exchange theirs: each
    // has one still, and none has its own.
    std::array<uint8_t, fewSymbols> before{};
    std::array<uint8_t, fewSymbols> partner{};
    std::copy(symbols.begin(), symbols.end(), before.begin());
    std::copy(symbols.begin(), symbols.end(), partner.begin());
    const auto other = std::span(partner).first(symbols.size());
    other.back() ^= 1U;
    const auto ofPartner = partner;
    permuteBlock(symbols, base, tweak * 4096 + symbols.size());
    permuteBlock(other, base, tweak * 4096 + symbols.size());
    const bool isOwn = std::equal(symbols.begin(), symbols.end(), before.begin());
    const bool isOwnOfPartner = std::equal(other.begin(), other.end(), ofPartner.begin());
    if (isOwn || isOwnOfPartner)
        std::copy(other.begin(), other.end(), symbols.begin());
}

void Permutation::permuteBlock(std::span<uint8_t> symbols, unsigned base, uint64_t tweak) const
{
    const auto first = symbols.first(symbols.size() / 2);
    const auto second = symbols.subspan(symbols.size() / 2);
    uint64_t left = numberOf(first, base);
    uint64_t right = numberOf(second, base);
    network(left, power(base, first.size()), right, power(base, second.size()), tweak);
    spell(left, first, base);
    spell(right, second, base);
}

void Permutation::exchange(std::span<uint8_t> digits, const std::array<uint8_t, 5> &used, uint64_t tweak) const
{
    const auto free = othersThan(used);
    const auto place = std::find(used.begin(), used.end(), digits[0]);
    const bool isUsed = place != used.end();
    const auto &from = isUsed ? used : free;
    const auto &to = isUsed ? free : used;

    // The first digit as one of five, with half of the rest beside it: 5 * 10^k, an exact domain again.
    const auto head = digits.first(std::min<size_t>((digits.size() + 1) / 2, 18));
    const auto tail = digits.subspan(head.size(), std::min<size_t>(digits.size() - head.size(), 18));
    const uint64_t scale = power(10, head.size() - 1);
    const auto index = static_cast<uint64_t>(std::find(from.begin(), from.end(), digits[0]) - from.begin());
    uint64_t left = index * scale + numberOf(head.subspan(1), 10);
    uint64_t right = numberOf(tail, 10);
    network(left, 5 * scale, right, power(10, tail.size()), tweak * 128 + digits.size() * 2 + (isUsed ? 1 : 0));
    spell(left % scale, head.subspan(1), 10);
    head[0] = to.at(left / scale);
    spell(right, tail, 10);

    const auto rest = digits.subspan(head.size() + tail.size());
    if (!rest.empty())
        permute(rest, 10, tweak + 1);
}

void Permutation::permuteBits(uint64_t &low, uint64_t &high, uint64_t keptLow, uint64_t keptHigh) const
{
    // Only bits that may change are xored, and what is kept goes into the hash: a bijection for each kept pattern.
    for (int round = 0; round < rounds; round += 2) {
        const auto salt = static_cast<uint64_t>(round);
        low ^= sipHash13(m_key, salt, high) & ~keptLow;
        high ^= sipHash13(m_key, salt + 1, low) & ~keptHigh;
    }
}

} // namespace engine::anonymize
