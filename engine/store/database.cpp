// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/database.h"

#include "engine/base/files/paths.h"
#include "engine/store/migrations.h"

#include <sqlite3.h>

#include <QByteArray>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <atomic>
#include <mutex>
#include <thread>

namespace engine::store {

using namespace Qt::StringLiterals;

namespace {

// Another Sosie may be writing; its transactions are one row each.
constexpr int busyTimeoutMilliseconds = 10'000;

struct ConnectionDeleter
{
    void operator()(sqlite3 *connection) const { sqlite3_close_v2(connection); }
};
using ConnectionHandle = std::unique_ptr<sqlite3, ConnectionDeleter>;

struct StatementDeleter
{
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, StatementDeleter>;

bool isDamage(int code)
{
    return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

tl::unexpected<Error> sqliteFailure(sqlite3 *connection, const QString &path)
{
    const ErrorCode code
        = sqlite3_errcode(connection) == SQLITE_FULL ? ErrorCode::LocalDiskFull : ErrorCode::FileUnwritable;
    return failure({.code = code, .subject = path, .detail = QString::fromUtf8(sqlite3_errmsg(connection))});
}

int bind(sqlite3_stmt *statement, int index, const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value))
        return sqlite3_bind_int64(statement, index, *number);
    if (const auto *text = std::get_if<QString>(&value)) {
        const QByteArray utf8 = text->toUtf8();
        return sqlite3_bind_text64(statement, index, utf8.constData(), static_cast<sqlite3_uint64>(utf8.size()),
                                   SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    return sqlite3_bind_null(statement, index);
}

Value column(sqlite3_stmt *statement, int index)
{
    switch (sqlite3_column_type(statement, index)) {
    case SQLITE_NULL:
        return std::monostate();
    case SQLITE_INTEGER:
        return static_cast<qint64>(sqlite3_column_int64(statement, index));
    default:
        break;
    }
    const void *bytes = sqlite3_column_blob(statement, index);
    return QString::fromUtf8(static_cast<const char *>(bytes), sqlite3_column_bytes(statement, index));
}

/// What came of opening a file: open and up to date, damaged (a code of isDamage()), or an error.
struct Opened
{
    ConnectionHandle connection{};
    bool isDamaged = false;
};

Result<> migrate(sqlite3 *connection, const QString &path)
{
    // IMMEDIATE: of two programs that start together, the second waits and then finds nothing left to do.
    if (sqlite3_exec(connection, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK)
        return sqliteFailure(connection, path);

    sqlite3_stmt *rawStatement = nullptr;
    sqlite3_prepare_v2(connection, "PRAGMA user_version", -1, &rawStatement, nullptr);
    StatementHandle statement(rawStatement);
    if (!statement || sqlite3_step(statement.get()) != SQLITE_ROW)
        return sqliteFailure(connection, path);
    const int version = sqlite3_column_int(statement.get(), 0);
    statement.reset();

    const std::span<const char *const> steps = migrations();
    if (version < 0 || version > static_cast<int>(steps.size()))
        return failure({.code = ErrorCode::SettingsInvalid,
                        .subject = path,
                        .detail = u"version %1 of the store; this Sosie knows versions up to %2"_s.arg(version).arg(
                            steps.size())});
    for (auto step = static_cast<size_t>(version); step < steps.size(); ++step) {
        if (sqlite3_exec(connection, steps[step], nullptr, nullptr, nullptr) != SQLITE_OK)
            return sqliteFailure(connection, path);
    }
    const QByteArray stamp = "PRAGMA user_version = " + QByteArray::number(static_cast<int>(steps.size())) + "; COMMIT";
    if (sqlite3_exec(connection, stamp.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return sqliteFailure(connection, path);
    return {};
}

/// SQLITE_OK when every page of the file can be read; else the code of the damage or of the failure.
int checkWholeFile(sqlite3 *connection)
{
    sqlite3_stmt *rawStatement = nullptr;
    if (const int code = sqlite3_prepare_v2(connection, "PRAGMA quick_check(1)", -1, &rawStatement, nullptr);
        code != SQLITE_OK)
        return code;
    const StatementHandle statement(rawStatement);
    if (const int code = sqlite3_step(statement.get()); code != SQLITE_ROW)
        return code;
    const bool isWhole = column(statement.get(), 0) == Value(u"ok"_s);
    return isWhole ? SQLITE_OK : SQLITE_CORRUPT;
}

Result<Opened> openFile(const QString &path)
{
    sqlite3 *rawConnection = nullptr;
    const int code = sqlite3_open_v2(
        QFile::encodeName(path).constData(), &rawConnection,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_NOFOLLOW, nullptr);
    ConnectionHandle connection(rawConnection);
    if (!connection)
        return failure({.code = ErrorCode::FileUnwritable, .subject = path, .detail = u"out of memory"_s});
    if (code != SQLITE_OK)
        return sqliteFailure(connection.get(), path);

    sqlite3_busy_timeout(connection.get(), busyTimeoutMilliseconds);
    // A file that somebody else could have written to must not be able to run functions.
    sqlite3_db_config(connection.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(connection.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);

    const int mode = sqlite3_exec(connection.get(), "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", nullptr,
                                  nullptr, nullptr);
    const int wholeness = mode == SQLITE_OK ? checkWholeFile(connection.get()) : mode;
    if (isDamage(wholeness))
        return Opened{.isDamaged = true};
    if (wholeness != SQLITE_OK)
        return sqliteFailure(connection.get(), path);
    TRY(migrate(connection.get(), path));
    return Opened{.connection = std::move(connection)};
}

/// Makes the file for this user alone before SQLite opens it: SQLite gives its log files the same rights.
Result<> makePrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return failure({.code = ErrorCode::FileUnwritable, .subject = path, .detail = file.errorString()});
    return {};
}

/// The file as it is, where nothing can be written: a full disk, a home that is mounted read-only. A log that is not in
/// the file yet must be readable as well: what was production must not be forgotten.
Result<ConnectionHandle> openForReading(const QString &path)
{
    const bool hasLog = QFileInfo(path + u"-wal"_s).size() > 0;
    QUrl url = QUrl::fromLocalFile(path);
    url.setQuery(hasLog ? u"mode=ro"_s : u"mode=ro&immutable=1"_s);
    sqlite3 *rawConnection = nullptr;
    const int code = sqlite3_open_v2(
        url.toEncoded().constData(), &rawConnection,
        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_NOFOLLOW, nullptr);
    ConnectionHandle connection(rawConnection);
    if (!connection)
        return failure({.code = ErrorCode::FileUnreadable, .subject = path, .detail = u"out of memory"_s});
    if (code != SQLITE_OK)
        return sqliteFailure(connection.get(), path);
    sqlite3_db_config(connection.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(connection.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (checkWholeFile(connection.get()) != SQLITE_OK)
        return sqliteFailure(connection.get(), path);
    return connection;
}

Result<QString> moveAside(const QString &path)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    const QString aside = path + u".damaged-"_s + stamp;
    if (!QFile::rename(path, aside))
        return failure({.code = ErrorCode::FileUnwritable, .subject = path, .detail = u"cannot be moved aside"_s});
    // The log belongs to the damaged file: left behind, it would be played into the new one.
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s}) {
        if (QFile::exists(path + suffix) && !QFile::rename(path + suffix, aside + suffix))
            return failure(
                {.code = ErrorCode::FileUnwritable, .subject = path + suffix, .detail = u"cannot be moved aside"_s});
    }
    return aside;
}

} // namespace

struct Database::State
{
    QString folder;
    QString path;
    std::optional<QString> setAside;
    std::optional<Error> obstacle;
    std::mutex connectionMutex;
    ConnectionHandle connection;
    std::atomic<qint64> steps = 0;
    /// Whose transaction is open.
    std::atomic<std::thread::id> within{};
};

Database::Database(std::unique_ptr<State> state)
    : m_state(std::move(state))
{}
Database::Database(Database &&) noexcept = default;
Database &Database::operator=(Database &&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::openAnyhow(const QString &stateFolder)
{
    Result<Database> opened = open(stateFolder);
    const bool isWriting
        = !opened
          && (opened.error().code == ErrorCode::FileUnwritable || opened.error().code == ErrorCode::LocalDiskFull);
    if (!isWriting)
        return opened;
    auto state = std::make_unique<State>();
    state->folder = stateFolder;
    state->path = stateFolder + u"/sosie.sqlite"_s;
    // What it was that could not be written says more than that there is nothing to read.
    if (QFileInfo(state->path).size() == 0)
        return opened;
    Result<ConnectionHandle> connection = openForReading(state->path);
    if (!connection)
        return opened;
    state->connection = std::move(*connection);
    state->obstacle = opened.error();
    return Database(std::move(state));
}

const std::optional<Error> &Database::obstacle() const
{
    return m_state->obstacle;
}

Result<Database> Database::open(const QString &stateFolder)
{
    TRY(makePrivateFolder(stateFolder));
    auto state = std::make_unique<State>();
    state->folder = stateFolder;
    state->path = stateFolder + u"/sosie.sqlite"_s;

    TRY(makePrivateFile(state->path));
    TRY_ASSIGN(Opened opened, openFile(state->path));
    if (opened.isDamaged) {
        TRY_ASSIGN(state->setAside, moveAside(state->path));
        TRY(makePrivateFile(state->path));
        TRY_ASSIGN(opened, openFile(state->path));
        if (opened.isDamaged)
            return failure({.code = ErrorCode::FileUnwritable,
                            .subject = state->path,
                            .detail = u"a new file is damaged at once: the disk may be failing"_s});
    }
    state->connection = std::move(opened.connection);
    return Database(std::move(state));
}

std::optional<QString> Database::setAside() const
{
    return m_state->setAside;
}

qint64 Database::steps() const
{
    return m_state->steps;
}

const QString &Database::folder() const
{
    return m_state->folder;
}

Result<std::vector<Row>> Transaction::run(const char *sql, const std::vector<Value> &values)
{
    return m_database.runLocked(sql, values);
}

Result<> Database::refuseWithin() const
{
    if (m_state->within.load() != std::this_thread::get_id())
        return {};
    return failure({.code = ErrorCode::Internal,
                    .subject = m_state->path,
                    .detail = u"the store is asked by its own transaction"_s});
}

Result<std::vector<Row>> Database::run(const char *sql, const std::vector<Value> &values)
{
    TRY(refuseWithin());
    const std::lock_guard lock(m_state->connectionMutex);
    return runLocked(sql, values);
}

Result<> Database::transact(const std::function<Result<>(Transaction &)> &work)
{
    TRY(refuseWithin());
    const std::lock_guard lock(m_state->connectionMutex);
    // IMMEDIATE: it waits for other processes here, and not in the middle, when what it has read may be old.
    TRY(runLocked("BEGIN IMMEDIATE", {}));
    m_state->within = std::this_thread::get_id();
    Transaction transaction(*this);
    Result<> done = work(transaction);
    m_state->within = std::thread::id();
    if (done) {
        if (const auto committed = runLocked("COMMIT", {}); !committed)
            done = failure(committed.error());
    }
    // A full disk may have ended it already.
    if (!done && sqlite3_get_autocommit(m_state->connection.get()) == 0)
        std::ignore = runLocked("ROLLBACK", {});
    return done;
}

/// REQUIRES: connectionMutex is held.
Result<std::vector<Row>> Database::runLocked(const char *sql, const std::vector<Value> &values)
{
    sqlite3 *connection = m_state->connection.get();
    sqlite3_stmt *rawStatement = nullptr;
    if (sqlite3_prepare_v2(connection, sql, -1, &rawStatement, nullptr) != SQLITE_OK)
        return sqliteFailure(connection, m_state->path);
    const StatementHandle statement(rawStatement);
    for (size_t i = 0; i < values.size(); ++i) {
        if (bind(statement.get(), static_cast<int>(i) + 1, values[i]) != SQLITE_OK)
            return sqliteFailure(connection, m_state->path);
    }

    std::vector<Row> rows;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
        Row &row = rows.emplace_back();
        for (int i = 0; i < sqlite3_column_count(statement.get()); ++i)
            row.push_back(column(statement.get(), i));
    }
    m_state->steps += sqlite3_stmt_status(statement.get(), SQLITE_STMTSTATUS_VM_STEP, 0);
    if (code != SQLITE_DONE)
        return sqliteFailure(connection, m_state->path);
    return rows;
}

} // namespace engine::store
