// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/base/secret.h"
#include "engine/formats/container/container_layout.h"

#include <QByteArray>

#include <atomic>
#include <memory>
#include <mutex>
#include <stop_token>

namespace engine::formats {

/// What an encrypted container holds, decrypted where it is read. Nothing is handed out that its tag does not vouch
/// for, and the end of the file is checked before anything else, so that a file that was cut is found at once.
///
/// Borrows the reader below, which must outlive it. Any thread, several at once.
class ContainerReader final : public RandomReader
{
public:
    /// Derives the key, which takes half a second and 128 MiB for a moment. `subject` names the file in errors.
    /// Errors: FormatUnknown, FormatUnsupported, FileDamaged, FileTooLarge, FilePasswordWrong, FilePasswordMissing;
    /// those of the reader.
    static Result<std::unique_ptr<ContainerReader>> open(const RandomReader &below, const Secret &password,
                                                         const QString &subject);

    /// The payload. Errors: FileDamaged; those of the reader.
    Result<size_t> readAt(qint64 offset, std::span<std::byte> into) const override;
    [[nodiscard]] qint64 size() const override { return m_payloadBytes; }
    /// Errors: FileTooLarge, FileDamaged.
    [[nodiscard]] Result<QByteArray> manifest() const;
    /// The change of its password was interrupted; a new change puts it in order.
    [[nodiscard]] bool isBeingChanged() const { return m_isBeingChanged; }

    /// Authenticates every chunk. `read` counts bytes of the file, for who polls. Errors: FileDamaged with the place;
    /// Cancelled; those of the reader.
    Result<> checkAll(const std::stop_token &stop, std::atomic<qint64> *read = nullptr) const;

private:
    struct Chunk
    {
        qint64 number = -1;
        Bytes clear{};
    };
    ContainerReader(const RandomReader &below, const FilePart &file, const ChunkMap &map, Secret key, QString subject);
    [[nodiscard]] Result<std::shared_ptr<const Chunk>> chunk(qint64 number) const;
    [[nodiscard]] Result<std::shared_ptr<const Chunk>> decrypt(qint64 number) const;
    /// Of everything that is encrypted.
    Result<size_t> readClear(qint64 offset, std::span<std::byte> into) const;
    Result<> readTrailer();
    [[nodiscard]] tl::unexpected<Error> damaged(const QString &where) const;

    // Workers read different tables at once, each in order.
    static constexpr size_t keptChunks = 4;

    const RandomReader &m_below;
    FilePart m_file;
    Digest m_bound;
    ChunkMap m_map;
    Secret m_key;
    QString m_subject;
    bool m_isBeingChanged = false;
    qint64 m_payloadBytes = 0;
    qint64 m_manifestBytes = 0;
    mutable std::mutex m_keptMutex;
    mutable std::array<std::shared_ptr<const Chunk>, keptChunks> m_kept;
    mutable size_t m_oldest = 0;
};

/// Reads and judges the header of a container, without a password. Errors: those of parseHeader() and of the reader.
[[nodiscard]] Result<Header> readHeader(const RandomReader &below, const QString &subject);

} // namespace engine::formats
