// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/base/errors/error.h"
#include "engine/catalog/model/schema.h"

#include <QList>

#include <vector>

namespace engine::target {

/// Unique indexes and exclusion constraints over a part of a value that is replaced: the domain of an address, its
/// first letters. Fakes are kept apart as a whole, so these might not hold (ObjectNotSupported, one each).
[[nodiscard]] QList<Error> findReplacedParts(const catalog::Schema &schema,
                                             const std::vector<anonymize::ColumnDecision> &decisions);

/// Whether an element of an index (`lower(email)`, `split_part(email, '@', 2)`) may be equal for values that differ by
/// more than case.
[[nodiscard]] bool looksAtPart(std::string_view element);

} // namespace engine::target
