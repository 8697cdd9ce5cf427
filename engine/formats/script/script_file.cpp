// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/script/script_file.h"

#include "engine/base/errors/error_text.h"

#include <array>
#include <ranges>

namespace engine::formats {

namespace {

constexpr size_t blockBytes = size_t{256} * 1024;
constexpr size_t mostUnwritten = size_t{32} * 1024 * 1024;
constexpr size_t largeObjectBytes = size_t{64} * 1024;

Error cancelled()
{
    return {.code = ErrorCode::Cancelled};
}

std::string hexOf(std::span<const std::byte> bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const std::byte byte : bytes) {
        const auto value = std::to_integer<unsigned>(byte);
        hex += digits[value / 16];
        hex += digits[value % 16];
    }
    return hex;
}

} // namespace

Result<> ScriptFile::Output::write(std::string_view text)
{
    m_size += static_cast<qint64>(text.size());
    return text.empty() ? Result<>() : m_bytes->write(std::as_bytes(std::span(text.data(), text.size())));
}

void ScriptFile::Output::enter(size_t lane, std::string beginning, std::string end)
{
    const std::scoped_lock lock(m_lanesMutex);
    m_lanes[lane] = {.beginning = std::move(beginning), .end = std::move(end)};
    ++m_entered;
}

size_t ScriptFile::Output::lanes() const
{
    const std::scoped_lock lock(m_lanesMutex);
    return m_entered;
}

Result<> ScriptFile::Output::write(size_t lane, const transfer::Block &block)
{
    std::string beginning;
    {
        const std::scoped_lock lock(m_lanesMutex);
        beginning = std::exchange(m_lanes[lane].beginning, {});
    }
    TRY(write(beginning));
    m_size += static_cast<qint64>(block.bytes.size());
    return block.bytes.empty() ? Result<>() : m_bytes->write(block.bytes);
}

Result<> ScriptFile::Output::endLane(size_t lane)
{
    Lane ended;
    {
        const std::scoped_lock lock(m_lanesMutex);
        const auto found = m_lanes.find(lane);
        if (found == m_lanes.end())
            return {};
        ended = std::move(found->second);
        m_lanes.erase(found);
    }
    TRY(write(ended.beginning));
    return write(ended.end);
}

/// Takes the rows of one share. Whatever ends it without finish(), the whole script is lost with it.
class ScriptFile::ShareSink final : public stream::Sink
{
public:
    ShareSink(ScriptFile &file, size_t lane, std::stop_token stop)
        : m_file(file)
        , m_lane(lane)
        , m_stop(std::move(stop))
    {}
    ~ShareSink() override
    {
        if (!m_isFinished)
            giveUp();
    }

    Result<> write(const stream::RowBatch &batch) override
    {
        const auto bytes = std::as_bytes(std::span(batch.bytes.data(), batch.bytes.size()));
        m_block.bytes.insert(m_block.bytes.end(), bytes.begin(), bytes.end());
        m_rows += static_cast<qint64>(batch.rowCount());
        m_bytes += static_cast<qint64>(bytes.size());
        return m_block.bytes.size() < blockBytes ? Result<>() : send();
    }
    Result<stream::RowsReceived> finish() override
    {
        if (!m_block.bytes.empty())
            TRY(send());
        TRY(m_file.m_blocks.finish(m_lane, m_stop));
        m_isFinished = true;
        return stream::RowsReceived{.stored = m_rows, .storedBytes = m_bytes};
    }
    void abort() noexcept override
    {
        if (!m_isFinished)
            giveUp();
    }

private:
    Result<> send()
    {
        m_block.rawBytes = static_cast<qint64>(m_block.bytes.size());
        return m_file.m_blocks.append(m_lane, std::exchange(m_block, {}), m_stop);
    }
    void giveUp() noexcept
    {
        m_isFinished = true;
        m_file.m_blocks.fail(cancelled());
    }

    ScriptFile &m_file;
    const size_t m_lane;
    const std::stop_token m_stop;
    transfer::Block m_block;
    qint64 m_rows = 0;
    qint64 m_bytes = 0;
    bool m_isFinished = false;
};

class ScriptFile::ShareWriter final : public transfer::Writer
{
public:
    ShareWriter(ScriptFile &file, std::stop_token stop)
        : m_file(file)
        , m_stop(std::move(stop))
    {}

    Result<std::unique_ptr<stream::Sink>> open(const stream::RowShape &shape, const transfer::Share &share) override
    {
        const auto rows = m_file.m_rows.find(share.table);
        if (rows == m_file.m_rows.end() || shape.format != stream::RowFormat::Text)
            return failure({.code = ErrorCode::Internal, .subject = text(share.table.displayed())});
        const bool isFirst = share.place == 0;
        const bool isLast = share.place + 1 == share.ofTable;
        m_file.m_output.enter(share.number,
                              isFirst ? headingOf(*rows->second) + rows->second->copy.value_or("") : std::string(),
                              isLast ? "\\.\n\n\n" : std::string());
        return std::make_unique<ShareSink>(m_file, share.number, m_stop);
    }

private:
    ScriptFile &m_file;
    const std::stop_token m_stop;
};

