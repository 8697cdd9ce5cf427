// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/secret.h"
#include "engine/formats/container/container_layout.h"

#include <span>

namespace engine::formats {

/// What a container begins with, and the key of its chunks.
struct OpenedHeader
{
    Secret fileKey{};
    /// Which slot the password opened.
    int slot = 0;
};

/// A password as it is used: composed letters (NFC), so that it does not depend on the keyboard or system on which it
/// is typed. Bytes that are not UTF-8, and spaces, stay. Errors: FilePasswordMissing for an empty one, or with a NUL.
[[nodiscard]] Result<Secret> normalizedPassword(const Secret &password, const QString &subject);

/// Random bytes. Errors: Internal when the system gives none.
Result<> fillRandom(std::span<std::byte> bytes);

/// Wraps the file's key under a password, with a new salt and nonce. Takes the time and memory of the derivation.
[[nodiscard]] Result<KeySlot> makeSlot(const FilePart &file, const Secret &fileKey, const Secret &password,
                                       const KeyDerivation &derivation, const QString &subject);

/// The file's key out of the slot that the password opens. Errors: FilePasswordWrong, FilePasswordMissing.
[[nodiscard]] Result<OpenedHeader> openHeader(const Header &header, const Secret &password, const QString &subject);

/// The key of the chunks.
[[nodiscard]] Result<Secret> chunkKey(const FilePart &file, const Secret &fileKey);

/// AES-256-GCM: the bytes, then the tag. `sealed` has room for both. REQUIRES: never twice with one key and nonce.
Result<> seal(const Secret &key, const Nonce &nonce, std::span<const std::byte> bound, std::span<const std::byte> clear,
              std::span<std::byte> sealed);
/// False when the tag does not fit; `clear` is wiped then. Errors: Internal.
Result<bool> unseal(const Secret &key, const Nonce &nonce, std::span<const std::byte> bound,
                    std::span<const std::byte> sealed, std::span<std::byte> clear);

} // namespace engine::formats
