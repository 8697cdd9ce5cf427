// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/container/container_reader.h"

#include "engine/formats/container/container_keys.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

// Of a hundred thousand tables; what is larger is no manifest.
constexpr qint64 mostManifest = qint64{64} << 20;

} // namespace

Result<Header> readHeader(const RandomReader &below, const QString &subject)
{
    Bytes bytes(static_cast<size_t>(headerBytes));
    TRY_ASSIGN(const size_t got, below.readAt(0, bytes));
    bytes.resize(got);
    return parseHeader(bytes, subject);
}

ContainerReader::ContainerReader(const RandomReader &below, const FilePart &file, const ChunkMap &map, Secret key,
                                 QString subject)
    : m_below(below)
    , m_file(file)
    , m_bound(file.digest())
    , m_map(map)
    , m_key(std::move(key))
    , m_subject(std::move(subject))
{}

Result<std::unique_ptr<ContainerReader>> ContainerReader::open(const RandomReader &below, const Secret &password,
                                                               const QString &subject)
{
    TRY_ASSIGN(const Header header, readHeader(below, subject));
    const std::optional<ChunkMap> map = ChunkMap::of(below.size(), header.file.chunkBytes);
    if (!map)
        return failure({.code = ErrorCode::FileDamaged,
                        .subject = subject,
                        .detail = u"no container has %1 bytes"_s.arg(below.size())});
    TRY_ASSIGN(const OpenedHeader opened, openHeader(header, password, subject));
    TRY_ASSIGN(Secret key, chunkKey(header.file, opened.fileKey));
    std::unique_ptr<ContainerReader> reader(new ContainerReader(below, header.file, *map, std::move(key), subject));
    reader->m_isBeingChanged = header.isBeingChanged;
    TRY(reader->readTrailer());
    return reader;
}

tl::unexpected<Error> ContainerReader::damaged(const QString &where) const
{
    return failure({.code = ErrorCode::FileDamaged, .subject = m_subject, .detail = where});
}

Result<std::shared_ptr<const ContainerReader::Chunk>> ContainerReader::decrypt(qint64 number) const
{
    const qint64 offset = m_map.offsetOf(number);
    Bytes sealed(static_cast<size_t>(m_map.storedBytesOf(number)));
    TRY_ASSIGN(const size_t got, m_below.readAt(offset, sealed));
    if (got < sealed.size())
        return damaged(u"it ends at %1"_s.arg(offset + static_cast<qint64>(got)));
    auto chunk = std::make_shared<Chunk>();
    chunk->number = number;
    chunk->clear.resize(sealed.size() - tagBytes);
    const bool isLast = number + 1 == m_map.count;
    TRY_ASSIGN(const bool fits,
               unseal(m_key, nonceOf(m_file, static_cast<uint32_t>(number), isLast), m_bound, sealed, chunk->clear));
    if (!fits)
        return damaged(
            isLast ? u"altered, cut or continued at its end, from byte %1 on"_s.arg(offset)
                   : u"altered in bytes %1 to %2"_s.arg(offset).arg(offset + static_cast<qint64>(sealed.size()) - 1));
    return chunk;
}

Result<std::shared_ptr<const ContainerReader::Chunk>> ContainerReader::chunk(qint64 number) const
{
    {
        const std::lock_guard lock(m_keptMutex);
        for (const auto &kept : m_kept) {
            if (kept && kept->number == number)
                return kept;
        }
    }
    // Outside of the lock: other workers go on. Two may decrypt the same chunk, which does no harm.
    TRY_ASSIGN(const std::shared_ptr<const Chunk> chunk, decrypt(number));
    const std::lock_guard lock(m_keptMutex);
    m_kept.at(m_oldest) = chunk;
    m_oldest = (m_oldest + 1) % keptChunks;
    return chunk;
}

Result<size_t> ContainerReader::readClear(qint64 offset, std::span<std::byte> into) const
{
    size_t filled = 0;
    while (filled < into.size() && offset < m_map.clearBytes()) {
        TRY_ASSIGN(const std::shared_ptr<const Chunk> found, chunk(offset / m_map.chunkBytes));
        const auto begin = static_cast<size_t>(offset % m_map.chunkBytes);
        const size_t part = std::min(into.size() - filled, found->clear.size() - begin);
        std::memcpy(into.data() + filled, found->clear.data() + begin, part);
        filled += part;
        offset += static_cast<qint64>(part);
    }
    return filled;
}

Result<> ContainerReader::readTrailer()
{
    std::array<std::byte, trailerBytes> trailer{};
    TRY(readClear(m_map.clearBytes() - static_cast<qint64>(trailerBytes), trailer));
    const auto payload = qFromBigEndian<quint64>(trailer.data());
    const auto manifest = qFromBigEndian<quint64>(trailer.data() + 8);
    const auto both = static_cast<quint64>(m_map.clearBytes()) - trailerBytes;
    // Written by who knows the password, and still nothing to rely on.
    if (payload > both || manifest != both - payload)
        return damaged(u"its parts do not have the lengths it says"_s);
    m_payloadBytes = static_cast<qint64>(payload);
    m_manifestBytes = static_cast<qint64>(manifest);
    return {};
}

Result<size_t> ContainerReader::readAt(qint64 offset, std::span<std::byte> into) const
{
    if (offset >= m_payloadBytes)
        return size_t{0};
    const qint64 wanted = std::min(static_cast<qint64>(into.size()), m_payloadBytes - offset);
    return readClear(offset, into.first(static_cast<size_t>(wanted)));
}

Result<QByteArray> ContainerReader::manifest() const
{
    if (m_manifestBytes > mostManifest)
        return failure({.code = ErrorCode::FileTooLarge,
                        .subject = m_subject,
                        .detail = u"a manifest of %1 bytes"_s.arg(m_manifestBytes)});
    QByteArray bytes(m_manifestBytes, Qt::Uninitialized);
    if (!bytes.isEmpty())
        TRY(readClear(m_payloadBytes,
                      std::as_writable_bytes(std::span(bytes.data(), static_cast<size_t>(bytes.size())))));
    return bytes;
}

Result<> ContainerReader::checkAll(const std::stop_token &stop, std::atomic<qint64> *read) const
{
    for (qint64 number = 0; number < m_map.count; ++number) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        TRY(decrypt(number));
        if (read != nullptr)
            read->fetch_add(m_map.storedBytesOf(number), std::memory_order_relaxed);
    }
    return {};
}

} // namespace engine::formats
