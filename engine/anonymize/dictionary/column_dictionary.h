// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/dictionary/name_words.h"
#include "engine/anonymize/model/finding.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// What a name says about a column: a category of personal data, or that it is technical (Category::None).
struct NameHint
{
    Category category = Category::None;
    bool isTechnical = false;
    /// The word of the dictionary.
    std::string word{};
    /// 0 to 100.
    int confidence = 0;
    /// It says what somebody does ("driver", "approved_by"): a name, a login or a key, as the values tell.
    bool isRole = false;
    /// "ssn_hash": what is there is made of it.
    bool isHashed = false;
};

/// What the name of a table says about what is in it. More than one may hold.
struct TableNature
{
    bool isPeople = false;
    bool isThings = false;
    /// Places that everybody may know: cities, shops, stations.
    bool isPlaces = false;
    bool isHealth = false;
    bool isAddresses = false;
    bool isAuthentication = false;
    bool isPay = false;
    /// Tokens, keys, sessions, vouchers: what is in it opens something.
    bool isSecrets = false;
    bool isDevices = false;
    /// Addresses of people and of nothing else: a number in it is that of a house.
    bool isStreets = false;
    bool isPictures = false;
    /// Where messages are pushed to.
    bool isPush = false;
    bool isCompanies = false;
    /// Of SSH, of OpenPGP: whoever has the key is known by it.
    bool isKeys = false;
};
[[nodiscard]] TableNature natureOf(std::string_view table);

/// What stands around a name: the table it is in, and the other columns, or the other members of the same JSON object.
struct Surroundings
{
    TableNature table{};
    bool besideFirstName = false;
    bool besideLastName = false;
    /// A first or last name, an e-mail address, a phone, a date of birth.
    bool besidePerson = false;
    /// A street, a town or a postal code.
    bool besideAddress = false;
    /// What a name stands for: settings and attributes.
    bool besideValue = false;
    /// Whose first names have columns: "entreprise" of "entreprise_prenom".
    std::vector<std::string> firstNamesOf{};
};
/// `names`: of all columns of the table, or of all members of the object. Looks at each once.
[[nodiscard]] Surroundings surroundingsOf(std::string_view table, const std::vector<std::string> &names);

/// Looks up the name of a column, or a member of a JSON document, in the dictionaries of resources/anonymize/columns
/// (French, English, Arabic in Arabic and in Latin letters). Nothing when they say nothing about it.
[[nodiscard]] std::optional<NameHint> hintOf(std::string_view columnName, const Surroundings &around);
/// "customer", "patient": whoever has such a word for a name is somebody.
[[nodiscard]] bool isPersonNoun(const std::string &word);
/// Looks for a word of the dictionaries in a comment.
[[nodiscard]] std::optional<NameHint> hintInComment(std::string_view comment);

} // namespace engine::anonymize
