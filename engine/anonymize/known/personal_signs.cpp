// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/known/personal_signs.h"

#include "engine/anonymize/text/checksum.h"
#include "engine/anonymize/text/phone_number.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

namespace engine::anonymize {

namespace {

// Shorter texts hold neither an address nor a number.
constexpr size_t shortestSign = 6;
constexpr size_t longestPhone = 32;
constexpr size_t longestIban = 34;

bool isWord(char c)
{
    return isLetter(c) || isDigit(c) || !isAscii(c);
}

bool isOfLocalPart(char c)
{
    return isWord(c) || c == '.' || c == '_' || c == '+' || c == '-' || c == '\'';
}

bool isOfDomain(char c)
{
    return isWord(c) || c == '.' || c == '-';
}

/// Whether `after` has `sign` too; both may be the same text.
bool isStillIn(std::string_view sign, std::string_view before, std::string_view after)
{
    return before.data() == after.data() || after.find(sign) != std::string_view::npos;
}

/// The address around the sign at `at`, `width` bytes long; empty when it is none.
std::string_view addressAround(std::string_view text, size_t at, size_t width)
{
    size_t begin = at;
    while (begin > 0 && isOfLocalPart(text[begin - 1]))
        --begin;
    size_t end = at + width;
    while (end < text.size() && isOfDomain(text[end]))
        ++end;
    while (end > at + width && !isWord(text[end - 1]))
        --end;
    const std::string_view domain = text.substr(at + width, end - at - width);
    const size_t dot = domain.rfind('.');
    const bool isDomain = dot != std::string_view::npos && dot > 0 && domain.size() - dot > 2
                          && std::none_of(domain.begin() + static_cast<ptrdiff_t>(dot) + 1, domain.end(), isDigit);
    return begin < at && isDomain ? text.substr(begin, end - begin) : std::string_view{};
}

/// `mark`: how an @ is written.
bool addressSurvives(std::string_view before, std::string_view after, std::string_view mark)
{
    for (size_t at = before.find(mark); at != std::string_view::npos; at = before.find(mark, at + mark.size())) {
        const std::string_view address = addressAround(before, at, mark.size());
        if (!address.empty() && isStillIn(address, before, after))
            return true;
    }
    return false;
}

/// What of an address or a number is in a text at all.
struct Signs
{
    bool hasAt = false;
    bool hasPercent = false;
    bool hasFullWidth = false;
    size_t digits = 0;
};

constexpr size_t blockSize = 16;

#if defined(__x86_64__)
/// Sixteen bytes at once: every value that is watched is looked at.
class SignCounter final
{
public:
    void add(const char *block)
    {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(block));
        m_at = _mm_or_si128(m_at, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('@')));
        m_percent = _mm_or_si128(m_percent, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('%')));
        m_fullWidth = _mm_or_si128(m_fullWidth, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\xEF')));
        // With '0' taken off, a digit is what is not above 9.
        const __m128i values = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
        const __m128i areDigits = _mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values);
        const __m128i ones = _mm_and_si128(areDigits, _mm_set1_epi8(1));
        m_digits = _mm_add_epi64(m_digits, _mm_sad_epu8(ones, _mm_setzero_si128()));
    }
    [[nodiscard]] Signs signs() const
    {
        const auto isAny = [](__m128i found) { return _mm_movemask_epi8(found) != 0; };
        const int64_t digits = _mm_cvtsi128_si64(m_digits) + _mm_cvtsi128_si64(_mm_unpackhi_epi64(m_digits, m_digits));
        return {.hasAt = isAny(m_at),
                .hasPercent = isAny(m_percent),
                .hasFullWidth = isAny(m_fullWidth),
                .digits = static_cast<size_t>(digits)};
    }

