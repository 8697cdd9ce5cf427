// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl_types.h"

#include <string>

namespace engine::catalog {

/// Whether its expressions call a function, or use an operator, that is not the server's own.
[[nodiscard]] bool callsFunctions(const Object &object);

/// The statement in the search_path of inSearchPath(), and, when `object` calls functions, behind it in the one where
/// the functions of `owner` find what they name. For what the server itself runs as the owner of the table: an index.
[[nodiscard]] std::string inCodePath(const Object &object, const std::string &owner, const DdlOptions &options,
                                     std::string sql);

/// Also lends privileges on a table ("REFERENCES, SELECT") to `hands`.
void lendTable(const Schema &schema, const DdlOptions &options, const sql::QualifiedName &table, const char *privileges,
               OwnersHands &hands);

/// The statement, with what the owner may not do lent to it meanwhile.
[[nodiscard]] std::string lending(const OwnersHands &hands, const std::string &sql);

/// The same inHands() of `owner`, when `object` calls functions and the owner is another than the session: for checks.
[[nodiscard]] std::string asOwner(const Schema &schema, const Object &object, const std::string &owner,
                                  const DdlOptions &options, std::string sql);

} // namespace engine::catalog
