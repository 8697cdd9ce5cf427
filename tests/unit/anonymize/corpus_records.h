// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/unit/anonymize/corpus_dice.h"
#include "tests/unit/anonymize/corpus_values.h"

#include <optional>
#include <string_view>

/// Records in texts (logs, settings, messages of other programs), lists, and values in odder dress.
[[nodiscard]] std::optional<CorpusValue> recordValue(std::string_view kind, const Somebody &person, Dice &dice);
