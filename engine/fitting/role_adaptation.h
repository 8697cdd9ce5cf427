// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"

#include <string>
#include <vector>

namespace engine::fitting {

/// The roles of a target, as far as a clone is concerned.
struct TargetRoles
{
    /// Owns what would belong to a role that is missing.
    std::string session{};
    /// Roles of the source that the target does not have, or that the session may not hand objects to.
    std::vector<std::string> missing{};
    int serverMajor = 0;
};

/// Makes `source` what its copy in the target will be where roles are missing: what they own and granted is the
/// session's, what they are granted is left out, so that the copy can be compared with it. A schema that `target` has
/// keeps its owner there. A policy for missing roles alone is left out and named in notCarried; it would become one for
/// everybody.
void adaptToRoles(catalog::Schema &source, const catalog::Schema &target, const TargetRoles &roles);

} // namespace engine::fitting
