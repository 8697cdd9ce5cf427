// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/migration/choice/following.h"
#include "engine/migration/comparison.h"

#include <map>
#include <set>

namespace engine::migration {

/// What of a difference is to follow.
struct Choice
{
    /// Objects of Comparison::changes. One that only the target has is dropped, which nobody has to allow once more.
    std::set<catalog::ObjectKey> ticked{};
    /// Columns of the target alone go too.
    bool mayLoseData = false;
};

/// The script for a choice.
struct ChosenScript
{
    Migration script{};
    Migration reverse{};
    /// What has to come along, and for the sake of what.
    std::map<catalog::ObjectKey, catalog::ObjectKey> added{};
};

/// REQUIRES: the comparison has its structures. Errors: those of migrationScript().
Result<ChosenScript> chosenScript(const Comparison &comparison, const Choice &choice);

} // namespace engine::migration