private:
    __m128i m_at = _mm_setzero_si128();
    __m128i m_percent = _mm_setzero_si128();
    __m128i m_fullWidth = _mm_setzero_si128();
    __m128i m_digits = _mm_setzero_si128();
};
#else
class SignCounter final
{
public:
    void add(const char *block)
    {
        for (size_t i = 0; i < blockSize; ++i) {
            m_signs.hasAt |= block[i] == '@';
            m_signs.hasPercent |= block[i] == '%';
            m_signs.hasFullWidth |= block[i] == '\xEF';
            m_signs.digits += isDigit(block[i]) ? 1 : 0;
        }
    }
    [[nodiscard]] Signs signs() const { return m_signs; }

private:
    Signs m_signs;
};
#endif

Signs signsIn(std::string_view text)
{
    SignCounter counter;
    for (; text.size() >= blockSize; text.remove_prefix(blockSize))
        counter.add(text.data());
    if (!text.empty()) {
        std::array<char, blockSize> rest{};
        std::memcpy(rest.data(), text.data(), text.size());
        counter.add(rest.data());
    }
    return counter.signs();
}

bool isOfPhone(char c)
{
    return isDigit(c) || c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')';
}

/// Whether it is a fraction like 0.123456789, which has the digits of a telephone number.
bool isFraction(std::string_view run)
{
    return run.starts_with("0.") && std::all_of(run.begin() + 2, run.end(), isDigit);
}

/// The first character from `at` on for which `isWanted`, or the size. Without a check of each index: all bytes of a
/// document with numbers are looked at.
template <typename Predicate>
size_t firstOf(std::string_view text, size_t at, Predicate isWanted)
{
    const char *const last = text.data() + text.size();
    return static_cast<size_t>(std::find_if(text.data() + std::min(at, text.size()), last, isWanted) - text.data());
}

bool phoneSurvives(std::string_view before, std::string_view after)
{
    const auto begins = [](char c) { return c == '+' || c == '0'; };
    for (size_t at = firstOf(before, 0, begins); at < before.size(); at = firstOf(before, at + 1, begins)) {
        const bool isInside = at > 0 && (isWord(before[at - 1]) || before[at - 1] == '_' || before[at - 1] == '-');
        if (isInside)
            continue;
        size_t end = at + 1;
        while (end < before.size() && end - at < longestPhone && isOfPhone(before[end]))
            ++end;
        const bool goesOn = end < before.size() && isWord(before[end]);
        while (end > at && !isDigit(before[end - 1]))
            --end;
        const std::string_view run = before.substr(at, end - at);
        const auto number = goesOn || isFraction(run) ? std::nullopt : readPhone(run);
        if (number && looksLikePhone(*number, run) && isStillIn(run, before, after))
            return true;
        at = std::max(at, end == at ? at : end - 1);
    }
    return false;
}

bool ibanSurvives(std::string_view before, std::string_view after)
{
    const auto begins = [](char c) { return isUpper(c); };
    std::string compact;
    for (size_t at = firstOf(before, 0, begins); at + 15 <= before.size(); at = firstOf(before, at + 1, begins)) {
        const bool isCode = isUpper(before[at + 1]) && isDigit(before[at + 2]) && isDigit(before[at + 3])
                            && (at == 0 || !isWord(before[at - 1]));
        if (!isCode)
            continue;
        compact.clear();
        size_t end = at;
        while (end < before.size() && compact.size() < longestIban
               && (isUpper(before[end]) || isDigit(before[end]) || before[end] == ' ')) {
            if (before[end] != ' ')
                compact.push_back(before[end]);
            ++end;
        }
        if (isValidIban(compact) && isStillIn(before.substr(at, end - at), before, after))
            return true;
    }
    return false;
}

} // namespace

bool personalSignsSurvive(std::string_view before, std::string_view after)
{
    if (before.size() < shortestSign)
        return false;
    const Signs signs = signsIn(before);
    if (signs.hasAt && addressSurvives(before, after, "@"))
        return true;
    if (signs.hasPercent && addressSurvives(before, after, "%40"))
        return true;
    if (signs.hasFullWidth && addressSurvives(before, after, "\xEF\xBC\xA0"))
        return true;
    return signs.digits >= 9 && (phoneSurvives(before, after) || (signs.digits >= 12 && ibanSurvives(before, after)));
}

} // namespace engine::anonymize
