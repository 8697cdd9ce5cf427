// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/contents.h"

#include <string_view>

namespace engine::formats {

/// Whether pg_dump of any version up to 18 makes entries of this kind. Others are shown, and never run.
[[nodiscard]] bool isKnownKind(std::string_view kind);

/// The section of an entry of an archive older than 1.11, which does not say it.
[[nodiscard]] Section sectionOfKind(std::string_view kind);

} // namespace engine::formats
