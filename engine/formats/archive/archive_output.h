// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/compression/deflater.h"
#include "engine/formats/toc/toc_writer.h"
#include "engine/transfer/block_appender.h"
#include "engine/transfer/share.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace engine::formats {

/// Replaces bytes that were written, at an offset from the first byte. Empty where that cannot be done.
using Patch = std::function<Result<>(qint64 offset, std::span<const std::byte> bytes)>;

/// What an archive holds of a table.
struct StoredTable
{
    sql::QualifiedName table{};
    qint64 rows = 0;
    /// As COPY carries them, and as they are in the file.
    qint64 rawBytes = 0;
    qint64 storedBytes = 0;
};

/// What was compressed of a share.
struct ShareSummary
{
    qint64 rows = 0;
    qint64 rowBytes = 0;
    Adler32 checksum{};
};

/// The bytes of an archive of pg_dump in their order: header and table of contents, then blocks of data.
///
/// Call order: create(), large objects, endLargeObjects(), lanes, finish(). enter() and leave() may be called by any
/// thread at any time, the rest by one at a time, as BlockAppender promises. Owns what it writes into.
class ArchiveOutput final : public transfer::BlockAppender::Output
{
public:
    static Result<std::unique_ptr<ArchiveOutput>> create(std::unique_ptr<ByteWriter> bytes, Patch patch,
                                                         const Contents &contents);

    /// Raw bytes, in any number of parts.
    Result<> beginLargeObject(quint32 object);
    Result<> addToLargeObject(std::span<const std::byte> raw);
    Result<> endLargeObject();
    /// Also where there are none: an entry that says there are data has some.
    Result<> endLargeObjects();

    /// A share is begun: its lane is known. Errors: Internal for a table that the contents do not have.
    Result<> enter(const transfer::Share &share);
    /// All of it was compressed. Before the lane is finished.
    void leave(const transfer::Share &share, const ShareSummary &summary);
    /// How many were entered.
    [[nodiscard]] size_t lanes() const;

    Result<> write(size_t lane, const transfer::Block &block) override;
    Result<> endLane(size_t lane) override;

    /// Tells the table of contents where the data are, and finishes what it writes into.
    Result<> finish();
    void abort() noexcept { m_bytes->abort(); }

    [[nodiscard]] const std::vector<StoredTable> &tables() const { return m_tables; }
    [[nodiscard]] qint64 size() const { return m_position; }

private:
    struct Lane
    {
        transfer::Share share{};
        int entry = 0;
        ShareSummary summary{};
    };

    ArchiveOutput(std::unique_ptr<ByteWriter> bytes, Patch patch, const Contents &contents);
    [[nodiscard]] Lane laneOf(size_t lane) const;
    Result<> beginBlock(unsigned char kind, int entry);
    Result<> writeChunk(std::span<const std::byte> bytes);
    Result<> writeInt(int value);
    Result<> writeBytes(std::span<const std::byte> bytes);
    Result<> flushLargeObject(bool isEnd);

    std::unique_ptr<ByteWriter> m_bytes;
    Patch m_patch;
    std::map<sql::QualifiedName, int> m_entryOfTable;
    int m_largeObjectsEntry = 0;

    mutable std::mutex m_lanesMutex;
    std::map<size_t, Lane> m_lanes;
    size_t m_entered = 0;

    qint64 m_position = 0;
    /// Of entries: where their offsets are written, and what they will be.
    std::map<int, qint64> m_offsetPlaces;
    std::map<int, qint64> m_offsets;
    /// Of the stream that is being written: a table's, or a large object's.
    Adler32 m_checksum;
    bool m_hasBegun = false;
    std::vector<StoredTable> m_tables;
    std::unique_ptr<Deflater> m_deflater;
    std::vector<std::byte> m_largeObject;
    bool m_largeObjectsBegun = false;
};

} // namespace engine::formats
