// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/compression/compression.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace engine::formats {

/// How far what somebody else made is followed.
struct ReadingLimits
{
    ExpansionLimits expansion{};
    /// A server takes none that is longer.
    size_t mostRowBytes = size_t{1024} * 1024 * 1024;
};

/// The large objects of an entry, one after the other. For one thread at a time.
class LargeObjects
{
public:
    LargeObjects() = default;
    LargeObjects(const LargeObjects &) = delete;
    LargeObjects &operator=(const LargeObjects &) = delete;
    virtual ~LargeObjects() = default;

    /// The number of the next one; nothing behind the last, when the data of the entry were complete. What was not read
    /// of the one before is read and checked. REQUIRES: no earlier call returned nothing or failed.
    virtual Result<std::optional<quint32>> next() = 0;
    /// Those of the object that next() named last. Gone with the next call.
    [[nodiscard]] virtual ByteReader &bytes() = 0;
};

/// Where the data of an archive are: in the blocks of one file, in the members of a tar, in the files of a folder.
/// `entry` is an index of its contents' entries. Any thread may call any method, several at once.
class Payloads
{
public:
    Payloads() = default;
    Payloads(const Payloads &) = delete;
    Payloads &operator=(const Payloads &) = delete;
    virtual ~Payloads() = default;

    /// Of an entry with data that is no BLOBS: expanded. Ends only where they are complete.
    virtual Result<std::unique_ptr<ByteReader>> rows(size_t entry, std::stop_token stop) const = 0;
    virtual Result<std::unique_ptr<LargeObjects>> largeObjects(size_t entry, std::stop_token stop) const = 0;
    /// Goes over all data without expanding them: every entry that should have some has, and nothing else is there.
    virtual Result<> check(std::stop_token stop) const = 0;
    /// As it is in the file, in bytes; nothing where nobody knows before check().
    [[nodiscard]] virtual std::optional<qint64> storedBytes(size_t entry) const = 0;
};

} // namespace engine::formats
