// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/formats/manifest.h"
#include "engine/importing/script_load.h"

#include <QList>
#include <QString>

#include <functional>
#include <stop_token>

namespace engine::operations {

/// What a trial found in a database that was restored, beside what had to be there.
struct TrialFindings
{
    qint64 tables = 0;
    qint64 rows = 0;
    /// Of objects whose statement was compared.
    qint64 objects = 0;
    /// Not what the manifest says: a verdict against the backup.
    QList<Sentence> differences{};
    /// What could not be tried here, and why: it says nothing against the backup, and nothing for it.
    QList<Sentence> notTried{};
};

/// Compares what was loaded with what the manifest of the file says: of every table the rows, counted and digested
/// again, of every object its kind and name and, where the server is of the same major version, its statement.
/// Errors: those of the server; Cancelled.
[[nodiscard]] Result<TrialFindings> compareWithManifest(const importing::Loaded &loaded,
                                                        const formats::Manifest &manifest, const std::stop_token &stop,
                                                        Progress &progress);

/// Loads a file into a private server.
using Loading = std::function<Result<importing::Loaded>(const std::stop_token &, Progress &)>;

/// The « épreuve de restauration »: loads the file, compares, and throws the server away. Returns what people should
/// know of a proof that succeeded. Errors: ContentDiffers with all differences; those of loading.
[[nodiscard]] Result<QList<Sentence>> tryRestore(const Loading &loading, const formats::Manifest &manifest,
                                                 const QString &name, const std::stop_token &stop, Progress &progress);

} // namespace engine::operations
