// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/manifest.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstdlib>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto read = engine::formats::manifestFromJson(json, QStringLiteral("a"));
    if (!read)
        return 0;
    // What was read is written so that the same is read again.
    const auto again = engine::formats::manifestFromJson(engine::formats::toJson(*read), QStringLiteral("a"));
    if (!again || *again != *read)
        std::abort();
    return 0;
}
