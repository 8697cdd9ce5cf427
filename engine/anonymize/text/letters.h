// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string_view>

namespace engine::anonymize {

/// How many bytes the letter at `at` has: ASCII, accented Latin and what follows it up to the Arabic blocks, combining
/// marks, full width and Arabic presentation forms. 0 where no letter stands. Bytes are looked at, not whole texts:
/// what is no UTF-8 is no letter.
[[nodiscard]] size_t letterWidth(std::string_view text, size_t at);
[[nodiscard]] inline bool isLetterAt(std::string_view text, size_t at)
{
    return letterWidth(text, at) > 0;
}
/// Of what nobody sees: a soft hyphen, a zero width blank, joiner or non-joiner, a byte order mark. 0 for all else.
[[nodiscard]] size_t invisibleWidth(std::string_view text, size_t at);
/// The end of the letters that begin at `at`; what nobody sees between two of them is no end.
[[nodiscard]] size_t letterRunEnd(std::string_view text, size_t at);

} // namespace engine::anonymize
