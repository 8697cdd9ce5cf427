// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/private_database.h"

#include "engine/base/files/disk_room.h"
#include "engine/sql/identifier.h"

#include <QDir>
#include <QDirIterator>
#include <QUuid>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace engine::importing {

namespace {

constexpr const char *keeperName = "sosie_keeper";
constexpr const char *databaseName = "contents";
constexpr qint64 mebibyte = qint64{1024} * 1024;
/// Of the disk, for everybody else.
constexpr qint64 reserve = 512 * mebibyte;

QString namePrefix()
{
    return u"load-"_s;
}

QStringList settingsOf(const LoadLimits &limits)
{
    return {u"fsync = off"_s, u"full_page_writes = off"_s, u"wal_level = minimal"_s, u"max_wal_senders = 0"_s,
            u"max_wal_size = 1GB"_s, u"max_prepared_transactions = 0"_s, u"shared_buffers = 128MB"_s,
            u"checkpoint_timeout = 30min"_s, u"maintenance_work_mem = 128MB"_s, u"max_locks_per_transaction = 1024"_s,
            u"jit = off"_s, u"log_statement = none"_s,
            // What it says about a failed statement may hold rows of the file.
            u"log_min_messages = fatal"_s, u"log_min_error_statement = panic"_s, u"dynamic_library_path = '$libdir'"_s,
            u"temp_file_limit = %1MB"_s.arg(std::max<qint64>(64, limits.diskBytes / mebibyte))};
}

} // namespace

void PrivateDatabase::sweep(const QString &parent)
{
    const QFileInfoList found = QDir(parent).entryInfoList({namePrefix() + u'*'}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : found)
        std::ignore = sandbox::Cluster::removeAbandonedFolder(folder.filePath());
}

Result<PrivateDatabase> PrivateDatabase::create(const QString &parent, const LoadLimits &limits)
{
    if (!QDir().mkpath(parent))
        return failure({.code = ErrorCode::FileUnwritable, .subject = parent});
    sweep(parent);
    PrivateDatabase database;
    database.m_limits = limits;
    TRY_ASSIGN(const qint64 room, roomIn(parent));
    const qint64 most = std::max<qint64>(0, room - reserve);
    database.m_limits.diskBytes = limits.diskBytes > 0 ? std::min(limits.diskBytes, most) : most;
    TRY(requireRoom(parent, 2 * reserve));
    const QString name = namePrefix() + QUuid::createUuid().toString(QUuid::Id128).left(12);
    database.m_folder = QDir(parent).filePath(name);
    sandbox::ClusterOptions options{.settings = settingsOf(database.m_limits),
                                    .isolatedMemoryBytes = limits.memoryBytes};
    if (limits.serverMajor != 0) {
        TRY_ASSIGN(options.programs, sandbox::ServerPrograms::find(limits.serverMajor));
    }
    TRY_ASSIGN(sandbox::Cluster cluster, sandbox::Cluster::create(database.m_folder, options));
    database.m_cluster = std::make_unique<sandbox::Cluster>(std::move(cluster));
    TRY(database.prepare());
    return database;
}

PrivateDatabase::~PrivateDatabase()
{
    if (!m_cluster)
        return;
    m_cluster.reset();
    std::ignore = sandbox::Cluster::removeFolder(m_folder);
}

environments::ConnectionInfo PrivateDatabase::infoOf(const std::string &user, const std::string &database) const
{
    environments::ConnectionInfo info;
    for (const auto &[keyword, value] : m_cluster->connectionValues(database))
        info.set(keyword, value);
    info.set("user", user);
    info.set("sslmode", "disable");
    return info;
}

environments::ConnectionInfo PrivateDatabase::connection() const
{
    return infoOf(PrivateDatabase::loader, databaseName);
}

environments::ConnectionInfo PrivateDatabase::connectionOf(const std::string &role) const
{
    return infoOf(role, databaseName);
}

