// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/model/table_shape.h"

#include <functional>

namespace engine::anonymize {

/// What replaces the values of one attribute; null for one that stays as it is.
using AttributeMaker = std::function<GeneratorHandle(const ColumnShape &attribute, const Rule &rule)>;

/// What a rule of a composite value means for one of its attributes: that of a path that ends there (`$.street`), the
/// rest of the paths that go on (`$.home.street`), and with others = scrub what is done with all else. In an array of
/// such values, `$[*].street` and `$.street` are the same.
struct AttributeRule
{
    Rule rule{};
    /// As it was written; empty for a rule of no path that ends here.
    std::string path{};
};
[[nodiscard]] AttributeRule ruleOfAttribute(const ColumnShape &attribute, const Rule &rule);

/// Replaces attributes of a composite value in its text form, (a,"b c",). `rule`: paths, or scrub.
/// REQUIRES: the column is of a composite type.
[[nodiscard]] GeneratorHandle makeComposite(const ColumnShape &column, const Rule &rule, const AttributeMaker &make);

} // namespace engine::anonymize
