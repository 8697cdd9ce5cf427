// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

// Fakes of what is measured, not given: amounts of money, years and ages. A fake is near its value, so that sums and
// charts of a copy look like those of the original, and is never the value itself.

#include "engine/anonymize/fakes/date_shifter.h"
#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/keys/siphash.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace engine::anonymize {

namespace {

constexpr size_t mostDigits = 15;

uint64_t numberOf(std::string_view digits)
{
    uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// `number` with zeros before it, in `width` digits.
std::string padded(uint64_t number, size_t width)
{
    std::string digits = std::to_string(number);
    if (digits.size() < width)
        digits.insert(0, width - digits.size(), '0');
    return digits;
}

/// Numbers of the same length, 3 to 20 % away.
class NoiseGenerator final : public Generator
{
public:
    NoiseGenerator(long long maximum, const ProjectKey &key)
        : m_key(key.derive("noise"))
        , m_maximum(static_cast<uint64_t>(maximum))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const size_t start = out.size();
        out.append(value);
        m_places.clear();
        m_digits.clear();
        size_t whole = 0;
        bool isFraction = false;
        for (size_t i = 0; i < value.size() && m_places.size() < mostDigits; ++i) {
            if (isDigit(value[i])) {
                m_places.push_back(start + i);
                m_digits.push_back(value[i]);
                whole += isFraction ? 0 : 1;
            } else if (value[i] == '.' && !isFraction) {
                // Three digits behind a point, and a text that goes on: thousands, as some countries write them.
                isFraction = true;
            } else if (isLetter(value[i]) && !m_places.empty()) {
                break;
            }
        }
        if (m_places.empty())
            return;
        // So many decimals come from a double that is no decimal number: more than it keeps are not given back.
        if (m_places.size() == mostDigits && m_places.size() - whole >= 9 && m_places.back() + 1 < out.size()) {
            out.resize(m_places.back() + 1);
            if (out.back() == '0')
                out.back() = '1';
        }
        const size_t count = std::max<size_t>(whole, 1);
        replaceWhole(sipHash64(m_key, value), std::min(count, m_places.size()), out);
    }

private:
    void replaceWhole(uint64_t hash, size_t count, std::string &out)
    {
        const std::string_view digits = std::string_view(m_digits).substr(0, count);
        const uint64_t number = numberOf(digits);
        const uint64_t step = std::max<uint64_t>(1, number * (3 + hash % 18) / 100);
        const bool isUp = (hash >> 32U & 1U) != 0;
        uint64_t fake = isUp || number < step ? number + step : number - step;
        if (padded(fake, count).size() > count || fake > m_maximum)
            fake = number - std::min(step, number);
        // Fewer digits would be another kind of number to whoever reads it, and a shorter one for a CHECK.
        if (number > 0 && std::to_string(fake).size() < std::to_string(number).size() && number + step <= m_maximum
            && std::to_string(number + step).size() == std::to_string(number).size())
            fake = number + step;
        if (number == 0 && count == m_places.size())
            return;
        const std::string made = padded(fake, count);
        for (size_t i = 0; i < count; ++i)
            out[m_places[i]] = made[i];
    }

    HashKey m_key;
    uint64_t m_maximum;
    std::vector<size_t> m_places;
    std::string m_digits;
};

/// Numbers that stand for a time of somebody's life: a year, an age, a month, a date as 19840312 or in seconds.
class TimeNumberGenerator final : public Generator
{
public:
    TimeNumberGenerator(int maxDays, NumberDress dress, const ProjectKey &key)
        : m_dress(dress)
        , m_shifter(maxDays, key)
        , m_key(key.derive("yearShift"))
        , m_maxDays(static_cast<uint64_t>(std::max(1, maxDays)))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const size_t sign = value.starts_with('-') ? 1 : 0;
        const size_t end = std::min(value.find_first_not_of("0123456789", sign), value.size());
        const std::string_view digits = value.substr(sign, end - sign);
        if (digits.empty() || digits.size() > mostDigits) {
            out.append(value);
            return;
        }
        const uint64_t number = numberOf(digits);
        out.append(value.substr(0, sign));
        if (isDay(digits) && sign == 0)
            appendDay(digits, out);
        else
            appendMoved(moved(number, sipHash64(m_key, digits)), digits.size(), out);
        out.append(value.substr(end));
    }

private:
    void appendMoved(uint64_t moved, size_t width, std::string &out) const
    {
        // A server prints no number with zeros before it: 010 read back would be another text than what was sent.
        if (m_dress == NumberDress::Number)
            out.append(std::to_string(moved));
        else
            out.append(padded(moved, width));
    }
    static bool isDay(std::string_view digits)
    {
        const uint64_t number = numberOf(digits);
        const uint64_t month = number / 100 % 100;
        const uint64_t day = number % 100;
        return digits.size() == 8 && number >= 18000101 && number < 22000101 && month >= 1 && month <= 12 && day >= 1
               && day <= 28;
    }
    void appendDay(std::string_view digits, std::string &out)
    {
        m_date.assign(digits.substr(0, 4)).append("-").append(digits.substr(4, 2)).append("-").append(digits.substr(6));
        m_shifted.clear();
        m_shifter.shiftText(m_date, m_shifted);
        std::copy_if(m_shifted.begin(), m_shifted.end(), std::back_inserter(out), isDigit);
    }
    [[nodiscard]] uint64_t moved(uint64_t number, uint64_t hash) const
    {
        // Within what a month, a day of a month can be: nobody says which of them this is.
        const auto turned = [hash, number](uint64_t first, uint64_t last) {
            const uint64_t size = last - first + 1;
            return first + (number - first + 1 + hash % (size - 1)) % size;
        };
        if (number <= 12)
            return turned(number == 0 ? 0 : 1, 12);
        if (number <= 28)
            return turned(13, 28);
        if (number <= 31)
            return turned(29, 31);
        const uint64_t years = 1 + (hash >> 1U) % 3;
        if (number < 10000)
            return (hash & 1U) != 0 && number != thisYear() ? nearer(number, years) : number - years;
        const uint64_t secondsPerDay = number >= 100'000'000'000 ? 86'400'000 : 86'400;
        const uint64_t away = secondsPerDay * (1 + hash % m_maxDays);
        return number > away ? number - away : number + away;
    }
    /// Later, but not in the future where it was not.
    [[nodiscard]] static uint64_t nearer(uint64_t year, uint64_t years)
    {
        const bool wouldBeFuture = year <= thisYear() && year + years > thisYear();
        return wouldBeFuture ? year - years : year + years;
    }
    static uint64_t thisYear()
    {
        const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
        return static_cast<uint64_t>(static_cast<int>(std::chrono::year_month_day(today).year()));
    }

    NumberDress m_dress;
    DateShifter m_shifter;
    HashKey m_key;
    uint64_t m_maxDays;
    std::string m_date;
    std::string m_shifted;
};

} // namespace

GeneratorHandle makeNoise(long long maximum, const ProjectKey &key)
{
    return std::make_unique<NoiseGenerator>(maximum, key);
}

GeneratorHandle makeTimeNumber(int maxDays, NumberDress dress, const ProjectKey &key)
{
    return std::make_unique<TimeNumberGenerator>(maxDays, dress, key);
}

} // namespace engine::anonymize
