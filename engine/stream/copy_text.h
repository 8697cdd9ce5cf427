// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::stream {

/// The fields of one row of COPY text, unescaped; std::nullopt is NULL. For small numbers of rows that are looked at,
/// not for rows on their way. The format: PostgreSQL manual, COPY, "Text Format".
[[nodiscard]] std::vector<std::optional<std::string>> fieldsOfTextRow(std::string_view row);

} // namespace engine::stream
