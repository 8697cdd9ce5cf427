// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/rule_set.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstdlib>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto rules = engine::anonymize::RuleSet::parse(textOf(data, size), QStringLiteral("rules.toml"));
    if (!rules)
        return 0;
    // What was read is written so that it is read again.
    if (!engine::anonymize::RuleSet::parse(rules->toToml(), QStringLiteral("rules.toml")))
        std::abort();
    return 0;
}
