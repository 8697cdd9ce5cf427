// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/decision/decision.h"
#include "engine/anonymize/keys/project_key.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"
#include "engine/selection/row_selection.h"
#include "engine/sql/key_soundness.h"

#include <QMap>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace engine::columns {

/// Keys of a source that its own rows break (pg::KeySoundness).
struct BrokenKeys
{
    struct Found
    {
        sql::KeySoundness key{};
        long long rows = 0;
    };
    std::vector<Found> broken{};
    /// Nobody looked: the table is large, time was over, or a query over it would run code of its owner.
    QStringList notCounted{};

    [[nodiscard]] std::vector<sql::KeySoundness> keys() const;
};

/// Looks at every validated foreign key and every uniqueness of columns among the copied tables, small tables first.
/// `most`: how long; absent: as long as it takes. No index is used, because one may be what is corrupt.
/// REQUIRES: begin() succeeded; holdLocks() was not called. Errors: Cancelled, ConnectionLost.
Result<BrokenKeys> countBrokenKeys(pg::ReadOnlyConnection &source, const catalog::Schema &schema,
                                   const selection::RowSelection &selection,
                                   std::optional<std::chrono::milliseconds> most);

/// From here on the transaction reads tables themselves, whatever indexes say.
Result<> readWithoutIndexes(pg::ReadOnlyConnection &source);

/// What is left out of a clone because of such keys; borrows everything.
struct LeftOut
{
    const catalog::Schema &schema;
    const selection::RowSelection &selection;
    const std::vector<sql::KeySoundness> &keys;
    /// Of what replaces values; no shapes: nothing does.
    const std::vector<anonymize::TableShape> &shapes;
    const std::vector<anonymize::ColumnDecision> &decisions;
    const anonymize::ProjectKey *key = nullptr;
};

/// Writes a list of them to `path` (CSV, 0600): table, place in the source (ctid), key, constraint and why. Of the
/// primary key there is no more in it than the copy would have: fakes, and numbers that detection takes for technical.
/// Gives back how many there are by table, and every lock that it took. A list of more than 16 MiB ends there.
/// Errors: FileUnwritable, LocalDiskFull, the server's.
Result<QMap<QString, qint64>> writeLeftOut(pg::ReadOnlyConnection &source, const LeftOut &leftOut, const QString &path);

} // namespace engine::columns
