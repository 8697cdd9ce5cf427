// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/base/files/descriptor.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace engine {

/// A new file that has its name only when it is whole and on the disk.
///
///     NAME.partial   written, readable by its owner alone (0600), locked while its writer lives
///     NAME           after finish(): flushed, renamed without overwriting anything, the folder flushed
///
/// What a killed process left is known by its lock, which nobody holds.
class PartialFile final : public PatchableWriter
{
public:
    /// Opens the file beside `path`; a leftover of that name goes. A folder that is missing is made, for its owner
    /// alone (0700); one that is there stays as it is. A link is never followed.
    /// Errors: BackupExists when `path` exists or somebody else writes it now; FileUnwritable, LocalDiskFull.
    static Result<std::unique_ptr<PartialFile>> create(const QString &path);
    ~PartialFile() override;

    /// The name it gets, absolute.
    [[nodiscard]] const QString &path() const { return m_path; }
    /// Bytes so far.
    [[nodiscard]] qint64 written() const { return m_written; }

    /// Errors: LocalDiskFull, FileUnwritable; of finish() also BackupExists. What was written is gone then.
    Result<> write(std::span<const std::byte> bytes) override;
    Result<> writeAt(qint64 offset, std::span<const std::byte> bytes) override;
    Result<> finish() override;
    void abort() noexcept override;

private:
    PartialFile(QString path, Descriptor file);
    Result<> put(qint64 offset, std::span<const std::byte> bytes);
    [[nodiscard]] tl::unexpected<Error> fail(int number);

    QString m_path;
    Descriptor m_file;
    qint64 m_written = 0;
};

/// The name under which a file is written.
[[nodiscard]] QString partialName(const QString &path);

/// Removes what a killed process left of the file `path`; false when there is nothing, or somebody is writing it.
bool removeLeftoverOf(const QString &path);

/// Removes what killed processes left in a folder, and returns the names of what it removed: files of this user called
/// *.partial that nobody is writing. Never fails: what cannot be removed stays.
QStringList removeLeftovers(const QString &folder);

} // namespace engine
