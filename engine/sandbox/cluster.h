// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/sandbox/folder_lock.h"
#include "engine/sandbox/server_programs.h"
#include "engine/sandbox/server_user.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <string>

namespace engine::sandbox {

/// How a new cluster is set up. The defaults listen on a Unix socket only.
struct ClusterOptions
{
    /// Lines of postgresql.conf: "fsync = off".
    QStringList settings{};
    /// Lines of pg_hba.conf for connections other than the socket's: "host all all 127.0.0.1/32 scram-sha-256".
    QStringList hostRules{};
    quint16 port = 5432;
    /// For what is not trusted: no network, and this much memory for each process of the server; see ServerUser. 0: as
    /// any other.
    qint64 isolatedMemoryBytes = 0;
    /// Those of ServerPrograms::find() unless given.
    std::optional<ServerPrograms> programs{};
};

/// What becomes of the server when the Cluster object is destroyed.
enum class Lifetime {
    /// It stops at once: for tests and proofs.
    Bound,
    /// It keeps running, and the next open() finds it: for the demo sandbox.
    Independent,
};

/// A private PostgreSQL server in a folder of its own.
///
/// The folder holds the data, the server's log and, where its path is short enough, the socket; nobody but the user of
/// the server (and root) can enter it, which is why the socket asks for no password. As root the server runs as an
/// ordinary user; where that user cannot reach the folder (a home of root), everything lives under
/// /var/lib/sosie-sandbox instead, and folder() says where.
///
/// Owns the lock of the folder while it lives when Bound; an Independent cluster takes it only while it starts or
/// stops. A server left behind by a killed process is found by its postmaster.pid and adopted by open() or stopped by
/// removeFolder(). Move-only, for one thread at a time.
class Cluster final
{
public:
    enum class StopMode { Smart, Fast, Immediate };

    /// Makes a new cluster (UTF-8, C.UTF-8, superuser `postgres`) in `folder` and starts it. What an earlier attempt
    /// left unfinished there is removed first.
    /// Errors: SandboxUnavailable, FileUnwritable, LocalDiskFull, TargetBusy.
    static Result<Cluster> create(const QString &folder, const ClusterOptions &options = {},
                                  Lifetime lifetime = Lifetime::Bound);
    /// The cluster that create() made in `folder`, running or not; does not start it.
    /// Errors: SandboxUnavailable when there is none or no server program of its version.
    static Result<Cluster> open(const QString &folder, Lifetime lifetime = Lifetime::Bound);
    /// Whether create() once came to its end in `folder`.
    [[nodiscard]] static bool exists(const QString &folder);
    /// Stops the server of `folder`, if any, and removes every file of it. Nothing to remove is no error.
    static Result<> removeFolder(const QString &folder);

    /// The same where no process holds the lock of `folder`: what a killed one left behind.
    static Result<> removeAbandonedFolder(const QString &folder);

    Cluster(Cluster &&other) noexcept;
    Cluster &operator=(Cluster &&other) noexcept;
    Cluster(const Cluster &) = delete;
    Cluster &operator=(const Cluster &) = delete;
    ~Cluster();

    /// Starts the server and waits until it answers; a dead server's remains are cleaned up. Running: does nothing.
    Result<> start();
    /// Stops it and waits until it is gone. Not running: does nothing.
    Result<> stop(StopMode mode = StopMode::Fast);
    [[nodiscard]] bool isRunning() const { return serverProcess() != 0; }
    /// The process id of the server, 0 when it does not run.
    [[nodiscard]] qint64 serverProcess() const;

    /// Where the files really are; differs from what create() was given only for root.
    [[nodiscard]] QString folder() const { return m_folder; }
    [[nodiscard]] QString dataFolder() const;
    [[nodiscard]] QString logFile() const;
    [[nodiscard]] QString socketFolder() const { return m_socketFolder; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] const ServerPrograms &programs() const { return m_programs; }
    [[nodiscard]] const ServerUser &user() const { return m_user; }

    /// libpq's keywords to reach `database` over the socket; there is no password.
    [[nodiscard]] std::map<std::string, std::string> connectionValues(const std::string &database) const;
    /// The same as one string: "host='…' port='5432' user='postgres' dbname='…'".
    [[nodiscard]] std::string connectionString(const std::string &database) const;

private:
    Cluster() = default;

    Result<> prepareFolders();
    Result<> checkPrograms();
    Result<> initialise(const ClusterOptions &options);
    Result<> writeSettings(const ClusterOptions &options) const;
    Result<> startOnce() const;
    void removeStalePidFile() const;

    QString m_folder;
    QString m_socketFolder;
    quint16 m_port = 5432;
    ServerPrograms m_programs;
    ServerUser m_user;
    Lifetime m_lifetime = Lifetime::Bound;
    std::optional<FolderLock> m_lock;
};

} // namespace engine::sandbox
