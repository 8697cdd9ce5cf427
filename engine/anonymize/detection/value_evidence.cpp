// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection/value_evidence.h"

#include "engine/anonymize/detection/sensitive_words.h"
#include "engine/anonymize/rewriting/scrubber.h"
#include "engine/anonymize/text/array_text.h"
#include "engine/anonymize/text/checksum.h"
#include "engine/anonymize/text/encoded_text.h"
#include "engine/anonymize/text/phone_number.h"
#include "engine/anonymize/text/text.h"
#include "engine/anonymize/text/words.h"

#include <algorithm>
#include <array>
#include <initializer_list>
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

/// "K. BENALI", "A. Benali".
bool isInitialAndName(std::string_view value)
{
    if (value.size() < 6 || !isUpper(value[0]) || value[1] != '.')
        return false;
    const std::string_view name = trimmed(value.substr(2));
    return name.size() >= 4 && startsWithCapital(name) && isNameShaped(name);
}

std::optional<ValueKind> nameKind(std::string_view value)
{
    if (isInitialAndName(value))
        return ValueKind::FullName;
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
        if (!startsWithCapital(word) || word.find_first_of("0123456789.,;:!?@/_()\"") != std::string_view::npos)
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

bool startsWithOneOf(std::string_view value, std::initializer_list<std::string_view> starts)
{
    return std::any_of(starts.begin(), starts.end(),
                       [value](std::string_view start) { return value.starts_with(start); });
}

/// Forms that password hashes and keys have in common use; none of them can be read in any other way.
bool isSecret(std::string_view value)
{
    if (value.size() < 16 || value.find(' ') < 5)
        return false;
    const bool isToken = value.starts_with("eyJ") && std::count(value.begin(), value.end(), '.') == 2;
    return isToken
           || startsWithOneOf(value,
                              {"$2a$",     "$2b$",     "$2y$",     "$argon2", "$pbkdf2", "pbkdf2_sha", "bcrypt$",
                               "scrypt:",  "$scrypt",  "$6$",      "$5$",     "$1$",     "{SSHA",      "SCRAM-SHA",
                               "sk_live_", "sk_test_", "rk_live_", "whsec_",  "ghp_",    "gho_",       "github_pat_",
                               "glpat-",   "xoxb-",    "xoxp-",    "AKIA",    "AIzaSy",  "ya29.",      "-----BEGIN"});
}

bool isMacAddress(std::string_view value)
{
    if (value.size() != 17)
        return false;
    for (size_t i = 0; i < value.size(); ++i) {
        const char c = toLower(value[i]);
        const bool isHex = isDigit(c) || (c >= 'a' && c <= 'f');
        if (i % 3 == 2 ? (c != ':' && c != '-') || c != value[2] : !isHex)
            return false;
    }
    return true;
}

bool isUuid(std::string_view value)
{
    if (value.size() != 36)
        return false;
    for (size_t i = 0; i < value.size(); ++i) {
        const char c = toLower(value[i]);
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        if (isDash ? c != '-' : !isDigit(c) && !(c >= 'a' && c <= 'f'))
            return false;
    }
    return true;
}

/// The French social security number with its key: sex, year, month, and 97 less the remainder.
bool isSocialSecurityNumber(std::string_view value)
{
    uint64_t number = 0;
    size_t digits = 0;
    for (const char c : value) {
        if (c == ' ')
            continue;
        if (!isDigit(c) || ++digits > 15)
            return false;
        number = number * 10 + static_cast<uint64_t>(c - '0');
    }
    const uint64_t sex = number / 100'000'000'000'000;
    return digits == 15 && (sex == 1 || sex == 2) && 97 - number / 100 % 97 == number % 100;
}

/// AB-123-CD.
bool isPlate(std::string_view value)
{
    static constexpr std::string_view shape = "AA-999-AA";
    if (value.size() != shape.size())
        return false;
    return std::equal(value.begin(), value.end(), shape.begin(), [](char c, char s) {
        return s == 'A' ? isUpper(c) : s == '9' ? isDigit(c) : c == s;
    });
}

/// Two numbers of degrees with three decimals and more, or a point as a database writes it.
bool isCoordinates(std::string_view value)
{
    if (value.starts_with("POINT(") || value.starts_with("POINT ("))
        return true;
    const size_t comma = value.find(',');
    if (comma == std::string_view::npos || value.size() < 11 || value.size() > 50
        || value.find_first_not_of("0123456789.,-() ") != std::string_view::npos)
        return false;
    const auto hasDecimals = [](std::string_view part) {
        const size_t point = part.find('.');
        return point != std::string_view::npos && part.size() - point > 3;
    };
    return hasDecimals(value.substr(0, comma)) && hasDecimals(value.substr(comma + 1))
           && std::count(value.begin(), value.end(), ',') == 1;
}

/// A house number among the first words, and a word that streets are called by.
bool isStreetAddress(std::string_view value)
{
    static constexpr std::array<std::string_view, 38> streets{
        "rue",   "avenue", "av",   "boulevard", "bd",    "blvd",  "allee", "allees",      "impasse", "chemin",
        "place", "route",  "quai", "cite",      "hai",   "hay",   "lot",   "lotissement", "street",  "st",
        "road",  "rd",     "lane", "ave",       "drive", "court", "close", "square",      "terrace", "crescent",
        "شارع",  "حي",     "نهج",  "strasse",   "via",   "calle", "نهج",   "طريق"};
    if (value.size() < 8 || value.size() > 160 || std::none_of(value.begin(), value.end(), isDigit))
        return false;
    std::string folded;
    foldPlain(value, folded);
    std::string_view rest = folded;
    for (int words = 0; words < 6 && !rest.empty(); ++words) {
        const size_t end = std::min(rest.find_first_of(" ,.\n"), rest.size());
        if (std::find(streets.begin(), streets.end(), rest.substr(0, end)) != streets.end())
            return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

bool isPersonalPage(std::string_view value)
{
    static constexpr std::array<std::string_view, 21> places{
        "/users/",   "/user/",   "/@",        "/u/",       "/profile/", "/profiles/",
        "/in/",      "/people/", "/members/", "/author/",  "/authors/", "/~", // and where files of people lie:
        "/cv/",      "/cvs/",    "/resume/",  "/resumes/", "/kyc/",     "/avatar/",
        "/avatars/", "/selfie/", "/selfies/"};
    if (!startsWithOneOf(value, {"http://", "https://"}))
        return false;
    return std::any_of(places.begin(), places.end(), [value](std::string_view place) {
        const size_t at = value.find(place);
        return at != std::string_view::npos && at + place.size() < value.size() && !isDigit(value[at + place.size()]);
    });
}

bool isHex(std::string_view value)
{
    return value.size() >= 16 && std::any_of(value.begin(), value.end(), isLetter)
           && std::any_of(value.begin(), value.end(), isDigit)
           && value.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// Letters with dots or dashes between, few digits and only behind; perhaps with an @ before and a server behind.
bool isLoginShaped(std::string_view value)
{
    if (value.starts_with('@'))
        value.remove_prefix(1);
    value = value.substr(0, value.find(':'));
    const size_t end = value.find_last_not_of("0123456789");
    if (end == std::string_view::npos || value.size() - end > 5 || value.size() > 40)
        return false;
    const std::string_view word = value.substr(0, end + 1);
    return std::count_if(word.begin(), word.end(), isLetter) >= 4 && std::all_of(word.begin(), word.end(), [](char c) {
               return isLetter(c) || c == '.' || c == '_' || c == '-';
           });
}

bool isInitialLogin(std::string_view value)
{
    if (value.size() < 6 || value.size() > 40 || !isLower(value[0]) || value[1] != '.')
        return false;
    const size_t last = value.find_last_not_of("0123456789");
    const std::string_view name = value.substr(2, last - 1);
    return last >= 5 && std::all_of(name.begin(), name.end(), [](char c) { return isLower(c) || c == '-'; });
}

/// "J36.5" of a classification of illnesses.
bool isDiagnosisCode(std::string_view value)
{
    return value.size() >= 5 && value.size() <= 8 && isUpper(value[0]) && isDigit(value[1]) && isDigit(value[2])
           && value[3] == '.' && std::all_of(value.begin() + 4, value.end(), isDigit);
}

/// "PC-BENALI", "LAPTOP_kbenali": a computer in an office, and whose it is; "PC-0012" is nobody's.
bool isNamedMachine(std::string_view value)
{
    const size_t between = value.find_first_of("-_");
    if (between == std::string_view::npos || value.size() > 40
        || !startsWithOneOf(value, {"PC", "LAPTOP", "DESKTOP", "PORTABLE", "POSTE", "MAC", "NB", "WS"}) || between > 8)
        return false;
    const std::string_view name = value.substr(between + 1);
    return name.size() >= 4 && std::all_of(name.begin(), name.end(), [](char c) {
               return isLetter(c) || !isAscii(c) || c == '.' || c == '-';
           });
}

/// Devices are called after whoever has them.
bool isDeviceName(std::string_view value)
{
    static constexpr std::array<std::string_view, 12> devices{
        "iPhone", "iPad", "MacBook", "iMac", "Galaxy", "Pixel", "Xiaomi", "Redmi", "Huawei", "PC", "Laptop", "Android"};
    static constexpr std::array<std::string_view, 6> whose{" de ", " d'", " d\xE2\x80\x99",
                                                           " of ", "'s ", "\xE2\x80\x99s "};
    const auto isIn = [value](std::string_view part) { return value.find(part) != std::string_view::npos; };
    return value.size() <= 80
           && ((std::any_of(devices.begin(), devices.end(), isIn) && std::any_of(whose.begin(), whose.end(), isIn))
               || isNamedMachine(value));
}

std::optional<ValueKind> writtenForm(std::string_view value)
{
    if (isSecret(value))
        return ValueKind::Secret;
    if (isMacAddress(value))
        return ValueKind::MacAddress;
    if (startsWithOneOf(value, {"Mozilla/", "Opera/", "Dalvik/"}))
        return ValueKind::UserAgent;
    if (isDeviceName(value))
        return ValueKind::DeviceName;
    if (isUuid(value))
        return ValueKind::Uuid;
    // What somebody is called at a payment service.
    const bool isCustomer = value.size() >= 12 && value.starts_with("cus_");
    if (isSocialSecurityNumber(value) || isPlate(value) || isCustomer)
        return ValueKind::Identity;
    return isCoordinates(value) ? std::optional(ValueKind::Coordinates) : std::nullopt;
}

/// A key for detection only: what is made with it is thrown away.
const ProjectKey &throwAwayKey()
{
    static const ProjectKey key = ProjectKey::fromKeychain(Secret(std::string(64, '0'))).value();
    return key;
}

} // namespace

bool isNameShaped(std::string_view untrimmed)
{
    static constexpr std::array<std::string_view, 18> particles{"de", "du",  "van", "von", "la",  "le",
                                                                "el", "al",  "ben", "bin", "ibn", "abu",
                                                                "da", "dos", "di",  "der", "den", "y"};
    std::string_view value = trimmed(untrimmed);
    if (value.size() < 2 || value.size() > 60)
        return false;
    int words = 0;
    bool hasLetters = false;
    while (!value.empty()) {
        const size_t end = std::min(value.find_first_of(" -'"), value.size());
        std::string_view word = value.substr(0, end);
        value.remove_prefix(std::min(end + 1, value.size()));
        if (word.ends_with('.'))
            word.remove_suffix(1);
        if (word.empty())
            continue;
        const bool isParticle = std::find(particles.begin(), particles.end(), word) != particles.end();
        const bool isLetters
            = std::none_of(word.begin(), word.end(), [](char c) { return isAscii(c) && !isLetter(c); });
        if (!isLetters || (!startsWithCapital(word) && !isParticle))
            return false;
        hasLetters = hasLetters || word.size() > 2;
        ++words;
    }
    return hasLetters && words <= 5;
}

namespace {

/// "PRJ-0012" is a code, whatever its column is called.
bool isNumberedName(std::string_view value)
{
    const size_t last = value.find_last_not_of("0123456789");
    if (last == std::string_view::npos || last + 1 == value.size())
        return false;
    const std::string_view word = trimmed(value.substr(0, last + 1));
    return isNameShaped(word) && std::any_of(word.begin(), word.end(), isLower);
}

} // namespace

ValueKind classifyValue(std::string_view untrimmed)
{
    const std::string_view value = trimmed(untrimmed);
    if (value.empty())
        return ValueKind::Other;
    if (isEmail(value))
        return ValueKind::Email;
    if (const auto form = writtenForm(value))
        return *form;
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
    if (const auto sensitive = sensitiveKind(value))
        return *sensitive;
    if (isPersonalPage(value))
        return ValueKind::PersonalPage;
    if (isHex(value))
        return ValueKind::Hex;
    if (isRandomText(value))
        return ValueKind::RandomText;
    if (isStreetAddress(value))
        return ValueKind::StreetAddress;
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
    // Made once: it derives ten keys, which takes longer than to look at a few short values.
    static thread_local Scrubber scrubber(throwAwayKey());
    std::string scrubbed;
    const auto look = [&](std::string_view value) {
        if (value.empty())
            return;
        ++evidence.count;
        ++evidence.ofKind.at(static_cast<size_t>(classifyValue(value)));
        seen.emplace(value);
        evidence.loginShaped += isLoginShaped(value) ? 1 : 0;
        evidence.initialLogins += isInitialLogin(value) ? 1 : 0;
        evidence.diagnosisCodes += isDiagnosisCode(value) ? 1 : 0;
        evidence.longNumbers += value.size() >= 15 && std::all_of(value.begin(), value.end(), isDigit) ? 1 : 0;
        evidence.nameShaped += isNameShaped(value) ? 1 : 0;
        evidence.numberedNames += isNumberedName(value) ? 1 : 0;
        const bool hasDigits = std::any_of(value.begin(), value.end(), isDigit);
        evidence.withDigits += hasDigits ? 1 : 0;
        evidence.lowerCodes
            += std::all_of(value.begin(), value.end(),
                           [](char c) { return isLower(c) || isDigit(c) || c == '_' || c == '-' || c == '.'; })
                   ? 1
                   : 0;
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
