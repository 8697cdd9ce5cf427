// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QString>

#include <chrono>
#include <optional>

namespace engine::sandbox {

/// The right to start, stop or remove the server of a folder, held by one process at a time.
///
/// Owns an flock() on the file `sosie.lock`, which the system releases when the process ends, however it ends: a
/// killed Sosie never leaves a stale lock. The file says who holds it (process id, time) to people. Move-only; for one
/// thread at a time; destruction releases the lock.
class FolderLock final
{
public:
    /// Waits up to `patience` for another process. Errors: TargetBusy (with the holder as detail), FileUnwritable.
    static Result<FolderLock> take(const QString &folder, std::chrono::milliseconds patience);
    /// Nothing when another process holds the lock or the folder is not there.
    static std::optional<FolderLock> tryTake(const QString &folder);

    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&other) noexcept;
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int file)
        : m_file(file)
    {}

    int m_file = -1;
};

} // namespace engine::sandbox
