// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/reaching/connection_info.h"

#include <QString>

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::sandbox {

/// An environment of the demo: what it is called, what it is for and how it is reached.
struct DemoDatabase
{
    /// "demo-prod": the name of the environment.
    QString name{};
    /// "demo_prod": the name on the server.
    std::string database{};
    /// "production", "test", "training", "development": the key of environments::EnvironmentType.
    QString typeKey{};
    /// Over the sandbox's socket, without a password.
    pg::ConnectionInfo connection{};
};

/// What the sandbox is doing on its way up.
struct SandboxStep
{
    enum class Kind { MakingServer, StartingServer, FillingDatabases, Ready };

    Kind kind = Kind::MakingServer;
    /// How many of the demo's databases are being made; 0 where that says nothing.
    int databases = 0;
};

/// What there is of the sandbox, at the moment it was asked.
struct SandboxStatus
{
    /// Whether `up` was ever called and not undone by `remove`.
    bool exists = false;
    bool isRunning = false;
    QString folder{};
    QString socketFolder{};
    /// 150020; 0 when it does not run.
    int serverVersion = 0;
    /// Of all its files.
    qint64 bytes = 0;

    struct Database
    {
        QString name{};
        qint64 bytes = 0;
    };
    /// Those that are there; empty when it does not run.
    QList<Database> databases{};
};

/// The demo: a private PostgreSQL server with four environments of a fictitious application, Loft Algérie.
///
/// Everything is in one folder (see Cluster for where it is as root). Owns nothing while no function runs: the server
/// keeps running when this object, or the process, is gone, and the next one finds it. Functions wait for each other
/// across processes. A database appears under its name once it is whole. Call from any thread but the window's.
class Sandbox final
{
public:
    using StepHandler = std::function<void(const SandboxStep &)>;

    /// `folder`: dataFolder() + "/sandbox"; need not exist.
    explicit Sandbox(const QString &folder);

    /// Makes what is missing of the server and of its databases, and starts it. Up already: some milliseconds.
    /// `onStep` is called on this thread.
    /// Errors: SandboxUnavailable, FileUnwritable, LocalDiskFull, TargetBusy, Cancelled.
    Result<> up(const StepHandler &onStep = {}, const std::stop_token &stop = {}) const;
    /// Stops the server; its data stay.
    Result<> down() const;
    /// Back to the first day: everything that was done in the demo is lost.
    Result<> reset(const StepHandler &onStep = {}, const std::stop_token &stop = {}) const;
    /// Stops the server and deletes every file of the sandbox.
    Result<> remove() const;

    [[nodiscard]] Result<SandboxStatus> status() const;
    /// No connection is made: cheap enough for every list of environments.
    [[nodiscard]] bool isRunning() const;
    /// The four environments, production first; none unless the sandbox is up. No connection is made.
    [[nodiscard]] std::vector<DemoDatabase> databases() const;

    /// Whether `name` is one of demo-prod, demo-test, demo-formation, demo-dev, up or not.
    [[nodiscard]] static bool isDemoName(const QString &name);

private:
    QString m_folder;
};

} // namespace engine::sandbox
