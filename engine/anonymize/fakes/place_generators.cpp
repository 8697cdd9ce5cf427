// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

// Fakes of where somebody is: coordinates as numbers, as texts, as PostgreSQL's and PostGIS's geometries. Everything in
// one value moves by 2 to 20 km the same way, so that it keeps its form and stays in the region.

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/keys/permutation.h"
#include "engine/anonymize/keys/siphash.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace engine::anonymize {

namespace {

constexpr double leastDegrees = 0.02;
constexpr double mostDegrees = 0.2;
/// Decimals that a degree is worked out with: 10 cm.
constexpr size_t workedDecimals = 6;
constexpr int64_t unitsPerDegree = 1'000'000;

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char small = toLower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// Degrees by which the values of one field move; not 0.
struct Move
{
    double first = 0;
    double second = 0;
};

/// The well-known binary form of a geometry, as PostGIS prints it, moved in place. One object per value.
class BinaryGeometry final
{
public:
    explicit BinaryGeometry(std::string_view hex)
    {
        m_isUpper = std::any_of(hex.begin(), hex.end(), isUpper);
        if (hex.size() < 42 || hex.size() % 2 != 0)
            return;
        for (size_t i = 0; i < hex.size(); i += 2) {
            const int high = hexValue(hex[i]);
            const int low = hexValue(hex[i + 1]);
            if (high < 0 || low < 0)
                return;
            m_bytes.push_back(static_cast<char>(high * 16 + low));
        }
        m_isRead = true;
    }

    /// False when the bytes are no geometry.
    bool move(const Move &by)
    {
        m_move = by;
        m_at = 0;
        return m_isRead && moveOne(0) && m_at == m_bytes.size();
    }

    void append(std::string &out) const
    {
        const std::string_view digits = m_isUpper ? "0123456789ABCDEF" : "0123456789abcdef";
        for (const char byte : m_bytes) {
            out.push_back(digits[static_cast<unsigned char>(byte) >> 4U]);
            out.push_back(digits[static_cast<unsigned char>(byte) & 15U]);
        }
    }

private:
    bool moveOne(int depth)
    {
        static constexpr int deepest = 16;
        if (depth > deepest || m_at + 5 > m_bytes.size() || m_bytes[m_at] != 1)
            return false;
        ++m_at;
        const uint32_t type = read32();
        const bool hasZ = (type & 0x80000000U) != 0;
        const bool hasM = (type & 0x40000000U) != 0;
        const size_t dimensions = 2U + (hasZ ? 1U : 0U) + (hasM ? 1U : 0U);
        if ((type & 0x20000000U) != 0) {
            if (m_at + 4 > m_bytes.size())
                return false;
            m_at += 4;
        }
        switch (type & 0xFFU) {
        case 1:
            return movePoints(1, dimensions);
        case 2:
            return movePoints(count(), dimensions);
        case 3: {
            const uint32_t rings = count();
            for (uint32_t i = 0; i < rings; ++i) {
                if (!movePoints(count(), dimensions))
                    return false;
            }
            return true;
        }
        case 4:
        case 5:
        case 6:
        case 7: {
            const uint32_t parts = count();
            for (uint32_t i = 0; i < parts; ++i) {
                if (!moveOne(depth + 1))
                    return false;
            }
            return true;
        }
        default:
            return false;
        }
    }

    uint32_t read32()
    {
        uint32_t number = 0;
        std::memcpy(&number, m_bytes.data() + m_at, sizeof number);
        m_at += sizeof number;
        return number;
    }
    /// 0 when there is no room for the number, and none for what it counts.
    uint32_t count()
    {
        if (m_at + 4 > m_bytes.size()) {
            m_at = m_bytes.size() + 1;
            return 0;
        }
        return std::min(read32(), static_cast<uint32_t>(m_bytes.size()));
    }
    bool movePoints(size_t points, size_t dimensions)
    {
        if (m_at > m_bytes.size() || points * dimensions * sizeof(double) > m_bytes.size() - m_at)
            return false;
        for (size_t i = 0; i < points; ++i, m_at += dimensions * sizeof(double)) {
            for (size_t axis = 0; axis < 2; ++axis) {
                double number = 0;
                std::memcpy(&number, m_bytes.data() + m_at + axis * sizeof number, sizeof number);
                number += axis == 0 ? m_move.first : m_move.second;
                std::memcpy(m_bytes.data() + m_at + axis * sizeof number, &number, sizeof number);
            }
        }
        return true;
    }

