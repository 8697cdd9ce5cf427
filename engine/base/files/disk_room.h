// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QString>

namespace engine {

/// Bytes that this user may still write in a folder, which need not exist yet. Errors: FileUnwritable.
[[nodiscard]] Result<qint64> roomIn(const QString &folder);

/// Refuses a file that will not fit, before anything is read for it: `bytes` and a little more must be free, and the
/// file system must know files of that size (FAT ends at 4 GiB). Errors: LocalDiskFull, FileUnwritable.
Result<> requireRoom(const QString &folder, qint64 bytes);

} // namespace engine
