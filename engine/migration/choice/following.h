// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/comparison.h"

#include <map>
#include <set>

namespace engine::migration {

/// What else has to follow so that the ticked changes can: what they are made of, what needs what they drop.
[[nodiscard]] std::map<catalog::ObjectKey, catalog::ObjectKey> neededBy(const Comparison &comparison,
                                                                        const std::set<catalog::ObjectKey> &ticked);

} // namespace engine::migration
