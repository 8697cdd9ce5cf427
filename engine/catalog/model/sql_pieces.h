// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::catalog {

/// One expression as it stands in two definitions.
struct ExpressionPair
{
    std::string one{};
    std::string other{};

    bool operator==(const ExpressionPair &) const = default;
};

/// Where two definitions of an index, a constraint, a trigger, statistics or a partition key differ, when they differ
/// in expressions alone: those between parentheses, and calls of functions. Absent when anything else differs.
///
/// Reads what a server printed: strings, quoted names and parentheses are well formed; anything else makes it absent.
[[nodiscard]] std::optional<std::vector<ExpressionPair>> differingExpressions(std::string_view one,
                                                                              std::string_view other);

/// The place behind the qualified name that begins at `place`: `"a b".c` or `c`. npos when there is none.
[[nodiscard]] size_t behindName(std::string_view sql, size_t place);

} // namespace engine::catalog
