// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"
#include "engine/pg/copy_selection.h"
#include "engine/sql/identifier.h"

namespace engine::catalog {

[[nodiscard]] sql::QualifiedName nameOf(const Object &table);
/// Binary where every column allows it.
[[nodiscard]] pg::CopyFormat bestFormat(const Object &table);
/// How COPY names a table, in the columns that can be written: all but the generated ones.
[[nodiscard]] pg::CopySelection copySelection(const Object &table, pg::CopyFormat format);

} // namespace engine::catalog
