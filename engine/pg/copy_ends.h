// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pg/copy.h"
#include "engine/pg/copy_selection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/stream/flow.h"

#include <memory>

namespace engine::pg {

/// Reads a table, or a range of it, from a live database. Borrows the connection; see CopyReader.
class CopySource final : public stream::Source
{
public:
    /// From a read-only connection inside its transaction.
    static Result<std::unique_ptr<CopySource>> start(ReadOnlyConnection &connection, const CopySelection &selection);
    /// From a target, to see what has arrived there.
    static Result<std::unique_ptr<CopySource>> start(Connection &connection, const CopySelection &selection);
    /// From a target, with a COPY statement of the engine's own, which brings such rows.
    static Result<std::unique_ptr<CopySource>> start(Connection &connection, const std::string &statement,
                                                     stream::RowShape shape);
    /// Of a COPY … TO STDOUT that was started on the connection, which brings such rows.
    static std::unique_ptr<CopySource> of(ReadOnlyConnection &connection, stream::RowShape shape);
    [[nodiscard]] const stream::RowShape &shape() const override { return m_shape; }
    Result<bool> read(stream::RowBatch &batch) override;
    /// Batches become about so large at the most; for rows that somebody waits for, or may soon have enough of.
    void limitBatches(size_t bytes) { m_batchBytes = bytes; }

private:
    // A batch of this size keeps both sockets full and the process small, whatever the number of workers.
    static constexpr size_t usualBatchBytes = size_t{256} * 1024;

    CopySource(CopyReader reader, stream::RowShape shape);
    Result<> removeFrame(stream::RowBatch &batch);
    [[nodiscard]] QString name() const;

    CopyReader m_reader;
    stream::RowShape m_shape;
    size_t m_batchBytes = usualBatchBytes;
    long long m_rows = 0;
    bool m_headerSeen = false;
    bool m_trailerSeen = false;
};

/// Writes rows into a table of a target. Borrows the connection, on which a transaction is open; the caller commits.
class CopySink final : public stream::Sink
{
public:
    /// `freeze`: the table was made or truncated in this transaction, so rows can be written already frozen.
    static Result<std::unique_ptr<CopySink>> start(Connection &connection, const CopySelection &selection, bool freeze);
    Result<> write(const stream::RowBatch &batch) override;
    Result<stream::RowsReceived> finish() override;
    void abort() noexcept override;

private:
    CopySink(CopyWriter writer, CopyFormat format)
        : m_writer(std::move(writer))
        , m_format(format)
    {}

    CopyWriter m_writer;
    CopyFormat m_format;
    bool m_headerSent = false;
};

} // namespace engine::pg
