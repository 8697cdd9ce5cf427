// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/model/column_decision.h"
#include "engine/anonymize/model/table_shape.h"

#include <optional>
#include <string>
#include <vector>

namespace engine::anonymize {

class KnownValues;

/// Rows of one table before and after the rules, for eyes only: never stored or logged.
struct Preview
{
    std::vector<std::string> columns{};
    std::vector<std::vector<std::optional<std::string>>> before{};
    std::vector<std::vector<std::optional<std::string>>> after{};
    /// Whether any rule works on the column, in the order of `columns`.
    std::vector<bool> ruled{};
};

/// What the rules make of some rows: the very code that a clone runs. Pure; fast enough to follow typing. With `known`,
/// what the database declares of its people is replaced in the other columns too, as a clone does.
[[nodiscard]] Preview preview(const TableShape &table, const std::vector<ColumnDecision> &decisions,
                              const SampledRows &rows, const ProjectKey &key, const KnownValues *known = nullptr);

} // namespace engine::anonymize
