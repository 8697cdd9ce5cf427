// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/contents.h"

#include <QtGlobal>

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

namespace engine::formats {

/// The bytes of pg_dump's archives (PostgreSQL, src/bin/pg_dump/pg_backup_archiver.c: WriteInt, WriteStr, WriteOffset).
namespace archive_bytes {
/// A sign and four bytes.
void appendInt(int value, std::vector<std::byte> &out);
void appendString(std::string_view text, std::vector<std::byte> &out);
/// NULL, which is not the empty text.
void appendNothing(std::vector<std::byte> &out);
/// "Set", and where: nine bytes.
[[nodiscard]] std::vector<std::byte> setOffset(qint64 offset);
} // namespace archive_bytes

/// What stands before the rows of an archive of version 1.14, custom format, compressed by zlib.
struct WrittenToc
{
    std::vector<std::byte> bytes{};
    /// Of entries with data, by their numbers: where the nine bytes stand that say where the data are, not set yet.
    std::map<int, qint64> offsets{};
};

/// REQUIRES: numbers are greater than 0 and unique. Texts that no reader of pg_dump's could hold are refused.
/// Errors: FormatUnsupported.
[[nodiscard]] Result<WrittenToc> writeToc(const Contents &contents);

} // namespace engine::formats
