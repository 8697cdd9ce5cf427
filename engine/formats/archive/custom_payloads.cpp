// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/archive/custom_payloads.h"

#include "engine/formats/compression/expansion.h"

#include <unordered_set>
#include <utility>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

/// The chunks that begin where a reader is. The bytes are those of one stream.
class ChunkReader final : public ByteReader
{
public:
    explicit ChunkReader(std::shared_ptr<BlockReader> blocks)
        : m_blocks(std::move(blocks))
    {}
    Result<size_t> read(std::span<std::byte> into) override { return m_blocks->read(into); }

private:
    std::shared_ptr<BlockReader> m_blocks;
};

/// Nothing: a large object without a byte may have no stream at all.
class NoBytes final : public ByteReader
{
public:
    Result<size_t> read(std::span<std::byte> /*into*/) override { return size_t{0}; }
};

/// A byte was read to see whether there is one.
class PrefixedReader final : public ByteReader
{
public:
    PrefixedReader(std::byte first, std::unique_ptr<ByteReader> rest)
        : m_first(first)
        , m_rest(std::move(rest))
    {}
    Result<size_t> read(std::span<std::byte> into) override
    {
        if (!m_hasFirst)
            return m_rest->read(into);
        m_hasFirst = false;
        into[0] = m_first;
        if (into.size() == 1)
            return size_t{1};
        TRY_ASSIGN(const size_t count, m_rest->read(into.subspan(1)));
        return count + 1;
    }

private:
    std::byte m_first;
    bool m_hasFirst = true;
    std::unique_ptr<ByteReader> m_rest;
};

class CustomLargeObjects final : public LargeObjects
{
public:
    CustomLargeObjects(std::shared_ptr<BlockReader> blocks, Compression compression, QString name,
                       const ExpansionLimits &limits, std::stop_token stop)
        : m_blocks(std::move(blocks))
        , m_compression(compression)
        , m_name(std::move(name))
        , m_limits(limits)
        , m_stop(std::move(stop))
    {}

    Result<std::optional<quint32>> next() override
    {
        TRY(readRest());
        TRY_ASSIGN(const int object, m_blocks->integer());
        if (object == 0)
            return std::optional<quint32>();
        m_blocks->beginChunks();
        auto chunks = std::make_unique<ChunkReader>(m_blocks);
        std::byte first{};
        TRY_ASSIGN(const size_t count, chunks->read({&first, 1}));
        if (count == 0)
            m_bytes = std::make_unique<NoBytes>();
        else
            m_bytes = expanded(std::make_unique<PrefixedReader>(first, std::move(chunks)), m_compression, m_name,
                               m_limits, m_stop);
        m_guarded = std::make_unique<Guarded>(*m_bytes);
        return std::optional(static_cast<quint32>(object));
    }
    ByteReader &bytes() override { return *m_guarded; }

private:
    /// Knows whether somebody else has read to the end.
    class Guarded final : public ByteReader
    {
    public:
        explicit Guarded(ByteReader &bytes)
            : m_source(bytes)
        {}
        Result<size_t> read(std::span<std::byte> into) override
        {
            TRY_ASSIGN(const size_t count, m_source.read(into));
            m_isOver = count < into.size();
            return count;
        }
        [[nodiscard]] bool isOver() const { return m_isOver; }

    private:
        ByteReader &m_source;
        bool m_isOver = false;
    };

    Result<> readRest()
    {
        std::vector<std::byte> room(m_guarded && !m_guarded->isOver() ? size_t{64} * 1024 : 0);
        while (m_guarded && !m_guarded->isOver())
            TRY(m_guarded->read(room));
        return {};
    }

    std::shared_ptr<BlockReader> m_blocks;
    Compression m_compression;
    QString m_name;
    ExpansionLimits m_limits;
    std::stop_token m_stop;
    std::unique_ptr<ByteReader> m_bytes;
    std::unique_ptr<Guarded> m_guarded;
};

} // namespace

CustomPayloads::CustomPayloads(std::shared_ptr<const RandomReader> file, const Toc &toc, QString name,
                               const ReadingLimits &limits)
    : m_file(std::move(file))
    , m_name(std::move(name))
    , m_limits(limits)
    , m_compression(toc.compression)
    , m_begin(toc.end)
    , m_places(toc.places)
{
    for (const Entry &entry : toc.contents.entries)
        m_numbers.push_back(entry.number);
}

Error CustomPayloads::damaged(const QString &what) const
{
    return {.code = ErrorCode::FileDamaged, .subject = m_name, .detail = what};
}

