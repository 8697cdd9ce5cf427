// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"

#include <string>

namespace engine::migration {

/// The SQL that makes the object what it is, for people who read it: definition, owner, grants, comments, always laid
/// out in the same way, so that only what differs looks different. Empty where the schema has no such object.
[[nodiscard]] std::string objectText(const catalog::Schema &schema, const catalog::ObjectKey &key);

} // namespace engine::migration
