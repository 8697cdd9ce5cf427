// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/merge/kept_tables.h"
#include "engine/pg/connection.h"

#include <QList>

namespace engine::merge {

/// TableNotKeepable for each column of a kept table with values that the structure of the source refuses, as far as
/// they can be counted before anything is changed: no value where the source wants one, a label that the type of the
/// same name does not have there. `before`: the cloned schemas as the target has them. Reads the target only.
Result<QList<Error>> findKeptMisfits(pg::Connection &target, const catalog::Schema &source,
                                     const catalog::Schema &before, const KeptTables &kept);

} // namespace engine::merge
