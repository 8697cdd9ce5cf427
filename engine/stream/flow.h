// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/stream/row_batch.h"
#include "engine/stream/row_shape.h"

#include <QtGlobal>

#include <stop_token>

namespace engine::stream {

/// Where rows come from. Used by one thread; read() may block, and ends early with Cancelled where its connection was
/// given a stop token.
class Source
{
public:
    Source() = default;
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;
    virtual ~Source() = default;

    /// What the rows are; the same from the first to the last. Every batch is in its format.
    [[nodiscard]] virtual const RowShape &shape() const = 0;
    /// Fills `batch` (given empty) with some rows, and returns true; or returns false when there are no more, having
    /// made sure that none was lost on the way. REQUIRES: no earlier call returned false or failed.
    virtual Result<bool> read(RowBatch &batch) = 0;
};

/// Changes rows on their way. Used by one thread; does not block.
class Transform
{
public:
    Transform() = default;
    Transform(const Transform &) = delete;
    Transform &operator=(const Transform &) = delete;
    virtual ~Transform() = default;

    /// Changes `batch` in place; may change sizes, never the number or the order of rows.
    virtual Result<> apply(RowBatch &batch) = 0;
    /// Before the first batch: apply() ends with Cancelled soon after a stop is requested, in the middle of a long
    /// value too. For transforms that can take long.
    virtual void stopOn(const std::stop_token & /*stop*/) {}
    /// Fields replaced so far.
    [[nodiscard]] virtual long long changedFields() const = 0;
};

/// What became of the rows that a sink was given, by the count of the receiving side.
struct RowsReceived
{
    qint64 stored = 0;
    /// Not wanted there: a rule for conflicts said so.
    qint64 skipped = 0;
    /// What they take where they are, in bytes; 0 where nobody knows (a server does not say).
    qint64 storedBytes = 0;
};

/// Where rows go.
///
/// Call order: any number of write(), then finish() once. After an error, or instead of finish(), call abort().
/// Destroying a sink that was not finished aborts it: nothing half-written stays visible to others.
/// Used by one thread. May block.
class Sink
{
public:
    Sink() = default;
    Sink(const Sink &) = delete;
    Sink &operator=(const Sink &) = delete;
    virtual ~Sink() = default;

    /// REQUIRES: finish() and abort() have not been called. Keeps no reference to `batch`.
    virtual Result<> write(const RowBatch &batch) = 0;
    /// It wants no more rows: the source may be left where it is.
    [[nodiscard]] virtual bool hasEnough() const { return false; }
    /// Makes the rows final and returns how many arrived.
    virtual Result<RowsReceived> finish() = 0;
    virtual void abort() noexcept = 0;
};

} // namespace engine::stream
