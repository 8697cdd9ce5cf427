// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sandbox/sandbox.h"

#include "engine/base/worker_pool.h"
#include "engine/pg/connection.h"
#include "engine/sandbox/cluster.h"
#include "engine/sandbox/demo_script.h"
#include "engine/sql/identifier.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <set>
#include <utility>

using namespace Qt::StringLiterals;

namespace engine::sandbox {
namespace {

constexpr std::chrono::milliseconds lockPatience(60'000);
// A database is made under this name and renamed when it is whole.
constexpr const char *unfinishedSuffix = "_unfinished";

QString serverFolder(const QString &folder)
{
    return folder + u"/server"_s;
}

// Written once all databases have been there: until then nobody is told about them.
QString readyFile(const QString &folder)
{
    return folder + u"/ready"_s;
}

pg::ConnectionInfo connectionTo(const Cluster &cluster, const std::string &database)
{
    pg::ConnectionInfo info;
    for (const auto &[keyword, value] : cluster.connectionValues(database))
        info.set(keyword, value);
    return info;
}

Result<pg::Connection> connect(const Cluster &cluster, const std::string &database, std::stop_token stop)
{
    pg::OpenOptions options;
    options.stop = std::move(stop);
    return pg::Connection::open(connectionTo(cluster, database), options);
}

Result<std::set<std::string>> databaseNames(pg::Connection &connection)
{
    TRY_ASSIGN(const auto rows, connection.query("SELECT datname FROM pg_database WHERE NOT datistemplate"));
    std::set<std::string> names;
    for (int row = 0; row < rows.rowCount(); ++row)
        names.insert(rows.string(row, 0));
    return names;
}

Result<> fill(const Cluster &cluster, const DemoScript &script, const std::stop_token &stop)
{
    TRY_ASSIGN(auto connection, connect(cluster, script.database + unfinishedSuffix, stop));
    for (const QString &file : script.files)
        TRY(runDemoFile(connection, file).map_error(during(script.name)));
    return {};
}

// Production takes as long as all others together: it has a thread of its own.
Result<> fillAll(const Cluster &cluster, const std::vector<DemoScript> &scripts, const std::stop_token &outer)
{
    const auto fillThose = [&](bool production, const std::stop_token &stop) -> Result<> {
        for (const DemoScript &script : scripts) {
            if ((script.typeKey == u"production"_s) == production)
                TRY(fill(cluster, script, stop));
        }
        return {};
    };
    WorkerPool pool(2, outer);
    for (const bool production : {true, false})
        pool.add([&, production](const std::stop_token &stop) { return fillThose(production, stop); });
    return pool.wait();
}

// While the demo is made nothing is lost that another `up` does not make again: no need to wait for the disk.
Result<> waitForDisk(pg::Connection &connection, bool wait)
{
    TRY(connection.execute(wait ? "ALTER SYSTEM RESET fsync" : "ALTER SYSTEM SET fsync = off"));
    return connection.execute("SELECT pg_reload_conf()");
}

Result<std::vector<DemoScript>> missingDatabases(pg::Connection &connection)
{
    TRY_ASSIGN(const auto present, databaseNames(connection));
    std::vector<DemoScript> missing;
    for (const DemoScript &script : demoScripts()) {
        if (!present.contains(script.database))
            missing.push_back(script);
    }
    return missing;
}

Result<> makeMissingDatabases(const Cluster &cluster, const Sandbox::StepHandler &onStep, const std::stop_token &stop)
{
    TRY_ASSIGN(auto connection, connect(cluster, "postgres", stop));
    TRY_ASSIGN(const auto missing, missingDatabases(connection));
    if (missing.empty())
        return {};
    if (onStep)
        onStep({.kind = SandboxStep::Kind::FillingDatabases, .databases = static_cast<int>(missing.size())});
    TRY(waitForDisk(connection, false));
    TRY(runDemoFile(connection, u"roles"_s));
    for (const DemoScript &script : missing) {
        const std::string name = sql::quoted(script.database + unfinishedSuffix);
        TRY(connection.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
        TRY(connection.execute("CREATE DATABASE " + name + " TEMPLATE template0"));
    }
    TRY(fillAll(cluster, missing, stop));
    for (const DemoScript &script : missing) {
        TRY(connection.execute("ALTER DATABASE " + sql::quoted(script.database + unfinishedSuffix) + " RENAME TO "
                               + sql::quoted(script.database)));
    }
    return waitForDisk(connection, true);
}

qint64 bytesBelow(const QString &folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System | QDir::NoSymLinks,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

} // namespace

Sandbox::Sandbox(const QString &folder)
    : m_folder(QDir::cleanPath(QFileInfo(folder).absoluteFilePath()))
{}

Result<> Sandbox::up(const StepHandler &onStep, const std::stop_token &stop) const
{
    if (!QDir().mkpath(m_folder))
        return failure({.code = ErrorCode::FileUnwritable, .subject = m_folder, .detail = {}});
    TRY_ASSIGN(const auto lock, FolderLock::take(m_folder, lockPatience));
    const auto step = [&](SandboxStep::Kind kind) {
        if (onStep)
            onStep({.kind = kind, .databases = 0});
    };
    const QString folder = serverFolder(m_folder);
    const bool isNew = !Cluster::exists(folder);
    step(isNew ? SandboxStep::Kind::MakingServer : SandboxStep::Kind::StartingServer);
    TRY_ASSIGN(Cluster cluster, isNew ? Cluster::create(folder, {}, Lifetime::Independent)
                                      : Cluster::open(folder, Lifetime::Independent));
    TRY(cluster.start());
    TRY(makeMissingDatabases(cluster, onStep, stop));
    QFile ready(readyFile(m_folder));
    if (!ready.open(QIODevice::WriteOnly))
        return failure({.code = ErrorCode::FileUnwritable, .subject = ready.fileName(), .detail = ready.errorString()});
    step(SandboxStep::Kind::Ready);
    return {};
}

Result<> Sandbox::down() const
{
    if (!Cluster::exists(serverFolder(m_folder)))
        return {};
    TRY_ASSIGN(const auto lock, FolderLock::take(m_folder, lockPatience));
    TRY_ASSIGN(Cluster cluster, Cluster::open(serverFolder(m_folder), Lifetime::Independent));
    return cluster.stop(Cluster::StopMode::Fast);
}

Result<> Sandbox::reset(const StepHandler &onStep, const std::stop_token &stop) const
{
    TRY(remove());
    return up(onStep, stop);
}

Result<> Sandbox::remove() const
{
    if (!QFileInfo(m_folder).isDir())
        return {};
    TRY_ASSIGN(const auto lock, FolderLock::take(m_folder, lockPatience));
    TRY(Cluster::removeFolder(serverFolder(m_folder)));
    if (!QDir(m_folder).removeRecursively())
        return failure({.code = ErrorCode::FileUnwritable, .subject = m_folder, .detail = {}});
    return {};
}

Result<SandboxStatus> Sandbox::status() const
{
    SandboxStatus status;
    status.folder = m_folder;
    status.exists = Cluster::exists(serverFolder(m_folder));
    if (!status.exists)
        return status;
    TRY_ASSIGN(const Cluster cluster, Cluster::open(serverFolder(m_folder), Lifetime::Independent));
    status.folder = cluster.folder();
    status.socketFolder = cluster.socketFolder();
    status.bytes = bytesBelow(cluster.folder());
    status.isRunning = cluster.isRunning();
    if (!status.isRunning)
        return status;
    TRY_ASSIGN(auto connection, connect(cluster, "postgres", {}));
    status.serverVersion = connection.serverVersion();
    TRY_ASSIGN(const auto rows, connection.query("SELECT datname, pg_database_size(oid) FROM pg_database"));
    for (const DemoScript &script : demoScripts()) {
        for (int row = 0; row < rows.rowCount(); ++row) {
            if (rows.view(row, 0) == script.database)
                status.databases.append({.name = script.name, .bytes = rows.integer(row, 1)});
        }
    }
    return status;
}

bool Sandbox::isRunning() const
{
    if (!Cluster::exists(serverFolder(m_folder)))
        return false;
    const auto cluster = Cluster::open(serverFolder(m_folder), Lifetime::Independent);
    return cluster && cluster->isRunning();
}

std::vector<DemoDatabase> Sandbox::databases() const
{
    std::vector<DemoDatabase> databases;
    if (!QFile::exists(readyFile(m_folder)) || !Cluster::exists(serverFolder(m_folder)))
        return databases;
    const auto cluster = Cluster::open(serverFolder(m_folder), Lifetime::Independent);
    if (!cluster || !cluster->isRunning())
        return databases;
    for (const DemoScript &script : demoScripts()) {
        databases.push_back({.name = script.name,
                             .database = script.database,
                             .typeKey = script.typeKey,
                             .connection = connectionTo(*cluster, script.database)});
    }
    return databases;
}

bool Sandbox::isDemoName(const QString &name)
{
    return std::ranges::any_of(demoScripts(), [&](const DemoScript &script) { return script.name == name; });
}

} // namespace engine::sandbox
