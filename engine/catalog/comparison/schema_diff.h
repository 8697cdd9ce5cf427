// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/catalog/model/schema.h"
#include "engine/catalog/model/schema_properties.h"

#include <optional>
#include <vector>

namespace engine::catalog {

/// One difference between two databases: what must happen to the first to make it like the second.
struct Change
{
    enum class Kind { Create, Drop, Alter };
    Kind kind = Kind::Alter;
    ObjectKey key{};
    /// For Alter: which properties differ, in words for people. Never a value of the database.
    Sentence what{};
    /// For Alter: the same with what they were and will be.
    std::vector<PropertyChange> properties{};

    [[nodiscard]] Sentence description() const;
};

struct CompareOptions
{
    /// Two databases in use have different sequence values without differing in structure.
    bool sequenceValues = true;
    bool owners = true;
    bool privileges = true;
    bool extensionVersions = true;
    /// Publications may be left to the target.
    bool publications = true;
    /// What belongs to no schema may be there in `from` alone.
    bool ownOfDatabase = true;
    bool comments = true;
    bool tablespaces = true;
    /// Of tables; columns of a view are in the order that its query gives them.
    bool columnOrder = true;
    /// How values are stored, compressed and sampled.
    bool storage = true;
    /// In the texts of routines.
    bool whiteSpace = true;
    /// What people changed on members of extensions and of the server itself; whoever does not say so compares that
    /// otherwise.
    bool members = false;
};

/// How a clone is compared with its source, by the clone itself and by whoever compares them later: versions of
/// extensions and what else the target has of its own are the target's.
inline constexpr CompareOptions ofClone{.extensionVersions = false, .ownOfDatabase = false};

/// Gives objects of `to` that `from` has as well the properties of `from` which the options leave out: a script that
/// makes one like the other then leaves them alone, too.
void takeIgnored(const Schema &from, Schema &to, const CompareOptions &options);

/// What of an object is compared; nothing where it is not looked at.
[[nodiscard]] std::optional<Object> comparedForm(const Object &object, const CompareOptions &options);

/// Kinds that a clone leaves to the target where the source has none of that name.
[[nodiscard]] bool isOwnOfDatabase(ObjectKind kind);

/// The changes that make `from` like `to`, in the order of the objects' keys; empty when both are the same. Servers of
/// different versions word the same query differently: then the texts of queries are not compared.
[[nodiscard]] std::vector<Change> difference(const Schema &from, const Schema &to, const CompareOptions &options = {});

} // namespace engine::catalog
