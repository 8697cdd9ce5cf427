// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::catalog {

/// The text of a routine in which the server printed the uses of arguments that have no name as "": each becomes `$n`,
/// as it was written. `numbers`: of the arguments, in the order of their uses. Absent when the text does not tell which
/// is which.
[[nodiscard]] std::optional<std::string> withNumberedArguments(std::string_view definition,
                                                               const std::vector<std::string> &numbers);

} // namespace engine::catalog
