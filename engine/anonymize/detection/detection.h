// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/finding.h"
#include "engine/anonymize/model/table_shape.h"

#include <optional>
#include <string>
#include <vector>

namespace engine::anonymize {

struct Surroundings;

/// Looks at name (French, English, Arabic in both scripts), type, comment and sampled values.
/// `values` are the sampled values of this column in text form. Pure.
[[nodiscard]] Finding detect(const TableShape &table, const ColumnShape &column,
                             const std::vector<std::optional<std::string>> &values);
/// As above, for who looks at all columns of a table and has looked at what stands around them.
[[nodiscard]] Finding detect(const Surroundings &around, const ColumnShape &column,
                             const std::vector<std::optional<std::string>> &values);

} // namespace engine::anonymize
