// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"

namespace engine::copying {

/// What a session needs to build indexes fast beside `jobs` - 1 others.
Result<> prepareForIndexes(pg::Connection &target, int jobs);

} // namespace engine::copying
