// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/identity.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"

namespace engine::environments {

/// Asks the server which live database a connection leads to. Does not abort an open transaction when the answer is
/// refused.
/// Errors: IdentityUnknown when the role may not call pg_control_system(); those of Connection::query().
[[nodiscard]] Result<Identity> readIdentity(pg::Connection &connection);
/// REQUIRES: begin() succeeded.
[[nodiscard]] Result<Identity> readIdentity(pg::ReadOnlyConnection &connection);

} // namespace engine::environments
