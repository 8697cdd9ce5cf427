// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/fingerprint/compared_table.h"
#include "engine/stream/row_codec.h"

#include <string>
#include <string_view>

namespace engine::fingerprint {

/// Whether two values of a column are the same, with all that is no difference: the truth, of which hashes are only the
/// shadow. Values as their servers write them.
[[nodiscard]] bool areEqual(const ComparedColumn &column, const RowOptions &options, const stream::FieldValue &source,
                            const stream::FieldValue &target);

/// The value in a form in which values that may be equal are the same bytes, and most others are not: what is hashed
/// where no server hashes. As pg::HashedRows does it there.
[[nodiscard]] std::string hashedForm(const ComparedColumn &column, const RowOptions &options, std::string_view value);

} // namespace engine::fingerprint
