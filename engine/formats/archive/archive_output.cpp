// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/archive/archive_output.h"

#include "engine/formats/toc/toc.h"

#include <algorithm>

namespace engine::formats {

using namespace Qt::StringLiterals;
using transfer::Block;
using transfer::Share;

namespace {

/// How much of a large object is compressed before it is written.
constexpr size_t chunkBytes = size_t{128} * 1024;

} // namespace

ArchiveOutput::ArchiveOutput(std::unique_ptr<ByteWriter> bytes, Patch patch, const Contents &contents)
    : m_bytes(std::move(bytes))
    , m_patch(std::move(patch))
{
    for (const Entry &entry : contents.entries) {
        if (const std::optional<sql::QualifiedName> table = tableOf(entry); table && entry.hasData)
            m_entryOfTable[*table] = entry.number;
        if (entry.kind == "BLOBS" && entry.hasData)
            m_largeObjectsEntry = entry.number;
    }
}

Result<std::unique_ptr<ArchiveOutput>> ArchiveOutput::create(std::unique_ptr<ByteWriter> bytes, Patch patch,
                                                             const Contents &contents)
{
    std::unique_ptr<ArchiveOutput> output(new ArchiveOutput(std::move(bytes), std::move(patch), contents));
    TRY_ASSIGN(WrittenToc toc, writeToc(contents));
    output->m_offsetPlaces = std::move(toc.offsets);
    TRY(output->writeBytes(toc.bytes));
    return output;
}

Result<> ArchiveOutput::beginLargeObject(quint32 object)
{
    if (m_largeObjectsEntry == 0)
        return failure({.code = ErrorCode::Internal, .detail = u"the contents have no entry for large objects"_s});
    if (!m_largeObjectsBegun)
        TRY(beginBlock(static_cast<unsigned char>(BlockKind::LargeObjects), m_largeObjectsEntry));
    m_largeObjectsBegun = true;
    // Numbers beyond 2^31 go through the same signed path as pg_dump's do.
    TRY(writeInt(static_cast<int>(object)));
    if (!m_deflater)
        m_deflater = std::make_unique<Deflater>();
    m_checksum = {};
    m_largeObject.assign(std::begin(zlibHeader), std::end(zlibHeader));
    return {};
}

Result<> ArchiveOutput::addToLargeObject(std::span<const std::byte> raw)
{
    m_checksum.add(raw);
    TRY(m_deflater->add(raw, m_largeObject));
    return m_largeObject.size() < chunkBytes ? Result<>() : flushLargeObject(false);
}

Result<> ArchiveOutput::flushLargeObject(bool isEnd)
{
    if (isEnd) {
        TRY(m_deflater->flush(m_largeObject));
        m_largeObject.insert(m_largeObject.end(), std::begin(endOfDeflate), std::end(endOfDeflate));
        const std::vector<std::byte> checksum = m_checksum.bytes();
        m_largeObject.insert(m_largeObject.end(), checksum.begin(), checksum.end());
    }
    TRY(writeChunk(m_largeObject));
    m_largeObject.clear();
    return {};
}

Result<> ArchiveOutput::endLargeObject()
{
    TRY(flushLargeObject(true));
    return writeInt(0);
}

Result<> ArchiveOutput::endLargeObjects()
{
    if (m_largeObjectsEntry == 0)
        return {};
    if (!m_largeObjectsBegun)
        TRY(beginBlock(static_cast<unsigned char>(BlockKind::LargeObjects), m_largeObjectsEntry));
    m_largeObjectsBegun = true;
    m_deflater.reset();
    return writeInt(0);
}

Result<> ArchiveOutput::enter(const Share &share)
{
    const auto entry = m_entryOfTable.find(share.table);
    if (entry == m_entryOfTable.end())
        return failure({.code = ErrorCode::Internal,
                        .subject = text(share.table.displayed()),
                        .detail = u"the contents of the archive do not have this table"_s});
    const std::lock_guard lock(m_lanesMutex);
    m_lanes[share.number] = {.share = share, .entry = entry->second};
    ++m_entered;
    return {};
}

void ArchiveOutput::leave(const Share &share, const ShareSummary &summary)
{
    const std::lock_guard lock(m_lanesMutex);
    m_lanes[share.number].summary = summary;
}

size_t ArchiveOutput::lanes() const
{
    const std::lock_guard lock(m_lanesMutex);
    return m_entered;
}

ArchiveOutput::Lane ArchiveOutput::laneOf(size_t lane) const
{
    const std::lock_guard lock(m_lanesMutex);
    return m_lanes.at(lane);
}

Result<> ArchiveOutput::write(size_t lane, const Block &block)
{
    if (!m_hasBegun) {
        const Lane here = laneOf(lane);
        m_hasBegun = true;
        m_checksum = {};
        m_tables.push_back({.table = here.share.table});
        TRY(beginBlock(static_cast<unsigned char>(BlockKind::Rows), here.entry));
        TRY(writeChunk(zlibHeader));
    }
    m_tables.back().storedBytes += static_cast<qint64>(block.bytes.size());
    return writeChunk(block.bytes);
}

/// Every share has at least the block that its end makes, so that the table has been begun by now.
Result<> ArchiveOutput::endLane(size_t lane)
{
    const Lane here = laneOf(lane);
    m_checksum.join(here.summary.checksum);
    StoredTable &table = m_tables.back();
    table.rows += here.summary.rows;
    table.rawBytes += here.summary.rowBytes;
    {
        const std::lock_guard lock(m_lanesMutex);
        m_lanes.erase(lane);
    }
    if (here.share.place + 1 < here.share.ofTable)
        return {};
    std::vector<std::byte> end(std::begin(endOfDeflate), std::end(endOfDeflate));
    const std::vector<std::byte> checksum = m_checksum.bytes();
    end.insert(end.end(), checksum.begin(), checksum.end());
    table.storedBytes += static_cast<qint64>(std::size(zlibHeader) + end.size());
    m_hasBegun = false;
    TRY(writeChunk(end));
    return writeInt(0);
}

Result<> ArchiveOutput::finish()
{
    for (const auto &[entry, place] : m_offsetPlaces) {
        const auto offset = m_offsets.find(entry);
        if (offset == m_offsets.end())
            return failure({.code = ErrorCode::Internal, .detail = u"no data came for the entry %1"_s.arg(entry)});
        if (m_patch)
            TRY(m_patch(place, archive_bytes::setOffset(offset->second)));
    }
    return m_bytes->finish();
}

Result<> ArchiveOutput::beginBlock(unsigned char kind, int entry)
{
    if (!m_offsets.emplace(entry, m_position).second)
        return failure({.code = ErrorCode::Internal, .detail = u"data came twice for the entry %1"_s.arg(entry)});
    std::vector<std::byte> start{static_cast<std::byte>(kind)};
    archive_bytes::appendInt(entry, start);
    return writeBytes(start);
}

/// An empty one would end the block.
Result<> ArchiveOutput::writeChunk(std::span<const std::byte> bytes)
{
    if (bytes.empty())
        return {};
    TRY(writeInt(static_cast<int>(bytes.size())));
    return writeBytes(bytes);
}

Result<> ArchiveOutput::writeInt(int value)
{
    std::vector<std::byte> bytes;
    archive_bytes::appendInt(value, bytes);
    return writeBytes(bytes);
}

Result<> ArchiveOutput::writeBytes(std::span<const std::byte> bytes)
{
    TRY(m_bytes->write(bytes));
    m_position += static_cast<qint64>(bytes.size());
    return {};
}

} // namespace engine::formats
