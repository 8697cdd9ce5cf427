// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/value_evidence.h"

#include "engine/anonymize/array_text.h"
#include "engine/anonymize/checksum.h"
#include "engine/anonymize/phone_number.h"
#include "engine/anonymize/scrubber.h"
#include "engine/anonymize/text.h"
#include "engine/anonymize/words.h"

#include <algorithm>
#include <set>

namespace engine::anonymize {

namespace {

bool isEmail(std::string_view value)
{
    const size_t at = value.find('@');
    if (at == std::string_view::npos || at == 0 || value.find('@', at + 1) != std::string_view::npos)
        return false;
    const std::string_view domain = value.substr(at + 1);
    return value.find_first_of(" \t\n,;<>\"/") == std::string_view::npos && domain.find('.') != std::string_view::npos
           && !domain.ends_with('.');
}

/// The form of an IBAN; many applications store numbers whose checksum nobody ever checked.
bool isIbanShaped(std::string_view value)
{
    const int remainder = ibanRemainder(value);
    const auto digits = std::count_if(value.begin(), value.end(), isDigit);
    return remainder == 1 || (remainder >= 0 && digits >= 12);
}

bool isIp(std::string_view value)
{
    const auto dots = std::count(value.begin(), value.end(), '.');
    const auto colons = std::count(value.begin(), value.end(), ':');
    if (value.size() > 45)
        return false;
    if (dots == 3 && colons == 0)
        return value.find_first_not_of("0123456789./") == std::string_view::npos && isDigit(value.front());
    return colons >= 2 && colons <= 7 && value.find_first_not_of("0123456789abcdefABCDEF:./") == std::string_view::npos
           && value.size() > 8;
}

bool isDate(std::string_view value)
{
    return value.size() >= 8 && value.size() <= 10 && std::count_if(value.begin(), value.end(), isDigit) >= 6
           && value.find_first_not_of("0123456789-/.") == std::string_view::npos
           && (std::count(value.begin(), value.end(), '-') == 2 || std::count(value.begin(), value.end(), '/') == 2
               || std::count(value.begin(), value.end(), '.') == 2);
}

bool isCapitalisedOrArabic(std::string_view word)
{
    return isUpper(word.front()) || static_cast<unsigned char>(word.front()) >= 0xC3;
}

std::optional<ValueKind> nameKind(std::string_view value)
{
    std::string folded;
    int words = 0;
    int firstNames = 0;
    int lastNames = 0;
    bool firstIsFirstName = false;
    while (!value.empty()) {
        const size_t end = std::min(value.find_first_of(" -"), value.size());
        const std::string_view word = value.substr(0, end);
        value.remove_prefix(std::min(end + 1, value.size()));
        if (word.empty())
            continue;
        if (!isCapitalisedOrArabic(word) || word.find_first_of("0123456789.,;:!?@/_()\"") != std::string_view::npos)
            return std::nullopt;
        foldPlain(word, folded);
        const NameClass name = classifyName(folded);
        firstIsFirstName = firstIsFirstName || (words == 0 && name.isFirstName);
        firstNames += name.isFirstName ? 1 : 0;
        lastNames += !name.isFirstName && name.isLastName ? 1 : 0;
        ++words;
    }
    if (words == 1 && firstNames + lastNames == 1)
        return firstNames == 1 ? ValueKind::FirstName : ValueKind::LastName;
    if (words >= 2 && words <= 4 && (firstIsFirstName || firstNames + lastNames >= 2))
        return ValueKind::FullName;
    return std::nullopt;
}

/// A key for detection only: what is made with it is thrown away.
const ProjectKey &throwAwayKey()
{
    static const ProjectKey key = ProjectKey::fromKeychain(Secret(std::string(64, '0'))).value();
    return key;
}

} // namespace

ValueKind classifyValue(std::string_view untrimmed)
{
    const std::string_view value = trimmed(untrimmed);
    if (value.empty())
        return ValueKind::Other;
    if (isEmail(value))
        return ValueKind::Email;
    if (isDate(value))
        return ValueKind::Date;
    if (isIp(value))
        return ValueKind::IpAddress;
    if (isIbanShaped(value))
        return ValueKind::Iban;
    const auto phone = readPhone(value);
    if (phone && looksLikePhone(*phone, value))
        return ValueKind::Phone;
    const bool isDigits = value.find_first_not_of("0123456789 -") == std::string_view::npos;
    if (isDigits && isValidCard(value))
        return ValueKind::Card;
    if (value.find_first_not_of("0123456789.-+") == std::string_view::npos)
        return ValueKind::Number;
    if (const auto name = nameKind(value))
        return *name;
    const auto blanks = std::count(value.begin(), value.end(), ' ');
    if (blanks >= 3)
        return ValueKind::Sentence;
    const bool isCode = std::all_of(value.begin(), value.end(), [](char c) {
        return isLetter(c) || isDigit(c) || std::string_view("-_./:#+$=").find(c) != std::string_view::npos;
    });
    return blanks == 0 && isCode ? ValueKind::Code : ValueKind::Other;
}

int ValueEvidence::percent(ValueKind kind) const
{
    return count == 0 ? 0 : ofKind.at(static_cast<size_t>(kind)) * 100 / count;
}

int ValueEvidence::percentWithPersonalParts() const
{
    return count == 0 ? 0 : withPersonalParts * 100 / count;
}

ValueEvidence examine(const std::vector<std::optional<std::string>> &values, bool isArray)
{
    ValueEvidence evidence;
    std::set<std::string, std::less<>> seen;
    Scrubber scrubber(throwAwayKey());
    std::string scrubbed;
    const auto look = [&](std::string_view value) {
        if (value.empty())
            return;
        ++evidence.count;
        ++evidence.ofKind.at(static_cast<size_t>(classifyValue(value)));
        seen.emplace(value);
        scrubbed.clear();
        scrubber.generate(value, scrubbed);
        evidence.withPersonalParts += scrubbed == value ? 0 : 1;
    };
    std::string ignored;
    for (const auto &value : values) {
        if (!value)
            continue;
        if (!isArray) {
            look(*value);
            continue;
        }
        const auto element = [&look](std::string_view text, std::string &) {
            look(text);
            return false;
        };
        ignored.clear();
        if (!rewriteArray(*value, element, ignored))
            look(*value);
    }
    evidence.distinct = static_cast<int>(seen.size());
    return evidence;
}

} // namespace engine::anonymize
