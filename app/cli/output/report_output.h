// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/terminal.h"
#include "engine/runs/plan.h"
#include "engine/runs/report.h"

#include <QJsonObject>
#include <QString>

namespace app::cli {

/// What an operation did, for people: what changed, table by table, what was replaced, what stayed in clear, what was
/// not carried.
[[nodiscard]] QString reportForPeople(const Terminal &terminal, const engine::runs::Report &report);

/// What an operation would do; as JSON: runs/plan_json.h.
[[nodiscard]] QString planForPeople(const Terminal &terminal, const engine::runs::Plan &plan);

} // namespace app::cli
