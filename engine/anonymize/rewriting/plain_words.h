// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/fakes/generator.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace engine::anonymize {

class KnownValues;

/// Passes over words in small letters that stand alone and are nothing that the scrubber looks for: most of a text.
///
/// Remembers words that turned out to be nothing, in 8 KiB: texts of one column have the same few hundred.
class PlainWords final
{
public:
    /// Not owned; null: nothing is known. What it holds must not change from now on.
    void knowValues(const KnownValues *known);
    /// Not owned; may hold others each time; null: none.
    void setRowNames(const std::vector<RowName> *names) { m_rowNames = names; }

    /// The end of the word at `at` and of those that follow with one blank between them, within a few thousand bytes;
    /// `at` where it takes a closer look to tell.
    [[nodiscard]] size_t endOf(std::string_view text, size_t at);
    /// Whether the text is one such word and nothing else.
    [[nodiscard]] bool isOneWord(std::string_view text);

private:
    /// Of a word that begins behind a border.
    [[nodiscard]] size_t wordEnd(std::string_view text, size_t at);
    [[nodiscard]] bool isNothing(std::string_view word, uint64_t spelling);
    [[nodiscard]] bool isRowName(std::string_view word) const;

    const KnownValues *m_known = nullptr;
    const std::vector<RowName> *m_rowNames = nullptr;
    /// Words that are nothing, whatever row they are in, each as the number that spells it.
    std::vector<uint64_t> m_nothing;
};

} // namespace engine::anonymize
