// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/catalog/model/schema.h"

#include <string>
#include <vector>

namespace engine::catalog {

/// One property of an object by the name people read, and its value in a form that only serves to compare.
struct Property
{
    Sentence name{};
    std::string value{};

    bool operator==(const Property &) const = default;
};

/// Every property that difference() looks at, apart from owner, privileges and comment of the object itself.
[[nodiscard]] std::vector<Property> properties(const Object &object);

/// An access control list in a form that only serves to compare.
[[nodiscard]] std::string comparable(const Acl &acl);

} // namespace engine::catalog
