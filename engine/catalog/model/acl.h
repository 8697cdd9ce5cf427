// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine::catalog {

/// The items of an aclitem[] in their text form: `role=arw*d/grantor`, the role in double quotes where it needs them.
[[nodiscard]] Acl parseAcl(const std::vector<std::string> &items);

/// "SELECT" for 'r'; empty for a letter of a later server.
[[nodiscard]] std::string_view privilegeName(char letter);

} // namespace engine::catalog
