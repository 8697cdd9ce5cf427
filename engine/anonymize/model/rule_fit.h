// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/rule.h"
#include "engine/anonymize/model/table_shape.h"

#include <QString>

#include <string_view>
#include <vector>

namespace engine::anonymize {

/// Why a rule cannot work on a column (its type, NOT NULL, its uniqueness, its length, a partition key), in the
/// language of now for Error::detail; empty when it can. `maxLength` and `unique` are those of all columns tied to this
/// one.
[[nodiscard]] QString whyItDoesNotFit(const ColumnShape &column, const Rule &rule, int maxLength, bool unique);

/// The candidate that is spelt most like `word`; empty when none is near.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string> &candidates);

} // namespace engine::anonymize
