// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/pg_pass.h"
#include "tests/fuzz/fuzz_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string_view text = textOf(data, size);
    static_cast<void>(engine::environments::findInPgPass(
        text, {.host = "db.example", .port = "5432", .database = "shop", .user = "amina"}));
    static_cast<void>(engine::environments::findService(text, "shop", QStringLiteral("pg_service.conf")));
    return 0;
}
