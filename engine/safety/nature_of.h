// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/environment.h"
#include "engine/environments/evidence.h"
#include "engine/runs/nature.h"

namespace engine::safety {

class ProductionRegistry;

/// May look up names: blocks, three seconds at most for each production that was never reached.
[[nodiscard]] runs::Nature natureOf(const environments::Environment &environment,
                                    const environments::Evidence &evidence, const ProductionRegistry &registry);

} // namespace engine::safety
