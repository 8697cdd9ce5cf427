// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/generator.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace engine::anonymize {

class KnownValues;

/// The end of a word in small letters that stands alone and is nothing that the scrubber looks for: most of a text.
/// `at` where it takes a closer look to tell. Both pointers may be null.
[[nodiscard]] size_t plainWordEnd(std::string_view text, size_t at, const KnownValues *known,
                                  const std::vector<RowName> *rowNames);

} // namespace engine::anonymize