    static_assert(std::endian::native == std::endian::little);
    std::string m_bytes;
    bool m_isRead = false;
    bool m_isUpper = false;
    size_t m_at = 0;
    Move m_move{};
};

/// A number as it is written: sign, digits, decimals.
struct WrittenNumber
{
    size_t begin = 0;
    size_t end = 0;
    bool isNegative = false;
    int64_t whole = 0;
    std::string_view decimals{};
};

class CoordinatesGenerator final : public Generator
{
public:
    CoordinatesGenerator(int significantDigits, const ProjectKey &key)
        : m_key(key.derive("coordinates"))
        , m_significantDigits(static_cast<size_t>(significantDigits))
        , m_words(makeIdentifier("place", key))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const uint64_t hash = sipHash64(m_key, value);
        const auto distance = [](uint64_t bits) {
            const double part = static_cast<double>(bits >> 1U & 0xFFFFU) / 65536.0;
            const double degrees = leastDegrees + part * (mostDegrees - leastDegrees);
            return (bits & 1U) != 0 ? degrees : -degrees;
        };
        const Move by{.first = distance(hash), .second = distance(hash >> 24U)};
        BinaryGeometry geometry(value);
        if (geometry.move(by)) {
            geometry.append(out);
            return;
        }
        size_t copied = 0;
        size_t index = 0;
        while (const auto number = nextNumber(value, copied)) {
            out.append(value.substr(copied, number->begin - copied));
            appendMoved(*number, index++ % 2 == 0 ? by.first : by.second, out);
            copied = number->end;
        }
        // Three words, a geohash: no number in it that means degrees.
        if (index == 0 && !isNowhere(value))
            m_words->generate(value, out);
        else
            out.append(value.substr(copied));
    }

private:
    /// NaN and Infinity, alone or in a point: that is no place, and words would be no number.
    static bool isNowhere(std::string_view text)
    {
        constexpr std::string_view between = "()[]{}<>,+- ";
        size_t at = text.find_first_not_of(between);
        while (at != std::string_view::npos) {
            const size_t end = std::min(text.find_first_of(between, at), text.size());
            const std::string_view word = text.substr(at, end - at);
            if (word != "NaN" && word != "Infinity")
                return false;
            at = text.find_first_not_of(between, end);
        }
        return true;
    }
    /// The next number of degrees in the text; "SRID=4326" is none.
    static std::optional<WrittenNumber> nextNumber(std::string_view text, size_t from)
    {
        for (size_t i = from; i < text.size(); ++i) {
            if (!isDigit(text[i]))
                continue;
            WrittenNumber number{.begin = i};
            size_t end = i;
            while (end < text.size() && isDigit(text[end]))
                number.whole = std::min<int64_t>(number.whole * 10 + (text[end++] - '0'), 1'000'000);
            const bool hasDecimals = end + 1 < text.size() && text[end] == '.' && isDigit(text[end + 1]);
            if (hasDecimals) {
                const size_t point = end++;
                while (end < text.size() && isDigit(text[end]))
                    ++end;
                number.decimals = text.substr(point + 1, end - point - 1);
            }
            const char before = i > 0 ? text[i - 1] : ' ';
            const bool isWord = isLetter(before) || before == '=' || (end < text.size() && isLetter(text[end]));
            number.end = end;
            if (!isWord && number.whole <= 360) {
                number.isNegative = before == '-';
                return number;
            }
            i = end;
        }
        return std::nullopt;
    }

    /// With as many decimals, and none of them added: what the server prints is what is written here.
    void appendMoved(const WrittenNumber &number, double degrees, std::string &out) const
    {
        const std::string wholeDigits = std::to_string(number.whole);
        const size_t room = std::max<size_t>(m_significantDigits, wholeDigits.size() + 1) - wholeDigits.size();
        const size_t decimals = std::min(number.decimals.size(), room);
        const size_t worked = std::min(decimals, workedDecimals);
        int64_t scale = 1;
        for (size_t i = 0; i < worked; ++i)
            scale *= 10;
        int64_t units = number.whole * scale;
        int64_t digit = scale;
        for (size_t i = 0; i < worked; ++i)
            units += (number.decimals[i] - '0') * (digit /= 10);
        const int64_t limit = (number.whole <= 90 ? 90 : 180) * scale;
        const auto away = std::max<int64_t>(1, std::llround(std::abs(degrees) * static_cast<double>(scale)));
        // The sign stands before the digits and stays: a place near 0 does not change sides.
        int64_t moved = degrees > 0 ? units + away : units - away;
        if (moved < 0 || (moved > limit && units >= away))
            moved = degrees > 0 ? units - away : units + away;
        if (worked > 0 && moved % 10 == 0)
            moved += moved + 1 < limit ? 1 : -1;
        if (moved == units)
            moved += 2;
        out.append(std::to_string(moved / scale));
        if (worked == 0)
            return;
        std::string fraction = std::to_string(moved % scale);
        fraction.insert(0, worked - fraction.size(), '0');
        out.append(".").append(fraction);
        const std::string_view rest = number.decimals.substr(worked, decimals - worked);
        out.append(rest);
        if (rest.ends_with('0') && number.decimals.size() > decimals)
            out.back() = '1';
    }

    HashKey m_key;
    size_t m_significantDigits;
    GeneratorHandle m_words;
};

} // namespace

GeneratorHandle makeCoordinates(int significantDigits, const ProjectKey &key)
{
    return std::make_unique<CoordinatesGenerator>(significantDigits, key);
}

} // namespace engine::anonymize
