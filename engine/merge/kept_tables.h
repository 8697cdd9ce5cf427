// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"
#include "engine/selection/row_selection.h"

#include <QList>
#include <QStringList>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace engine::merge {

/// A table of the target whose rows survive a clone; a partitioned one with all that its partitions hold.
struct KeptTable
{
    /// A column of the target and the one of the same name that takes its values.
    struct Column
    {
        std::string name{};
        /// Its type in the target, and in the structure the clone makes.
        std::string type{};
        std::string newType{};
        /// Both without what a domain or a length adds: what a cast is looked up by.
        std::string baseType{};
        std::string newBaseType{};
    };
    sql::QualifiedName name{};
    bool isOnlyInTarget = false;
    bool isPartitioned = false;
    bool isPartitionedAfterwards = false;
    std::vector<Column> columns{};
    /// Columns of the target that the source does not have, and the other way round.
    std::vector<std::string> lostColumns{};
    std::vector<std::string> newColumns{};
    /// Those of them that must have a value and have no default.
    std::vector<std::string> missingColumns{};
    /// Of the target: the tables that hold the rows.
    std::vector<sql::QualifiedName> withRows{};
};

/// What --keep-target-table means for two schemas.
///
/// A table that both sides have gets the structure of the source and the rows of the target. One that only the target
/// has is made again as it is there, with everything that belongs to it and what that needs: those objects stand beside
/// the source's and are made, compared and granted as they are.
struct KeptTables
{
    std::vector<KeptTable> tables{};
    /// Tables of the source whose rows are not copied.
    std::set<sql::QualifiedName> notCopied{};
    /// Objects of the target that the source does not have.
    std::vector<catalog::Object> objects{};
    /// Memberships of tables that only the target has.
    std::vector<catalog::Object> publications{};
    std::map<std::string, std::set<sql::QualifiedName>> groups{};
    QList<Error> problems{};

    [[nodiscard]] bool isEmpty() const { return tables.empty(); }
    /// Whether rows of the table survive; `table`: of the schema made by addTo(), partitions included.
    [[nodiscard]] bool contains(const sql::QualifiedName &table) const { return roots.contains(table); }
    /// The kept table that `table` is, or is a partition of; an empty name when it is neither.
    [[nodiscard]] sql::QualifiedName rootOf(const sql::QualifiedName &table) const;
    /// Adds what only the target has to the schema that the clone makes.
    void addTo(catalog::Schema &schema) const;

    /// The tables and their partitions in the schema that the clone makes, each with the table that is kept.
    std::map<sql::QualifiedName, sql::QualifiedName> roots{};
};

/// `target`: the cloned schemas as the target has them. What cannot be done is in `problems`: a pattern that matches no
/// table of the target, a need that nothing meets, a name that the source uses for something else.
[[nodiscard]] KeptTables findKeptTables(const catalog::Schema &source, const catalog::Schema &target,
                                        const selection::RowChoice &choice);

/// Adds to `kept.problems` each column whose values the server would not store in the new type by assignment, and each
/// table that the account may not read whole.
/// REQUIRES: target.begin() succeeded.
Result<> checkKeptRows(pg::ReadOnlyConnection &target, KeptTables &kept);

/// `error` of making keys, indexes and checks over the rows of `made`: said of kept rows when they take part.
[[nodiscard]] Error blamingKeptRows(Error error, const catalog::Schema &made, const KeptTables &kept);

} // namespace engine::merge
