// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Letters that a text writes as "%C3%A9" (addresses of the web), "=C3=A9" (mail) or "\\u00e9" (programs).
namespace engine::anonymize {

struct EscapedText
{
    /// Where the run of letters, digits and escapes ends.
    size_t end = 0;
    /// What its escapes begin with: one of % = and the backslash.
    char mark = '\0';
    /// It has letters that are no ASCII, or escapes in escapes, and is a text without them.
    bool isEscaped = false;
};

/// Reads the run that begins at `at`. `decoded` is replaced.
[[nodiscard]] EscapedText readEscaped(std::string_view text, size_t at, std::string &decoded);
/// Where the run that has an escape at `at` began; looks back over a bounded piece.
[[nodiscard]] size_t escapedBegin(std::string_view text, size_t at);
/// Writes a text with escapes again.
void appendEscaped(std::string_view text, char mark, std::string &out);

} // namespace engine::anonymize
