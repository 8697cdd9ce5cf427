// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision.h"
#include "engine/anonymize/known_values.h"
#include "engine/anonymize/project_key.h"
#include "engine/anonymize/table_shape.h"
#include "engine/base/progress.h"
#include "engine/catalog/ddl.h"
#include "engine/catalog/schema.h"
#include "engine/operations/auth_users.h"
#include "engine/operations/clone.h"
#include "engine/operations/kept_rows.h"
#include "engine/operations/known_users.h"
#include "engine/operations/report.h"
#include "engine/pg/read_only_connection.h"
#include "engine/safety/guard.h"

#include <stop_token>
#include <string>
#include <vector>

namespace engine::operations {

/// Everything that moving the rows of a clone needs to know. Borrowed by moveRows() for its duration.
struct RowTransfer
{
    const End &source;
    const End &target;
    /// Asked on each worker's own connection, and again before each table is emptied.
    const safety::DestructivePermit &permit;
    /// Exported by a connection that keeps it alive.
    std::string snapshot{};
    /// application_name of the target's connections.
    std::string applicationName{};
    /// To the target, idle: asked meanwhile what the workers wait for. Its stop token is another one afterwards.
    pg::Connection &session;
    const catalog::Schema &schema;
    /// Those that the schema's script was made with.
    const catalog::DdlOptions &ddl;
    /// Built as soon as the rows of their table are there.
    const std::vector<catalog::DdlStatement> &indexes;
    /// Made once all rows, indexes and statistics are there, by one worker.
    const std::vector<catalog::DdlStatement> &keys;
    /// Run once the keys are there, by all.
    const std::vector<catalog::DdlStatement> &validations;
    const RowSelection &selection;
    /// Tables that are read in one piece, by a plain COPY.
    const pg::UntrustedTables &untrusted;
    /// Tables whose rows come from what was set aside in the target.
    const std::vector<KeptRows> &kept;
    /// Empty when rows are copied as they are.
    const std::vector<anonymize::TableShape> &shapes;
    const std::vector<anonymize::ColumnDecision> &decisions;
    const anonymize::ProjectKey *key = nullptr;
    /// What the source declares of its people, to be found in texts and documents; may be null.
    const anonymize::KnownValues *declared = nullptr;
    const AuthUsers &users;
    /// Not null: references to other users are emptied.
    const KnownUsers *knownUsers = nullptr;
    int jobs = 2;
    bool verify = true;
    /// False: an index of the source may be corrupt.
    bool usesIndexes = true;
    /// For sessions that cannot be had at once, and for statements that were rolled back whole.
    RetryPolicy retries{};
};

/// Copies the rows of every table with `jobs` workers, reads everything back and compares digests, builds each table's
/// indexes when its rows are there, gathers the planner's statistics and checks foreign keys: one queue, most urgent
/// first.
///
/// Blocks until all workers have ended. On failure the target holds part of the rows; the caller undoes.
/// Errors: the first worker's; VerificationFailed with the table whose rows read back differ from those sent.
Result<QList<TableReport>> moveRows(const RowTransfer &transfer, std::stop_token stop, Progress &progress);

/// How COPY names a table, in the columns that can be written: all but the generated ones.
[[nodiscard]] pg::CopySelection copySelection(const catalog::Object &table, pg::CopyFormat format);
/// Binary where every column allows it.
[[nodiscard]] pg::CopyFormat bestFormat(const catalog::Object &table);
[[nodiscard]] pg::QualifiedName nameOf(const catalog::Object &table);
/// What a session needs to build indexes fast beside `jobs` - 1 others.
Result<> prepareForIndexes(pg::Connection &target, int jobs);
/// A name as it is, whatever it begins with.
[[nodiscard]] QString wholeText(const std::string &utf8);

} // namespace engine::operations
