// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/text/text.h"

#include <span>
#include <string_view>

namespace engine::anonymize {

/// The fictitious words of resources/anonymize, compiled in.
enum class WordKind { FirstName, LastName, City, Street, Company };
[[nodiscard]] std::span<const std::string_view> fakeWords(WordKind kind, Script script);

/// What a word is, after foldPlain(), by the lists of fictitious and of well-known names.
struct NameClass
{
    bool isFirstName = false;
    bool isLastName = false;

    [[nodiscard]] bool isName() const { return isFirstName || isLastName; }
};
[[nodiscard]] NameClass classifyName(std::string_view plainFolded);
/// Whether it stands in many texts that are about nobody (common_words.txt).
[[nodiscard]] bool isCommonWord(std::string_view plainFolded);
[[nodiscard]] bool isKnownCity(std::string_view plainFolded);

} // namespace engine::anonymize
