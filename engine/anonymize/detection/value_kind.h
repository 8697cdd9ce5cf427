// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>

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

} // namespace engine::anonymize
