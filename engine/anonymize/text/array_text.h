// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace engine::anonymize {

/// Appends what replaces an element; false leaves the element as it is.
using ElementRewriter = std::function<bool(std::string_view element, std::string &out)>;

/// Appends the array `text` ({a,"b c",NULL}, any number of dimensions, bounds before it allowed) with its elements
/// replaced; NULL and empty elements stay. False when the text is no array: then nothing is appended.
[[nodiscard]] bool rewriteArray(std::string_view text, const ElementRewriter &rewrite, std::string &out);

} // namespace engine::anonymize
