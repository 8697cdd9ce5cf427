// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"

#include <vector>

namespace engine::catalog {

/// One object, or a part of one that had to be cut because it needs what needs it.
struct Step
{
    enum class Part {
        Whole,
        /// A table without defaults, a domain without checks, a view without its query, a type's empty shell.
        First,
        /// What First left out.
        Rest,
    };
    const Object *object = nullptr;
    Part part = Part::Whole;
};

struct CreationOrder
{
    std::vector<Step> beforeRows{};
    /// What needs a primary key or another index (a view that groups by the key), and what needs that.
    std::vector<Step> afterIndexes{};
};

/// True for a check that is made with its table: it calls no routine of the database, so that it means the same from
/// the first row on and in any search_path, and it is valid.
[[nodiscard]] bool isMadeWithTable(const Object &constraint);

/// Orders schemas, extensions, types, routines, sequences, tables and views by what they need; where that leaves a
/// choice, by their keys, so that the same schema always gives the same script.
/// Errors: ObjectNotSupported for a circle that cannot be cut.
Result<CreationOrder> creationOrder(const Schema &schema);

} // namespace engine::catalog
