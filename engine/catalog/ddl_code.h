// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl_types.h"

#include <string>

namespace engine::catalog {

/// Whether its expressions call a function, or use an operator, that is not the server's own.
[[nodiscard]] bool callsFunctions(const Object &object);

/// Whether code of a table of `owner` in `schema` can be run with that owner's rights.
[[nodiscard]] bool answersFor(const std::string &owner, const std::string &schema, const DdlOptions &options);

/// The statement in the search_path of inSearchPath(), and, when `object` calls functions, behind it in the one where
/// the functions of `owner` find what they name. For what the server itself runs as the owner of the table: an index.
[[nodiscard]] std::string inCodePath(const Object &object, const std::string &owner, const DdlOptions &options,
                                     std::string sql);

/// The statement with the rights of `owner`, if the session can take them and still find what is in `schema`.
[[nodiscard]] std::string withRoleOf(const std::string &owner, const std::string &schema, const DdlOptions &options,
                                     std::string sql);

/// The same as `owner`, when `object` calls functions and the session may take that role: for checks.
/// A function that was not granted to the owner keeps the session's role, and no path.
[[nodiscard]] std::string asOwner(const Schema &schema, const Object &object, const std::string &owner,
                                  const DdlOptions &options, std::string sql);

} // namespace engine::catalog
