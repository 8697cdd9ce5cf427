// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/operations/clone/clone_facts.h"
#include "engine/operations/clone/clone_options.h"
#include "engine/operations/operation.h"
#include "engine/safety/production_registry.h"

#include <stop_token>

namespace engine::operations {

/// Preflight: connects to both sides, reads, compares and decides; writes to neither. Problems are collected in
/// CloneInspection::plan, all of them in one go. Errors: only Cancelled.
Result<CloneInspection> inspectClone(const End &source, const End &target, const CloneOptions &options,
                                     const safety::ProductionRegistry &registry, std::stop_token stop,
                                     Progress &progress);

/// Whether rows of this clone go through the rules.
[[nodiscard]] bool anonymizes(const runs::PlannedEnd &source, const CloneOptions &options);

} // namespace engine::operations
