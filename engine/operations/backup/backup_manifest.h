// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/contents.h"
#include "engine/formats/manifest.h"
#include "engine/operations/backup/backup_inspection.h"
#include "engine/operations/backup/backup_rows.h"

namespace engine::operations {

/// What went into large objects, for the manifest.
struct LargeObjectsWritten
{
    qint64 count = 0;
    qint64 bytes = 0;
    QString digest{};
};

/// Everything that is known of a backup once all of its rows are there; not yet what the file is.
[[nodiscard]] formats::Manifest manifestOf(const BackupInspection &inspection, const BackupOptions &options,
                                           const formats::Contents &contents, const QDateTime &snapshot,
                                           const BackupRows &rows, const LargeObjectsWritten &largeObjects);

} // namespace engine::operations
