// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine::sql {

/// A condition on the rows of one table as a person wrote it, `created_at >= '2026-01-01' and status <> 'draft'`:
/// the only words of a person that reach a production database.
///
/// Therefore it is read, not passed on. It may hold columns of the table, constants, comparisons and arithmetic,
/// and/or/not, [not] in, between, [not] [i]like, is [not] null, is [not] distinct from, casts to the usual built-in
/// types, and a few functions that only compute (now, lower, coalesce, date_trunc…). Nothing else has a spelling here:
/// no subquery, no other function, no comment, no second statement. What is sent is written anew, with every name
/// quoted or qualified.
class RowCondition final
{
public:
    /// `columns`: those of the table. An unquoted name means the column of that name in lower case, as in SQL.
    /// Errors: FilterInvalid; detail: what is wrong and at which character, counted from 1.
    static Result<RowCondition> parse(std::string_view condition, const std::vector<std::string> &columns);
    /// Fails where parse() would, whatever columns the table has: for a person who is still typing.
    static Result<> check(std::string_view condition);

    /// The condition with its columns taken from `alias`.
    [[nodiscard]] std::string sql(std::string_view alias) const;

private:
    struct Part
    {
        /// SQL, or the bare name of a column.
        std::string text{};
        bool isColumn = false;
    };
    friend class RowConditionParser;

    std::vector<Part> m_parts;
};

} // namespace engine::sql
