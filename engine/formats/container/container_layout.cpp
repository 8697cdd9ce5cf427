// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/container/container_layout.h"

#include "engine/base/files/file_hash.h"

#include <QtEndian>

#include <cstring>
#include <limits>
#include <optional>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

// The first byte is no text and has its high bit set, the end of line is one that careless copies change.
constexpr std::array<unsigned char, 8> magic{0x89, 'S', 'O', 'S', 'I', 'E', '\r', '\n'};
constexpr uint16_t version = 1;
constexpr uint16_t scrypt = 1;
constexpr uint8_t mostLogN = 22;
constexpr uint64_t mostMemory = uint64_t{1} << 30;
constexpr uint32_t mostParallel = 16;
constexpr uint32_t leastChunk = 64;
constexpr uint32_t mostChunk = uint32_t{16} << 20;
// Each of its letters has two bits set at least: no single bit that fell over looks like the beginning of it.
constexpr std::array<char, 32> marker{'p', 'a', 's', 's', 'w', 'o', 'r', 'd', ' ', 'c', 'h', 'a', 'n', 'g', 'e', ' ',
                                      'u', 'n', 'd', 'e', 'r', ' ', 'w', 'a', 'y', '.', '.', '.', '.', '.', '.', '.'};

template <typename Number>
void put(std::span<std::byte> into, size_t offset, Number number)
{
    qToBigEndian(number, into.data() + offset);
}

template <typename Number>
Number take(std::span<const std::byte> from, size_t offset)
{
    return qFromBigEndian<Number>(from.data() + offset);
}

template <typename Array>
void putBytes(std::span<std::byte> into, size_t offset, const Array &bytes)
{
    std::memcpy(into.data() + offset, bytes.data(), bytes.size());
}

template <typename Array>
void takeBytes(std::span<const std::byte> from, size_t offset, Array &bytes)
{
    std::memcpy(bytes.data(), from.data() + offset, bytes.size());
}

Digest digestOf(std::span<const std::byte> bytes)
{
    Sha256 hash;
    hash.add(bytes);
    const QByteArray result = hash.result();
    Digest digest{};
    std::memcpy(digest.data(), result.constData(), digest.size());
    return digest;
}

