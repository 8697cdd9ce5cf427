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
#include <functional>
#include <string>
#include <utility>
#include <vector>

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

namespace engine::anonymize {

namespace {

// Shorter texts hold neither an address nor a number.
constexpr size_t shortestSign = 6;
constexpr size_t longestPhone = 32;
constexpr size_t longestIban = 34;
// On either side of the @; more than any mail server takes.
constexpr size_t longestOfAddress = 300;

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

/// Whether a sign of one text is in another, which may be the same. A search for each would take a time that grows with
/// the square of a text of addresses: after a few, the signs of the other text are gathered in one pass, and asked for
/// as they stand there.
template <typename EachSign>
class StillThere final
{
public:
    StillThere(std::string_view before, std::string_view after, EachSign eachSign)
        : m_after(after)
        , m_isSame(before.data() == after.data())
        , m_eachSign(std::move(eachSign))
    {}

    [[nodiscard]] bool operator()(std::string_view sign)
    {
        constexpr int mostSearches = 16;
        if (m_isSame)
            return true;
        if (++m_searches <= mostSearches)
            return m_after.find(sign) != std::string_view::npos;
        if (m_searches == mostSearches + 1)
            gather();
        return std::binary_search(m_hashes.begin(), m_hashes.end(), std::hash<std::string_view>()(sign));
    }

private:
    void gather()
    {
        m_eachSign(m_after, [this](std::string_view sign) {
            m_hashes.push_back(std::hash<std::string_view>()(sign));
            return false;
        });
        std::sort(m_hashes.begin(), m_hashes.end());
    }

    std::string_view m_after;
    bool m_isSame;
    EachSign m_eachSign;
    int m_searches = 0;
    // Eight bytes for each sign, whatever its length.
    std::vector<size_t> m_hashes;
};

/// Whether a sign that `eachSign` finds in `before` is in `after` too.
template <typename EachSign>
bool anySurvives(std::string_view before, std::string_view after, EachSign eachSign)
{
    StillThere<EachSign> isStillThere(before, after, eachSign);
    return eachSign(before, [&](std::string_view sign) { return isStillThere(sign); });
}

/// The address around the sign at `at`, `width` bytes long; empty when it is none.
std::string_view addressAround(std::string_view text, size_t at, size_t width)
{
    size_t begin = at;
    while (begin > 0 && at - begin < longestOfAddress && isOfLocalPart(text[begin - 1]))
        --begin;
    size_t end = at + width;
    while (end < text.size() && end - at < longestOfAddress && isOfDomain(text[end]))
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
    return anySurvives(before, after, [mark](std::string_view text, auto &&onSign) {
        for (size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size())) {
            const std::string_view address = addressAround(text, at, mark.size());
            if (!address.empty() && onSign(address))
                return true;
        }
        return false;
    });
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

template <typename OnSign>
bool eachPhone(std::string_view text, OnSign &&onSign)
{
    const auto begins = [](char c) { return c == '+' || c == '0'; };
    for (size_t at = firstOf(text, 0, begins); at < text.size(); at = firstOf(text, at + 1, begins)) {
        const bool isInside = at > 0 && (isWord(text[at - 1]) || text[at - 1] == '_' || text[at - 1] == '-');
        if (isInside)
            continue;
        size_t end = at + 1;
        while (end < text.size() && end - at < longestPhone && isOfPhone(text[end]))
            ++end;
        const bool goesOn = end < text.size() && isWord(text[end]);
        while (end > at && !isDigit(text[end - 1]))
            --end;
        const std::string_view run = text.substr(at, end - at);
        const auto number = goesOn || isFraction(run) ? std::nullopt : readPhone(run);
        if (number && looksLikePhone(*number, run) && onSign(run))
            return true;
        at = std::max(at, end == at ? at : end - 1);
    }
    return false;
}

template <typename OnSign>
bool eachIban(std::string_view text, OnSign &&onSign)
{
    const auto begins = [](char c) { return isUpper(c); };
    std::string compact;
    for (size_t at = firstOf(text, 0, begins); at + 15 <= text.size(); at = firstOf(text, at + 1, begins)) {
        const bool isCode = isUpper(text[at + 1]) && isDigit(text[at + 2]) && isDigit(text[at + 3])
                            && (at == 0 || !isWord(text[at - 1]));
        if (!isCode)
            continue;
        compact.clear();
        size_t end = at;
        while (end < text.size() && compact.size() < longestIban
               && (isUpper(text[end]) || isDigit(text[end]) || text[end] == ' ')) {
            if (text[end] != ' ')
                compact.push_back(text[end]);
            ++end;
        }
        if (isValidIban(compact) && onSign(text.substr(at, end - at)))
            return true;
    }
    return false;
}

bool phoneSurvives(std::string_view before, std::string_view after)
{
    return anySurvives(before, after, [](std::string_view text, auto &&onSign) { return eachPhone(text, onSign); });
}

bool ibanSurvives(std::string_view before, std::string_view after)
{
    return anySurvives(before, after, [](std::string_view text, auto &&onSign) { return eachIban(text, onSign); });
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
