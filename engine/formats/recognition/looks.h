// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"

#include <string_view>

namespace engine::formats {

/// What the beginning of a file that no reader of ours knows looks like, for people: "a PDF document".
[[nodiscard]] Sentence looksLike(std::string_view head);

/// Of another database or of a program that looks like SQL for PostgreSQL and is none; empty for everything else.
[[nodiscard]] Sentence foreignScript(std::string_view head);

} // namespace engine::formats
