// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"

#include <QList>

#include <set>

namespace engine::fitting {

/// What the encoding of the target's database cannot hold: objects with such characters in their names and texts, and
/// tables with the number of such rows per column (ObjectNotSupported, one each).
///
/// Nothing is read where every character fits by nature: equal encodings, a target in UTF8, a target that takes any
/// byte. Elsewhere every row that would be copied is read once, and the target is asked about each character that it
/// may not have; nothing is written. `excluded`: tables whose rows are not copied. REQUIRES: source.begin() succeeded;
/// the account may read these tables; `target` is in no transaction.
Result<QList<Error>> findEncodingMisfits(pg::ReadOnlyConnection &source, const catalog::Schema &schema,
                                         const std::set<sql::QualifiedName> &excluded, pg::Connection &target);

/// How many bytes the character at `at` takes when it is well-formed UTF-8; 0 when it is not.
[[nodiscard]] size_t utf8Length(std::string_view text, size_t at);

} // namespace engine::fitting
