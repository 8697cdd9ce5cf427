// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/sql/identifier.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::sql {

/// A foreign key or a uniqueness that rows may break although the database says that it holds: written while nobody
/// checked (session_replication_role, DISABLE TRIGGER ALL), or behind an index that is corrupt.
struct KeySoundness
{
    enum class Kind { Reference, Uniqueness };

    Kind kind = Kind::Reference;
    /// For people.
    std::string name{};
    QualifiedName table{};
    /// Its rows are those of its partitions.
    bool isPartitioned = false;
    std::vector<std::string> columns{};
    /// Of a reference.
    QualifiedName referenced{};
    bool referencedIsPartitioned = false;
    std::vector<std::string> referencedColumns{};

    /// The condition for rows of `alias` that keep it; of rows with the same key, the first does.
    [[nodiscard]] std::string sql(std::string_view alias) const;
    /// A query for how many rows do not.
    [[nodiscard]] std::string countOfBroken() const;
    /// The tables that both ask.
    [[nodiscard]] std::set<QualifiedName> tables() const;
};

} // namespace engine::sql
