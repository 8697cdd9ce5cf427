// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/model/column_decision.h"

#include <string_view>

namespace engine::anonymize {

/// What the values of a column say of the people of its database.
enum class Declared { Nothing, FirstName, LastName, FullName, Email, Login, Phone, Identifier, Account, Card };

/// By the rule that replaces the column.
[[nodiscard]] Declared declaredBy(const ColumnDecision &decision);

/// Takes one value of such a column in. Longer values than a name or a number has are left out.
void declare(Declared what, std::string_view value, KnownValues &known);

} // namespace engine::anonymize
