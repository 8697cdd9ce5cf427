// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QtGlobal>

#include <cstddef>
#include <span>

namespace engine {

/// Bytes that come one after the other: a file, a download, what a decompressor makes of another reader.
///
/// For one thread at a time, which may be another one from call to call. read() may block; where the reader was given a
/// stop token it ends early with Cancelled. Once a call has failed or returned 0, none may follow. Destroying a reader
/// closes what it owns and never blocks for long.
class ByteReader
{
public:
    ByteReader() = default;
    ByteReader(const ByteReader &) = delete;
    ByteReader &operator=(const ByteReader &) = delete;
    virtual ~ByteReader() = default;

    /// Fills `into` and returns how many bytes it got: fewer than asked for only when the bytes end there, and 0 only
    /// at the end. Who cannot tell an end from a cut (a connection that broke, a file that is shorter than it says)
    /// fails. REQUIRES: `into` is not empty.
    virtual Result<size_t> read(std::span<std::byte> into) = 0;
};

/// Bytes that can be read at any place: an archive, whose table of contents names offsets.
///
/// Any thread may call any method, several at once. The size does not change while the reader lives: a file that
/// shrinks under it is an error of readAt(), not fewer bytes.
class RandomReader
{
public:
    RandomReader() = default;
    RandomReader(const RandomReader &) = delete;
    RandomReader &operator=(const RandomReader &) = delete;
    virtual ~RandomReader() = default;

    /// Fills `into` with the bytes from `offset` on and returns how many it got: fewer than asked for only when size()
    /// comes before. At size() and behind it: 0. REQUIRES: `offset` is not negative; `into` is not empty.
    virtual Result<size_t> readAt(qint64 offset, std::span<std::byte> into) const = 0;
    /// In bytes.
    [[nodiscard]] virtual qint64 size() const = 0;
};

class PatchableWriter;

/// Where bytes go: a file that gets its name at the end, an upload, what a compressor hands on to another writer.
///
/// Call order: any number of write(), then finish() once. After an error, or instead of finish(), call abort(). Before
/// finish() has succeeded nobody finds what was written, under its name or at all; after abort() nothing of it is left.
/// Destroying a writer that was not finished aborts it. For one thread at a time. May block.
class ByteWriter
{
public:
    ByteWriter() = default;
    ByteWriter(const ByteWriter &) = delete;
    ByteWriter &operator=(const ByteWriter &) = delete;
    virtual ~ByteWriter() = default;

    /// All of them, or an error. Keeps no reference to `bytes`. REQUIRES: finish() and abort() have not been called.
    virtual Result<> write(std::span<const std::byte> bytes) = 0;
    /// Makes the bytes lasting, then visible: when it returns, a power cut takes nothing away.
    virtual Result<> finish() = 0;
    /// May be called more than once, and after finish(), when it does nothing.
    virtual void abort() noexcept = 0;
    /// This writer where what was written can be written again, as in a file; null where it cannot (an upload, an
    /// encrypted stream). Valid while this writer lives.
    [[nodiscard]] virtual PatchableWriter *patchable() { return nullptr; }
};

/// A writer that can go back: an archive knows the offsets of its table of contents only when all rows are written.
class PatchableWriter : public ByteWriter
{
public:
    /// Replaces bytes that were written; the place of the next write() does not move.
    /// REQUIRES: `offset` is not negative and all of `bytes` falls on what was written; not after finish() or abort().
    virtual Result<> writeAt(qint64 offset, std::span<const std::byte> bytes) = 0;
    [[nodiscard]] PatchableWriter *patchable() override { return this; }
};

} // namespace engine
