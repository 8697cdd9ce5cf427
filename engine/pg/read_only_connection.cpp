// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/read_only_connection.h"

#include <algorithm>
#include <array>

namespace engine::pg {

namespace {

struct Setting
{
    std::string_view name;
    std::string_view value;
    int sinceMajor = 0;
};

// What reading consistently and losslessly needs, whatever ALTER ROLE or ALTER DATABASE say. Sent inside the
// transaction, because a pooler may drop start-up options, and compared with what the server answers.
constexpr std::array settings{
    Setting{"statement_timeout", "0"},
    Setting{"lock_timeout", "10s"},
    Setting{"idle_in_transaction_session_timeout", "0"},
    Setting{"transaction_timeout", "0", 17},
    Setting{"search_path", ""},
    // A role that cannot see all rows gets an error instead of fewer rows.
    Setting{"row_security", "off"},
    Setting{"DateStyle", "ISO, YMD"},
    Setting{"IntervalStyle", "postgres"},
    Setting{"TimeZone", "UTC"},
    Setting{"extra_float_digits", "3"},
    Setting{"bytea_output", "hex"},
    Setting{"xmlbinary", "base64"},
    Setting{"lc_monetary", "C"},
    Setting{"synchronize_seqscans", "off"},
    // Else the planner may evaluate the checks of a table, which its owner wrote.
    Setting{"constraint_exclusion", "off"},
    // Catalog queries are short; compiling them would cost more than they do.
    Setting{"jit", "off"},
    // Where these were switched off, or memory is scarce, looking at a catalog takes as long as the square of its size.
    Setting{"enable_hashjoin", "on"},
    Setting{"enable_hashagg", "on"},
    Setting{"enable_indexscan", "on"},
    Setting{"enable_bitmapscan", "on"},
    Setting{"enable_sort", "on"},
    Setting{"work_mem", "16MB"},
    Setting{"quote_all_identifiers", "off"},
    // How the server prints constants, and reads ours.
    Setting{"standard_conforming_strings", "on"},
    Setting{"array_nulls", "on"},
    Setting{"transform_null_equals", "off"},
    Setting{"xmloption", "content"},
    Setting{"gin_fuzzy_search_limit", "0"},
};

// Not read back. The first is in minor releases since August 2024 and keeps a table that was swapped for a view from
// running its code. The others mean nothing on a socket; on a network they end the session some twenty seconds after a
// cable was cut, which otherwise would hold its locks, and keep the server from cleaning up, for two hours.
constexpr std::string_view lenientSettings = R"(
SELECT pg_catalog.set_config(s.name, wanted.value, true)
FROM (VALUES ('restrict_nonsystem_relation_kind', 'view, foreign-table'), ('tcp_keepalives_idle', '10'),
             ('tcp_keepalives_interval', '3'), ('tcp_keepalives_count', '3'), ('tcp_user_timeout', '20000'))
    AS wanted (name, value)
JOIN pg_catalog.pg_settings AS s ON s.name = wanted.name)";

// Tables per LOCK statement: one message each, far below any limit of the protocol.
constexpr size_t tablesPerLock = 500;

std::string settingsQuery(int serverMajor)
{
    std::string sql = "SELECT ";
    for (const Setting &setting : settings) {
        if (setting.sinceMajor > serverMajor)
            continue;
        if (sql.size() > 7)
            sql += ", ";
        sql += "pg_catalog.set_config(" + sql::literal(setting.name) + ", " + sql::literal(setting.value) + ", true)";
    }
    return sql;
}

bool isSnapshotIdentifier(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f') || c == '-';
    });
}

/// With a point, whatever the locale of the process says.
std::vector<Parameter> nameArrays(const std::vector<sql::QualifiedName> &tables)
{
    std::vector<std::string> schemas;
    std::vector<std::string> names;
    for (const sql::QualifiedName &table : tables) {
        schemas.push_back(table.schema);
        names.push_back(table.name);
    }
    return {sql::arrayLiteral(schemas), sql::arrayLiteral(names)};
}

constexpr Statement notTables = R"(
SELECT wanted.schema_name, wanted.table_name
FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS wanted (schema_name, table_name)
LEFT JOIN pg_catalog.pg_namespace AS n ON n.nspname = wanted.schema_name
LEFT JOIN pg_catalog.pg_class AS c
    ON c.relnamespace = n.oid AND c.relname = wanted.table_name AND c.relkind IN ('r', 'p')
WHERE c.oid IS NULL
LIMIT 1)";

