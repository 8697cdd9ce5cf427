// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::defusing {

/// Expressions as the server prints them (pg_get_constraintdef(), pg_get_indexdef()): what is in quotes is no word.

/// Names before an opening parenthesis: "lower", "public.f" where a schema stands before the name. Words of SQL
/// (ANY, IN, COALESCE) and types with a length are among them.
[[nodiscard]] std::vector<std::string> calledFunctions(std::string_view expression);
/// Whether a schema stands before a name: what is the server's own is printed without. Columns are too, in the
/// expressions of a table.
[[nodiscard]] bool namesSchema(std::string_view expression);
/// Whether the expression names the column.
[[nodiscard]] bool namesColumn(std::string_view expression, std::string_view column);
/// What is behind CHECK, without NOT VALID and NO INHERIT; empty for what is no check.
[[nodiscard]] std::string conditionOfCheck(std::string_view definition);

struct IndexParts
{
    /// Columns and expressions, without operator classes, collations and orders.
    std::vector<std::string> keys{};
    /// Behind WHERE; empty when the index is over all rows.
    std::string predicate{};
};
/// Nothing for a text in which they are not found.
[[nodiscard]] std::optional<IndexParts> partsOfIndex(std::string_view definition);

/// EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (…): each key with the operator that no two rows may answer
/// all of with yes. Nothing for what is none.
struct ExclusionParts
{
    std::vector<std::string> keys{};
    std::vector<std::string> operators{};
    std::string predicate{};
};
[[nodiscard]] std::optional<ExclusionParts> partsOfExclusion(std::string_view definition);

} // namespace engine::defusing
