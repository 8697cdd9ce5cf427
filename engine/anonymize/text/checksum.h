// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string_view>

namespace engine::anonymize {

/// The remainder modulo 97 of an IBAN (ISO 13616) whose blanks and dashes are ignored; 1 for a valid one, -1 when it
/// does not have the form of one: two letters, two digits, 11 to 30 letters and digits.
[[nodiscard]] int ibanRemainder(std::string_view iban);
[[nodiscard]] inline bool isValidIban(std::string_view iban)
{
    return ibanRemainder(iban) == 1;
}

/// The length of the longest valid IBAN at the start of `text` behind which no letter, digit or byte beyond ASCII
/// stands; 0 when there is none. Reads no more than an IBAN in groups can have.
[[nodiscard]] size_t ibanLength(std::string_view text);

/// Luhn's checksum over the digits of `text`, other characters ignored. False with fewer than 12 or more than 19
/// digits.
[[nodiscard]] bool isValidCard(std::string_view text);
/// The sum of Luhn modulo 10 over the digits of `text`; 0 is right.
[[nodiscard]] int luhnSum(std::string_view text);

} // namespace engine::anonymize
