// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"

#include <string>
#include <string_view>

namespace engine::target {

/// Makes `sosie_state` where there is none. In the caller's transaction.
/// Errors: those of environments::trustOwnState().
Result<> makeOwnState(pg::Connection &target);

/// Runs `statement`, which makes tables in `sosie_state`, and takes from others what default privileges of the database
/// have given them on these.
Result<> makeOwnTables(pg::Connection &target, std::string_view statement);

/// Makes a schema with one of Sosie's names, where nobody else may create anything.
/// Errors: StatementFailed when there is one.
Result<> makeOwnSchema(pg::Connection &target, const std::string &name);

} // namespace engine::target
