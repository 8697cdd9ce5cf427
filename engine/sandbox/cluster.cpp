// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sandbox/cluster.h"

#include <signal.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <thread>
#include <utility>

using namespace Qt::StringLiterals;

namespace engine::sandbox {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds initTimeout(120'000);
constexpr milliseconds serverTimeout(60'000);
constexpr milliseconds lockPatience(30'000);
// sun_path holds 108 bytes with its NUL; "/.s.PGSQL.65535.lock" is the longest name in the folder of a socket.
constexpr qsizetype maxSocketFolderBytes = 107 - 20;

QString shortHash(const QString &path)
{
    const QByteArray digest = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(digest.toHex().left(12));
}

// The folder as asked for, or its stand-in where the user of the server cannot go.
QString reachableFolder(const QString &folder, const ServerUser &user)
{
    QString wanted = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (user.canReach(wanted))
        return wanted;
    return u"/var/lib/sosie-sandbox/"_s + shortHash(wanted);
}

// Deterministic, so that every process finds the same socket.
QString socketFolderFor(const QString &folder, const ServerUser &user)
{
    QString inside = folder + u"/socket"_s;
    if (QFile::encodeName(inside).size() <= maxSocketFolderBytes)
        return inside;
    const QString name = u"/sosie-"_s + shortHash(folder);
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool isUsable = !runtime.isEmpty() && QFileInfo(runtime).isWritable() && !user.isAnotherUser()
                          && QFile::encodeName(runtime + name).size() <= maxSocketFolderBytes;
    return (isUsable ? runtime : u"/tmp"_s) + name;
}

QString markerFile(const QString &folder)
{
    return folder + u"/cluster.ready"_s;
}

Error fileError(const QFile &file)
{
    return {.code = ErrorCode::FileUnwritable, .subject = file.fileName(), .detail = file.errorString()};
}

Result<> appendLines(const QString &path, const QStringList &lines, QIODevice::OpenMode mode)
{
    QFile file(path);
    if (!file.open(mode | QIODevice::WriteOnly))
        return failure(fileError(file));
    const QByteArray bytes = lines.join(u'\n').toUtf8() + '\n';
    if (file.write(bytes) != bytes.size() || !file.flush())
        return failure(fileError(file));
    return {};
}

QList<QByteArray> pidFileLines(const QString &dataFolder)
{
    QFile file(dataFolder + u"/postmaster.pid"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().split('\n');
}

// A killed process that nobody has waited for yet (a container's first process may never do) is not alive.
bool isAlive(qint64 process)
{
    if (process <= 0 || (kill(static_cast<pid_t>(process), 0) != 0 && errno != EPERM))
        return false;
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return true;
    const QByteArray status = file.readAll();
    return !status.mid(status.lastIndexOf(')')).startsWith(") Z");
}

// A process id is used again after a crash of the computer: the working folder of a real server is its data folder.
bool mayBeServerOf(qint64 process, const QString &dataFolder)
{
    const QString workingFolder = QFile::symLinkTarget(u"/proc/%1/cwd"_s.arg(process));
    return workingFolder.isEmpty() || workingFolder == QFileInfo(dataFolder).canonicalFilePath();
}

// Whether processes of a killed server still use its shared memory, whose id is in its postmaster.pid.
bool isSharedMemoryInUse(const QList<QByteArray> &pidFile)
{
    constexpr int sharedMemoryLine = 6;
    const QList<QByteArray> keyAndId = pidFile.value(sharedMemoryLine).simplified().split(' ');
    shmid_ds segment = {};
    return keyAndId.size() == 2 && shmctl(keyAndId[1].toInt(), IPC_STAT, &segment) == 0 && segment.shm_nattch > 0;
}

QString modeName(Cluster::StopMode mode)
{
    switch (mode) {
    case Cluster::StopMode::Smart:
        return u"smart"_s;
    case Cluster::StopMode::Fast:
        return u"fast"_s;
    case Cluster::StopMode::Immediate:
        return u"immediate"_s;
    }
    return {};
}

// After a killed server its last processes may need a moment to notice; until then a new one refuses to start.
bool isTransient(const Error &error)
{
    return error.detail.contains(u"shared memory"_s) || error.detail.contains(u"lock file"_s);
}

QString lastLines(const QString &path)
{
    constexpr qsizetype maxBytes = 2000;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - maxBytes));
    return QString::fromUtf8(file.readAll()).trimmed();
}

} // namespace

Result<Cluster> Cluster::create(const QString &folder, const ClusterOptions &options, Lifetime lifetime)
{
    Cluster cluster;
    cluster.m_lifetime = lifetime;
    cluster.m_user = ServerUser::current();
    if (options.isolatedMemoryBytes > 0)
        cluster.m_user.isolate(options.isolatedMemoryBytes);
    cluster.m_port = options.port;
    if (options.programs) {
        cluster.m_programs = *options.programs;
    } else {
        TRY_ASSIGN(cluster.m_programs, ServerPrograms::find());
    }
    if (!QDir().mkpath(folder))
        return failure({.code = ErrorCode::FileUnwritable, .subject = folder, .detail = {}});
    cluster.m_folder = reachableFolder(folder, cluster.m_user);
    TRY(cluster.prepareFolders());
    TRY_ASSIGN(auto lock, FolderLock::take(cluster.m_folder, lockPatience));
    cluster.m_lock = std::move(lock);
    // Another process may have made it while this one waited for the lock.
    if (!exists(folder))
        TRY(cluster.initialise(options));
    TRY(cluster.start());
    if (lifetime == Lifetime::Independent)
        cluster.m_lock.reset();
    return cluster;
}

Result<Cluster> Cluster::open(const QString &folder, Lifetime lifetime)
{
    if (!exists(folder))
        return failure({.code = ErrorCode::SandboxUnavailable, .subject = folder, .detail = {}});
    Cluster cluster;
    cluster.m_user = ServerUser::current();
    cluster.m_folder = reachableFolder(folder, cluster.m_user);
    QFile marker(markerFile(cluster.m_folder));
    if (!marker.open(QIODevice::ReadOnly)) {
        return failure(
            {.code = ErrorCode::FileUnreadable, .subject = marker.fileName(), .detail = marker.errorString()});
    }
    const QList<QByteArray> lines = marker.readAll().split('\n');
    cluster.m_programs = {.folder = QFile::decodeName(lines.value(2)), .major = lines.value(0).toInt()};
    TRY(cluster.checkPrograms());
    cluster.m_port = lines.value(1).toUShort();
    TRY(cluster.prepareFolders());
    if (lifetime == Lifetime::Bound) {
        TRY_ASSIGN(auto lock, FolderLock::take(cluster.m_folder, lockPatience));
        cluster.m_lock = std::move(lock);
    }
    cluster.m_lifetime = lifetime;
    return cluster;
}

bool Cluster::exists(const QString &folder)
{
    return QFile::exists(markerFile(reachableFolder(folder, ServerUser::current())));
}

Result<> Cluster::removeFolder(const QString &folder)
{
    Cluster cluster;
    cluster.m_lifetime = Lifetime::Independent;
    cluster.m_user = ServerUser::current();
    cluster.m_folder = reachableFolder(folder, cluster.m_user);
    if (!QFileInfo(cluster.m_folder).isDir())
        return {};
    cluster.m_socketFolder = socketFolderFor(cluster.m_folder, cluster.m_user);
    TRY_ASSIGN(const auto lock, FolderLock::take(cluster.m_folder, lockPatience));
    if (cluster.isRunning()) {
        TRY_ASSIGN(cluster.m_programs, ServerPrograms::find());
        TRY(cluster.stop(StopMode::Immediate));
    }
    QDir(cluster.m_socketFolder).removeRecursively();
    if (!QDir(cluster.m_folder).removeRecursively())
        return failure({.code = ErrorCode::FileUnwritable, .subject = cluster.m_folder, .detail = {}});
    if (cluster.m_folder != folder)
        QDir().rmdir(folder);
    return {};
}

Result<> Cluster::removeAbandonedFolder(const QString &folder)
{
    const QString real = reachableFolder(folder, ServerUser::current());
    if (QFileInfo(real).isDir() && !FolderLock::tryTake(real))
        return {};
    TRY(removeFolder(folder));
    QDir().rmdir(folder);
    return {};
}

Cluster::Cluster(Cluster &&other) noexcept
    : Cluster()
{
    *this = std::move(other);
}

Cluster &Cluster::operator=(Cluster &&other) noexcept
{
    std::swap(m_folder, other.m_folder);
    std::swap(m_socketFolder, other.m_socketFolder);
    std::swap(m_port, other.m_port);
    std::swap(m_programs, other.m_programs);
    std::swap(m_user, other.m_user);
    std::swap(m_lifetime, other.m_lifetime);
    std::swap(m_lock, other.m_lock);
    return *this;
}

Cluster::~Cluster()
{
    // Moved from, or never started: nothing to stop.
    if (m_lifetime == Lifetime::Bound && !m_folder.isEmpty() && isRunning())
        std::ignore = stop(StopMode::Immediate);
}

// The programs that made the cluster, or others of the same major version: no other server can read its files.
Result<> Cluster::checkPrograms()
{
    if (QFileInfo(m_programs.path(u"pg_ctl"_s)).isExecutable())
        return {};
    TRY_ASSIGN(const ServerPrograms found, ServerPrograms::find());
    if (found.major != m_programs.major) {
        return failure({.code = ErrorCode::SandboxUnavailable,
                        .subject = u"PostgreSQL %1"_s.arg(m_programs.major),
                        .detail = u"apt install postgresql-%1"_s.arg(m_programs.major)});
    }
    m_programs = found;
    return {};
}

QString Cluster::dataFolder() const
{
    return m_folder + u"/data"_s;
}

QString Cluster::logFile() const
{
    return m_folder + u"/server.log"_s;
}

Result<> Cluster::prepareFolders()
{
    m_socketFolder = socketFolderFor(m_folder, m_user);
    TRY(m_user.makePrivateFolder(m_folder));
    return m_user.makePrivateFolder(m_socketFolder);
}

Result<> Cluster::initialise(const ClusterOptions &options)
{
    if (isRunning())
        TRY(stop(StopMode::Immediate));
    if (!QDir(dataFolder()).removeRecursively())
        return failure({.code = ErrorCode::FileUnwritable, .subject = dataFolder(), .detail = {}});
    // --no-sync: a computer that loses power before the first checkpoint loses a sandbox that is made again in seconds.
    const QStringList arguments{u"--pgdata"_s,        dataFolder(),          u"--username=postgres"_s,
                                u"--encoding=UTF8"_s, u"--locale=C.UTF-8"_s, u"--lc-messages=C"_s,
                                u"--auth=trust"_s,    u"--wal-segsize=1"_s,  u"--no-sync"_s};
    TRY(m_user.run(m_programs.path(u"initdb"_s), arguments, m_folder, initTimeout));
    TRY(writeSettings(options));
    return appendLines(markerFile(m_folder),
                       {QString::number(m_programs.major), QString::number(m_port), m_programs.folder},
                       QIODevice::Truncate);
}

Result<> Cluster::writeSettings(const ClusterOptions &options) const
{
    QStringList settings{u"listen_addresses = ''"_s,
                         u"port = %1"_s.arg(m_port),
                         u"unix_socket_directories = '%1'"_s.arg(QString(m_socketFolder).replace(u'\'', u"''"_s)),
                         u"unix_socket_permissions = 0700"_s,
                         u"shared_buffers = 32MB"_s,
                         u"max_connections = 60"_s,
                         u"max_wal_size = 512MB"_s,
                         u"min_wal_size = 16MB"_s,
                         u"synchronous_commit = off"_s,
                         u"wal_level = logical"_s,
                         u"logging_collector = off"_s,
                         u"timezone = 'UTC'"_s,
                         u"log_timezone = 'UTC'"_s};
    settings += options.settings; // the last line about a setting wins
    TRY(appendLines(dataFolder() + u"/postgresql.conf"_s, settings, QIODevice::Append));
    QStringList rules{u"local all all trust"_s, u"local replication all trust"_s};
    rules += options.hostRules;
    return appendLines(dataFolder() + u"/pg_hba.conf"_s, rules, QIODevice::Truncate);
}

Result<> Cluster::start()
{
    std::optional<FolderLock> lock;
    if (!m_lock) {
        TRY_ASSIGN(auto taken, FolderLock::take(m_folder, lockPatience));
        lock = std::move(taken);
    }
    if (isRunning())
        return {};
    constexpr int maxAttempts = 10;
    constexpr milliseconds pause(300);
    for (int attempt = 1;; ++attempt) {
        removeStalePidFile();
        Result<> started = startOnce();
        if (started || attempt == maxAttempts || !isTransient(started.error()))
            return started;
        std::this_thread::sleep_for(pause);
    }
}

Result<> Cluster::startOnce() const
{
    constexpr qint64 maxLogBytes = 10'000'000;
    if (QFileInfo(logFile()).size() > maxLogBytes)
        QFile::remove(logFile());
    const QStringList arguments{
        u"start"_s,    u"--wait"_s,
        u"--silent"_s, u"--pgdata"_s,
        dataFolder(),  u"--log"_s,
        logFile(),     u"--timeout=%1"_s.arg(std::chrono::duration_cast<std::chrono::seconds>(serverTimeout).count())};
    auto result = m_user.run(m_programs.path(u"pg_ctl"_s), arguments, m_folder, serverTimeout * 2);
    if (result)
        return {};
    Error error = std::move(result).error();
    error.detail += u'\n' + lastLines(logFile());
    if (error.detail.contains(u"No space left on device"_s))
        error.code = ErrorCode::LocalDiskFull;
    return failure(std::move(error));
}

Result<> Cluster::stop(StopMode mode)
{
    std::optional<FolderLock> lock;
    if (!m_lock && m_lifetime == Lifetime::Independent)
        lock = FolderLock::tryTake(m_folder);
    if (!isRunning())
        return {};
    const QStringList arguments{u"stop"_s,    u"--wait"_s, u"--silent"_s, u"--pgdata"_s,
                                dataFolder(), u"--mode"_s, modeName(mode)};
    auto stopped = m_user.run(m_programs.path(u"pg_ctl"_s), arguments, m_folder, serverTimeout * 2);
    if (!stopped && isRunning())
        return failure(std::move(stopped).error());
    return {};
}

qint64 Cluster::serverProcess() const
{
    const qint64 process = pidFileLines(dataFolder()).value(0).toLongLong();
    return isAlive(process) && mayBeServerOf(process, dataFolder()) ? process : 0;
}

// A postmaster.pid whose number belongs to another program, or to a dead process that still has its number, would keep
// the server from starting. Any other one the server judges itself.
void Cluster::removeStalePidFile() const
{
    const QList<QByteArray> lines = pidFileLines(dataFolder());
    if (lines.isEmpty() || isRunning() || isSharedMemoryInUse(lines))
        return;
    QFile::remove(dataFolder() + u"/postmaster.pid"_s);
    const QString socket = u"%1/.s.PGSQL.%2"_s.arg(m_socketFolder).arg(m_port);
    QFile::remove(socket);
    QFile::remove(socket + u".lock"_s);
}

std::map<std::string, std::string> Cluster::connectionValues(const std::string &database) const
{
    return {{"host", m_socketFolder.toStdString()},
            {"port", std::to_string(m_port)},
            {"user", "postgres"},
            {"dbname", database}};
}

std::string Cluster::connectionString(const std::string &database) const
{
    std::string result;
    for (const auto &[keyword, value] : connectionValues(database)) {
        result += (result.empty() ? "" : " ") + keyword + "='";
        for (const char byte : value) {
            if (byte == '\'' || byte == '\\')
                result += '\\';
            result += byte;
        }
        result += '\'';
    }
    return result;
}

} // namespace engine::sandbox
