// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace engine::pg {

/// Reads the rows of a COPY … TO STDOUT that was started on a connection, many rows at a time.
///
/// Borrows the connection, which must outlive the reader and may not be used for anything else meanwhile. For one
/// thread. Destroying an unfinished reader leaves the connection inside the COPY: close it.
class CopyReader final
{
public:
    /// The connection has a COPY … TO STDOUT under way (reading back what was written to a target).
    explicit CopyReader(Connection &connection)
        : m_connection(connection)
    {}

    /// Appends COPY messages to `bytes`, and the offset at which each begins to `starts`, until `bytes` holds about
    /// `limit` bytes or the data ends. Returns false when nothing was left: the server has then confirmed the command,
    /// and serverRows() is its own count. In Binary format the first message also holds the stream's header and the
    /// last is its trailer. Errors: ConnectionLost, Cancelled, the server's.
    Result<bool> read(std::vector<char> &bytes, std::vector<uint32_t> &starts, size_t limit);

    [[nodiscard]] long long messages() const { return m_messages; }
    /// Rows by the server's own count; 0 before the end.
    [[nodiscard]] long long serverRows() const { return m_serverRows; }

private:
    Connection &m_connection;
    long long m_messages = 0;
    long long m_serverRows = 0;
    bool m_finished = false;
};

/// Writes rows into a COPY … FROM STDIN.
///
/// Borrows the connection. Nothing is visible to others before the caller commits. Destroying an unfinished writer
/// leaves the connection inside the COPY: close it, and the server drops what was sent.
class CopyWriter final
{
public:
    /// Starts the COPY. REQUIRES: a transaction is open.
    static Result<CopyWriter> start(Connection &connection, std::string_view copyStatement);

    /// Sends bytes as they are; a row may be cut anywhere. Returns the server's error as soon as it refuses a row.
    Result<> write(std::string_view bytes);
    /// Ends the COPY and returns the server's count of rows.
    Result<long long> finish();
    /// Ends the COPY with an error on purpose, and returns it: the connection can be used again after a ROLLBACK.
    Result<> abort(std::string_view reason);

private:
    explicit CopyWriter(Connection &connection)
        : m_connection(&connection)
    {}
    Result<> writePart(std::string_view part);
    Result<> flush();
    Result<> end(const char *reason);
    /// Takes in what the server says, if anything; sets m_refused when it is not a notice.
    Result<> listen();

    Connection *m_connection;
    bool m_refused = false;
};

} // namespace engine::pg
