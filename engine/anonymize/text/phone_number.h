// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace engine::anonymize {

/// The digits of a telephone number and where they stand in its text, in ASCII or Arabic digits.
struct PhoneNumber
{
    static constexpr size_t maxDigits = 20;

    std::array<uint8_t, maxDigits> digits{};
    /// Byte offsets.
    std::array<uint16_t, maxDigits> places{};
    size_t count = 0;
    /// Digits that a fake keeps: international prefix, country, trunk 0 and kind of number. So "+213 555 12 34 56" and
    /// "0555123456" have the same digits behind them.
    size_t kept = 0;
    /// Digits of the national number, without the trunk 0.
    size_t national = 0;

    [[nodiscard]] std::span<uint8_t> variable() { return std::span(digits).subspan(kept, count - kept); }
    /// The first digit of the national number where it is kept, else 0.
    [[nodiscard]] uint8_t kind() const;
};

/// Empty when `text` is no telephone number: other characters than digits, blanks and + - . / ( ), or fewer than 4 or
/// more than 20 digits.
[[nodiscard]] std::optional<PhoneNumber> readPhone(std::string_view text);

/// Whether a text is surely meant as one, for texts in which anything may stand: + or 00 with 9 to 15 digits, or a
/// national number of 9 or 10 digits that begins with 0.
[[nodiscard]] bool looksLikePhone(const PhoneNumber &number, std::string_view text);

} // namespace engine::anonymize
