// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/base/files/file_hash.h"
#include "engine/base/secret.h"
#include "engine/formats/container/container_layout.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace engine::formats {

/// What went into a container before its manifest.
struct Payload
{
    qint64 bytes = 0;
    /// 64 hexadecimal digits.
    QString sha256{};
};

/// Makes the manifest, as JSON, when everything else has been written.
using ManifestMaker = std::function<Result<QByteArray>(const Payload &payload)>;

/// Encrypts what is written into it on its way to another writer, chunk by chunk; README.md says how.
///
/// What went through cannot be patched (two texts under one nonce would give both away): an archive inside has no
/// offsets in its table of contents. Borrows the writer below, which must outlive it.
class ContainerWriter final : public ByteWriter
{
public:
    struct Settings
    {
        KeyDerivation derivation{};
        uint32_t chunkBytes = 1U << 20;
        /// 32 hexadecimal digits of the backup inside, so that the file says which one it is without its password;
        /// empty: random ones.
        QString identifier{};
    };
    /// Derives the key, which takes half a second and 128 MiB for a moment, and writes the header.
    /// `subject` names the file in errors. Errors: FilePasswordMissing; those of the writer.
    static Result<std::unique_ptr<ContainerWriter>> create(ByteWriter &below, const Secret &password,
                                                           const QString &subject, const Settings &settings);
    static Result<std::unique_ptr<ContainerWriter>> create(ByteWriter &below, const Secret &password,
                                                           const QString &subject)
    {
        return create(below, password, subject, Settings{});
    }
    ~ContainerWriter() override;

    /// What finish() asks for the manifest; without it an empty one is written.
    void setManifest(ManifestMaker make) { m_makeManifest = std::move(make); }

    Result<> write(std::span<const std::byte> bytes) override;
    /// Writes manifest, trailer and last chunk, then finishes the writer below.
    Result<> finish() override;
    void abort() noexcept override;

private:
    ContainerWriter(ByteWriter &below, const FilePart &file, Secret key, QString subject);
    Result<> append(std::span<const std::byte> bytes);
    Result<> sealChunk(bool isLast);
    /// After an error nothing may stay.
    template <typename Step>
    Result<> orAbort(Step step);

    ByteWriter &m_below;
    FilePart m_file;
    Digest m_bound;
    Secret m_key;
    QString m_subject;
    ManifestMaker m_makeManifest;
    Sha256 m_payloadHash;
    qint64 m_payloadBytes = 0;
    Bytes m_clear;
    Bytes m_sealed;
    uint64_t m_nextChunk = 0;
    bool m_isOver = false;
};

} // namespace engine::formats
