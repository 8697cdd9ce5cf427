// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/code_watch.h"
#include "engine/pg/connection.h"
#include "engine/pg/copy.h"
#include "engine/pg/copy_selection.h"
#include "engine/pg/row_hashes.h"
#include "engine/pg/untrusted_code.h"
#include "engine/sql/identifier.h"
#include "engine/sql/key_soundness.h"
#include "engine/sql/row_filter.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::pg {

/// One statement that may be sent to a production database: compiled into the program, never put together at run time.
///
/// The constructor is consteval, so that only a literal (or another constant) can become a Statement; what depends on
/// the database (which rows) goes through parameters.
class Statement final
{
public:
    consteval Statement(const char *sql)
        : m_sql(sql)
    {}
    [[nodiscard]] constexpr std::string_view sql() const { return m_sql; }

private:
    std::string_view m_sql;
};

/// Columns of a table that together are what a foreign key has, or what it leads to.
struct KeyColumns
{
    sql::QualifiedName table{};
    std::vector<std::string> columns{};
    /// Of which rows; all but for those that are copied.
    sql::RowFilter filter{};
};

/// A connection that can only read: what the engine has of a production database.
///
/// There is no method that takes free SQL. Every statement is a compiled-in Statement, a snapshot identifier, a lock in
/// ACCESS SHARE mode or a CopySelection, is sent through the extended protocol (one statement per message, whatever a
/// name contains) and only between begin() and the end of its `REPEATABLE READ, READ ONLY` transaction.
/// Nothing that it sends runs code of the database's owners: the tables of untrustedTables() are read with a plain
/// COPY, which plans nothing, or not at all; before each query over a table that is somebody else's the server is asked
/// once more what has been made meanwhile (CodeWatch). begin() sets and reads back the session's settings with SET
/// LOCAL, because poolers drop start-up options. Used by one thread at a time. Destroying it closes the connection.
class ReadOnlyConnection final
{
public:
    static Result<ReadOnlyConnection> open(const ConnectionInfo &info, const OpenOptions &options = {});

    /// Begins the transaction. `snapshot` empty: a new snapshot; else one exported by exportSnapshot() of another
    /// connection to the same database.
    /// Errors: PermissionDenied, ProtocolViolation when a setting did not take effect.
    Result<> begin(std::string_view snapshot = {});
    /// REQUIRES: begin() succeeded.
    Result<std::string> exportSnapshot();
    /// Ends the transaction, so that the server may clean up behind it.
    Result<> end();

    /// REQUIRES: begin() succeeded.
    Result<QueryResult> query(const Statement &statement, const std::vector<Parameter> &parameters = {});
    /// Locks tables in ACCESS SHARE mode, waiting at most the transaction's lock_timeout (10 s), then checks under the
    /// lock that each is still a table, so that it cannot have been swapped for a view with code in it.
    /// Errors: ObjectLocked with the table and the backend that holds it, ObjectMissing, PermissionDenied.
    Result<> lockTables(const std::vector<sql::QualifiedName> &tables);
    /// The tables of the database of which only a plain COPY may be made. Asked for once in a transaction.
    Result<const UntrustedTables *> untrustedTables();
    /// How many rows of the table (its own, not its children's) pass. All rows of an untrusted table are counted as
    /// they come. Errors: UntrustedCodeInTheWay.
    Result<long long> countRows(const sql::QualifiedName &table, const sql::RowFilter &filter);
    /// How many of `keys` (for each column of `key` the values in their text form) no row of its table has, as a
    /// foreign key would see it. Errors: ObjectMissing when there is no such table or column, UntrustedCodeInTheWay.
    Result<long long> countAbsent(const KeyColumns &key, const std::vector<std::vector<std::string>> &keys);
    /// How many rows break the key. Errors: UntrustedCodeInTheWay.
    Result<long long> countBroken(const sql::KeySoundness &key);
    /// Starts COPY … TO STDOUT, as text, of the rows of the table (its own) that do not pass: their ctid, the place
    /// among `keys` of the first that they break (from 1 on; 0 for none), and the columns.
    /// Errors: UntrustedCodeInTheWay.
    Result<> startCopyOfLeftOut(const sql::QualifiedName &table, const std::vector<sql::KeySoundness> &keys,
                                const std::vector<std::string> &columns, const sql::RowFilter &filter);
    /// Starts COPY … TO STDOUT; read it with copyReader(). Errors: UntrustedCodeInTheWay where not all rows are wanted;
    /// the transaction is as it was then.
    Result<> startCopy(const CopySelection &selection);
    /// Ends a COPY before its end. REQUIRES: holdLocks() was called; giveBackLocks() comes next.
    Result<> stopCopy();
    /// From here on, giveBackLocks() gives back the locks that statements have taken since: a query keeps one on every
    /// index of its table until then. Locks taken before stay.
    Result<> holdLocks();
    Result<> giveBackLocks();
    /// Starts COPY … TO STDOUT, as text, of the different values that the columns have in all these tables (their own
    /// rows, not their children's) taken together. REQUIRES: one table or more, and as many columns of each.
    /// Errors: UntrustedCodeInTheWay.
    Result<> startCopyOfKeys(const std::vector<KeyColumns> &tables);
    /// Start COPY … TO STDOUT, as text, of what row_hashes.h says. Errors: UntrustedCodeInTheWay.
    Result<> startCopyOfSums(const HashedRows &rows, int bits);
    Result<> startCopyOfHashes(const HashedRows &rows, int bits, const std::vector<bool> &chosen);
    Result<> startCopyOfRows(const HashedRows &rows, const std::vector<RowPlace> &places);

    /// Reads what startCopy() began; borrows this connection.
    [[nodiscard]] CopyReader copyReader() { return CopyReader(m_connection); }

    /// For questions about the server; no statement can be sent through it from outside engine/pg.
    [[nodiscard]] const Connection &connection() const { return m_connection; }

private:
    ReadOnlyConnection(Connection connection, const ConnectionInfo &info, OpenOptions options)
        : m_connection(std::move(connection))
        , m_info(info.clone())
        , m_options(std::move(options))
    {}
    Result<> requireTransaction() const;
    Result<> requireTrusted(const std::set<sql::QualifiedName> &tables);
    Result<> startCopyOfHashed(const HashedRows &rows, const std::string &copy);
    /// About the first of them of which a query would run somebody's code.
    Result<std::optional<Error>> findUntrusted(const std::set<sql::QualifiedName> &tables);
    Result<bool> areOfOthers(const std::set<sql::QualifiedName> &tables);
    Result<long long> countRowsOfPlainCopy(const sql::QualifiedName &table);
    Result<QueryResult> send(std::string_view sql, const std::vector<Parameter> &parameters);
    Error lockedBy(const std::vector<sql::QualifiedName> &tables, Error error);

    Connection m_connection;
    bool m_inTransaction = false;
    std::optional<UntrustedTables> m_untrusted{};
    std::optional<std::set<sql::QualifiedName>> m_ofOthers{};
    ConnectionInfo m_info;
    OpenOptions m_options;
    /// Opened when it is needed.
    std::optional<CodeWatch> m_watch{};
};

} // namespace engine::pg
