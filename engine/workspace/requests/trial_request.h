// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/progress.h"
#include "engine/base/result.h"

#include <QList>
#include <QString>

#include <stop_token>

namespace engine::backups {
class BackupFile;
}

namespace engine::workspace {

/// The « épreuve de restauration » of a backup: restored into a private server below `folder`, compared with its
/// manifest, thrown away. Blocks. Returns what people should know of a proof that succeeded. Errors: FormatUnsupported
/// without a manifest; those of operations::tryRestore().
[[nodiscard]] Result<QList<Sentence>> proveRestore(const backups::BackupFile &file, const QString &folder,
                                                   const std::stop_token &stop, Progress &progress);

} // namespace engine::workspace
