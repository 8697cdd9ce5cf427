// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string_view>

namespace engine::formats {

/// Where the rows of a COPY come from or go to.
enum class CopyKind { NoCopy, FromClient, BinaryFromClient, ToClient, FromFile, ToFile, FromProgram, ToProgram };

/// Of one statement, by its words.
[[nodiscard]] CopyKind copyKindOf(std::string_view statement, bool standardStrings = true);

/// What the statement sets standard_conforming_strings to: SET [SESSION|LOCAL] … or SELECT … set_config(…).
[[nodiscard]] std::optional<bool> standardStringsSetBy(std::string_view statement);

} // namespace engine::formats
