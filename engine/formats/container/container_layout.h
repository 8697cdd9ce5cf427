// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QString>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace engine::formats {

// Where everything is in an encrypted container; README.md draws it. Numbers are written with their high byte first.

using Bytes = std::vector<std::byte>;

constexpr qint64 blockBytes = 4096;
constexpr qint64 slotOffset = blockBytes;
constexpr int slotCount = 2;
constexpr qint64 markerOffset = slotOffset + slotCount * blockBytes;
constexpr qint64 headerBytes = markerOffset + blockBytes;
constexpr size_t keyBytes = 32;
constexpr size_t tagBytes = 16;
constexpr size_t nonceBytes = 12;
/// The lengths of payload and manifest, at the end of what is encrypted.
constexpr size_t trailerBytes = 16;

using Key = std::array<std::byte, keyBytes>;
using Nonce = std::array<std::byte, nonceBytes>;
using Digest = std::array<std::byte, 32>;

/// The part of the header that never changes: every chunk and every slot is bound to it.
struct FilePart
{
    static constexpr size_t coveredBytes = 40;

    uint32_t chunkBytes = 1U << 20;
    std::array<std::byte, 16> fileId{};
    std::array<std::byte, 7> noncePrefix{};

    /// The file id: 32 hexadecimal digits.
    [[nodiscard]] QString identifier() const;
    /// The bytes that its digest covers.
    [[nodiscard]] std::array<std::byte, coveredBytes> covered() const;
    [[nodiscard]] Digest digest() const;
    /// A whole block.
    [[nodiscard]] Bytes block() const;
};

/// How a password becomes a key.
struct KeyDerivation
{
    uint8_t logN = 17;
    uint32_t r = 8;
    uint32_t p = 1;

    /// Whether it may be tried: a file from elsewhere does not decide how long and with how much memory we work.
    [[nodiscard]] bool isBounded() const;
};

/// The file's own key, wrapped by a password's.
struct KeySlot
{
    static constexpr size_t coveredBytes = 112;

    KeyDerivation derivation{};
    std::array<std::byte, 32> salt{};
    Nonce wrapNonce{};
    std::array<std::byte, keyBytes + tagBytes> wrappedKey{};
    /// Of file part and slot, under a key that only the password gives: no other password opens the same slot.
    Digest mac{};

    /// The bytes that the MAC covers: file part, then the slot. The checksum of the block covers the MAC, too, so that
    /// damage is not taken for a wrong password.
    [[nodiscard]] Bytes covered(const FilePart &file) const;
    /// A whole block.
    [[nodiscard]] Bytes block(const FilePart &file) const;
};

/// A header as it was read, before any password.
struct Header
{
    FilePart file{};
    /// Those that are whole; more than one only while a password is being changed.
    std::vector<std::pair<int, KeySlot>> keySlots{};
    /// The change of a password was interrupted.
    bool isBeingChanged = false;
};

[[nodiscard]] bool isContainer(std::span<const std::byte> beginning);

/// Reads and judges the first `headerBytes` of a container, every bit of them. `subject` names the file in errors.
/// Errors: FormatUnknown, FormatUnsupported, FileDamaged, FileTooLarge (a derivation that is not bounded).
[[nodiscard]] Result<Header> parseHeader(std::span<const std::byte> bytes, const QString &subject);

/// What stands in the block of the marker while a password is being changed.
[[nodiscard]] Bytes markerBlock();

/// Where the chunks of a file are.
struct ChunkMap
{
    qint64 chunkBytes = 0;
    qint64 count = 0;
    /// Of the last one, encrypted.
    qint64 lastBytes = 0;

    /// Nothing when no container has that size.
    [[nodiscard]] static std::optional<ChunkMap> of(qint64 fileBytes, uint32_t chunkBytes);
    [[nodiscard]] qint64 offsetOf(qint64 chunk) const;
    [[nodiscard]] qint64 storedBytesOf(qint64 chunk) const;
    /// Of everything that is encrypted: payload, manifest and trailer.
    [[nodiscard]] qint64 clearBytes() const;
};

/// Nonce of a chunk: prefix, number, 1 for the last.
[[nodiscard]] Nonce nonceOf(const FilePart &file, uint32_t chunk, bool isLast);

} // namespace engine::formats
