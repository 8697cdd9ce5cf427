// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <sys/types.h>

#include <QByteArrayView>
#include <QString>

namespace engine {

/// Replaces the file `path` by `bytes`, or leaves it exactly as it was: written beside its name under a name nobody
/// else uses, flushed to the disk, renamed, and the folder flushed, so that a power cut shows the old or the new file
/// and never half of one. `mode` holds from the first byte on. A link at `path` is replaced, not followed.
/// Errors: FileUnwritable, LocalDiskFull; the file beside is gone then.
Result<> writeFileAtomically(const QString &path, QByteArrayView bytes, mode_t mode = 0600);

/// The whole file. Errors: FileUnreadable; also when it is larger than `maxBytes`, because nobody else decides how much
/// memory we use.
[[nodiscard]] Result<QByteArray> readWholeFile(const QString &path, qint64 maxBytes);

} // namespace engine
