// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/base/result.h"
#include "engine/base/secret.h"
#include "engine/formats/container/container_writer.h"
#include "engine/formats/contents.h"
#include "engine/operations/backup/backup_options.h"
#include "engine/transfer/ends.h"

#include <QString>

#include <functional>
#include <memory>
#include <stop_token>

namespace engine::operations {

/// A backup that is being written, whatever its format and whether or not it is encrypted:
///
///     rows -> archive or script -> (gzip) -> (container) -> NAME.partial -> NAME
///
/// Before commit() has succeeded there is nothing under its name. Owns all of it.
class BackupOutput final
{
public:
    struct Request
    {
        QString path{};
        const formats::Contents &contents;
        /// Null: in clear.
        const Secret *password = nullptr;
        /// Of the backup, which an encrypted file says without its password.
        QString identifier{};
        /// For an encrypted file, which holds its manifest.
        formats::ManifestMaker makeManifest{};
    };
    /// Writes what comes before the rows. Errors: those of PartialFile, ContainerWriter, ArchiveFile.
    static Result<std::unique_ptr<BackupOutput>> create(const Request &request, const BackupOptions &options);

    /// The same as of ArchiveFile and ScriptFile.
    Result<> addLargeObject(quint32 object, ByteReader &bytes, const std::stop_token &stop)
    {
        return m_addLargeObject(object, bytes, stop);
    }
    [[nodiscard]] transfer::Destination &destination() { return *m_destination; }

private:
    BackupOutput() = default;

    std::unique_ptr<transfer::Destination> m_destination{};
    std::function<Result<>(quint32, ByteReader &, const std::stop_token &)> m_addLargeObject{};
};

} // namespace engine::operations
