// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/schema.h"
#include "engine/merge/kept_tables.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/safety/guard.h"
#include "engine/stream/pump.h"
#include "engine/target/restore_point.h"

#include <stop_token>
#include <string>
#include <vector>

namespace engine::merge {

/// How the rows of one kept table come from where they were set aside, inside the target. What was set aside is only
/// read.
struct KeptRows
{
    sql::QualifiedName name{};
    /// The table and its partitions, as they are made: what is built over them waits for the rows.
    std::vector<catalog::ObjectKey> tables{};
    std::string insert{};
    /// COPY … TO STDOUT of the old rows as the new columns hold them, and of the new rows.
    std::string readBefore{};
    std::string readAfter{};
    pg::CopyFormat format = pg::CopyFormat::Text;
    /// Where code of another owner would run, theirs that the rows come from or theirs that they go to: the rows go
    /// through a plain table (WaitingRows), out of the one's hands and into the other's. Empty: `insert` alone does it.
    std::string makePlace{};
    std::string toPlace{};
    std::string countPlace{};
    std::string dropPlace{};
    long long rowEstimate = -1;
    long long bytes = 0;
};

/// `options`: those that the tables of `made` were made with.
/// REQUIRES: setAside() made `point` of `before`, and the tables of `made` are there.
Result<std::vector<KeptRows>> prepareKeptRows(pg::Connection &target, const target::RestorePoint &point,
                                              const KeptTables &kept, const catalog::Schema &before,
                                              const catalog::Schema &made, const catalog::DdlOptions &options);

/// Inserts the rows and, with `verify`, reads old and new ones in the same transaction and compares their digests.
/// Errors: KeptRowsDoNotFit when the new table refuses a row; VerificationFailed.
Result<stream::PumpSummary> insertKeptRows(pg::Connection &target, const safety::DestructivePermit &permit,
                                           const KeptRows &rows, bool verify, const std::stop_token &stop,
                                           TableProgress &progress);

/// Sequences that kept tables take their numbers from go on where the target had come to, when that is further than the
/// source: changes their state in `made`.
/// REQUIRES: setAside() made `point` of `before`.
Result<> keepSequences(pg::Connection &target, const target::RestorePoint &point, const KeptTables &kept,
                       const catalog::Schema &before, catalog::Schema &made);

} // namespace engine::merge
