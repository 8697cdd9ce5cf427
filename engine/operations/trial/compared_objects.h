// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/formats/manifest.h"
#include "engine/importing/load_result.h"
#include "engine/pg/read_only_connection.h"

#include <QList>

namespace engine::operations {

struct ComparedObjects
{
    /// Of which the statement is the one that was backed up.
    qint64 count = 0;
    QList<Sentence> missing{};
    QList<Sentence> others{};
    QList<Sentence> notTried{};
};

/// Makes the statements of everything that is in the database, as a backup of it would, and holds them against those of
/// the manifest: by kind and name, and, where server and program are those of the backup, by their texts. What the load
/// has named already is not named again. `sameStatements`: they are. REQUIRES: connection.begin() succeeded.
[[nodiscard]] Result<ComparedObjects> compareObjects(pg::ReadOnlyConnection &connection,
                                                     const formats::Manifest &manifest,
                                                     const importing::LoadResult &loaded, bool sameStatements);

} // namespace engine::operations
