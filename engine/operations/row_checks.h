// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/environments/end.h"
#include "engine/migration/renames.h"
#include "engine/pg/connection.h"

#include <QList>
#include <QStringList>

#include <stop_token>
#include <vector>

namespace engine::operations {

/// Something that rows decide: a NOT NULL, a key, a cast, a check.
struct RowCheck
{
    Sentence what{};
    catalog::ObjectKey table{};
    /// In the way of it; -1: not counted, and `why` says why.
    long long inTheWay = -1;
    Sentence why{};
    /// Of values that are; masked where they are a production's.
    QStringList examples{};

    [[nodiscard]] bool isBroken() const { return inTheWay > 0; }
    [[nodiscard]] Sentence sentence() const;
};

/// What a script makes of what; names are those after it.
struct RowQuestions
{
    const catalog::Schema &before;
    const catalog::Schema &after;
    const std::vector<migration::Rename> &renames;
};

/// Counts on the target, by nothing but reading, what of its rows the script would meet. What needs code of either side
/// (casts, checks) is tried on the values in `copy`, a private server in which the script has run, never on the target.
/// Errors: those of the target; Cancelled.
Result<QList<RowCheck>> checkRows(const RowQuestions &asked, const environments::End &target, pg::Connection &copy,
                                  const std::stop_token &stop);

} // namespace engine::operations
