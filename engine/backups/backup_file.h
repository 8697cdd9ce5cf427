// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/file_reader.h"
#include "engine/base/secret.h"
#include "engine/formats/container/container_reader.h"
#include "engine/formats/manifest.h"
#include "engine/store/backup_records.h"

#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace engine::backups {

/// Gives the password of an encrypted file: typed, from a file, from a keychain. `subject` names the file.
/// Errors: FilePasswordMissing, Cancelled and what else may go wrong there.
using PasswordSource = std::function<Result<Secret>(const QString &subject)>;

/// A backup that is read: its file, what it says of itself, and what it holds once decrypted.
///
/// Where proofs and restores begin. Any thread, several at once.
class BackupFile final
{
public:
    /// `record`: what the history knows of it, if it does; a file that is another one than that is refused. `password`
    /// is asked only where the file is encrypted. A file without a manifest opens too: it may be somebody else's.
    /// Errors: FileUnreadable, FileDamaged (also when the manifest cannot be read, or is not of this file), those of
    /// ContainerReader::open().
    static Result<std::unique_ptr<BackupFile>>
    open(const QString &path, const std::optional<store::BackupRecord> &record, const PasswordSource &password);

    [[nodiscard]] const QString &path() const { return m_file->path(); }
    [[nodiscard]] const std::optional<store::BackupRecord> &record() const { return m_record; }
    [[nodiscard]] const std::optional<formats::Manifest> &manifest() const { return m_manifest; }
    [[nodiscard]] bool isEncrypted() const { return m_container != nullptr; }
    /// Of the file as it lies there.
    [[nodiscard]] qint64 fileBytes() const { return m_file->size(); }
    /// The archive or script itself.
    [[nodiscard]] const RandomReader &payload() const;
    /// How many bytes checkIntact() will read.
    [[nodiscard]] qint64 bytesToCheck() const;

    /// Proves that the file is what was written: every chunk of a container is authentic, the SHA-256 of what it holds
    /// is that of the manifest, the SHA-256 of a file in clear that of the history. Returns the file's SHA-256, which
    /// of a container is another one after a change of its password. `read` counts bytes. Errors: FileDamaged,
    /// FileChanged; FileUnreadable when there is nothing to compare with; Cancelled.
    [[nodiscard]] Result<QString> checkIntact(const std::stop_token &stop, std::atomic<qint64> *read = nullptr) const;

private:
    BackupFile() = default;
    Result<> openContainer(const PasswordSource &password);
    Result<> readManifest();
    [[nodiscard]] Result<> checkIdentity() const;
    [[nodiscard]] tl::unexpected<Error> damaged(const QString &how) const;

    std::optional<store::BackupRecord> m_record{};
    std::unique_ptr<FileReader> m_file{};
    std::unique_ptr<formats::ContainerReader> m_container{};
    std::optional<formats::Manifest> m_manifest{};
};

} // namespace engine::backups
