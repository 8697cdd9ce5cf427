// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_file.h"
#include "engine/base/errors/sentence.h"
#include "engine/base/progress.h"
#include "engine/base/result.h"

#include <QList>

#include <stop_token>

namespace engine::backups {

/// Proof of level 2: reads every block of an archive, and finds of every table the rows and the digest, and of the
/// large objects the bytes and the digest, that the manifest names; no table more and none less. Returns what people
/// should know of it although it succeeded.
///
/// Blocks; reads with two threads. Errors: ContentDiffers with what differs; FileDamaged and what else ArchiveReader
/// says; FormatUnsupported for a script, of which only a server can tell what is in it, and for a file without a
/// manifest; Cancelled.
Result<QList<Sentence>> proveContent(const BackupFile &file, std::stop_token stop, Progress &progress);

} // namespace engine::backups
