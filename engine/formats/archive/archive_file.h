// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/archive/archive_output.h"
#include "engine/formats/compression/deflater.h"
#include "engine/formats/contents.h"
#include "engine/transfer/block_appender.h"
#include "engine/transfer/ends.h"

#include <memory>
#include <mutex>
#include <vector>

namespace engine::formats {

struct ArchiveFileOptions
{
    /// Of Deflater.
    int level = Deflater::defaultLevel;
    /// What the workers have compressed of later shares while an earlier one is still on its way, in bytes.
    size_t mostUnwritten = size_t{48} * 1024 * 1024;
};

/// An archive that pg_restore reads: pg_dump's custom format, version 1.14, rows as COPY text compressed by zlib.
///
///     header, table of contents | large objects | rows of a table | rows of the next | …
///                                                 one zlib stream each, made by as many workers as it has shares
///
/// The workers compress, each its share (Deflater); the blocks go into the file in order (transfer::BlockAppender). At
/// the end the table of contents is told where each table begins, so that pg_restore -j and -t need not look for it;
/// where the output cannot be patched (an encrypted container) it keeps "not set", and readers go from block to block.
///
/// Call order: create(), addLargeObject() for each, then as any Destination. Owns its output.
class ArchiveFile final : public transfer::Destination
{
public:
    /// Writes the header and the table of contents. Entries with data are those whose rows will come: TABLE DATA, each
    /// of which must be moved before commit(), and at most one BLOBS. `patch` writes into `output`. Errors: those of
    /// the output, which is aborted then; FormatUnsupported.
    static Result<std::unique_ptr<ArchiveFile>> create(std::unique_ptr<ByteWriter> output, Patch patch,
                                                       const Contents &contents,
                                                       const ArchiveFileOptions &options = {});
    ~ArchiveFile() override;

    /// The bytes of a large object. REQUIRES: contents with an entry BLOBS; no writer() was asked for yet; no object
    /// twice.
    Result<> addLargeObject(quint32 object, ByteReader &bytes, const std::stop_token &stop);

    /// Its sinks take rows as text, and tables that the contents have.
    Result<std::unique_ptr<transfer::Writer>> writer(std::stop_token stop) override;
    Result<> commit() override;
    void abandon() noexcept override;

    /// In the order in which they stand in the file. REQUIRES: no sink is open.
    [[nodiscard]] std::vector<StoredTable> stored() const { return m_output->tables(); }
    /// Of the whole file.
    [[nodiscard]] qint64 size() const { return m_output->size(); }

private:
    class ShareSink;
    class ShareWriter;

    ArchiveFile(std::unique_ptr<ArchiveOutput> output, const ArchiveFileOptions &options);
    Result<> endLargeObjects();

    const ArchiveFileOptions m_options;
    std::unique_ptr<ArchiveOutput> m_output;
    transfer::BlockAppender m_blocks;
    std::mutex m_startMutex;
    bool m_largeObjectsEnded = false;
    /// Committed or abandoned.
    bool m_isOver = false;
};

} // namespace engine::formats
