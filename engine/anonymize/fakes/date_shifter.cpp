// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/fakes/date_shifter.h"

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/keys/siphash.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>

namespace engine::anonymize {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr sys_days epoch = std::chrono::year(2000) / std::chrono::January / 1;
constexpr int64_t microsecondsPerDay = 86'400'000'000;
// The first and the last date of both types: 4713 BC to 294276 AD. std::chrono ends at the year 32767.
constexpr int64_t firstDay = -2'451'545;
constexpr int64_t lastDay = 106'000'000;
constexpr int64_t lastCalendarDay = 11'000'000;

/// Reads digits at the start of `text` and removes them; nullopt when there are not `least` to `most` of them.
std::optional<int> takeNumber(std::string_view &text, size_t least, size_t most)
{
    const size_t length = std::min(text.find_first_not_of("0123456789"), text.size());
    if (length < least || length > most)
        return std::nullopt;
    int number = 0;
    std::from_chars(text.data(), text.data() + length, number);
    text.remove_prefix(length);
    return number;
}

bool takeCharacter(std::string_view &text, char c)
{
    if (!text.starts_with(c))
        return false;
    text.remove_prefix(1);
    return true;
}

struct TextDate
{
    int64_t day = 0;
    /// Behind the date.
    std::string_view rest{};
    char separator = '-';
    bool yearFirst = true;
};

std::optional<int64_t> dayNumber(int year, int month, int day)
{
    const auto date = std::chrono::year(year) / month / day;
    if (!date.ok())
        return std::nullopt;
    return (sys_days(date) - epoch).count();
}

std::optional<TextDate> readDate(std::string_view text)
{
    TextDate date;
    date.rest = text;
    const auto first = takeNumber(date.rest, 1, 5);
    if (!first || date.rest.empty())
        return std::nullopt;
    date.separator = date.rest.front();
    if (date.separator != '-' && date.separator != '/' && date.separator != '.')
        return std::nullopt;
    date.yearFirst = text.size() - date.rest.size() >= 4;
    date.rest.remove_prefix(1);
    const auto month = takeNumber(date.rest, 1, 2);
    if (!month || !takeCharacter(date.rest, date.separator))
        return std::nullopt;
    const auto last = takeNumber(date.rest, date.yearFirst ? 1 : 4, date.yearFirst ? 2 : 4);
    if (!last)
        return std::nullopt;
    const auto day = date.yearFirst ? dayNumber(*first, *month, *last) : dayNumber(*last, *month, *first);
    if (!day)
        return std::nullopt;
    date.day = *day;
    return date;
}

void appendPadded(int number, int width, std::string &out)
{
    const std::string digits = std::to_string(number);
    out.append(static_cast<size_t>(std::max(0, width - static_cast<int>(digits.size()))), '0').append(digits);
}

void appendDate(int64_t day, const TextDate &like, std::string &out)
{
    const year_month_day date(epoch + days(day));
    const int year = static_cast<int>(date.year());
    const auto month = static_cast<int>(static_cast<unsigned>(date.month()));
    const auto dayOfMonth = static_cast<int>(static_cast<unsigned>(date.day()));
    appendPadded(like.yearFirst ? year : dayOfMonth, like.yearFirst ? 4 : 2, out);
    out.push_back(like.separator);
    appendPadded(month, 2, out);
    out.push_back(like.separator);
    appendPadded(like.yearFirst ? dayOfMonth : year, like.yearFirst ? 2 : 4, out);
}

class DateTextGenerator final : public Generator
{
public:
    DateTextGenerator(int maxDays, const ProjectKey &key)
        : m_shifter(maxDays, key)
        , m_numbers(makeTimeNumber(maxDays, NumberDress::Text, key))
    {}
    void generate(std::string_view value, std::string &out) override
    {
        if (std::all_of(value.begin(), value.end(), isDigit))
            m_numbers->generate(value, out);
        else
            m_shifter.shiftText(value, out);
    }

private:
    DateShifter m_shifter;
    GeneratorHandle m_numbers;
};

} // namespace

DateShifter::DateShifter(int maxDays, const ProjectKey &key, bool together)
    : m_key(key.derive("dateShift"))
    , m_days(std::max(1, maxDays))
    , m_isTogether(together)
    , m_today((std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) - epoch).count())
{}

int64_t DateShifter::shifted(int64_t day) const
{
    const uint64_t which = m_isTogether ? 0 : static_cast<uint64_t>(day);
    const uint64_t hash = sipHash13(m_key, which, static_cast<uint64_t>(m_days));
    const auto distance = 1 + static_cast<int64_t>((hash >> 1U) % static_cast<uint64_t>(m_days));
    if (m_isTogether)
        return std::max(day - distance, firstDay);
    int64_t result = (hash & 1U) != 0 ? day + distance : day - distance;
    if ((day <= m_today && result > m_today) || result > lastDay)
        result = day - distance;
    return result < firstDay ? day + distance : result;
}

int32_t DateShifter::shiftedDate(int32_t date) const
{
    if (date == std::numeric_limits<int32_t>::max() || date == std::numeric_limits<int32_t>::min())
        return date;
    return static_cast<int32_t>(shifted(date));
}

int64_t DateShifter::shiftedTimestamp(int64_t timestamp) const
{
    if (timestamp == std::numeric_limits<int64_t>::max() || timestamp == std::numeric_limits<int64_t>::min())
        return timestamp;
    int64_t day = timestamp / microsecondsPerDay;
    int64_t time = timestamp % microsecondsPerDay;
    if (time < 0) {
        time += microsecondsPerDay;
        --day;
    }
    return shifted(day) * microsecondsPerDay + time;
}

void DateShifter::shiftText(std::string_view value, std::string &out) const
{
    if (value == "infinity" || value == "-infinity") {
        out.append(value);
        return;
    }
    const auto date = readDate(value);
    if (date && date->day < lastCalendarDay && !value.ends_with(" BC")) {
        appendDate(std::max<int64_t>(shifted(date->day), -730'000), *date, out);
        out.append(date->rest);
        return;
    }
    const auto day = static_cast<int64_t>(sipHash64(m_key, value) % 18'000) - 14'600;
    appendDate(day, {}, out);
}

GeneratorHandle makeDateText(int maxDays, const ProjectKey &key)
{
    return std::make_unique<DateTextGenerator>(maxDays, key);
}

} // namespace engine::anonymize