ScriptFile::ScriptFile(std::unique_ptr<ByteWriter> output, Contents contents, const ScriptChoice &choice)
    : m_contents(std::move(contents))
    , m_choice(choice)
    , m_output(std::move(output))
    , m_blocks(m_output, mostUnwritten)
{
    for (const Entry &entry : m_contents.entries) {
        if (const auto table = tableOf(entry))
            m_rows.emplace(*table, &entry);
    }
}

ScriptFile::~ScriptFile()
{
    abandon();
}

Result<std::unique_ptr<ScriptFile>> ScriptFile::create(std::unique_ptr<ByteWriter> output, Contents contents,
                                                       const ScriptChoice &choice)
{
    auto file = std::unique_ptr<ScriptFile>(new ScriptFile(std::move(output), std::move(contents), choice));
    TRY(file->writeBeginning());
    return file;
}

Result<> ScriptFile::writeRemovals()
{
    for (const Entry &entry : m_contents.entries | std::views::reverse) {
        if (!isLeftOut(entry, m_choice))
            TRY(m_output.write(removalSql(entry, m_choice.ifExists)));
    }
    return m_output.write("\n");
}

Result<> ScriptFile::writeEntry(const Entry &entry)
{
    if (entry.hasData || entry.creation.empty() || isLeftOut(entry, m_choice))
        return {};
    std::string sql = headingOf(entry);
    // Said by pg_restore before each; here where it says something.
    if (entry.tablespace && !entry.tablespace->empty())
        sql += "SET default_tablespace = " + sql::quoted(*entry.tablespace) + ";\n";
    const bool hasMethod = entry.accessMethod && *entry.accessMethod != "heap";
    if (hasMethod)
        sql += "SET default_table_access_method = " + sql::quoted(*entry.accessMethod) + ";\n";
    sql += entry.creation;
    if (entry.tablespace && !entry.tablespace->empty())
        sql += "RESET default_tablespace;\n";
    if (hasMethod)
        sql += "RESET default_table_access_method;\n";
    if (m_choice.owners)
        sql += ownerSql(entry);
    return m_output.write(sql + '\n');
}

Result<> ScriptFile::writeBeginning()
{
    TRY(m_output.write(prologueOf(m_contents)));
    if (m_choice.clean)
        TRY(writeRemovals());
    // What has no section of its own goes with what is before it.
    for (const Entry &entry : m_contents.entries) {
        if (entry.section == Section::Data || entry.section == Section::PostData)
            break;
        if (passOf(entry) == Pass::Main)
            TRY(writeEntry(entry));
    }
    return {};
}

Result<> ScriptFile::writeEnd()
{
    bool isBehind = false;
    for (const Entry &entry : m_contents.entries) {
        isBehind = isBehind || entry.section == Section::Data || entry.section == Section::PostData;
        if (isBehind && passOf(entry) == Pass::Main)
            TRY(writeEntry(entry));
    }
    for (const Pass pass : {Pass::Grants, Pass::Last}) {
        for (const Entry &entry : m_contents.entries) {
            if (passOf(entry) == pass)
                TRY(writeEntry(entry));
        }
    }
    return {};
}

Result<> ScriptFile::addLargeObject(quint32 object, ByteReader &bytes, const std::stop_token &stop)
{
    const std::string number = std::to_string(object);
    std::array<std::byte, largeObjectBytes> room{};
    for (qint64 place = 0;;) {
        if (stop.stop_requested())
            return failure(cancelled());
        TRY_ASSIGN(const size_t count, bytes.read(room));
        if (count == 0)
            return m_output.write("\n");
        TRY(m_output.write("SELECT pg_catalog.lo_put('" + number + "', " + std::to_string(place) + ", '\\x"
                           + hexOf(std::span(room).first(count)) + "');\n"));
        place += static_cast<qint64>(count);
        if (count < room.size())
            return m_output.write("\n");
    }
}

Result<std::unique_ptr<transfer::Writer>> ScriptFile::writer(std::stop_token stop)
{
    return std::make_unique<ShareWriter>(*this, std::move(stop));
}

Result<> ScriptFile::commit()
{
    TRY(m_blocks.outcome(m_output.lanes()));
    TRY(writeEnd());
    TRY(m_output.finish());
    m_isOver = true;
    return {};
}

void ScriptFile::abandon() noexcept
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_output.abort();
}

} // namespace engine::formats
