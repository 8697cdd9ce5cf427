// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/dictionary/column_dictionary.h"
#include "engine/anonymize/dictionary/keyed_text.h"
#include "engine/anonymize/rewriting/scrubber.h"

#include <algorithm>

/// What the scrubber knows of values by what they are called, in texts that are no JSON: hstore and XML.
namespace engine::anonymize {

namespace {

/// Below it a word may be about anything.
constexpr int sureOfKey = 85;
constexpr size_t mostKeys = 1000;

} // namespace

Generator *Scrubber::generatorOfKey(std::string_view key)
{
    if (const auto known = m_ofKeys.find(key); known != m_ofKeys.end())
        return known->second;
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
    if (m_ofKeys.size() < mostKeys)
        m_ofKeys.emplace(key, generator);
    return generator;
}

bool Scrubber::scrubKeyed(std::string_view value, std::string &out)
{
    size_t from = 0;
    forEachKeyedValue(value, [&](const KeyedValue &found) {
        Generator *generator = generatorOfKey(found.key);
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
