// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/comparison/schema_diff.h"
#include "engine/catalog/model/schema.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace engine::migration {

/// What the first part of a script makes of the target: everything that the source has, and still everything that only
/// the target has and that no statement brings back. That goes last, or not at all.
struct Goal
{
    catalog::Schema schema{};
    /// Objects of the target alone that are dropped last; with the parts of tables among them.
    std::set<catalog::ObjectKey> kept{};
    /// Columns of the target alone, by table or composite type.
    std::map<catalog::ObjectKey, std::vector<std::string>> keptColumns{};
    /// What differs, by object.
    std::map<catalog::ObjectKey, catalog::Change> changes{};
};

/// `from` is the target, `to` the source.
[[nodiscard]] Goal goalOf(const catalog::Schema &from, const catalog::Schema &to,
                          const catalog::CompareOptions &options);

} // namespace engine::migration
