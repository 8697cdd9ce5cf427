// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine::catalog {

/// The query behind moveStatements(): $1 the schema to empty, $2 the schema to move to.
[[nodiscard]] std::string_view moveStatementsQuery();

/// The statements that move every object of schema `from`, except those of extensions, to schema `to`: one
/// `ALTER … SET SCHEMA` per object that does not move along with another (an index with its table, a row type, …).
/// `to` must exist when they run. With the arguments swapped they move everything back.
/// Changes nothing itself. REQUIRES: search_path = ''.
Result<std::vector<std::string>> moveStatements(pg::Connection &target, const std::string &from, const std::string &to);

/// Moves them, in the caller's transaction.
Result<> moveAll(pg::Connection &target, const std::string &from, const std::string &to);

/// Gives the schema another name, with all that is in it: one lock, however much that is.
Result<> renameSchema(pg::Connection &target, const std::string &from, const std::string &to);
/// Moves the extensions whose objects are in schema `from`, except these, to schema `to`.
Result<> moveExtensions(pg::Connection &target, const std::string &from, const std::string &to,
                        const std::vector<std::string> &except = {});

} // namespace engine::catalog
