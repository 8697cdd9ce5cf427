// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/archive/archive_file.h"

#include <algorithm>
#include <string_view>

namespace engine::formats {

using namespace Qt::StringLiterals;
using stream::RowBatch;
using stream::RowsReceived;
using transfer::Share;

namespace {

/// A worker compresses so many bytes before it looks at its stop, and hands over what became of about so many.
constexpr size_t stepBytes = size_t{256} * 1024;
constexpr size_t blockBytes = size_t{128} * 1024;
/// What pg_dump writes behind the rows: the end of COPY, as psql would need it.
constexpr std::string_view endOfRows = "\\.\n\n\n";

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

} // namespace

/// Compresses one share on the worker's thread. Borrows the file and the worker's compressor.
class ArchiveFile::ShareSink final : public stream::Sink
{
public:
    ShareSink(ArchiveFile &file, Deflater &deflater, Share share, std::stop_token stop)
        : m_file(file)
        , m_deflater(deflater)
        , m_share(std::move(share))
        , m_stop(std::move(stop))
    {}
    ~ShareSink() override { abort(); }

    Result<> write(const RowBatch &batch) override
    {
        if (batch.format != stream::RowFormat::Text)
            return failure({.code = ErrorCode::Internal, .detail = u"an archive holds rows as text only"_s});
        m_summary.rows += static_cast<qint64>(batch.rowCount());
        m_summary.rowBytes += static_cast<qint64>(batch.byteCount());
        return add(std::as_bytes(std::span(batch.bytes)));
    }

    Result<RowsReceived> finish() override
    {
        if (m_share.place + 1 == m_share.ofTable)
            TRY(add(bytesOf(endOfRows)));
        TRY(m_deflater.flush(m_block));
        TRY(handOver());
        m_isOver = true;
        m_file.m_output->leave(m_share, m_summary);
        TRY(m_file.m_blocks.finish(m_share.number, m_stop));
        return RowsReceived{.stored = m_summary.rows, .storedBytes = m_stored};
    }

    void abort() noexcept override
    {
        if (!std::exchange(m_isOver, true))
            m_file.m_blocks.fail({.code = ErrorCode::Cancelled});
    }

private:
    Result<> add(std::span<const std::byte> raw)
    {
        while (!raw.empty()) {
            const std::span<const std::byte> step = raw.first(std::min(raw.size(), stepBytes));
            m_summary.checksum.add(step);
            TRY(m_deflater.add(step, m_block));
            m_raw += static_cast<qint64>(step.size());
            if (m_block.size() >= blockBytes)
                TRY(handOver());
            else if (m_stop.stop_requested())
                return failure({.code = ErrorCode::Cancelled});
            raw = raw.subspan(step.size());
        }
        return {};
    }

    Result<> handOver()
    {
        m_stored += static_cast<qint64>(m_block.size());
        transfer::Block block{.bytes = std::exchange(m_block, {}), .rawBytes = std::exchange(m_raw, 0)};
        return m_file.m_blocks.append(m_share.number, std::move(block), m_stop);
    }

    ArchiveFile &m_file;
    Deflater &m_deflater;
    Share m_share;
    std::stop_token m_stop;
    ShareSummary m_summary;
    std::vector<std::byte> m_block;
    qint64 m_raw = 0;
    qint64 m_stored = 0;
    bool m_isOver = false;
};

class ArchiveFile::ShareWriter final : public transfer::Writer
{
public:
    ShareWriter(ArchiveFile &file, std::stop_token stop)
        : m_file(file)
        , m_stop(std::move(stop))
    {}

    Result<std::unique_ptr<stream::Sink>> open(const stream::RowShape &shape, const Share &share) override
    {
        if (shape.format != stream::RowFormat::Text)
            return failure({.code = ErrorCode::Internal, .detail = u"an archive holds rows as text only"_s});
        TRY(m_file.m_output->enter(share));
        // Not that of a share before, which may have been left in the middle.
        m_deflater = std::make_unique<Deflater>(m_file.m_options.level);
        return std::unique_ptr<stream::Sink>(std::make_unique<ShareSink>(m_file, *m_deflater, share, m_stop));
    }

private:
    ArchiveFile &m_file;
    std::stop_token m_stop;
    std::unique_ptr<Deflater> m_deflater;
};

ArchiveFile::ArchiveFile(std::unique_ptr<ArchiveOutput> output, const ArchiveFileOptions &options)
    : m_options(options)
    , m_output(std::move(output))
    , m_blocks(*m_output, options.mostUnwritten)
{}

ArchiveFile::~ArchiveFile()
{
    abandon();
}

Result<std::unique_ptr<ArchiveFile>> ArchiveFile::create(std::unique_ptr<ByteWriter> output, Patch patch,
                                                         const Contents &contents, const ArchiveFileOptions &options)
{
    // What was not finished aborts when it goes.
    TRY_ASSIGN(std::unique_ptr<ArchiveOutput> begun,
               ArchiveOutput::create(std::move(output), std::move(patch), contents));
    return std::unique_ptr<ArchiveFile>(new ArchiveFile(std::move(begun), options));
}

Result<> ArchiveFile::addLargeObject(quint32 object, ByteReader &bytes, const std::stop_token &stop)
{
    TRY(m_output->beginLargeObject(object));
    std::vector<std::byte> room(stepBytes);
    while (true) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        TRY_ASSIGN(const size_t count, bytes.read(room));
        if (count == 0)
            break;
        TRY(m_output->addToLargeObject(std::span(room).first(count)));
        if (count < room.size())
            break;
    }
    return m_output->endLargeObject();
}

/// Before the first table, on the thread of the worker that is first.
Result<> ArchiveFile::endLargeObjects()
{
    const std::lock_guard lock(m_startMutex);
    return std::exchange(m_largeObjectsEnded, true) ? Result<>() : m_output->endLargeObjects();
}

Result<std::unique_ptr<transfer::Writer>> ArchiveFile::writer(std::stop_token stop)
{
    TRY(endLargeObjects());
    return std::unique_ptr<transfer::Writer>(std::make_unique<ShareWriter>(*this, std::move(stop)));
}

Result<> ArchiveFile::commit()
{
    TRY(endLargeObjects());
    TRY(m_blocks.outcome(m_output->lanes()));
    TRY(m_output->finish());
    m_isOver = true;
    return {};
}

void ArchiveFile::abandon() noexcept
{
    if (!std::exchange(m_isOver, true))
        m_output->abort();
}

} // namespace engine::formats
