// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/pg/connection.h"
#include "engine/safety/guard.h"
#include "engine/target/restore_point.h"

#include <QList>

namespace engine::undo {

/// How a restore point ends. Both give back what the report should say beside that it is done.
///
/// Neither drops anything that somebody else made: before a schema goes, the catalog is asked what would go along with
/// it. What the clone had made is put into schemas `sosie_kept_…` instead where people have made things in it since.
///
/// More tables than a server has locks for are dropped in several transactions, after the one that counts. Until the
/// last, a marker of phase Working names the schemas as new ones: whoever finds it drops the rest, like what an
/// interrupted clone had made.
///
/// Declares the clone done, durably, and drops older restore points, except those that somebody needs something of by
/// now. When the answer is lost, the marker tells.
Result<QList<Sentence>> complete(pg::Connection &target, const safety::DestructivePermit &permit,
                                 const target::RestorePoint &point);

/// Brings the objects back as they were, in one transaction, and drops what the clone made. What depends on that in
/// other schemas follows to the objects that are back. Ends the server processes that still work under the restore
/// point first.
/// REQUIRES: lockTarget() succeeded.
/// Errors: DependentsInTheWay when something cannot follow; of a clone that did not end, that keeps what it needs.
Result<QList<Sentence>> undo(pg::Connection &target, const safety::DestructivePermit &permit,
                             const target::RestorePoint &point);

} // namespace engine::undo
