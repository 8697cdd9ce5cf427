// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/copying/live_target.h"

#include "engine/catalog/model/table_names.h"
#include "engine/copying/row_transfer_setup.h"
#include "engine/copying/waiting_rows.h"
#include "engine/pg/copy_ends.h"
#include "engine/target/session/target_session.h"

#include <optional>

namespace engine::copying {

namespace {

/// The rows of one share, and the transaction they are written in.
class LiveSink final : public stream::Sink
{
public:
    LiveSink(pg::Connection &connection, std::unique_ptr<pg::CopySink> rows, std::string moveOn, bool tookPath)
        : m_connection(connection)
        , m_rows(std::move(rows))
        , m_moveOn(std::move(moveOn))
        , m_tookPath(tookPath)
    {}
    Result<> write(const stream::RowBatch &batch) override { return m_rows->write(batch); }
    Result<stream::RowsReceived> finish() override
    {
        TRY_ASSIGN(const stream::RowsReceived received, m_rows->finish());
        if (!m_moveOn.empty())
            TRY(m_connection.execute(m_moveOn));
        TRY(m_connection.execute(m_tookPath ? "COMMIT; SET search_path = ''" : "COMMIT"));
        return received;
    }
    void abort() noexcept override { m_rows->abort(); }

private:
    pg::Connection &m_connection;
    std::unique_ptr<pg::CopySink> m_rows;
    std::string m_moveOn;
    bool m_tookPath;
};

} // namespace

Result<std::unique_ptr<stream::Sink>> LiveWriter::open(const stream::RowShape &shape, const transfer::Share &share)
{
    const auto found = m_target.m_tables.find(share.table);
    if (found == m_target.m_tables.end())
        return failure({.code = ErrorCode::ObjectMissing, .subject = text(share.table.displayed())});
    const TableWriting &writing = found->second;
    pg::CopySelection written{.table = nameOf(*writing.into), .format = shape.format};
    for (const stream::RowShape::Column &column : shape.columns)
        written.columns.push_back(column.name);
    // Alone with the table, a worker truncates it in its own transaction: rows can then be written frozen, and the
    // first reader need not write every page again.
    const bool freeze = writing.mayFreeze && share.isWhole();
    TRY(m_connection.execute("BEGIN"));
    TRY(m_target.m_session.permit.recheck(m_connection));
    if (freeze)
        TRY(m_connection.execute("TRUNCATE ONLY " + written.table.quoted()));
    std::string moveOn;
    if (writing.isInHands) {
        WaitingRows waiting = waitingRows(m_target.m_session.schema, *writing.into, written.columns,
                                          m_target.m_session.ddl, m_connection.backendPid());
        TRY(m_connection.execute(waiting.make));
        written.table = waiting.place;
        moveOn = std::move(waiting.moveOn);
    } else if (!writing.takePath.empty()) {
        TRY(m_connection.execute(writing.takePath));
    }
    TRY_ASSIGN(auto rows, pg::CopySink::start(m_connection, written, freeze));
    return std::unique_ptr<stream::Sink>(
        std::make_unique<LiveSink>(m_connection, std::move(rows), std::move(moveOn), !writing.takePath.empty()));
}

Result<std::unique_ptr<LiveWriter>> LiveTarget::liveWriter(std::stop_token stop)
{
    TRY_ASSIGN(pg::Connection target,
               target::openTarget(m_session.connection, m_session.applicationName, std::move(stop)));
    TRY(m_session.permit.recheck(target));
    // Workers wait for each other's locks, for as long as it takes to read a table or to build an index of it.
    TRY(target.execute("SET lock_timeout = 0"));
    TRY(prepareForIndexes(target, m_session.jobs));
    return std::unique_ptr<LiveWriter>(new LiveWriter(std::move(target), *this));
}

Result<std::unique_ptr<transfer::Writer>> LiveTarget::writer(std::stop_token stop)
{
    TRY_ASSIGN(auto writer, liveWriter(std::move(stop)));
    return std::unique_ptr<transfer::Writer>(std::move(writer));
}

} // namespace engine::copying
