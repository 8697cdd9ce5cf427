// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/catalog/model/schema.h"
#include "engine/selection/row_choice.h"
#include "engine/sql/key_soundness.h"
#include "engine/sql/row_filter.h"

#include <QList>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace engine::selection {

/// What a choice means for one schema.
struct RowSelection
{
    /// Tables that stay empty.
    std::set<sql::QualifiedName> excluded{};
    /// What was asked of each table by a condition or a date, before foreign keys add to it.
    std::map<sql::QualifiedName, sql::RowFilter> conditions{};
    /// Of the tables with rows of their own: what is read of them. Those that are not named are read whole.
    std::map<sql::QualifiedName, sql::RowFilter> filters{};
    /// Those of them in which no row was chosen: what is not read of them lost the row it refers to.
    std::set<sql::QualifiedName> followers{};
    /// Tables that were not asked for and come along because others refer to them.
    std::set<sql::QualifiedName> pulledIn{};
    /// What each group that was used stands for.
    std::map<std::string, std::set<sql::QualifiedName>> groups{};
    /// Everything that cannot be done as asked.
    QList<Error> problems{};

    [[nodiscard]] sql::RowFilter filterOf(const sql::QualifiedName &table) const
    {
        const auto found = filters.find(table);
        return found == filters.end() ? sql::RowFilter() : found->second;
    }
};

/// Every foreign key between copied tables holds among the rows selected: pg::RowClosure says how.
/// `kept`: tables whose rows are not copied because those of the target survive; rows that refer to them are copied as
/// they are. `broken`: keys that rows of the source break; those rows are left out, and what refers to them.
[[nodiscard]] RowSelection selectRows(const catalog::Schema &schema, const RowChoice &choice,
                                      const std::set<sql::QualifiedName> &kept = {},
                                      const std::vector<sql::KeySoundness> &broken = {});

/// Whether the table is `name`, or one of its partitions.
[[nodiscard]] bool belongsTo(const catalog::Schema &schema, const catalog::Object &table,
                             const sql::QualifiedName &name);

/// The partitioned table that it belongs to in the end; itself when it is no partition.
[[nodiscard]] const catalog::Object &rootOf(const catalog::Schema &schema, const catalog::Object &table);

/// What of a schema stays empty when the rows of these tables are left out: partitioned tables too, of which all
/// partitions are among them.
[[nodiscard]] std::set<sql::QualifiedName> emptyTables(const catalog::Schema &schema,
                                                       const std::set<sql::QualifiedName> &excluded);

} // namespace engine::selection
