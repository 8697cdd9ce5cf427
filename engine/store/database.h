// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QString>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace engine::store {

/// What a column of the store holds: nothing, a number or a text.
using Value = std::variant<std::monostate, qint64, QString>;
using Row = std::vector<Value>;

/// What Sosie remembers on this computer (sosie.sqlite): which databases were ever production, and the history of runs.
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

private:
    struct State;
    explicit Database(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace engine::store
