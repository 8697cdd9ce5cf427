// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/environment.h"

#include <QString>

namespace engine::store {
class RunHistory;
}

namespace engine::safety {

/// Puts into the history that a production is called something else from now on, and why. What its database is does
/// not change by that (ProductionRegistry). Blocks. Errors: those of the store.
Result<> recordRelabelling(const store::RunHistory &history, const environments::Environment &before,
                           const environments::Environment &after, const QString &reason);

} // namespace engine::safety
