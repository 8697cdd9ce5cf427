// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/stream/flow.h"
#include "engine/transfer/share.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace engine::transfer {

/// Where a worker has its rows from: a connection or a file handle of its own, one table after the other.
///
/// Made by an Origin, which must outlive it. For one thread at a time. Its sources borrow it: one at a time, gone
/// before the next is opened. Destruction closes what it has open, and never blocks for long.
class Reader
{
public:
    Reader() = default;
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;
    virtual ~Reader() = default;

    /// Begins to read one piece. May block. Errors: those of the origin; Cancelled.
    virtual Result<std::unique_ptr<stream::Source>> open(const Share &share) = 0;
};

/// All that can be read: a snapshot of a live database, an archive, a tree of documents.
///
/// Every reader sees the same contents. Any thread may call any method, several at once.
class Origin
{
public:
    Origin() = default;
    Origin(const Origin &) = delete;
    Origin &operator=(const Origin &) = delete;
    virtual ~Origin() = default;

    /// Cuts a table into pieces that together are all of its rows, each once, and of which none is much larger than
    /// `shareBytes` (as the origin holds them) where it can be cut. At least one; never blocks.
    [[nodiscard]] virtual std::vector<Piece> pieces(const sql::QualifiedName &table, qint64 shareBytes) const = 0;
    /// For one worker. May block; what it reads ends with Cancelled soon after a stop.
    virtual Result<std::unique_ptr<Reader>> reader(std::stop_token stop) = 0;
};

/// Where a worker has its rows go. Made by a Destination, which must outlive it; otherwise as Reader.
///
/// Destruction undoes nothing that a finished sink has stored: Destination::abandon() does.
class Writer
{
public:
    Writer() = default;
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;
    virtual ~Writer() = default;

    /// Begins to write one piece of rows that are as `shape` says. May block, also for shares before this one.
    virtual Result<std::unique_ptr<stream::Sink>> open(const stream::RowShape &shape, const Share &share) = 0;
};

/// Where all tables go together: a target, a file, an upload.
///
/// Call order: any number of writers, from any threads; when they and their sinks are gone, commit() once, or abandon()
/// once; abandon() also when commit() failed. Before commit() has succeeded nobody takes for whole what is there. After
/// abandon() it is as if nothing had been written, and what cannot be removed cannot be mistaken for something whole.
/// Destroying one that was neither committed nor abandoned abandons it.
class Destination
{
public:
    Destination() = default;
    Destination(const Destination &) = delete;
    Destination &operator=(const Destination &) = delete;
    virtual ~Destination() = default;

    /// For one worker. May block; what it writes ends with Cancelled soon after a stop.
    virtual Result<std::unique_ptr<Writer>> writer(std::stop_token stop) = 0;
    /// Makes everything lasting and visible: file and folder on the disk and the name given, the last part of an upload
    /// confirmed, the marker of a target. No stop interrupts it.
    virtual Result<> commit() = 0;
    virtual void abandon() noexcept = 0;
};

} // namespace engine::transfer
