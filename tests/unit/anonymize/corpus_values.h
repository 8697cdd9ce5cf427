// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Somebody who does not exist. Last names are made of syllables, so that no list knows them.
struct Somebody
{
    std::string first{};
    std::string last{};
    std::string login{};
    std::string email{};
    std::string phone{};
};
[[nodiscard]] Somebody somebody(std::string_view table, int row);

/// One value of the corpus.
struct CorpusValue
{
    std::string text{};
    /// What must not come through: of texts and documents, what was planted in them. Empty: the whole value.
    std::vector<std::string> planted{};
};
/// The value of a column in a row; the same each time. "full@users" is that of the person in the same row of `users`.
/// nullopt for a word that no generator has.
[[nodiscard]] std::optional<CorpusValue> corpusValue(std::string_view kind, std::string_view table,
                                                     std::string_view column, int row);