// Who holds the whole table or, when nobody does, who waits for all of it: the others queue behind.
// Of the tables named, or of any when none is.
constexpr Statement lockHolders = R"(
SELECT n.nspname, c.relname, l.pid, coalesce(a.application_name, '')
FROM pg_catalog.pg_locks AS l
JOIN pg_catalog.pg_class AS c ON c.oid = l.relation
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND c.relkind IN ('r', 'p', 'm', 'i', 'I')
    AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    AND (pg_catalog.cardinality($1::text[]) = 0
        OR EXISTS (SELECT FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]))
                       AS wanted (schema_name, table_name)
                   WHERE wanted.schema_name = n.nspname AND wanted.table_name = c.relname))
ORDER BY l.granted DESC, c.relkind DESC
LIMIT 1)";

constexpr Statement shortestColumn = R"(
SELECT a.attname
FROM pg_catalog.pg_namespace AS n
JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND n.nspname = $1 AND c.relname = $2
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attgenerated = ''
ORDER BY CASE WHEN a.attlen > 0 THEN a.attlen ELSE 30000 END, a.attnum
LIMIT 1)";
constexpr size_t copyBytes = size_t{64} * 1024;

// The types without what a length adds: a value that is too long must not be cut until it fits. The operators are those
// of the unique index that a foreign key leads to: with an empty search_path, "=" would not find the one of citext.
constexpr Statement typesOfKey = R"(
SELECT pg_catalog.format_type(a.atttypid, -1), c.relkind = 'p',
    coalesce((SELECT pg_catalog.format('OPERATOR(%I.%s)', s.nspname, o.oprname)
              FROM pg_catalog.pg_index AS i
              CROSS JOIN ROWS FROM (pg_catalog.unnest(i.indkey::pg_catalog.int2[]),
                                    pg_catalog.unnest(i.indclass::pg_catalog.oid[])) AS part (column_number, class)
              JOIN pg_catalog.pg_opclass AS oc ON oc.oid = part.class
              JOIN pg_catalog.pg_am AS m ON m.oid = oc.opcmethod AND m.amname = 'btree'
              JOIN pg_catalog.pg_amop AS ao ON ao.amopfamily = oc.opcfamily AND ao.amopstrategy = 3
                  AND ao.amoplefttype = oc.opcintype AND ao.amoprighttype = oc.opcintype
              JOIN pg_catalog.pg_operator AS o ON o.oid = ao.amopopr
              JOIN pg_catalog.pg_namespace AS s ON s.oid = o.oprnamespace
              WHERE i.indrelid = c.oid AND i.indisunique AND part.column_number = a.attnum
              LIMIT 1), 'OPERATOR(pg_catalog.=)')
FROM pg_catalog.unnest($3::text[]) WITH ORDINALITY AS wanted (name, place)
JOIN pg_catalog.pg_namespace AS n ON n.nspname = $1
JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = $2 AND c.relkind IN ('r', 'p')
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attname = wanted.name AND a.attnum > 0
    AND NOT a.attisdropped
ORDER BY wanted.place)";

} // namespace

Result<ReadOnlyConnection> ReadOnlyConnection::open(const ConnectionInfo &info, const OpenOptions &options)
{
    TRY_ASSIGN(Connection connection, Connection::open(info, options));
    return ReadOnlyConnection(std::move(connection), info, options);
}

Result<QueryResult> ReadOnlyConnection::send(std::string_view sql, const std::vector<Parameter> &parameters)
{
    // Connection::query() is the extended protocol: the server refuses a second statement in one message.
    return m_connection.query(sql, parameters);
}

Result<> ReadOnlyConnection::requireTransaction() const
{
    if (!m_inTransaction)
        return failure({.code = ErrorCode::StatementNotAllowed, .subject = text(m_connection.displayName())});
    return {};
}

