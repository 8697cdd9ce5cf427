// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/generator.h"
#include "engine/anonymize/table_shape.h"

#include <vector>

namespace engine::anonymize {

/// Replaces attributes of a composite value in its text form, (a,"b c",): those that a path of the rule names
/// (`$.street`), and with others = scrub the remaining text attributes too. Other attributes stay as they are.
[[nodiscard]] GeneratorHandle makeComposite(const ColumnShape &column, const Rule &rule, const ProjectKey &key);

} // namespace engine::anonymize
