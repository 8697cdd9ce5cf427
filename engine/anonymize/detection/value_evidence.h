// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// What one value looks like.
enum class ValueKind {
    Email,
    Phone,
    Iban,
    Card,
    IpAddress,
    FirstName,
    LastName,
    FullName,
    /// The hash of a password, a key or a token in a form that cannot be anything else.
    Secret,
    MacAddress,
    UserAgent,
    /// "iPhone de Karim", "Nadia's MacBook".
    DeviceName,
    /// A national number whose check digits are right, the plate of a vehicle.
    Identity,
    Coordinates,
    /// A number and a word for a street.
    StreetAddress,
    /// The page of somebody at a web site: …/users/amina, …/@amina.
    PersonalPage,
    /// Small and capital letters and digits in a long row, with no meaning: a token, if the name of the table says so.
    RandomText,
    /// A word for an illness, an allergy, a blood group; for a faith.
    HealthWord,
    BeliefWord,
    /// With the form of a company in it: "Sarl Atlas Frères".
    CompanyName,
    /// A long number in hexadecimal: a checksum, a key of a row.
    Hex,
    Uuid,
    Date,
    Number,
    Code,
    Sentence,
    Other
};
inline constexpr size_t valueKindCount = 27;

/// Written as names are, whether a list knows it or not.
[[nodiscard]] bool isNameShaped(std::string_view value);

[[nodiscard]] ValueKind classifyValue(std::string_view value);

/// What the sampled values of one column, or of one path of a document, look like together.
struct ValueEvidence
{
    int count = 0;
    int distinct = 0;
    /// Values in which the scrubber finds something.
    int withPersonalParts = 0;
    /// Written as names are: one to four words of letters that begin with capitals (or have none, as in Arabic).
    int nameShaped = 0;
    /// The same with a number behind: "Kermorvan12", "Aliénor Kermorvan 12", as rows made by a program are.
    int numberedNames = 0;
    /// Small letters and digits without an @: "draft", "in_progress", "v2".
    int lowerCodes = 0;
    int withDigits = 0;
    /// Written as logins are: "k.benali2", "@amina", "amina:example.org".
    int loginShaped = 0;
    /// An initial, a dot and a name, as many offices make their logins: "k.benali2".
    int initialLogins = 0;
    /// A letter and two digits with more behind a point, as illnesses are classified: "J36.5".
    int diagnosisCodes = 0;
    /// Numbers of fifteen digits and more.
    int longNumbers = 0;
    std::array<int, valueKindCount> ofKind{};

    [[nodiscard]] int percent(ValueKind kind) const;
    [[nodiscard]] int percentWithPersonalParts() const;
};

/// Empty values and NULL do not count. Elements of arrays count on their own when `isArray`.
[[nodiscard]] ValueEvidence examine(const std::vector<std::optional<std::string>> &values, bool isArray);

} // namespace engine::anonymize
