// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/finding.h"
#include "engine/anonymize/model/rule.h"
#include "engine/anonymize/model/table_shape.h"

#include <string_view>

namespace engine::anonymize {

/// The rule for a category of personal data in a text column that may be NULL.
[[nodiscard]] RuleKind ruleFor(Category category);

/// The rule for a category in this column. `word`: what the category was recognised by, which tells a user agent from
/// the number of a device.
[[nodiscard]] Rule suggestedRule(Category category, const ColumnShape &column, std::string_view word);

/// Empties the column: NULL, or where it may hold none, the plainest value of its type.
[[nodiscard]] Rule emptied(const ColumnShape &column);

} // namespace engine::anonymize
