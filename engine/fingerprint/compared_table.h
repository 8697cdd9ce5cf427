// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/row_hashes.h"
#include "engine/sql/identifier.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace engine::fingerprint {

/// What is no difference, and how rows find each other.
struct RowOptions
{
    /// "column", "table.column" or "schema.table.column".
    std::vector<std::string> ignoredColumns{};
    /// Table ("table" or "schema.table") and columns that say which row is which, instead of what the database says.
    std::vector<std::pair<std::string, std::vector<std::string>>> keys{};
    /// Numbers that lie no farther apart are equal; "0": by value alone. Empty: as they are written.
    std::string tolerance{};
    bool ignoresCase = false;
    bool ignoresSpace = false;
    /// Documents are equal when they mean the same.
    bool normalisesJson = false;

    /// Numbers, case, space or documents: what hashes differently may be equal all the same.
    [[nodiscard]] bool isExact() const { return tolerance.empty() && !ignoresCase && !ignoresSpace && !normalisesJson; }
};

/// A column that both sides have.
struct ComparedColumn
{
    enum class Kind { Plain, Number, Document };
    Kind kind = Kind::Plain;
    pg::HashedColumn hashed{};
    /// As SQL, of the target.
    std::string type{};
    bool isKey = false;

    [[nodiscard]] const std::string &name() const { return hashed.name; }
};

/// A table that both sides have under one name, with all the tables that hold its rows: the leaves of a partitioned
/// one, wherever each side puts its borders; else itself.
struct ComparedTable
{
    sql::QualifiedName name{};
    std::vector<sql::QualifiedName> sourceParts{};
    std::vector<sql::QualifiedName> targetParts{};
    /// In the order of the source.
    std::vector<ComparedColumn> columns{};
    /// Columns left out on request, which a row that comes has all the same: their values follow those of the others.
    std::vector<ComparedColumn> carried{};
    /// False: no columns are known to say which row is which. Rows are counted by their contents then, and none is
    /// "changed".
    bool hasKey = false;
    /// Columns of one side alone.
    std::vector<std::string> onlySource{};
    std::vector<std::string> onlyTarget{};
    /// Larger of both sides, as far as anybody knows.
    long long rowEstimate = 0;
    long long bytes = 0;

    [[nodiscard]] std::vector<std::string> keyNames() const;
    /// What a server hashes of one of its parts.
    [[nodiscard]] pg::HashedRows hashedRows(const sql::QualifiedName &part) const;
};

/// Which tables with rows both have, and which only one has; in the order of their names.
struct ComparedTables
{
    std::vector<ComparedTable> both{};
    std::vector<const catalog::Object *> onlySource{};
    std::vector<const catalog::Object *> onlyTarget{};
};

/// Of whose tables `isWanted` says yes.
/// Errors: ObjectMissing for an ignored column or a key that no table has; Usage for a tolerance that is no number.
Result<ComparedTables> comparedTables(const catalog::Schema &source, const catalog::Schema &target,
                                      const std::set<sql::QualifiedName> *wanted, const RowOptions &options);

/// The tables that hold rows by the name under which they are compared: the outermost table they are a partition of.
[[nodiscard]] sql::QualifiedName comparedName(const catalog::Schema &schema, const catalog::Object &table);

} // namespace engine::fingerprint
