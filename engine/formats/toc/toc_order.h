// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/contents.h"

#include <vector>

namespace engine::formats {

/// Numbers are unique, no two entries hold the rows of one table, and nothing depends on itself by way of others.
/// Takes away what depends on entries that are not there: a part of a database was dumped.
/// Errors: FileDamaged, with a detail.
Result<> checkOrder(std::vector<Entry> &entries);

} // namespace engine::formats
