// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/detection.h"

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
};

/// "customerFirstName", "customer_first_name" and "customer-first-name" as customer, first, name.
[[nodiscard]] std::vector<std::string> wordsOf(std::string_view identifier);

/// Looks up the name of a column, or a member of a JSON document, in the dictionaries (French, English, Arabic in Latin
/// letters). `table` helps with names like "name" and "numero": it may be empty.
[[nodiscard]] std::optional<NameHint> hintOf(std::string_view columnName, std::string_view table);
/// Looks for a word of the dictionaries in a comment.
[[nodiscard]] std::optional<NameHint> hintInComment(std::string_view comment);

/// Whether a table holds things rather than people (lofts, products), going by its name.
[[nodiscard]] bool isThingTable(std::string_view table);

/// The rule for a category of personal data.
[[nodiscard]] RuleKind ruleFor(Category category);

} // namespace engine::anonymize
