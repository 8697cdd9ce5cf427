// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"

#include <string>
#include <vector>

namespace engine::target {

/// `error` with the sessions that hold locks on what is in `schemas`: process, user, program, since when, what they
/// hold. Only when the error is about a lock that was not had in time, and somebody can still be asked; `except`: the
/// program name of sessions that belong to the clone.
[[nodiscard]] Error namingHolders(pg::Connection &target, Error error, const std::vector<std::string> &schemas,
                                  const std::string &except = {});

} // namespace engine::target
