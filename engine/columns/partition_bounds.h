// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/catalog/model/schema.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::columns {

/// A bound, FOR VALUES IN ('a', 2, NULL) or FROM ('a') TO (MAXVALUE), with each of its constants replaced; `replace`
/// gets a constant as text and gives nothing for one that stays. Nothing for a text of another form.
[[nodiscard]] std::optional<std::string>
boundWith(std::string_view bound, const std::function<std::optional<std::string>(const std::string &)> &replace);

/// Where a rule replaces the values that partitions are told apart by: the bounds say the fakes of their values, so
/// that each row finds the partition of its equals, and no bound says a value of the source. Gives back the partitions
/// whose bounds are others now.
std::vector<sql::QualifiedName> remakeBounds(catalog::Schema &schema, const std::vector<anonymize::TableShape> &shapes,
                                             const std::vector<anonymize::ColumnDecision> &decisions,
                                             const anonymize::ProjectKey &key);

/// Whether two bounds are of the same form, and differ in constants alone.
[[nodiscard]] bool differInConstants(std::string_view one, std::string_view other);

} // namespace engine::columns