bool isZero(std::span<const std::byte> bytes)
{
    // As C libraries are quickest at it: each byte is the one before.
    return bytes.empty()
           || (bytes.front() == std::byte{0} && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

bool isSame(const Bytes &written, std::span<const std::byte> read)
{
    return std::memcmp(written.data(), read.data(), written.size()) == 0;
}

tl::unexpected<Error> damaged(const QString &subject, const QString &where)
{
    return failure({.code = ErrorCode::FileDamaged, .subject = subject, .detail = where});
}

enum class Marker { Clear, Set, Damaged };

/// Its letters are written and cleared in one go; where that was cut, a part of them is there.
Marker markerIn(std::span<const std::byte> block)
{
    if (isZero(block))
        return Marker::Clear;
    if (!isZero(block.subspan(marker.size())))
        return Marker::Damaged;
    const auto same = [&block](size_t i) { return static_cast<char>(block[i]) == marker.at(i); };
    size_t beginning = 0;
    while (beginning < marker.size() && same(beginning))
        ++beginning;
    size_t end = 0;
    while (end < marker.size() && same(marker.size() - 1 - end))
        ++end;
    const bool isCutAtEnd = isZero(block.subspan(beginning));
    const bool isCutAtBeginning = isZero(block.first(marker.size() - end));
    return isCutAtEnd || isCutAtBeginning ? Marker::Set : Marker::Damaged;
}

/// Nothing when it is not whole.
std::optional<KeySlot> slotIn(std::span<const std::byte> block, const FilePart &file)
{
    KeySlot slot{
        .derivation
        = {.logN = static_cast<uint8_t>(block[2]), .r = take<uint32_t>(block, 4), .p = take<uint32_t>(block, 8)}};
    takeBytes(block, 16, slot.salt);
    takeBytes(block, 48, slot.wrapNonce);
    takeBytes(block, 60, slot.wrappedKey);
    takeBytes(block, KeySlot::coveredBytes, slot.mac);
    // What is written again must be what was read: checksum, zeros and all.
    const Bytes again = slot.block(file);
    return isSame(again, block) ? std::optional(slot) : std::nullopt;
}

Result<FilePart> filePartIn(std::span<const std::byte> block, const QString &subject)
{
    // A version of later days may have another form: only magic and version are promised.
    if (take<uint16_t>(block, 8) > version && take<uint16_t>(block, 8) < 256)
        return failure({.code = ErrorCode::FormatUnsupported,
                        .subject = subject,
                        .detail = u"encrypted container of version %1"_s.arg(take<uint16_t>(block, 8))});
    FilePart file{.chunkBytes = take<uint32_t>(block, 12)};
    takeBytes(block, 16, file.fileId);
    takeBytes(block, 32, file.noncePrefix);
    const Bytes again = file.block();
    if (!isSame(again, block) || file.chunkBytes < leastChunk || file.chunkBytes > mostChunk)
        return damaged(subject, u"the header, bytes 0 to 4095"_s);
    return file;
}

} // namespace

QString FilePart::identifier() const
{
    return QString::fromLatin1(
        QByteArray(reinterpret_cast<const char *>(fileId.data()), static_cast<qsizetype>(fileId.size())).toHex());
}

std::array<std::byte, FilePart::coveredBytes> FilePart::covered() const
{
    std::array<std::byte, coveredBytes> bytes{};
    putBytes(bytes, 0, magic);
    put(bytes, 8, version);
    put(bytes, 12, chunkBytes);
    putBytes(bytes, 16, fileId);
    putBytes(bytes, 32, noncePrefix);
    return bytes;
}

Digest FilePart::digest() const
{
    return digestOf(covered());
}

Bytes FilePart::block() const
{
    Bytes bytes(blockBytes);
    putBytes(bytes, 0, covered());
    putBytes(bytes, coveredBytes, digest());
    return bytes;
}

bool KeyDerivation::isBounded() const
{
    if (logN < 1 || logN > mostLogN || r < 1 || p < 1 || p > mostParallel)
        return false;
    // r is below 2^32 and N at most 2^22: no overflow.
    return uint64_t{r} * (uint64_t{1} << logN) <= mostMemory / 128;
}

Bytes KeySlot::covered(const FilePart &file) const
{
    Bytes bytes(FilePart::coveredBytes + coveredBytes);
    putBytes(bytes, 0, file.covered());
    const std::span<std::byte> slot = std::span(bytes).subspan(FilePart::coveredBytes);
    put(slot, 0, scrypt);
    slot[2] = std::byte{derivation.logN};
    put(slot, 4, derivation.r);
    put(slot, 8, derivation.p);
    putBytes(slot, 16, salt);
    putBytes(slot, 48, wrapNonce);
    putBytes(slot, 60, wrappedKey);
    return bytes;
}

Bytes KeySlot::block(const FilePart &file) const
{
    Bytes all = covered(file);
    all.insert(all.end(), mac.begin(), mac.end());
    Bytes bytes(blockBytes);
    putBytes(bytes, 0, std::span(all).subspan(FilePart::coveredBytes));
    putBytes(bytes, coveredBytes + mac.size(), digestOf(all));
    return bytes;
}

bool isContainer(std::span<const std::byte> beginning)
{
    return beginning.size() >= magic.size() && std::memcmp(beginning.data(), magic.data(), magic.size()) == 0;
}

Result<Header> parseHeader(std::span<const std::byte> bytes, const QString &subject)
{
    if (!isContainer(bytes))
        return failure({.code = ErrorCode::FormatUnknown, .subject = subject, .detail = u"no encrypted container"_s});
    if (bytes.size() < static_cast<size_t>(headerBytes))
        return damaged(subject, u"it ends within the header, at %1"_s.arg(bytes.size()));
    Header header;
    TRY_ASSIGN(header.file, filePartIn(bytes.first(blockBytes), subject));
    const Marker state = markerIn(bytes.subspan(markerOffset, blockBytes));
    if (state == Marker::Damaged)
        return damaged(subject, u"the header, bytes 12288 to 16383"_s);
    header.isBeingChanged = state == Marker::Set;
    for (int i = 0; i < slotCount; ++i) {
        const auto block = bytes.subspan(static_cast<size_t>(slotOffset + i * blockBytes), blockBytes);
        if (isZero(block))
            continue;
        if (const std::optional<KeySlot> slot = slotIn(block, header.file))
            header.keySlots.emplace_back(i, *slot);
        // Half a slot is what a change leaves that was cut; otherwise somebody altered it.
        else if (!header.isBeingChanged)
            return damaged(subject, u"the header, password %1"_s.arg(i + 1));
    }
    if (header.keySlots.empty() || (header.keySlots.size() > 1 && !header.isBeingChanged))
        return damaged(subject, u"the header, %1 passwords"_s.arg(header.keySlots.size()));
    for (const auto &[number, slot] : header.keySlots) {
        if (!slot.derivation.isBounded())
            return failure({.code = ErrorCode::FileTooLarge,
                            .subject = subject,
                            .detail = u"scrypt with N = 2^%1, r = %2, p = %3"_s.arg(slot.derivation.logN)
                                          .arg(slot.derivation.r)
                                          .arg(slot.derivation.p)});
    }
    return header;
}

Bytes markerBlock()
{
    Bytes bytes(blockBytes);
    putBytes(bytes, 0, marker);
    return bytes;
}

std::optional<ChunkMap> ChunkMap::of(qint64 fileBytes, uint32_t chunkBytes)
{
    const qint64 stored = qint64{chunkBytes} + static_cast<qint64>(tagBytes);
    const qint64 body = fileBytes - headerBytes;
    if (body <= 0)
        return std::nullopt;
    ChunkMap map{.chunkBytes = chunkBytes, .count = (body + stored - 1) / stored};
    map.lastBytes = body - (map.count - 1) * stored;
    if (map.lastBytes <= static_cast<qint64>(tagBytes) || map.count > qint64{std::numeric_limits<uint32_t>::max()})
        return std::nullopt;
    return map.clearBytes() < static_cast<qint64>(trailerBytes) ? std::nullopt : std::optional(map);
}

qint64 ChunkMap::offsetOf(qint64 chunk) const
{
    return headerBytes + chunk * (chunkBytes + static_cast<qint64>(tagBytes));
}

qint64 ChunkMap::storedBytesOf(qint64 chunk) const
{
    return chunk + 1 == count ? lastBytes : chunkBytes + static_cast<qint64>(tagBytes);
}

qint64 ChunkMap::clearBytes() const
{
    return (count - 1) * chunkBytes + lastBytes - static_cast<qint64>(tagBytes);
}

Nonce nonceOf(const FilePart &file, uint32_t chunk, bool isLast)
{
    Nonce nonce{};
    putBytes(nonce, 0, file.noncePrefix);
    put(nonce, 7, chunk);
    nonce[11] = isLast ? std::byte{1} : std::byte{0};
    return nonce;
}

} // namespace engine::formats
