// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"

#include <string>
#include <vector>

namespace engine::catalog {

/// What a server of major version `major` makes of this schema of an older one: an owner has the rights that came
/// since. What others were granted stays as it is.
void adaptTo(int major, Schema &schema);

/// Something that only servers since a version have.
struct NewerFeature
{
    ObjectKey object{};
    /// "NULLS NOT DISTINCT": PostgreSQL's own words.
    std::string feature{};
    int sinceMajor = 0;
};

/// Everything in `schema` that a server of major version `major` cannot hold, as far as its structure shows: what
/// expressions and bodies of functions call is not looked at.
[[nodiscard]] std::vector<NewerFeature> featuresNewerThan(int major, const Schema &schema);

} // namespace engine::catalog
