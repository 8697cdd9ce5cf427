// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/query_result.h"
#include "engine/pg/reaching/connection_handle.h"
#include "engine/pg/reaching/connection_info.h"

#include <libpq-fe.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace engine::pg {

struct Reached;

/// A text parameter of a query; std::nullopt is NULL.
using Parameter = std::optional<std::string>;

/// A connection to a server that may be written to. To production there is only ReadOnlyConnection.
///
/// Owns the PGconn. Used by one thread at a time; never shared. Every wait ends early when the stop token given to
/// open() is triggered: the statement is cancelled on the server, and when the server does not answer within
/// `cancelGrace` the connection is given up. After a cancel or a lost connection isUsable() is false and the object is
/// good for nothing but destruction. Destroying it closes the connection; an open transaction is rolled back by the
/// server.
class Connection final
{
public:
    /// Errors: HostNotFound, ServerUnreachable, TlsFailed, AuthenticationFailed, PasswordMissing, DatabaseMissing,
    /// PermissionDenied (to connect to the database), TooManyConnections, Cancelled.
    static Result<Connection> open(const ConnectionInfo &info, const OpenOptions &options = {});

    Connection(Connection &&) noexcept;
    Connection &operator=(Connection &&) noexcept;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    ~Connection();

    /// Runs one or several statements without parameters (simple protocol) and drops their rows.
    Result<> execute(std::string_view sql);
    /// Runs one statement (extended protocol: whatever stands in it is one), and drops its rows as they come: for
    /// statements of which nobody knows how many they have.
    Result<> run(std::string_view sql);
    /// Runs one statement with bound values (extended protocol) and returns its rows.
    Result<QueryResult> query(std::string_view sql, const std::vector<Parameter> &parameters = {});

    [[nodiscard]] bool isUsable() const;
    /// 150020 for 15.20.
    [[nodiscard]] int serverVersion() const;
    [[nodiscard]] int serverMajor() const { return serverVersion() / 10000; }
    [[nodiscard]] int backendPid() const;
    [[nodiscard]] std::string parameterStatus(const char *name) const;
    /// "TLSv1.3"; empty when what answers, server or pooler, is reached without TLS.
    [[nodiscard]] std::string tlsVersion() const;
    /// The address that was reached, as numbers; empty for a socket of this computer.
    [[nodiscard]] std::string peerAddress() const;
    /// Which way it was reached, and which were tried before (dialling.h).
    [[nodiscard]] Reached reached() const;
    /// What an error about this connection names: "host:port/database".
    [[nodiscard]] const std::string &displayName() const;
    /// Ends the waiting of this connection from now on; an empty token never stops.
    void setStop(std::stop_token stop);
    /// Statements that destroying this connection runs first, one by one and within a second, outside of a transaction:
    /// what a pooler gives to somebody else must have nothing of ours in it.
    void setFarewell(std::vector<std::string> statements);
    /// Called with each notice of the server, on the thread that waits. Default: dropped.
    void setNoticeHandler(std::function<void(std::string_view)> handler);

    /// For CopyReader and CopyWriter: the C handle, and the waiting they share.
    /// REQUIRES: the callers live in engine/pg.
    [[nodiscard]] PGconn *handle() const;
    /// Notices that arrived so far.
    [[nodiscard]] long long noticeCount() const;
    /// Waits until the socket can be read (or also written), the stop token is triggered or the connection is lost.
    Result<> waitForSocket(bool alsoForWriting);
    /// Cancelled once the stop token is triggered: for loops that need not wait because the data is there.
    [[nodiscard]] Result<> checkStop();
    /// Ends a COPY … TO STDOUT before its end. The transaction has failed then, or the part of it since a savepoint.
    Result<> interruptCopy();
    /// Reads what PQsendQuery* started, to its end. Errors: the server's.
    Result<QueryResult> collect(std::string_view what);
    /// The server's answer as an Error, classified by its SQLSTATE.
    [[nodiscard]] Error serverError(const PGresult *result, std::string_view subject) const;
    /// The connection's own state as an Error (ConnectionLost, …).
    [[nodiscard]] Error connectionError() const;

private:
    struct State;
    explicit Connection(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace engine::pg
