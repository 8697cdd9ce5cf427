// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/copy.h"

#include <poll.h>

namespace engine::pg {

namespace {

// Below this, waiting for more is better than moving on; above, the other side can already work.
constexpr size_t worthHandingOn = size_t{32} * 1024;

// What libpq is given at once. It moves all that is left in its buffer to the front after each part that the socket has
// taken: a row of a gigabyte would be moved thousands of times.
constexpr size_t atOnce = size_t{64} * 1024;

struct MemoryDeleter
{
    void operator()(char *memory) const { PQfreemem(memory); }
};

} // namespace

Result<bool> CopyReader::read(std::vector<char> &bytes, std::vector<uint32_t> &starts, size_t limit)
{
    PGconn *handle = m_connection.handle();
    TRY(m_connection.checkStop());
    while (bytes.size() < limit && !m_finished) {
        char *message = nullptr;
        const int length = PQgetCopyData(handle, &message, 1);
        if (length > 0) {
            const std::unique_ptr<char, MemoryDeleter> owner(message);
            starts.push_back(static_cast<uint32_t>(bytes.size()));
            bytes.insert(bytes.end(), message, message + length);
            ++m_messages;
        } else if (length == 0) {
            if (bytes.size() >= worthHandingOn)
                return true;
            TRY(m_connection.waitForSocket(false));
            if (PQconsumeInput(handle) == 0)
                return failure(m_connection.connectionError());
        } else if (length == -1) {
            m_finished = true;
            TRY_ASSIGN(const QueryResult result, m_connection.collect({}));
            m_serverRows = result.affectedRows();
        } else {
            return failure(m_connection.connectionError());
        }
    }
    return !bytes.empty();
}

Result<CopyWriter> CopyWriter::start(Connection &connection, std::string_view copyStatement)
{
    TRY_ASSIGN(const QueryResult result, connection.query(copyStatement));
    return CopyWriter(connection);
}

Result<> CopyWriter::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        TRY(listen());
        if (m_refused) {
            TRY(abort("the server has stopped the copy"));
            return failure(m_connection->connectionError());
        }
        const std::string_view part = bytes.substr(0, atOnce);
        TRY(writePart(part));
        bytes.remove_prefix(part.size());
    }
    return {};
}

Result<> CopyWriter::writePart(std::string_view part)
{
    PGconn *handle = m_connection->handle();
    while (true) {
        const int queued = PQputCopyData(handle, part.data(), static_cast<int>(part.size()));
        if (queued < 0)
            return failure(m_connection->connectionError());
        if (queued == 1)
            return flush();
        TRY(m_connection->waitForSocket(true));
    }
}

Result<> CopyWriter::listen()
{
    PGconn *handle = m_connection->handle();
    pollfd descriptor{PQsocket(handle), POLLIN, 0};
    if (::poll(&descriptor, 1, 0) <= 0)
        return {};
    const long long noticesBefore = m_connection->noticeCount();
    if (PQconsumeInput(handle) == 0)
        return failure(m_connection->connectionError());
    // Hands on the notices. While rows go in, libpq reads nothing else, and a server says nothing else than that it
    // stopped taking them; right behind a notice that is only seen by finish().
    static_cast<void>(PQisBusy(handle));
    m_refused = m_refused || m_connection->noticeCount() == noticesBefore;
    return {};
}

Result<> CopyWriter::flush()
{
    PGconn *handle = m_connection->handle();
    while (true) {
        const int pending = PQflush(handle);
        if (pending < 0)
            return failure(m_connection->connectionError());
        if (pending == 0)
            return {};
        TRY(m_connection->waitForSocket(true));
        TRY(listen());
    }
}

Result<> CopyWriter::end(const char *reason)
{
    while (true) {
        const int queued = PQputCopyEnd(m_connection->handle(), reason);
        if (queued < 0)
            return failure(m_connection->connectionError());
        if (queued == 1)
            return flush();
        TRY(m_connection->waitForSocket(true));
    }
}

Result<long long> CopyWriter::finish()
{
    TRY(end(nullptr));
    TRY_ASSIGN(const QueryResult result, m_connection->collect({}));
    return result.affectedRows();
}

Result<> CopyWriter::abort(std::string_view reason)
{
    const std::string text(reason);
    TRY(end(text.c_str()));
    TRY(m_connection->collect({}));
    return {};
}

} // namespace engine::pg
