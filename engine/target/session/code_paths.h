// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace engine::target {

/// Where functions of the source's database find what they name without a schema (ALTER DATABASE … SET search_path,
/// ALTER ROLE …, else the server's default), for DdlOptions::codePaths. REQUIRES: source.begin() succeeded.
Result<std::map<std::string, std::string>> readCodePaths(pg::ReadOnlyConnection &source);

/// Pairs of a schema and a role that owns something and was not granted this there ('U', 'C'), as far as privileges
/// tell: `target`'s schemas keep theirs until the end. For DdlOptions::closedSchemas and schemasWithoutCreate.
[[nodiscard]] std::set<std::pair<std::string, std::string>>
schemasNotGranted(const catalog::Schema &source, const catalog::Schema &target, char privilege);

} // namespace engine::target
