// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/end.h"
#include "engine/pg/read_only_connection.h"
#include "engine/runs/plan.h"

#include <stop_token>

namespace engine::operations {

/// Opens a read-only connection, begins its transaction and fills in what a plan says of an end.
Result<pg::ReadOnlyConnection> openForInspection(const environments::End &end, runs::PlannedEnd &planned,
                                                 std::stop_token stop);

} // namespace engine::operations
