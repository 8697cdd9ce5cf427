// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/test_server.h"

#include <QRegularExpression>

#include <atomic>
#include <memory>
#include <thread>

namespace tests {

/// What a proxy does to the connections that go through it, once: afterwards the network is whole again.
struct Chaos
{
    enum class Kind {
        /// Passes everything.
        None,
        /// Closes all connections, as a firewall that restarts.
        Cut,
        /// Goes silent, with all connections open.
        Stall,
        /// Turns a bit over on its way to the server.
        Corrupt,
        /// Passes everything in pieces of a few bytes.
        Dribble,
        /// Passes COMMIT number `at` to the server and closes all connections instead of passing its answer.
        LoseCommitAnswer,
        /// Keeps back statement number `at` of those that match `statement`, until release(); all else passes.
        Hold,
        /// Answers each connection up to number `at` that the server is just starting up.
        StartingUp,
        /// Leads connection number `at` and those after it to the other server, as a pooler or a name that was turned.
        Redirect,
    };
    Kind kind = Kind::None;
    /// After how many bytes, both ways and all connections together; for LoseCommitAnswer: after how many answers.
    qint64 at = 0;
    /// A regular expression, for Hold.
    QString statement{};
};

/// A TCP port of 127.0.0.1 through which a TestServer is reached, without TLS. Runs a thread of its own; destruction
/// closes all connections and joins it. REQUIRES: the server lives longer.
class ChaosProxy final
{
public:
    explicit ChaosProxy(const TestServer &server);
    ~ChaosProxy();
    ChaosProxy(const ChaosProxy &) = delete;
    ChaosProxy &operator=(const ChaosProxy &) = delete;

    /// libpq keywords for a database behind the proxy.
    [[nodiscard]] QString connectionInfo(const QString &database) const;
    /// Forgets what passed so far. No connection may be open.
    void prepare(const Chaos &chaos);
    /// Bytes that passed since, and answers to COMMIT.
    [[nodiscard]] qint64 bytesPassed() const { return m_bytes; }
    [[nodiscard]] qint64 commitsAnswered() const { return m_commits; }
    /// True once the chaos has happened.
    [[nodiscard]] bool hasHappened() const { return m_happened; }
    /// Connections that were accepted since prepare().
    [[nodiscard]] qint64 connections() const { return m_connections; }

    /// What happens to a statement that is held.
    enum class Release { Pass, PassAndCut, Cut };
    void release(Release how) { m_release = static_cast<int>(how); }
    /// Passes nothing any more, with all connections open, until told otherwise.
    void setSilent(bool silent) { m_isSilent = silent; }
    /// Where Redirect leads. REQUIRES: the other server lives longer; no connection is open.
    void setOther(const TestServer &other) { m_other = socketOf(other); }

private:
    struct Link;
    static QString socketOf(const TestServer &server);
    void run();
    void obey();
    void accept();
    void sayStartingUp(int client);
    bool pass(Link &link, bool toServer);
    void closeAll();

    QString m_socket;
    QString m_other;
    /// Written while no connection is open.
    QRegularExpression m_statement;
    int m_listener = -1;
    int m_wake[2] = {-1, -1};
    quint16 m_port = 0;
    std::atomic<Chaos::Kind> m_kind = Chaos::Kind::None;
    std::atomic<qint64> m_at = 0;
    std::atomic<qint64> m_bytes = 0;
    std::atomic<qint64> m_commits = 0;
    std::atomic<qint64> m_connections = 0;
    std::atomic<qint64> m_matches = 0;
    std::atomic<int> m_release = -1;
    std::atomic<bool> m_isSilent = false;
    std::atomic<bool> m_happened = false;
    /// Of the thread only.
    std::vector<std::unique_ptr<Link>> m_links;
    std::thread m_thread;
};

} // namespace tests
