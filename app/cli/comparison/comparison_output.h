// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/terminal.h"
#include "engine/migration/comparison.h"
#include "engine/operations/structure_proof.h"

#include <QString>

namespace app::cli {

/// What differs, object by object and line by line, and what the script would cost: for a terminal.
[[nodiscard]] QString comparisonForPeople(const Terminal &terminal, const engine::migration::Comparison &comparison);

/// What running the script on a copy has shown, step by step.
[[nodiscard]] QString proofForPeople(const Terminal &terminal, const engine::operations::StructureProof &proof);

} // namespace app::cli
