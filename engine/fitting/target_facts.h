// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/comparison/member_places.h"
#include "engine/fitting/database_wide.h"

#include <string>
#include <vector>

namespace engine::fitting {

/// What preflight learned about the target beside its structure.
struct TargetFacts
{
    std::string sessionRole{};
    std::vector<std::string> schemas{};
    std::vector<std::string> extensions{};
    std::vector<std::string> publications{};
    /// Roles of the source that the target does not have, or that the session may not hand objects to.
    std::vector<std::string> missingRoles{};
    TargetRights rights{};
    /// Extensions that stay in another schema than the source's.
    std::vector<catalog::MembersElsewhere> elsewhere{};
};

} // namespace engine::fitting
