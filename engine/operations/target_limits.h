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

} // namespace engine::operations
