// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/merge/kept_tables.h"
#include "engine/pg/read_only_connection.h"
#include "engine/selection/row_selection.h"
#include "engine/sql/identifier.h"

#include <chrono>
#include <string>
#include <vector>

namespace engine::merge {

/// A foreign key of copied rows to a table whose rows are not copied: one outside of the schemas that are cloned
/// (storage.objects), or one whose rows the target keeps. The target must have what they refer to. References to
/// auth.users(id) are not among them; auth_users.h knows what to do about those.
struct OutsideReference
{
    std::string constraint{};
    sql::QualifiedName table{};
    sql::QualifiedName referenced{};
    std::vector<std::string> columns{};
    std::vector<std::string> referencedColumns{};
    /// The copied tables that hold the rows: the table, or its partitions.
    std::vector<sql::QualifiedName> withRows{};
    /// False for a key that is made without a look at the rows (NOT VALID, NOT ENFORCED).
    bool isChecked = true;
    /// A range is part of it: it leads to rows that hold it together, not to one.
    bool isTemporal = false;

    /// constraint → schema.table
    [[nodiscard]] QString displayed() const;
};

/// Rows on their way into a target; borrows everything.
struct CopiedRows
{
    const catalog::Schema &schema;
    const selection::RowSelection &selection;
    const KeptTables &kept;
    /// Of what replaces values; no shapes: nothing does.
    const std::vector<anonymize::TableShape> &shapes;
    const std::vector<anonymize::ColumnDecision> &decisions;
    const anonymize::ProjectKey *key = nullptr;
};

/// What can be said of them before anything is copied.
struct OutsideRows
{
    struct Missing
    {
        OutsideReference reference{};
        /// Rows that copied rows refer to, each counted once.
        long long count = 0;
        /// The time was over before all were looked up.
        bool isAtLeast = false;
        /// Rules replace what is referred to.
        bool isReplaced = false;
    };
    std::vector<Missing> missing{};
    /// Nobody could look: the account may not read the referenced table in the target.
    std::vector<OutsideReference> hidden{};
    /// What was not counted for another reason, mostly time.
    std::vector<OutsideReference> notCounted{};
    /// Referenced tables, or columns of them, that the target does not have at all.
    std::vector<OutsideReference> leadNowhere{};
};

/// Looks up in the target, which is only read, what copied rows refer to outside; takes little longer than `most`.
/// Errors: Cancelled, ConnectionLost. REQUIRES: begin() succeeded on both; the account may read the copied tables.
Result<OutsideRows> findOutsideRows(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                    const CopiedRows &rows, std::chrono::milliseconds most);

} // namespace engine::merge
