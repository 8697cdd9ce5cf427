// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/comparison/schema_diff.h"

#include <QString>

namespace engine::catalog {

/// The same for two structures that do not differ with these options, and another one as soon as a letter of them does:
/// SHA-256 over the JSON of each object, in hexadecimal digits.
[[nodiscard]] QString fingerprint(const Schema &schema, const CompareOptions &options = {});

/// As people read it beside another one.
[[nodiscard]] inline QString shortFingerprint(const QString &fingerprint)
{
    constexpr qsizetype digits = 12;
    return fingerprint.left(digits);
}

} // namespace engine::catalog
