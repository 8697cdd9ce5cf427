// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"

namespace engine::copying {

/// How many workers a clone has, each with a connection to both servers: as many as this computer has cores, but never
/// more than half of the connections that either server would still give to the session's role, so that a production
/// that is close to its limit stays open to others. A `chosen` number above 0 is taken as it is.
/// REQUIRES: source.begin() succeeded.
Result<int> workerCount(int chosen, pg::ReadOnlyConnection &source, pg::Connection &target);

/// The same of who reads a source alone: at most half of what it would still give.
Result<int> workerCount(int chosen, pg::ReadOnlyConnection &source);

} // namespace engine::copying
