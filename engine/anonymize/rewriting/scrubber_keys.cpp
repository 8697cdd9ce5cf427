// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/dictionary/column_dictionary.h"
#include "engine/anonymize/dictionary/keyed_text.h"
#include "engine/anonymize/rewriting/scrubber.h"
#include "engine/anonymize/text/letters.h"
#include "engine/anonymize/text/phone_number.h"
#include "engine/anonymize/text/text.h"
#include "engine/anonymize/text/words.h"

#include <algorithm>
#include <array>

/// What the scrubber knows of values by what they are called or by where they stand, in texts that are no JSON: hstore,
/// XML, lines of logs and of tables.
namespace engine::anonymize {

namespace {

/// Below it a word may be about anything.
constexpr int sureOfKey = 85;
constexpr size_t mostKeys = 1000;
/// Of a line of a table, which a text is not.
constexpr size_t longestRecord = 2000;
constexpr std::ptrdiff_t leastSeparators = 3;

/// "user=k.benali" is a login; "user=42" and "user=admin" are nobody's name.
bool isLoginUnder(std::string_view key, std::string_view value)
{
    static constexpr std::array<std::string_view, 8> keys{"user",   "usr",         "uid", "account",
                                                          "compte", "utilisateur", "by",  "agent"};
    return std::ranges::find(keys, key) != keys.end() && value.size() >= 4 && value.size() <= 64
           && std::ranges::any_of(value, isLetter)
           && (value.find_first_of("._-") != std::string_view::npos || std::ranges::any_of(value, isDigit))
           && value.find_first_of(" /:@") == std::string_view::npos;
}

std::vector<std::string_view> fieldsOf(std::string_view record, char separator)
{
    std::vector<std::string_view> fields;
    for (size_t at = 0; at <= record.size();) {
        const size_t end = std::min(record.find(separator, at), record.size());
        fields.push_back(record.substr(at, end - at));
        at = end + 1;
    }
    return fields;
}

bool isContact(std::string_view field)
{
    const auto phone = readPhone(field);
    return (field.find('@') != std::string_view::npos && field.find(' ') == std::string_view::npos)
           || (phone && looksLikePhone(*phone, field));
}

bool isFirstNameField(std::string_view field)
{
    std::string folded;
    foldPlain(field, folded);
    return startsWithCapital(field) && classifyName(folded).isFirstName;
}

/// Letters alone, in one to three words that begin as names do.
bool mayBeNameField(std::string_view field)
{
    return field.size() >= 3 && field.size() <= 40 && startsWithCapital(field) && std::ranges::count(field, ' ') <= 2
           && std::ranges::none_of(
               field, [](char c) { return isAscii(c) && !isLetter(c) && c != ' ' && c != '-' && c != '\''; });
}

bool isInCapitals(std::string_view field)
{
    return std::ranges::none_of(field, isLower);
}

/// The one beside a first name; or in capitals beside one that begins with a capital, as lists of people are written.
std::string_view lastNameAmong(const std::vector<std::string_view> &fields)
{
    for (size_t i = 0; i < fields.size(); ++i) {
        for (const size_t other : {i - 1, i + 1}) {
            if (other >= fields.size() || !mayBeNameField(fields[other]) || !mayBeNameField(fields[i]))
                continue;
            if (isFirstNameField(fields[i]) || (isInCapitals(fields[other]) && !isInCapitals(fields[i])))
                return fields[other];
        }
    }
    return {};
}

} // namespace

Generator *Scrubber::generatorOfKey(std::string_view key)
{
    if (const auto known = m_ofKeys.find(key); known != m_ofKeys.end())
        return known->second;
    // Looking a word up takes longer than to look at a text.
    if (m_ofKeys.size() >= mostKeys)
        return nullptr;
    Generator *generator = nullptr;
    const auto hint = hintOf(key, {});
    const bool isSure = hint && !hint->isTechnical && !hint->isRole && !hint->isHashed
                        && (hint->confidence >= sureOfKey || key == "nom");
    switch (isSure ? hint->category : Category::None) {
    case Category::FirstName:
        generator = m_firstName.get();
        break;
    case Category::LastName:
        generator = m_lastName.get();
        break;
    case Category::FullName:
        generator = key == "nom" ? m_lastName.get() : m_fullName.get();
        break;
    case Category::Username:
        generator = m_login.get();
        break;
    case Category::Phone:
        generator = m_phone.get();
        break;
    case Category::NationalId:
        generator = m_identifier.get();
        break;
    case Category::AccountNumber:
    case Category::Iban:
        generator = m_account.get();
        break;
    case Category::Card:
        generator = m_card.get();
        break;
    case Category::Address:
        generator = m_street.get();
        break;
    case Category::Credential:
        generator = m_secret.get();
        break;
    default:
        // What has a form of its own is found without a key; towns and dates are left in texts.
        break;
    }
    // Keys that are data are many.
    m_ofKeys.emplace(key, generator);
    return generator;
}

/// "BENALI;Karim;0551234567;…": beside a first name stands a last name, where the line has somebody's number or
/// address.
bool Scrubber::scrubRecord(std::string_view value, std::string &out)
{
    if (value.size() > longestRecord)
        return false;
    static constexpr std::string_view separators = ";|\t";
    const char *const found
        = std::ranges::find_if(separators, [value](char c) { return std::ranges::count(value, c) >= leastSeparators; });
    if (found == separators.end())
        return false;
    const std::vector<std::string_view> fields = fieldsOf(value, *found);
    if (std::ranges::none_of(fields, isContact))
        return false;
    const std::string_view beside = lastNameAmong(fields);
    if (beside.empty())
        return false;
    const auto begin = static_cast<size_t>(beside.data() - value.data());
    scrubText(value.substr(0, begin), out);
    m_lastName->generate(beside, out);
    scrubText(value.substr(begin + beside.size()), out);
    return true;
}

bool Scrubber::scrubKeyed(std::string_view value, std::string &out)
{
    size_t from = 0;
    forEachKeyedValue(value, [&](const KeyedValue &found) {
        Generator *generator = generatorOfKey(found.key);
        if (generator == nullptr && isLoginUnder(found.key, value.substr(found.begin, found.end - found.begin)))
            generator = m_login.get();
        if (generator == nullptr)
            return true;
        if (found.begin > from)
            scrubText(value.substr(from, found.begin - from), out);
        generator->generate(value.substr(found.begin, found.end - found.begin), out);
        from = found.end;
        return !m_stop.stop_requested();
    });
    if (from == 0)
        return false;
    scrubText(value.substr(from), out);
    return true;
}

} // namespace engine::anonymize
