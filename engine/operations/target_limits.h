// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/schema.h"
#include "engine/pg/read_only_connection.h"

#include <QList>

namespace engine::operations {

/// What the server of a target cannot hold of `source`, all of it: an older server and each object that it does not
/// know (ServerVersion, without a subject; ObjectNotSupported), a compression that it was built without, rows that
/// would belong to other partitions there.
/// REQUIRES: target.begin() succeeded.
Result<QList<Error>> findBeyondTarget(const catalog::Schema &source, pg::ReadOnlyConnection &target);

/// Whether the server has locks for setting `before` aside in one transaction, and for bringing it back in place of a
/// copy of `source`: an undo must not fail for want of them. ServerOutOfResources when it surely has not.
/// REQUIRES: target.begin() succeeded.
Result<> checkLocks(const catalog::Schema &source, const catalog::Schema &before, pg::ReadOnlyConnection &target);

} // namespace engine::operations
