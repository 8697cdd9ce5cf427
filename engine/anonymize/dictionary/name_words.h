// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace engine::anonymize {

/// The words that dictionaries of column names are made of, to tell plurals and words written together.
using Vocabulary = std::unordered_set<std::string>;

/// "customerFirstName", "customer_first_name" and "customer-first-name" as customer, first, name; "tel1" as tel, 1.
/// Words are folded (foldPlain) and singular, articles and "de", "of", "al" left out where something else is left.
[[nodiscard]] std::vector<std::string> wordsOf(std::string_view identifier);

/// As wordsOf(), with words written without a separator cut into those of `vocabulary`: "customeremails"
/// as customer, email.
[[nodiscard]] std::vector<std::string> knownWordsOf(std::string_view identifier, const Vocabulary &vocabulary);

/// Without the words that are numbers, unless nothing else is left.
[[nodiscard]] std::vector<std::string> withoutNumbers(const std::vector<std::string> &words);

/// Arabic in Latin letters writes letters that Latin lacks as numbers: "ism_mosta3ar", "3onwan". Empty where no number
/// stands beside a letter so.
[[nodiscard]] std::string withoutArabicNumbers(std::string_view name);

/// The words from `first` on, `count` of them, joined by blanks.
[[nodiscard]] std::string joinedWords(const std::vector<std::string> &words, size_t first, size_t count);

} // namespace engine::anonymize
