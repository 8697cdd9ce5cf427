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
    /// For programs: "type", "definition"; of a column "column.type".
    std::string key{};
    /// The column that it is a property of; empty for the object's own.
    std::string part{};

    bool operator==(const Property &) const = default;
};

/// A property that differs, and how it is on both sides; empty where one has none.
struct PropertyChange
{
    Sentence name{};
    std::string key{};
    std::string part{};
    std::string from{};
    std::string to{};

    bool operator==(const PropertyChange &) const = default;
};

/// What a column is, in the words of CREATE TABLE.
[[nodiscard]] std::string columnText(const Column &column);

/// Every property that difference() looks at, apart from owner, privileges and comment of the object itself.
[[nodiscard]] std::vector<Property> properties(const Object &object);

/// An access control list in a form that only serves to compare.
[[nodiscard]] std::string comparable(const Acl &acl);

} // namespace engine::catalog
