// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/session/target_session.h"

#include "engine/environments/connection_test.h"
#include "engine/sql/identifier.h"

#include <algorithm>
#include <span>

namespace engine::target {

using namespace Qt::StringLiterals;

namespace {

// Each object made holds locks until its transaction ends, and a server has some 6,400 by default.
constexpr size_t statementsPerTransaction = 1500;

// The last four: a server hears nothing of a cable that was cut, and by default would keep the session with its locks
// for two hours; nobody could put the target back.
constexpr std::string_view sessionSettings = R"(
SET search_path = '';
SET check_function_bodies = off;
SET row_security = off;
SET client_min_messages = error;
SET statement_timeout = 0;
SET lock_timeout = '10s';
SET idle_in_transaction_session_timeout = 0;
SET default_transaction_read_only = off;
SET default_transaction_isolation = 'read committed';
SET DateStyle = 'ISO, YMD';
SET IntervalStyle = postgres;
SET TimeZone = 'UTC';
SET extra_float_digits = 3;
SET bytea_output = hex;
SET xmlbinary = base64;
SET xmloption = content;
SET lc_monetary = 'C';
SET standard_conforming_strings = on;
SET backslash_quote = safe_encoding;
SET array_nulls = on;
SET transform_null_equals = off;
SET quote_all_identifiers = off;
SET default_transaction_deferrable = off;
SET default_table_access_method = heap;
SET gin_fuzzy_search_limit = 0;
SET jit = off;
SET default_tablespace = '';
SET synchronous_commit = off;
SET synchronize_seqscans = off;
SET tcp_keepalives_idle = 10;
SET tcp_keepalives_interval = 3;
SET tcp_keepalives_count = 3;
SET tcp_user_timeout = 20000;
)";

/// Settings that not every server has.
std::string versionedSettings(int major)
{
    std::string sql;
    if (major >= 14)
        sql += "SET client_connection_check_interval = '1s'; SET idle_session_timeout = 0;";
    if (major >= 17)
        sql += "SET transaction_timeout = 0;";
    return sql;
}

// Only superusers may set it, so it is left alone where nothing changed it: as a replica, a server checks no foreign
// key and fires no trigger.
constexpr std::string_view replicationRole = R"(
SELECT pg_catalog.set_config('session_replication_role', 'origin', false)
WHERE pg_catalog.current_setting('session_replication_role') <> 'origin')";

// Others may hold most of the locks there are: a source on the same server, which is read from.
bool isOutOfLocks(const Error &error)
{
    return error.sqlState == "53200"_L1;
}

/// Statements that the server takes all of, or none.
Result<> runTogether(pg::Connection &target, std::span<const catalog::DdlStatement> statements)
{
    TRY(target.execute("BEGIN"));
    Result<> done;
    for (size_t i = 0; done && i < statements.size(); ++i)
        done = target.execute(statements[i].sql).map_error(during(text(statements[i].object.display())));
    if (done)
        return target.execute("COMMIT");
    if (target.isUsable())
        static_cast<void>(target.execute("ROLLBACK"));
    return done;
}

} // namespace

Result<pg::Connection> openTarget(const pg::ConnectionInfo &info, const std::string &name, std::stop_token stop,
                                  std::chrono::seconds connectTimeout)
{
    const auto refused
        = [&info] { return failure({.code = ErrorCode::TransactionPooler, .subject = text(info.address())}); };
    if (info.value("port") == "6543")
        return refused();
    pg::ConnectionInfo named = info.clone();
    named.set("application_name", name);
    TRY_ASSIGN(pg::Connection connection,
               pg::Connection::open(named, {.connectTimeout = connectTimeout, .stop = stop}));
    // Before anything is set: a setting would stay behind in a session that is somebody else's next.
    TRY_ASSIGN(const pg::QueryResult about,
               connection.query("SELECT pg_catalog.pg_backend_pid(), pg_catalog.pg_is_in_recovery()"));
    if (about.integer(0, 0) != connection.backendPid()) {
        TRY_ASSIGN(const environments::PoolerMode mode, environments::findPoolerMode(info, std::move(stop)));
        if (mode != environments::PoolerMode::Session)
            return refused();
        connection.setFarewell({"ROLLBACK", "DISCARD ALL"});
    }
    if (about.boolean(0, 1))
        return failure({.code = ErrorCode::ReadOnlyServer, .subject = text(connection.displayName())});
    TRY(connection.execute(std::string(sessionSettings) + versionedSettings(connection.serverMajor())));
    TRY(connection.query(replicationRole));
    // A server that knows of no encoding keeps bytes as they come; told to expect one, it would refuse some of them.
    if (connection.parameterStatus("server_encoding") == "SQL_ASCII")
        TRY(connection.execute("SET client_encoding = 'SQL_ASCII'"));
    return connection;
}

Result<> inTransaction(pg::Connection &target, const std::vector<std::string> &statements)
{
    TRY(target.execute("BEGIN"));
    for (const std::string &statement : statements) {
        const Result<> done = target.execute(statement);
        if (!done) {
            if (target.isUsable())
                static_cast<void>(target.execute("ROLLBACK"));
            return done;
        }
    }
    return target.execute("COMMIT");
}

Result<> runScript(pg::Connection &target, const std::vector<catalog::DdlStatement> &statements,
                   const TryingAgain &again)
{
    size_t atOnce = statementsPerTransaction;
    for (size_t first = 0; first < statements.size();) {
        const size_t count = std::min(atOnce, statements.size() - first);
        bool areTooMany = false;
        TRY(tryingAgain(target, again, [&] {
            Result<> done = runTogether(target, std::span(statements).subspan(first, count));
            // Waiting gives no more locks; fewer statements need fewer.
            areTooMany = !done && isOutOfLocks(done.error()) && target.isUsable() && count > 1;
            return areTooMany ? Result<>() : done;
        }));
        if (areTooMany)
            atOnce = std::max<size_t>(1, count / 4);
        else
            first += count;
    }
    return {};
}

} // namespace engine::target