Result<> PrivateDatabase::makeOwner(pg::Connection &keeper, const std::string &name) const
{
    const std::string quoted = sql::quoted(name);
    TRY(keeper.execute("CREATE ROLE " + quoted + " LOGIN BYPASSRLS CONNECTION LIMIT 50"));
    TRY(keeper.execute("GRANT sosie_loader TO " + quoted));
    if (keeper.serverMajor() >= 15)
        TRY(keeper.execute("GRANT SET ON PARAMETER session_replication_role TO " + quoted));
    return keeper.execute("ALTER DATABASE contents OWNER TO " + quoted);
}

Result<pg::Connection> PrivateDatabase::openKeeper(std::stop_token stop) const
{
    TRY_ASSIGN(pg::Connection keeper,
               pg::Connection::open(infoOf(keeperName, databaseName), {.stop = std::move(stop)}));
    // Whatever the file makes in a schema is found by its full name only.
    TRY(keeper.execute("SET search_path = ''"));
    return keeper;
}

Result<pg::Connection> PrivateDatabase::openLoader(std::stop_token stop) const
{
    return pg::Connection::open(infoOf(PrivateDatabase::loader, databaseName), {.stop = std::move(stop)});
}

Result<> PrivateDatabase::prepare()
{
    {
        TRY_ASSIGN(pg::Connection first, pg::Connection::open(infoOf("postgres", "postgres")));
        TRY(first.execute("CREATE ROLE sosie_keeper SUPERUSER LOGIN"));
    }
    {
        TRY_ASSIGN(pg::Connection keeper, pg::Connection::open(infoOf(keeperName, "postgres")));
        // A file may well name a role "postgres", which must not be the superuser then.
        TRY(keeper.execute("ALTER ROLE postgres RENAME TO sosie_bootstrap"));
        TRY(keeper.execute("ALTER ROLE sosie_bootstrap NOLOGIN"));
        TRY(keeper.execute("CREATE ROLE sosie_loader LOGIN BYPASSRLS CONNECTION LIMIT 50"));
        TRY(keeper.execute("CREATE DATABASE contents OWNER sosie_loader TEMPLATE template0"));
        TRY(keeper.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC"));
    }
    TRY_ASSIGN(pg::Connection keeper, openKeeper({}));
    const int major = keeper.serverMajor();
    if (major >= 14)
        TRY(keeper.execute("GRANT pg_read_all_data TO sosie_loader"));
    // Scripts of data alone come in an order that keys do not like; in here nobody is hurt.
    if (major >= 15)
        TRY(keeper.execute("GRANT SET ON PARAMETER session_replication_role TO sosie_loader"));
    // An owner of a database may make trusted extensions, languages among them. Not this one.
    return keeper.execute(
        "CREATE SCHEMA sosie_load;"
        "CREATE FUNCTION sosie_load.keep_out() RETURNS event_trigger LANGUAGE plpgsql "
        "SET search_path = '' AS $$ BEGIN"
        " IF session_user <> 'sosie_keeper' THEN"
        "  RAISE insufficient_privilege USING MESSAGE = 'extensions of a file are made by name only';"
        " END IF; END $$;"
        "CREATE EVENT TRIGGER sosie_load_keep_out ON ddl_command_start"
        " WHEN TAG IN ('CREATE EXTENSION', 'ALTER EXTENSION') EXECUTE FUNCTION sosie_load.keep_out()");
}

Result<> PrivateDatabase::finish(pg::Connection &keeper)
{
    return keeper.execute("DROP EVENT TRIGGER IF EXISTS sosie_load_keep_out; DROP SCHEMA IF EXISTS sosie_load CASCADE");
}

Result<> PrivateDatabase::makeRole(pg::Connection &keeper, const std::string &name)
{
    const std::string quoted = sql::quoted(name);
    TRY(keeper.execute("CREATE ROLE " + quoted + " NOLOGIN"));
    return keeper.execute("GRANT " + quoted + " TO sosie_loader");
}

Result<> PrivateDatabase::markAsProduction() const
{
    TRY_ASSIGN(pg::Connection keeper, openKeeper({}));
    return keeper.execute("ALTER DATABASE contents SET sosie.production = 'on'");
}

qint64 PrivateDatabase::bytesOnDisk() const
{
    qint64 bytes = 0;
    for (QDirIterator files(m_cluster->folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         files.hasNext();) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

} // namespace engine::importing
