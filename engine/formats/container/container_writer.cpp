// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/container/container_writer.h"

#include "engine/formats/container/container_keys.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace engine::formats {

using namespace Qt::StringLiterals;

ContainerWriter::ContainerWriter(ByteWriter &below, const FilePart &file, Secret key, QString subject)
    : m_below(below)
    , m_file(file)
    , m_bound(file.digest())
    , m_key(std::move(key))
    , m_subject(std::move(subject))
    , m_sealed(file.chunkBytes + tagBytes)
{
    m_clear.reserve(file.chunkBytes);
}

ContainerWriter::~ContainerWriter()
{
    abort();
}

Result<std::unique_ptr<ContainerWriter>> ContainerWriter::create(ByteWriter &below, const Secret &password,
                                                                 const QString &subject, const Settings &settings)
{
    FilePart file{.chunkBytes = settings.chunkBytes};
    const QByteArray identifier = QByteArray::fromHex(settings.identifier.toLatin1());
    if (identifier.size() == static_cast<qsizetype>(file.fileId.size()))
        std::memcpy(file.fileId.data(), identifier.constData(), file.fileId.size());
    else
        TRY(fillRandom(file.fileId));
    TRY(fillRandom(file.noncePrefix));
    Bytes random(keyBytes);
    TRY(fillRandom(random));
    const Secret fileKey(std::string_view(reinterpret_cast<const char *>(random.data()), random.size()));
    std::fill(random.begin(), random.end(), std::byte{0});
    TRY_ASSIGN(const KeySlot slot, makeSlot(file, fileKey, password, settings.derivation, subject));
    TRY_ASSIGN(Secret key, chunkKey(file, fileKey));

    Bytes header = file.block();
    const Bytes slotBlock = slot.block(file);
    header.insert(header.end(), slotBlock.begin(), slotBlock.end());
    header.resize(static_cast<size_t>(headerBytes));
    TRY(below.write(header));
    return std::unique_ptr<ContainerWriter>(new ContainerWriter(below, file, std::move(key), subject));
}

template <typename Step>
Result<> ContainerWriter::orAbort(Step step)
{
    Result<> done = step();
    if (!done)
        abort();
    return done;
}

Result<> ContainerWriter::sealChunk(bool isLast)
{
    if (m_nextChunk >= std::numeric_limits<uint32_t>::max())
        return failure({.code = ErrorCode::FileTooLarge,
                        .subject = m_subject,
                        .detail = u"more than %1 chunks"_s.arg(m_nextChunk)});
    const Nonce nonce = nonceOf(m_file, static_cast<uint32_t>(m_nextChunk), isLast);
    ++m_nextChunk;
    const auto sealed = std::span(m_sealed).first(m_clear.size() + tagBytes);
    TRY(seal(m_key, nonce, m_bound, m_clear, sealed));
    m_clear.clear();
    return m_below.write(sealed);
}

Result<> ContainerWriter::append(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        // Only now is it known that the full chunk is not the last.
        if (m_clear.size() == m_file.chunkBytes)
            TRY(sealChunk(false));
        const auto part = bytes.first(std::min(bytes.size(), m_file.chunkBytes - m_clear.size()));
        m_clear.insert(m_clear.end(), part.begin(), part.end());
        bytes = bytes.subspan(part.size());
    }
    return {};
}

Result<> ContainerWriter::write(std::span<const std::byte> bytes)
{
    m_payloadHash.add(bytes);
    m_payloadBytes += static_cast<qint64>(bytes.size());
    return orAbort([&] { return append(bytes); });
}

Result<> ContainerWriter::finish()
{
    return orAbort([this]() -> Result<> {
        QByteArray manifest;
        if (m_makeManifest) {
            TRY_ASSIGN(manifest, m_makeManifest({.bytes = m_payloadBytes,
                                                 .sha256 = QString::fromLatin1(m_payloadHash.result().toHex())}));
        }
        std::array<std::byte, trailerBytes> trailer{};
        qToBigEndian(static_cast<quint64>(m_payloadBytes), trailer.data());
        qToBigEndian(static_cast<quint64>(manifest.size()), trailer.data() + 8);
        TRY(append(std::as_bytes(std::span(manifest.constData(), static_cast<size_t>(manifest.size())))));
        TRY(append(trailer));
        TRY(sealChunk(true));
        TRY(m_below.finish());
        m_isOver = true;
        return {};
    });
}

void ContainerWriter::abort() noexcept
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_below.abort();
}

} // namespace engine::formats
