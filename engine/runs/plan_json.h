// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/plan.h"

#include <QJsonObject>

#include <optional>

namespace engine::runs {

/// Whether a database counts as a production, and by what sign.
[[nodiscard]] QJsonObject toJson(const Nature &nature);

/// What --dry-run prints. What the guard alone needs (where a database is, the probe of locks) is of the moment and is
/// not in it.
[[nodiscard]] QJsonObject toJson(const Plan &plan);
/// Such a plan, to be read: sentences in the language of then, and number 0, so that nothing is permitted by it.
/// Nothing where it is the plan of no operation.
[[nodiscard]] std::optional<Plan> planFromJson(const QJsonObject &json);

} // namespace engine::runs
