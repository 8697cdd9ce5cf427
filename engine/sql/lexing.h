// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string_view>

namespace engine::sql {

/// Of a name or a key word that stands without quotes, as the server's lexer has it: any byte beyond ASCII too.
[[nodiscard]] bool isWordCharacter(char c);

/// Behind the quoted text or name that begins at `at`, or the size where its end is missing; E'…' has backslashes.
[[nodiscard]] size_t behindQuotes(std::string_view sql, size_t at);

} // namespace engine::sql
