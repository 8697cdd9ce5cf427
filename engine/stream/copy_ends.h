// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pg/copy.h"
#include "engine/stream/flow.h"

#include <optional>

namespace engine::stream {

/// Reads a table, or a range of it, from a live database. Borrows the connection; see pg::CopyReader.
class CopySource final : public Source
{
public:
    /// From a read-only connection inside its transaction.
    static Result<std::unique_ptr<CopySource>> start(pg::ReadOnlyConnection &connection,
                                                     const pg::CopySelection &selection);
    /// From a target, to see what has arrived there.
    static Result<std::unique_ptr<CopySource>> start(pg::Connection &connection, const pg::CopySelection &selection);
    /// From a target, with a COPY statement of the engine's own; `name` is for errors.
    static Result<std::unique_ptr<CopySource>> start(pg::Connection &connection, const std::string &statement,
                                                     pg::CopyFormat format, QString name);
    Result<bool> read(RowBatch &batch) override;

private:
    CopySource(pg::CopyReader reader, pg::CopyFormat format, QString name);
    Result<> removeFrame(RowBatch &batch);

    pg::CopyReader m_reader;
    pg::CopyFormat m_format;
    QString m_name;
    long long m_rows = 0;
    bool m_headerSeen = false;
    bool m_trailerSeen = false;
};

/// Writes rows into a table of a target. Borrows the connection, on which a transaction is open; the caller commits.
class CopySink final : public Sink
{
public:
    /// `freeze`: the table was made or truncated in this transaction, so rows can be written already frozen.
    static Result<std::unique_ptr<CopySink>> start(pg::Connection &connection, const pg::CopySelection &selection,
                                                   bool freeze);
    Result<> write(const RowBatch &batch) override;
    Result<long long> finish() override;
    void abort() noexcept override;

private:
    CopySink(pg::CopyWriter writer, pg::CopyFormat format)
        : m_writer(std::move(writer))
        , m_format(format)
    {}

    pg::CopyWriter m_writer;
    pg::CopyFormat m_format;
    bool m_headerSent = false;
};

/// Accepts rows and drops them: reading back for a digest needs no place to put them.
class NullSink final : public Sink
{
public:
    Result<> write(const RowBatch &batch) override;
    Result<long long> finish() override { return m_rows; }
    void abort() noexcept override {}

private:
    long long m_rows = 0;
};

} // namespace engine::stream
