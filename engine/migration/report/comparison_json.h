// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/comparison.h"

#include <QJsonObject>

namespace engine::migration {

/// For programs: resources/schema/comparison.schema.json.
[[nodiscard]] QJsonObject comparisonJson(const Comparison &comparison);

} // namespace engine::migration
