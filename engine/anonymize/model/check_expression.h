// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace engine::anonymize {

enum class CheckResult { Holds, Fails, NotUnderstood };

/// Whether a CHECK condition, as the server prints it, holds for a text value of `column`. Understands regular
/// expressions, LIKE, length limits, lower()/upper() and lists of values, joined by AND and OR; the server has the
/// last word about the rest.
[[nodiscard]] CheckResult evaluateCheck(std::string_view expression, std::string_view column, std::string_view value);

} // namespace engine::anonymize
