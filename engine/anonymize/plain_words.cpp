// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/plain_words.h"

#include "engine/anonymize/known_values.h"
#include "engine/anonymize/text.h"
#include "engine/anonymize/text_spans.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

/// Shorter than anything that is tried as an encoding.
constexpr size_t longestPlainWord = 11;

constexpr std::array<bool, 256> bordersTable()
{
    std::array<bool, 256> table{};
    for (const char c : std::string_view(" \t\n,;:!?\"()"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}
/// What stands around words and is part of nothing: no name, login, number or encoding goes on behind it.
constexpr std::array<bool, 256> isBorder = bordersTable();

} // namespace

size_t plainWordEnd(std::string_view text, size_t at, const KnownValues *known, const std::vector<RowName> *rowNames)
{
    if (at > 0 && !isBorder[static_cast<unsigned char>(text[at - 1])])
        return at;
    size_t end = at;
    while (end < text.size() && isLower(text[end]))
        ++end;
    const bool isAlone = end == text.size() || isBorder[static_cast<unsigned char>(text[end])];
    if (!isAlone || end - at > longestPlainWord)
        return at;
    const std::string_view word = text.substr(at, end - at);
    if (isTitle(word))
        return at;
    if (rowNames != nullptr
        && std::any_of(rowNames->begin(), rowNames->end(), [word](const RowName &name) { return name.folded == word; }))
        return at;
    if (known != nullptr) {
        const KnownWord found = known->word(word);
        if (found.isWhole || found.beginsMore)
            return at;
    }
    return end;
}

} // namespace engine::anonymize
