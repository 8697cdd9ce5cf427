// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/end.h"
#include "engine/pg/connection.h"
#include "engine/sandbox/cluster.h"

#include <QString>

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

namespace engine::importing {

/// How much one load may take.
struct LoadLimits
{
    /// Of the private server's folder; 0: what the disk has, less a reserve.
    qint64 diskBytes = 0;
    /// Of each process of the server.
    qint64 memoryBytes = qint64{3} * 1024 * 1024 * 1024;
    std::chrono::seconds time{std::chrono::hours(6)};
    /// The longest single statement.
    std::chrono::seconds statement{std::chrono::hours(2)};
    /// Of the server; 0: the newest there is.
    int serverMajor = 0;
    /// Only the structure is loaded.
    bool withoutRows = false;
};

/// An empty database in a private server that was made for one file and dies with this object.
///
///     keeper   superuser, ours alone: makes roles and extensions by their names, runs nothing of the file
///     loader   owns the database and may do nothing outside of it: runs what the file says
///
/// What the file holds is taken for hostile. The server has no network and no address but a socket in a folder that
/// nobody else can enter; the loader is no superuser, starts no program, reads no file of the server, makes no role and
/// no extension. Move-only.
class PrivateDatabase final
{
public:
    /// The role that runs a file, and owns what the file gives no owner.
    static constexpr const char *loader = "sosie_loader";

    /// Below `parent`, where what killed processes left behind is removed first. Takes about a second.
    /// Errors: SandboxUnavailable, LocalDiskFull, FileUnwritable.
    static Result<PrivateDatabase> create(const QString &parent, const LoadLimits &limits);
    /// Removes private servers in `parent` whose process is gone.
    static void sweep(const QString &parent);

    PrivateDatabase(PrivateDatabase &&other) noexcept = default;
    PrivateDatabase &operator=(PrivateDatabase &&) = delete;
    PrivateDatabase(const PrivateDatabase &) = delete;
    PrivateDatabase &operator=(const PrivateDatabase &) = delete;
    ~PrivateDatabase();

    [[nodiscard]] Result<pg::Connection> openKeeper(std::stop_token stop) const;
    [[nodiscard]] Result<pg::Connection> openLoader(std::stop_token stop) const;
    /// For who reads what was loaded: as the loader.
    [[nodiscard]] environments::ConnectionInfo connection() const;
    /// Makes a role that owns the database and may do what the loader may, and no more. Errors: StatementFailed where
    /// there is a role of that name.
    [[nodiscard]] Result<> makeOwner(pg::Connection &keeper, const std::string &name) const;
    [[nodiscard]] environments::ConnectionInfo connectionOf(const std::string &role) const;

    /// Says in the database that it is a production, for whoever asks it what it is.
    [[nodiscard]] Result<> markAsProduction() const;
    /// Makes a role that can do nothing, and lets the loader act for it.
    static Result<> makeRole(pg::Connection &keeper, const std::string &name);
    /// Takes away what is ours in the database, so that it holds what the file holds and nothing else. Nothing of a
    /// file is run after it.
    static Result<> finish(pg::Connection &keeper);
    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] const LoadLimits &limits() const { return m_limits; }
    /// What the folder of the server takes on the disk now.
    [[nodiscard]] qint64 bytesOnDisk() const;

private:
    PrivateDatabase() = default;
    Result<> prepare();
    [[nodiscard]] environments::ConnectionInfo infoOf(const std::string &user, const std::string &database) const;

    QString m_folder;
    LoadLimits m_limits;
    std::unique_ptr<sandbox::Cluster> m_cluster;
};

} // namespace engine::importing
