// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commands/command.h"
#include "engine/environments/connection_test.h"
#include "engine/environments/environment.h"

namespace app::cli {

/// `env add` and `env edit`.
void addEnvEditingCommands(CLI::App &env, CommandList &commands);

/// Looks at the database, without asking anybody for a password, and keeps the identity of a production; says so when
/// it cannot be reached, because it is then known by its address alone.
engine::environments::ConnectionDiagnosis rememberProduction(const Session &session, const Services &services,
                                                             const engine::environments::Environment &environment);

} // namespace app::cli
