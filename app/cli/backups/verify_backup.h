// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/session/session.h"
#include "engine/backups/backup_file.h"

#include <QList>
#include <QString>

#include <functional>
#include <stop_token>

namespace app::cli {

/// Shows more of a backup than that its file is intact, which it is when this is asked. Returns what people should know
/// of a proof that succeeded. Errors: ContentDiffers with the differences, FileDamaged, and what may go wrong
/// otherwise.
using BackupProof = std::function<engine::Result<QList<engine::Sentence>>(const engine::backups::BackupFile &,
                                                                          std::stop_token, engine::Progress &)>;

/// What verification knows beyond the file; a level without a proof is refused.
struct BackupProofs
{
    /// Level 2: every block read, rows and digests as in the manifest.
    BackupProof content{};
    /// Level 3: restored into a private server and compared.
    BackupProof restore{};
};

/// Verifies a backup of the history or a file, level by level up to `level` (1 to 3; 0: as far as no server is needed),
/// and remembers what was shown. A backup that is not what it should be is a verdict, not an error.
ExitCode verifyBackup(Session &session, const QString &name, int level, const BackupProofs &proofs);

} // namespace app::cli
