// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/unit/transfer/memory_ends.h"

#include "engine/stream/row_codec.h"

#include <algorithm>

namespace tests {

using namespace engine;
using namespace engine::transfer;

namespace {

constexpr size_t rowsOfABatch = 3;
constexpr size_t bytesOfABlock = 40;

class Counted
{
public:
    explicit Counted(Script &script)
        : m_script(script)
    {
        ++m_script.living;
    }
    Counted(const Counted &) = delete;
    Counted &operator=(const Counted &) = delete;
    ~Counted() { --m_script.living; }

private:
    Script &m_script;
};

class MemorySource final : public stream::Source
{
public:
    MemorySource(Script &script, stream::RowShape shape, std::span<const std::string> rows)
        : m_script(script)
        , m_counted(script)
        , m_shape(std::move(shape))
        , m_rows(rows)
    {}
    [[nodiscard]] const stream::RowShape &shape() const override { return m_shape; }
    Result<bool> read(stream::RowBatch &batch) override
    {
        TRY(m_script.step("read"));
        const stream::RowCodec codec(m_shape);
        for (; batch.rowCount() < rowsOfABatch && !m_rows.empty(); m_rows = m_rows.subspan(1)) {
            codec.begin(batch);
            codec.add(m_rows.front(), batch);
            codec.end(batch);
        }
        return !batch.isEmpty();
    }

private:
    Script &m_script;
    Counted m_counted;
    stream::RowShape m_shape;
    std::span<const std::string> m_rows;
};

class MemoryReader final : public Reader
{
public:
    MemoryReader(Script &script, const MemoryOrigin &origin)
        : m_script(script)
        , m_counted(script)
        , m_origin(origin)
    {}
    Result<std::unique_ptr<stream::Source>> open(const Share &share) override
    {
        TRY(m_script.step("open source"));
        std::span<const std::string> rows = m_origin.rows(share.table.name);
        if (const auto *blocks = std::get_if<ArchiveBlocks>(&share.piece))
            rows = rows.subspan(blocks->first, blocks->end - blocks->first);
        stream::RowShape shape{.table = share.table, .columns = {{.name = "value", .type = "text"}}};
        return std::unique_ptr<stream::Source>(std::make_unique<MemorySource>(m_script, std::move(shape), rows));
    }

private:
    Script &m_script;
    Counted m_counted;
    const MemoryOrigin &m_origin;
};

class FileSink final : public stream::Sink
{
public:
    FileSink(Script &script, MemoryFile &file, BlockAppender &appender, size_t lane, std::stop_token stop)
        : m_script(script)
        , m_counted(script)
        , m_file(file)
        , m_appender(appender)
        , m_lane(lane)
        , m_stop(std::move(stop))
    {}
    Result<> write(const stream::RowBatch &batch) override
    {
        TRY(m_script.step("write rows"));
        m_rows += static_cast<qint64>(batch.rowCount());
        const auto *bytes = reinterpret_cast<const std::byte *>(batch.bytes.data());
        m_block.bytes.insert(m_block.bytes.end(), bytes, bytes + batch.byteCount());
        return m_block.bytes.size() < bytesOfABlock ? Result<>() : flush();
    }
    Result<stream::RowsReceived> finish() override
    {
        TRY(m_script.step("finish rows"));
        if (!m_block.bytes.empty())
            TRY(flush());
        TRY(m_appender.finish(m_lane, m_stop));
        ++m_file.finishedSinks;
        return stream::RowsReceived{.stored = m_rows, .storedBytes = m_bytes};
    }
    void abort() noexcept override
    {
        ++m_file.abortedSinks;
        m_appender.fail({.code = ErrorCode::Cancelled});
    }

private:
    Result<> flush()
    {
        m_bytes += static_cast<qint64>(m_block.bytes.size());
        return m_appender.append(m_lane, std::exchange(m_block, {}), m_stop);
    }

