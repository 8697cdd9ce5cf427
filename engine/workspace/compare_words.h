// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/comparison/schema_diff.h"
#include "engine/migration/renames.h"

#include <string>
#include <vector>

namespace engine::workspace {

/// "owners", "grants", …: stable, for the command line and for what is remembered.
[[nodiscard]] const std::vector<std::string> &ignorableParts();

/// What these words mean. Errors: Usage for words that are none of ignorableParts().
[[nodiscard]] Result<catalog::CompareOptions> compareOptions(const std::vector<std::string> &ignored);
/// Errors: Usage for renames nobody understands.
[[nodiscard]] Result<std::vector<migration::Rename>> parseRenames(const std::vector<std::string> &renames);

} // namespace engine::workspace
