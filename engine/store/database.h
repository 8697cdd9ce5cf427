// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace engine::store {

/// What a column of the store holds: nothing, a number or a text.
using Value = std::variant<std::monostate, qint64, QString>;
using Row = std::vector<Value>;

/// Several statements of which all happen or none. Given by Database::transact() for its duration, to the thread that
/// called it.
class Transaction final
{
public:
    /// As Database::run().
    Result<std::vector<Row>> run(const char *sql, const std::vector<Value> &values = {});

private:
    friend class Database;
    explicit Transaction(class Database &database)
        : m_database(database)
    {}

    class Database &m_database;
};

/// What Sosie remembers on this computer (sosie.sqlite): which databases were ever production, the history of runs,
/// backups, the audit chain, schedules. README.md of this folder draws its tables.
///
/// Owns the SQLite connection. Any thread may call any method (one mutex); several processes may have the same file
/// open (write-ahead log, they wait for each other up to ten seconds). Never holds a password. Destroying it closes the
/// file.
class Database final
{
public:
    /// Opens or makes `<stateFolder>/sosie.sqlite`, for this user alone (folder 0700, file 0600), and brings its tables
    /// up to date. A file that is damaged is moved aside, never deleted, and an empty one takes its place: setAside()
    /// says so. Errors: FileUnwritable, LocalDiskFull; SettingsInvalid when a newer Sosie made the file.
    static Result<Database> open(const QString &stateFolder);

    /// The same, but where nothing can be written (a full disk, a home mounted read-only) an existing file is read as
    /// it is: obstacle() says why, and whatever writes fails with it.
    static Result<Database> openAnyhow(const QString &stateFolder);

    Database(Database &&) noexcept;
    Database &operator=(Database &&) noexcept;
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;
    ~Database();

    /// Where the damaged file went, if the last open() found one: the person must be told.
    [[nodiscard]] std::optional<QString> setAside() const;
    [[nodiscard]] const std::optional<Error> &obstacle() const;
    /// The folder given to open().
    [[nodiscard]] const QString &folder() const;

    /// Runs one statement with bound values and returns its rows.
    /// Errors: LocalDiskFull, FileUnwritable with SQLite's reason.
    Result<std::vector<Row>> run(const char *sql, const std::vector<Value> &values = {});

    /// Runs `work` in a transaction that is committed when it succeeds, and rolled back when it fails or the commit
    /// does. Others who write, here and in other processes, wait meanwhile: never ask a person or a server in it.
    /// Errors: those of `work`; LocalDiskFull, FileUnwritable; Internal when `work` comes back to the database itself,
    /// which would wait for its own end.
    Result<> transact(const std::function<Result<>(Transaction &)> &work);

    /// What its work has cost since it was opened, in steps of SQLite's machine: the same whatever else the computer
    /// does.
    [[nodiscard]] qint64 steps() const;

private:
    friend class Transaction;
    struct State;
    explicit Database(std::unique_ptr<State> state);
    Result<std::vector<Row>> runLocked(const char *sql, const std::vector<Value> &values);
    [[nodiscard]] Result<> refuseWithin() const;

    std::unique_ptr<State> m_state;
};

} // namespace engine::store
