// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/backups/backup_file.h"
#include "engine/base/progress.h"
#include "engine/formats/recognition/recognition.h"
#include "engine/importing/script_load.h"

#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace engine::importing {

/// A script or an archive that somebody sent, behind all that was around it.
struct SentBytes
{
    /// For people.
    QString name{};
    /// Empty for an archive in pg_dump's folder format.
    std::shared_ptr<const RandomReader> bytes{};
    formats::Recognized recognized{};
    /// Of an archive in folder format.
    QString folder{};
    /// ScriptFile::mayLackEnd
    bool mayLackEnd = false;

    [[nodiscard]] bool isScript() const { return folder.isEmpty() && recognized.kind == formats::FileKind::Script; }
    /// The text of a script. May be called again.
    [[nodiscard]] Result<std::unique_ptr<ByteReader>> text(const std::stop_token &stop = {}) const;
    /// REQUIRES: no script.
    [[nodiscard]] Result<std::unique_ptr<formats::ArchiveReader>> archive() const;
};

/// How wrapped files are opened.
struct UnwrapOptions
{
    backups::PasswordSource password{};
    /// Where what has to be unwrapped first is put.
    QString folder{};
    /// A script of pg_dump without its last line is taken.
    bool acceptsIncomplete = false;
};

/// Looks behind compression, tar, zip and encryption until there is a script or an archive; a tar or zip of several
/// scripts gives several. `manifest` becomes that of an encrypted backup inside. Errors: those of recognize() and
/// unwrapped(), of containers and of privateCopy().
[[nodiscard]] Result<std::vector<SentBytes>> openBytes(const std::shared_ptr<const RandomReader> &file,
                                                       const QString &name, const UnwrapOptions &options,
                                                       std::optional<formats::Manifest> &manifest,
                                                       const std::stop_token &stop);

/// Loads scripts in this order, or one archive, into a private database below `parent`. Errors: those of loadScripts()
/// and loadArchive(). REQUIRES: scripts only, or one archive alone.
[[nodiscard]] Result<Loaded> loadBytes(const std::vector<SentBytes> &sent, const QString &parent,
                                       const LoadLimits &limits, const std::stop_token &stop, Progress &progress);

/// The same of a backup that is open.
[[nodiscard]] Result<Loaded> loadBackup(const backups::BackupFile &file, const QString &parent,
                                        const LoadLimits &limits, const std::stop_token &stop, Progress &progress);

} // namespace engine::importing
