// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/detection/value_kind.h"

#include <optional>
#include <string_view>

namespace engine::anonymize {

/// Words whose meaning gives somebody away, whatever their column is called: illnesses, allergies, blood groups
/// (HealthWord), faiths (BeliefWord), and what companies have in their names (CompanyName). French and English. Pure.
[[nodiscard]] std::optional<ValueKind> sensitiveKind(std::string_view value);

} // namespace engine::anonymize
