// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/read_only_connection.h"
#include "engine/target/restore_point.h"

#include <QList>
#include <QStringList>

#include <chrono>

namespace engine::undo {

/// Foreign keys of tables that stay where they are to tables that a rollback brings back.
struct ReturningReferences
{
    /// Those whose rows the old contents do not have (ConstraintViolated, with how many).
    QList<Error> broken{};
    QStringList notCounted{};
};

/// Takes little longer than `most`. REQUIRES: begin() succeeded. Errors: Cancelled, ConnectionLost.
Result<ReturningReferences> findReturningReferences(pg::ReadOnlyConnection &target, const target::RestorePoint &point,
                                                    std::chrono::milliseconds most);

} // namespace engine::undo
