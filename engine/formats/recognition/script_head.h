// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/recognition/recognized.h"

#include <string_view>

namespace engine::formats {

/// Whether a text in UTF-8 begins as SQL for PostgreSQL: behind comments and commands of psql stands a word with which
/// statements begin. `head` may be cut anywhere.
[[nodiscard]] bool isScript(std::string_view head);

[[nodiscard]] ScriptMaker makerOf(std::string_view head);

} // namespace engine::formats
