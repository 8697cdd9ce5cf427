// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/reaching/connection_info.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstdlib>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto info = engine::pg::ConnectionInfo::parse(textOf(data, size));
    if (!info)
        return 0;
    // What it prints is read again, and is the same but for the password.
    const std::string shown = info->redacted();
    const auto again = engine::pg::ConnectionInfo::parse(shown);
    if (again && again->redacted() != shown)
        std::abort();
    static_cast<void>(info->address());
    return 0;
}
