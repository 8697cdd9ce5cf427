// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/command.h"
#include "engine/environments/environment.h"

namespace app::cli {

/// `env add` and `env edit`.
void addEnvEditingCommands(CLI::App &env, CommandList &commands);

/// Keeps the identity of a production before its entry is changed or removed; says so when it cannot be reached,
/// because its database would then no longer be known as production.
void rememberProduction(const Session &session, const Services &services,
                        const engine::environments::Environment &environment);

} // namespace app::cli
