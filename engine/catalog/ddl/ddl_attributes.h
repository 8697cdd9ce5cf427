// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/ddl/ddl_types.h"

#include <string>

namespace engine::catalog {

/// `FUNCTION "s"."f"(integer)`, `TABLE "s"."t"`: the object as ALTER, COMMENT ON and DROP name it. Empty for what these
/// do not name.
[[nodiscard]] std::string sqlName(const ObjectKey &key);

/// `TABLE "s"."t"`, as GRANT names it; empty for what has no privileges.
[[nodiscard]] std::string grantName(const ObjectKey &key);

/// Hands the object over to its owner in the source.
void setOwner(const Object &object, const DdlOptions &options, Statements &statements);

/// Exactly the privileges of the source, on the object and its columns, whatever the target granted when it was made.
void setGrants(const Object &object, const DdlOptions &options, Statements &statements);

/// Makes `to` of what others than the owner may do with `target`, in GRANT's words, or with a column of it. Nobody as
/// grantor is the owner. Only what differs: REVOKE on a table takes from its columns too.
[[nodiscard]] std::vector<std::string> privilegeStatements(const Acl &from, const Acl &to, const std::string &column,
                                                           const std::string &target);

/// Replaces what `from` grants on a schema by what `to` does.
void changeGrants(const Object &from, const Object &to, const DdlOptions &options, Statements &statements);

/// `from` null: there were none; `to` null: there will be none.
void changeDefaultPrivileges(const Object *from, const Object *to, const DdlOptions &options, Statements &statements);

/// The comments of the object, its columns, its index.
void setComments(const Object &object, const DdlOptions &options, Statements &statements);

/// The list an object of this kind has before anybody grants or revokes anything.
[[nodiscard]] Acl defaultAcl(ObjectKind kind, const std::string &owner, int serverMajor);

/// What objects made later are granted when there are no default privileges of that key. In a schema they come on top
/// of the usual ones: nothing.
[[nodiscard]] Acl usualPrivileges(const ObjectKey &defaultPrivileges, int serverMajor);

} // namespace engine::catalog
