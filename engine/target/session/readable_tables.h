// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"

#include <QList>

#include <vector>

namespace engine::target {

/// PermissionDenied for each table whose rows the account may not read, or not all of them; `detail` is the right that
/// is missing: USAGE of the schema, SELECT, or BYPASSRLS where policies would hide rows.
/// REQUIRES: connection.begin() succeeded.
Result<QList<Error>> unreadableTables(pg::ReadOnlyConnection &connection,
                                      const std::vector<sql::QualifiedName> &tables);

} // namespace engine::target
