// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"

#include <string_view>

namespace engine::pg {

/// The kind of failure a five-character SQLSTATE is.
[[nodiscard]] ErrorCode codeOfSqlState(std::string_view sqlState);
/// The kind of failure libpq tells of when a session could not be begun; `sqlState`: the server's, if it gave one.
[[nodiscard]] ErrorCode codeOfConnectionFailure(std::string_view message, std::string_view sqlState);

} // namespace engine::pg
