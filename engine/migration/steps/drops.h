// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/planning/rebuilding.h"
#include "engine/migration/script/script.h"

namespace engine::migration {

/// Drops what is replaced, or is in the way, and what needs it: dependents first.
void dropFirst(const Context &context, Script &script);
/// And the indexes that tables have from those that they left meanwhile.
void dropLeftIndexes(const Context &context, Script &script);
/// Takes the default and the checks of domains off that need something replaced.
void bareDomains(const Context &context, Script &script);
/// Drops what only the target has, with what hangs on it; each loses data.
void dropLast(const Context &context, Script &script);

} // namespace engine::migration