    Script &m_script;
    Counted m_counted;
    MemoryFile &m_file;
    BlockAppender &m_appender;
    size_t m_lane;
    std::stop_token m_stop;
    Block m_block;
    qint64 m_rows = 0;
    qint64 m_bytes = 0;
};

class FileWriter final : public Writer
{
public:
    FileWriter(Script &script, MemoryFile &file, BlockAppender &appender, std::stop_token stop)
        : m_script(script)
        , m_counted(script)
        , m_file(file)
        , m_appender(appender)
        , m_stop(std::move(stop))
    {}
    Result<std::unique_ptr<stream::Sink>> open(const stream::RowShape & /*shape*/, const Share &share) override
    {
        TRY(m_script.step("open sink"));
        return std::unique_ptr<stream::Sink>(
            std::make_unique<FileSink>(m_script, m_file, m_appender, share.number, m_stop));
    }

private:
    Script &m_script;
    Counted m_counted;
    MemoryFile &m_file;
    BlockAppender &m_appender;
    std::stop_token m_stop;
};

} // namespace

Result<> Script::step(const char *name)
{
    if (m_steps++ != m_step || m_event == Event::Nothing)
        return {};
    m_happenedAt = name;
    if (m_event == Event::Failure)
        return failure({.code = ErrorCode::LocalDiskFull, .subject = QString::fromLatin1(name)});
    stop.request_stop();
    return {};
}

std::string Script::happenedAt() const
{
    const char *name = m_happenedAt;
    return name == nullptr ? "" : name;
}

void MemoryOrigin::add(const std::string &table, int rows)
{
    std::vector<std::string> &values = m_tables[table];
    for (int i = 0; i < rows; ++i)
        values.push_back(table + ' ' + std::to_string(i));
}

std::vector<Piece> MemoryOrigin::pieces(const sql::QualifiedName &table, qint64 shareBytes) const
{
    const std::vector<std::string> &rows = m_tables.at(table.name);
    std::vector<Piece> pieces;
    size_t first = 0;
    qint64 bytes = 0;
    for (size_t i = 0; i < rows.size(); ++i) {
        bytes += static_cast<qint64>(rows[i].size());
        if (bytes < shareBytes)
            continue;
        pieces.emplace_back(ArchiveBlocks{.first = first, .end = i + 1});
        first = i + 1;
        bytes = 0;
    }
    if (pieces.empty())
        return {WholeTable()};
    if (first < rows.size())
        pieces.emplace_back(ArchiveBlocks{.first = first, .end = rows.size()});
    return pieces;
}

Result<std::unique_ptr<Reader>> MemoryOrigin::reader(std::stop_token /*stop*/)
{
    TRY(m_script.step("reader"));
    return std::unique_ptr<Reader>(std::make_unique<MemoryReader>(m_script, *this));
}

Result<std::unique_ptr<Writer>> MemoryFile::writer(std::stop_token stop)
{
    TRY(m_script.step("writer"));
    return std::unique_ptr<Writer>(std::make_unique<FileWriter>(m_script, *this, m_appender, std::move(stop)));
}

Result<> MemoryFile::write(size_t /*lane*/, const Block &block)
{
    TRY(m_script.step("write file"));
    const size_t bytes = std::min(block.bytes.size(), m_room - file.size());
    file.append(reinterpret_cast<const char *>(block.bytes.data()), bytes);
    if (bytes < block.bytes.size())
        return failure({.code = ErrorCode::LocalDiskFull});
    return {};
}

Result<> MemoryFile::endLane(size_t /*lane*/)
{
    return m_script.step("end lane");
}

Result<> MemoryFile::commit()
{
    livingThen = m_script.living;
    TRY(m_script.step("commit"));
    TRY(m_appender.outcome(finishedSinks));
    ++commits;
    return {};
}

void MemoryFile::abandon() noexcept
{
    livingThen = m_script.living;
    ++abandons;
}

} // namespace tests
