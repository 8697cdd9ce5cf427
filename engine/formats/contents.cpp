// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/contents.h"

namespace engine::formats {

std::optional<sql::QualifiedName> tableOf(const Entry &entry)
{
    if (entry.kind != "TABLE DATA" || !entry.schema)
        return std::nullopt;
    return sql::QualifiedName{*entry.schema, entry.name};
}

} // namespace engine::formats
