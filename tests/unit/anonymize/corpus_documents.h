// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/unit/anonymize/corpus_dice.h"
#include "tests/unit/anonymize/corpus_values.h"

/// Texts, records and documents with somebody in them: what must not come through is a part of them. nullopt for a word
/// that is none.
[[nodiscard]] std::optional<CorpusValue> documentValue(std::string_view kind, const Somebody &person, Dice &dice);
