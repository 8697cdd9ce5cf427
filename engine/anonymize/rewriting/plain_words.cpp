// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/rewriting/plain_words.h"

#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/text/text.h"
#include "engine/anonymize/text/text_spans.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

/// Shorter than anything that is tried as an encoding; with 5 bits a letter, a word of so many is a number.
constexpr size_t longestPlainWord = 11;
constexpr unsigned bitsOfLetter = 5;
constexpr uint64_t letterBits = 31;
constexpr unsigned bitsOfPlace = 10;
/// Of one call: whoever calls looks for a stop in between.
constexpr size_t longestStretch = 4096;

constexpr std::array<bool, 256> bordersTable()
{
    std::array<bool, 256> table{};
    for (const char c : std::string_view(" \t\n,;:!?\"()"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}
/// What stands around words and is part of nothing: no name, login, number or encoding goes on behind it.
constexpr std::array<bool, 256> isBorder = bordersTable();

size_t placeOf(uint64_t spelling)
{
    return spelling * 0x9e3779b97f4a7c15ULL >> (64U - bitsOfPlace);
}

} // namespace

void PlainWords::knowValues(const KnownValues *known)
{
    m_known = known;
    m_nothing.clear();
}

size_t PlainWords::endOf(std::string_view text, size_t at)
{
    if (at > 0 && !isBorder[static_cast<unsigned char>(text[at - 1])])
        return at;
    const std::string_view stretch = text.substr(0, std::min(text.size(), at + longestStretch));
    size_t end = wordEnd(text, at);
    if (end == at)
        return at;
    while (end + 1 < stretch.size() && stretch[end] == ' ' && isLower(stretch[end + 1])) {
        const size_t next = wordEnd(text, end + 1);
        if (next == end + 1)
            break;
        end = next;
    }
    return end;
}

bool PlainWords::isOneWord(std::string_view text)
{
    return !text.empty() && text.size() <= longestPlainWord && wordEnd(text, 0) == text.size();
}

size_t PlainWords::wordEnd(std::string_view text, size_t at)
{
    // Without a check of each index: this is the innermost loop of all.
    const char *const begin = text.data() + at;
    const char *const last = text.data() + text.size();
    const char *end = begin;
    uint64_t spelling = 0;
    while (end != last && isLower(*end)) {
        spelling = spelling << bitsOfLetter | (static_cast<unsigned char>(*end) & letterBits);
        ++end;
    }
    const auto size = static_cast<size_t>(end - begin);
    const bool isAlone = end == last || isBorder[static_cast<unsigned char>(*end)];
    if (size == 0 || size > longestPlainWord || !isAlone || !isNothing({begin, size}, spelling))
        return at;
    return at + size;
}

bool PlainWords::isNothing(std::string_view word, uint64_t spelling)
{
    if (isRowName(word))
        return false;
    if (m_nothing.empty())
        m_nothing.resize(size_t{1} << bitsOfPlace);
    uint64_t &remembered = m_nothing[placeOf(spelling)];
    if (remembered == spelling)
        return true;
    if (isTitle(word))
        return false;
    if (m_known != nullptr) {
        const KnownWord found = m_known->word(word);
        if (found.isWhole || found.beginsMore)
            return false;
    }
    remembered = spelling;
    return true;
}

bool PlainWords::isRowName(std::string_view word) const
{
    return m_rowNames != nullptr && std::any_of(m_rowNames->begin(), m_rowNames->end(), [word](const RowName &name) {
               return name.folded == word;
           });
}

} // namespace engine::anonymize
