// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"

namespace engine::copying {

/// Adds to the error of a foreign key, or of a unique index, that the rows of a source break (a corrupt index, rows
/// written while nobody checked) how many they are, and of which table and constraint; counted in the target, where the
/// rows are by now. `object`: what was being made. The error is as it was where that cannot be counted in some seconds.
[[nodiscard]] Error withBrokenRows(Error error, const catalog::Schema &schema, const catalog::ObjectKey &object,
                                   pg::Connection &target);

} // namespace engine::copying