Result<std::unique_ptr<ByteReader>> CustomPayloads::rows(size_t entry, std::stop_token stop) const
{
    TRY_ASSIGN(std::unique_ptr<BlockReader> blocks, at(entry, BlockKind::Rows, stop));
    return expanded(std::make_unique<ChunkReader>(std::move(blocks)), m_compression, m_name, m_limits.expansion,
                    std::move(stop));
}

Result<std::unique_ptr<LargeObjects>> CustomPayloads::largeObjects(size_t entry, std::stop_token stop) const
{
    TRY_ASSIGN(std::unique_ptr<BlockReader> blocks, at(entry, BlockKind::LargeObjects, stop));
    return std::unique_ptr<LargeObjects>(std::make_unique<CustomLargeObjects>(std::move(blocks), m_compression, m_name,
                                                                              m_limits.expansion, std::move(stop)));
}

Result<std::unique_ptr<BlockReader>> CustomPayloads::at(size_t entry, BlockKind kind, std::stop_token stop) const
{
    TRY_ASSIGN(const qint64 offset, offsetOf(entry, stop));
    auto blocks = std::make_unique<BlockReader>(*m_file, offset, m_name, std::move(stop));
    TRY_ASSIGN(const auto found, blocks->begin());
    if (found.first != kind || found.second != m_numbers[entry])
        return failure(blocks->damaged(u"other data than those of the entry %1"_s.arg(m_numbers[entry])));
    return blocks;
}

Result<qint64> CustomPayloads::offsetOf(size_t entry, const std::stop_token &stop) const
{
    const DataPlace &place = m_places[entry];
    if (place.state == OffsetState::Set) {
        if (place.offset < m_begin || place.offset >= m_file->size())
            return failure(damaged(u"the data of the entry %1 are not in the file"_s.arg(m_numbers[entry])));
        return place.offset;
    }
    const std::lock_guard lock(m_scanMutex);
    if (!m_blocks) {
        TRY_ASSIGN(m_blocks, scan(stop));
    }
    const auto block = m_blocks->find(m_numbers[entry]);
    if (block == m_blocks->end())
        return failure(damaged(u"the data of the entry %1 are missing"_s.arg(m_numbers[entry])));
    return block->second.begin;
}

Result<std::map<int, CustomPayloads::Block>> CustomPayloads::scan(const std::stop_token &stop) const
{
    const std::unordered_set<int> known(m_numbers.begin(), m_numbers.end());
    std::map<int, Block> found;
    BlockReader blocks(*m_file, m_begin, m_name, stop);
    while (!blocks.isAtEnd()) {
        Block block{.begin = blocks.position()};
        TRY_ASSIGN(const auto begun, blocks.begin());
        block.kind = begun.first;
        TRY(block.kind == BlockKind::Rows ? blocks.skip() : skipLargeObjects(blocks));
        block.end = blocks.position();
        if (!known.contains(begun.second))
            return failure(blocks.damaged(u"data of an entry that is not there"_s));
        if (!found.emplace(begun.second, block).second)
            return failure(blocks.damaged(u"data of the entry %1, for the second time"_s.arg(begun.second)));
    }
    return found;
}

Result<> CustomPayloads::skipLargeObjects(BlockReader &blocks) const
{
    while (true) {
        TRY_ASSIGN(const int object, blocks.integer());
        if (object == 0)
            return {};
        blocks.beginChunks();
        TRY(blocks.skip());
    }
}

Result<> CustomPayloads::check(std::stop_token stop) const
{
    const std::lock_guard lock(m_scanMutex);
    if (!m_blocks) {
        TRY_ASSIGN(m_blocks, scan(stop));
    }
    for (size_t i = 0; i < m_places.size(); ++i) {
        const DataPlace &place = m_places[i];
        if (place.state == OffsetState::NoData)
            continue;
        const auto block = m_blocks->find(m_numbers[i]);
        if (block == m_blocks->end() || (place.state == OffsetState::Set && place.offset != block->second.begin))
            return failure(damaged(u"the data of the entry %1 are not where they should be"_s.arg(m_numbers[i])));
    }
    return {};
}

std::optional<qint64> CustomPayloads::storedBytes(size_t entry) const
{
    const std::lock_guard lock(m_scanMutex);
    if (!m_blocks)
        return std::nullopt;
    const auto block = m_blocks->find(m_numbers[entry]);
    return block == m_blocks->end() ? std::nullopt : std::optional(block->second.end - block->second.begin);
}

} // namespace engine::formats
