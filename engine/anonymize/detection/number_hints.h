// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/dictionary/column_dictionary.h"
#include "engine/anonymize/model/table_shape.h"

namespace engine::anonymize {

/// Whether a column of numbers can hold what its name says. Pure.
[[nodiscard]] bool canBeNumber(const NameHint &hint, const ColumnShape &column);

} // namespace engine::anonymize
