// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace engine::anonymize {

/// Whether `before` has an e-mail address, a telephone number with its prefix, or an IBAN that `after` still has as it
/// was. Give the same text twice for a value that was not changed.
///
/// Made for every value of a clone: one pass over the bytes, whatever they are (a text, a document, the binary form of
/// an array), and nothing but the search for an @ and a count of digits where there is nothing to find. It finds less
/// than the scrubber and is rarely wrong.
[[nodiscard]] bool personalSignsSurvive(std::string_view before, std::string_view after);

} // namespace engine::anonymize
