// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/target/restore_point.h"

#include <QStringList>

namespace engine::undo {

/// What people did in the schemas of a finished clone since it ended, as far as the server can tell.
struct SinceClone
{
    /// In the schemas of the copy, for people: "table public.work".
    QStringList made{};
    /// The same for extensions, which stay where they are.
    QStringList extensions{};
    /// Tables of the copy that are in other schemas by now, and stay there.
    QStringList movedAway{};
    /// Tables of the copy with rows added, changed or deleted by the server's own counters, and with how many.
    QStringList changed{};
    /// False when the counters have been reset: nobody can tell what was changed.
    bool isCounted = true;
};

/// Writes down what is in the copy now, so that readSinceClone() can tell. In the caller's transaction.
Result<> rememberMade(pg::Connection &target, const target::RestorePoint &point);

/// REQUIRES: `point` is of a clone that has ended.
Result<SinceClone> readSinceClone(pg::Connection &target, const target::RestorePoint &point);
/// REQUIRES: begin() succeeded.
Result<SinceClone> readSinceClone(pg::ReadOnlyConnection &target, const target::RestorePoint &point);

} // namespace engine::undo
