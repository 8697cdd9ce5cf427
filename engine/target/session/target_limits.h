// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"

#include <QList>

#include <string>
#include <vector>

namespace engine::target {

/// What the server of a target cannot hold of `source`, all of it: an older server and each object that it does not
/// know (ServerVersion, without a subject; ObjectNotSupported), a compression that it was built without, rows that
/// would belong to other partitions there.
/// REQUIRES: target.begin() succeeded.
Result<QList<Error>> findBeyondTarget(const catalog::Schema &source, pg::ReadOnlyConnection &target);

/// The schemas of `before` that are set aside whole, under another name, because the server has not locks for moving
/// each object of `before` aside in one transaction, and for bringing it back in place of a copy of `source`: an undo
/// must not fail for want of them. None where it has locks for all.
/// Errors: ServerOutOfResources when too much is in schemas that cannot be renamed: somebody else's, those of an
/// extension that has to stay, those that something in the database means and not their names.
/// REQUIRES: target.begin() succeeded.
Result<std::vector<std::string>> schemasSetAsideWhole(const catalog::Schema &source, const catalog::Schema &before,
                                                      pg::ReadOnlyConnection &target);

} // namespace engine::target