Result<> ReadOnlyConnection::begin(std::string_view snapshot)
{
    TRY(send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", {}));
    if (!snapshot.empty()) {
        if (!isSnapshotIdentifier(snapshot))
            return failure({.code = ErrorCode::StatementNotAllowed, .subject = text(snapshot)});
        TRY(send("SET TRANSACTION SNAPSHOT " + sql::literal(snapshot), {}));
    }

    TRY_ASSIGN(const QueryResult applied, send(settingsQuery(m_connection.serverMajor()), {}));
    int column = 0;
    for (const Setting &setting : settings) {
        if (setting.sinceMajor > m_connection.serverMajor())
            continue;
        if (applied.view(0, column++) != setting.value)
            return failure({.code = ErrorCode::ProtocolViolation, .subject = text(setting.name)});
    }
    TRY(send(lenientSettings, {}));
    if (m_connection.parameterStatus("server_encoding") == "SQL_ASCII")
        TRY(send("SET LOCAL client_encoding = 'SQL_ASCII'", {}));
    TRY_ASSIGN(const QueryResult mode, send("SHOW transaction_read_only", {}));
    if (mode.view(0, 0) != "on")
        return failure({.code = ErrorCode::ProtocolViolation, .subject = QStringLiteral("transaction_read_only")});
    m_inTransaction = true;
    return {};
}

Result<std::string> ReadOnlyConnection::exportSnapshot()
{
    TRY(requireTransaction());
    TRY_ASSIGN(const QueryResult snapshot, send("SELECT pg_catalog.pg_export_snapshot()", {}));
    return snapshot.string(0, 0);
}

Result<> ReadOnlyConnection::end()
{
    m_inTransaction = false;
    m_untrusted.reset();
    m_ofOthers.reset();
    TRY(send("ROLLBACK", {}));
    return {};
}

Result<QueryResult> ReadOnlyConnection::query(const Statement &statement, const std::vector<Parameter> &parameters)
{
    TRY(requireTransaction());
    Result<QueryResult> rows = send(statement.sql(), parameters);
    // Functions of the catalog take locks too.
    if (!rows && rows.error().code == ErrorCode::ObjectLocked && statement.sql() != lockHolders.sql())
        return failure(lockedBy({}, rows.error()));
    return rows;
}

Result<> ReadOnlyConnection::lockTables(const std::vector<sql::QualifiedName> &tables)
{
    TRY(requireTransaction());
    for (size_t first = 0; first < tables.size(); first += tablesPerLock) {
        const size_t end = std::min(first + tablesPerLock, tables.size());
        std::string sql = "LOCK TABLE ";
        for (size_t i = first; i < end; ++i)
            sql += (i == first ? "ONLY " : ", ONLY ") + tables[i].quoted();
        const Result<QueryResult> locked = send(sql + " IN ACCESS SHARE MODE", {});
        if (!locked && locked.error().code == ErrorCode::ObjectLocked)
            return failure(lockedBy(tables, locked.error()));
        TRY(locked);
    }
    if (tables.empty())
        return {};
    TRY_ASSIGN(const QueryResult swapped, query(notTables, nameArrays(tables)));
    if (swapped.rowCount() > 0) {
        const sql::QualifiedName name{swapped.string(0, 0), swapped.string(0, 1)};
        return failure(
            {.code = ErrorCode::ObjectMissing,
             .subject = text(name.displayed()),
             .detail = QStringLiteral("relation ") + text(name.displayed()) + QStringLiteral(" does not exist")});
    }
    return {};
}

Error ReadOnlyConnection::lockedBy(const std::vector<sql::QualifiedName> &tables, Error error)
{
    // The transaction is lost with the wait; who holds the lock is asked in another one.
    if (!end() || !begin())
        return error;
    const Result<QueryResult> holder = query(lockHolders, nameArrays(tables));
    if (holder && holder->rowCount() > 0) {
        error.subject = text(sql::QualifiedName{holder->string(0, 0), holder->string(0, 1)}.displayed());
        error.detail = QStringLiteral("pid %1 %2").arg(text(holder->view(0, 2)), text(holder->view(0, 3))).trimmed();
    }
    return error;
}

Result<const UntrustedTables *> ReadOnlyConnection::untrustedTables()
{
    TRY(requireTransaction());
    if (!m_untrusted) {
        TRY_ASSIGN(const QueryResult rows, send(untrustedTablesQuery(), untrustedTablesParameters()));
        m_untrusted = untrustedTablesOf(rows);
    }
    return &*m_untrusted;
}

Result<bool> ReadOnlyConnection::areOfOthers(const std::set<sql::QualifiedName> &tables)
{
    if (!m_ofOthers) {
        TRY_ASSIGN(const QueryResult rows, send(tablesOfOthersQuery(), {}));
        m_ofOthers.emplace();
        for (int row = 0; row < rows.rowCount(); ++row)
            m_ofOthers->insert({rows.string(row, 0), rows.string(row, 1)});
    }
    return std::ranges::any_of(tables, [this](const auto &table) { return m_ofOthers->contains(table); });
}

Result<std::optional<Error>> ReadOnlyConnection::findUntrusted(const std::set<sql::QualifiedName> &tables)
{
    const auto among = [&](const UntrustedTables &untrusted) -> std::optional<Error> {
        for (const sql::QualifiedName &table : tables) {
            if (const auto found = untrusted.find(table); found != untrusted.end())
                return Error{.code = ErrorCode::UntrustedCodeInTheWay,
                             .subject = text(table.displayed()),
                             .detail = text(found->second.displayed())};
        }
        return std::nullopt;
    };
    TRY_ASSIGN(const UntrustedTables *untrusted, untrustedTables());
    if (std::optional<Error> found = among(*untrusted))
        return found;
    // Only their owners can make more of it, and these have all the rights that our account has.
    TRY_ASSIGN(const bool mayChange, areOfOthers(tables));
    if (!mayChange)
        return std::optional<Error>();
    if (!m_watch) {
        TRY_ASSIGN(m_watch, CodeWatch::open(m_info, m_options));
    }
    TRY_ASSIGN(const UntrustedTables now, m_watch->now());
    return among(now);
}

Result<> ReadOnlyConnection::requireTrusted(const std::set<sql::QualifiedName> &tables)
{
    TRY_ASSIGN(const std::optional<Error> found, findUntrusted(tables));
    return found ? failure(*found) : Result<>();
}

Result<long long> ReadOnlyConnection::countRowsOfPlainCopy(const sql::QualifiedName &table)
{
    // One column will do, and a short one is the least to send.
    TRY_ASSIGN(const QueryResult shortest, query(shortestColumn, {table.schema, table.name}));
    CopySelection selection{.table = table};
    if (shortest.rowCount() > 0)
        selection.columns.push_back(shortest.string(0, 0));
    TRY(startCopy(selection));
    CopyReader reader = copyReader();
    std::vector<char> bytes;
    std::vector<uint32_t> starts;
    while (true) {
        bytes.clear();
        starts.clear();
        TRY_ASSIGN(const bool more, reader.read(bytes, starts, copyBytes));
        if (!more)
            return reader.serverRows();
    }
}

Result<long long> ReadOnlyConnection::countRows(const sql::QualifiedName &table, const sql::RowFilter &filter)
{
    std::set<sql::QualifiedName> asked = filter.tables();
    asked.insert(table);
    if (filter.isAll()) {
        TRY_ASSIGN(const std::optional<Error> untrusted, findUntrusted(asked));
        if (untrusted)
            return countRowsOfPlainCopy(table);
    } else {
        TRY(requireTrusted(asked));
    }
    TRY_ASSIGN(const QueryResult count,
               send("SELECT pg_catalog.count(*) FROM ONLY " + table.quoted() + " AS r WHERE " + filter.sql("r"), {}));
    return count.integer(0, 0);
}

Result<long long> ReadOnlyConnection::countAbsent(const KeyColumns &key,
                                                  const std::vector<std::vector<std::string>> &keys)
{
    TRY_ASSIGN(const QueryResult types,
               query(typesOfKey, {key.table.schema, key.table.name, sql::arrayLiteral(key.columns)}));
    if (types.rowCount() != static_cast<int>(key.columns.size()))
        return failure(
            {.code = ErrorCode::ObjectMissing,
             .subject = text(key.table.displayed()),
             .detail = QStringLiteral("relation ") + text(key.table.displayed()) + QStringLiteral(" does not exist")});
    if (keys.empty() || keys.front().empty())
        return 0;
    TRY(requireTrusted({key.table}));
    std::string arrays;
    std::string names;
    std::string same;
    std::vector<Parameter> values;
    for (size_t i = 0; i < key.columns.size(); ++i) {
        const std::string place = std::to_string(i + 1);
        const int row = static_cast<int>(i);
        arrays += (i == 0 ? "pg_catalog.unnest($" : ", pg_catalog.unnest($") + place + "::text[])";
        names += (i == 0 ? "k" : ", k") + place;
        same += (i == 0 ? "r." : " AND r.") + sql::quoted(key.columns[i]) + ' ' + types.string(row, 2)
                + " CAST(wanted.k" + place + " AS " + types.string(row, 0) + ')';
        values.emplace_back(sql::arrayLiteral(keys[i]));
    }
    // A foreign key does not see the rows of tables that inherit.
    TRY_ASSIGN(const QueryResult count,
               send("SELECT pg_catalog.count(*) FROM ROWS FROM (" + arrays + ") AS wanted (" + names
                        + ") WHERE NOT EXISTS (SELECT FROM " + (types.boolean(0, 1) ? "" : "ONLY ") + key.table.quoted()
                        + " AS r WHERE " + same + ')',
                    values));
    return count.integer(0, 0);
}

Result<long long> ReadOnlyConnection::countBroken(const sql::KeySoundness &key)
{
    TRY(requireTrusted(key.tables()));
    TRY_ASSIGN(const QueryResult count, send(key.countOfBroken(), {}));
    return count.integer(0, 0);
}

Result<> ReadOnlyConnection::startCopyOfLeftOut(const sql::QualifiedName &table,
                                                const std::vector<sql::KeySoundness> &keys,
                                                const std::vector<std::string> &columns, const sql::RowFilter &filter)
{
    std::set<sql::QualifiedName> asked = filter.tables();
    asked.insert(table);
    std::string which = "0";
    if (!keys.empty()) {
        which = "CASE";
        for (size_t i = 0; i < keys.size(); ++i) {
            asked.merge(keys[i].tables());
            which += " WHEN NOT " + keys[i].sql("r") + " THEN " + std::to_string(i + 1);
        }
        which += " ELSE 0 END";
    }
    TRY(requireTrusted(asked));
    std::string list = "r.ctid, " + which;
    for (const std::string &column : columns)
        list += ", r." + sql::quoted(column);
    TRY(send("COPY (SELECT " + list + " FROM ONLY " + table.quoted() + " AS r WHERE (" + filter.sql("r")
                 + ") IS NOT TRUE) TO STDOUT",
             {})
            .map_error(during(text("copy " + table.displayed()))));
    return {};
}

Result<> ReadOnlyConnection::startCopy(const CopySelection &selection)
{
    TRY(requireTransaction());
    if (!selection.isWhole()) {
        std::set<sql::QualifiedName> asked = selection.filter.tables();
        asked.insert(selection.table);
        TRY(requireTrusted(asked));
    }
    TRY(send(selection.copyOut(), {}).map_error(during(text("copy " + selection.table.displayed()))));
    return {};
}

Result<> ReadOnlyConnection::stopCopy()
{
    TRY(requireTransaction());
    return m_connection.interruptCopy();
}

Result<> ReadOnlyConnection::holdLocks()
{
    TRY(requireTransaction());
    TRY(send("SAVEPOINT locks", {}));
    return {};
}

Result<> ReadOnlyConnection::giveBackLocks()
{
    TRY(requireTransaction());
    TRY(send("ROLLBACK TO SAVEPOINT locks", {}));
    return {};
}

Result<> ReadOnlyConnection::startCopyOfKeys(const std::vector<KeyColumns> &tables)
{
    std::set<sql::QualifiedName> asked;
    for (const KeyColumns &of : tables) {
        asked.insert(of.table);
        asked.merge(of.filter.tables());
    }
    TRY(requireTrusted(asked));
    std::string all;
    for (const KeyColumns &of : tables) {
        std::string columns;
        for (const std::string &column : of.columns)
            columns += (columns.empty() ? "r." : ", r.") + sql::quoted(column);
        all += (all.empty() ? "SELECT " : " UNION ALL SELECT ") + columns + " FROM ONLY " + of.table.quoted()
               + " AS r WHERE " + of.filter.sql("r");
    }
    TRY(send("COPY (SELECT DISTINCT * FROM (" + all + ") AS k) TO STDOUT", {})
            .map_error(during(text("copy " + tables.front().table.displayed()))));
    return {};
}

Result<> ReadOnlyConnection::startCopyOfHashed(const HashedRows &rows, const std::string &copy)
{
    TRY(requireTrusted({rows.table}));
    TRY(send(copy, {}).map_error(during(text("copy " + rows.table.displayed()))));
    return {};
}

Result<> ReadOnlyConnection::startCopyOfSums(const HashedRows &rows, int bits)
{
    return startCopyOfHashed(rows, rows.copyOfSums(bits));
}

Result<> ReadOnlyConnection::startCopyOfHashes(const HashedRows &rows, int bits, const std::vector<bool> &chosen)
{
    return startCopyOfHashed(rows, rows.copyOfHashes(bits, chosen));
}

Result<> ReadOnlyConnection::startCopyOfRows(const HashedRows &rows, const std::vector<RowPlace> &places)
{
    return startCopyOfHashed(rows, rows.copyOfRows(places));
}

} // namespace engine::pg
