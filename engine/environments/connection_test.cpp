// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/connection_test.h"

#include "engine/base/errors/error_text.h"
#include "engine/base/errors/sentence.h"
#include "engine/environments/account_powers.h"
#include "engine/environments/connection_recipe.h"
#include "engine/environments/identity_reader.h"
#include "engine/pg/reaching/dialling.h"
#include "engine/pg/read_only_connection.h"

#include <QElapsedTimer>

#include <utility>

namespace engine::environments {

using namespace Qt::StringLiterals;

namespace {

constexpr int oldestMajor = 13;

constexpr pg::Statement whereAmI = "SELECT pg_catalog.pg_backend_pid()";

constexpr pg::Statement aboutSession = R"(
SELECT pg_catalog.current_setting('server_version'),
    pg_catalog.current_database(),
    current_user,
    r.rolsuper,
    r.rolreplication,
    r.rolbypassrls,
    pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'),
    pg_catalog.pg_is_in_recovery(),
    pg_catalog.current_setting('default_transaction_read_only') = 'on'
FROM pg_catalog.pg_roles AS r
WHERE r.rolname = current_user)";

constexpr pg::Statement aboutDatabase = R"(
SELECT pg_catalog.count(*), pg_catalog.pg_database_size(pg_catalog.current_database())
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p')
    AND NOT c.relispartition
    AND n.nspname <> 'information_schema'
    AND n.nspname NOT LIKE 'pg\_%'
    AND n.nspname NOT LIKE 'sosie\_%')";

/// Which backend answers in the open transaction; 0 when it did not say.
long long backendOf(pg::ReadOnlyConnection &connection)
{
    const Result<pg::QueryResult> answer = connection.query(whereAmI);
    return answer && answer->rowCount() == 1 ? answer->integer(0, 0) : 0;
}

/// Recognises a transaction pooler by its deed: a backend that was ours in one transaction serves another client while
/// we wait for the next. REQUIRES: `connection` has an open transaction; it has one again afterwards, if it can.
PoolerMode findPoolerMode(pg::ReadOnlyConnection &connection, const pg::ConnectionInfo &info, std::stop_token stop)
{
    const long long first = backendOf(connection);
    // The server itself told this number at the start; a pooler tells one of its own.
    if (first == connection.connection().backendPid())
        return PoolerMode::Direct;
    if (!connection.end())
        return PoolerMode::Unknown;

    PoolerMode mode = PoolerMode::Unknown;
    Result<pg::ReadOnlyConnection> other = pg::ReadOnlyConnection::open(info, {.stop = std::move(stop)});
    if (other && other->begin()) {
        const bool tookOurs = backendOf(*other) == first;
        // Not ours again while the other holds it: the pool may have nothing else to give.
        if (tookOurs)
            static_cast<void>(other->end());
        if (!connection.begin())
            return mode;
        mode = tookOurs || backendOf(connection) != first ? PoolerMode::Transaction : PoolerMode::Session;
    } else if (connection.begin()) {
        // No second connection: a change proves the transaction pooler, no change proves nothing.
        mode = backendOf(connection) != first ? PoolerMode::Transaction : PoolerMode::Unknown;
    }
    return mode;
}

void readSession(const pg::QueryResult &answer, ConnectionDiagnosis &diagnosis)
{
    // "15.20 (Debian 15.20-0+deb12u1)": the number is enough.
    diagnosis.serverVersion = text(answer.view(0, 0)).section(u' ', 0, 0);
    diagnosis.database = text(answer.view(0, 1));
    diagnosis.user = text(answer.view(0, 2));
    diagnosis.isSuperuser = answer.boolean(0, 3);
    diagnosis.canReplicate = answer.boolean(0, 4);
    diagnosis.bypassesRowSecurity = answer.boolean(0, 5);
    diagnosis.canCreateSchemas = answer.boolean(0, 6);
    diagnosis.isInRecovery = answer.boolean(0, 7);
    diagnosis.isReadOnly = answer.boolean(0, 8);
}

Result<> lookForClone(pg::ReadOnlyConnection &connection, ConnectionDiagnosis &diagnosis)
{
    Result<std::optional<CloneMark>> mark = readCloneMark(connection);
    if (!mark && mark.error().code == ErrorCode::StateNotTrusted) {
        // Whoever only reads here need not care.
        const ErrorText said = describe(mark.error());
        diagnosis.hints.append(said.what + u' ' + said.why);
        return {};
    }
    TRY(mark);
    diagnosis.clone = *std::move(mark);
    if (diagnosis.clone && diagnosis.clone->isUnderWay)
        diagnosis.hints.append(Tr::tr("Some Sosie is at work in this database at this moment."));
    if (diagnosis.clone && diagnosis.clone->isAbandoned())
        diagnosis.problems.append(
            {.code = ErrorCode::TargetIncomplete,
             .subject = diagnosis.database,
             .detail = diagnosis.clone->source + u", "_s + diagnosis.clone->started.toString(Qt::ISODate)});
    return {};
}

/// Everything that is asked inside the open transaction.
Result<> look(pg::ReadOnlyConnection &connection, const pg::ConnectionInfo &info, ConnectionDiagnosis &diagnosis)
{
    QElapsedTimer timer;
    timer.start();
    TRY_ASSIGN(const pg::QueryResult session, connection.query(aboutSession));
    diagnosis.roundTripMilliseconds = timer.elapsed();
    if (session.rowCount() != 1)
        return failure({.code = ErrorCode::ProtocolViolation, .subject = diagnosis.address});
    readSession(session, diagnosis);

    TRY_ASSIGN(const Evidence evidence, readEvidence(connection, info));
    diagnosis.hasProductionMark = evidence.hasProductionMark;
    diagnosis.whereabouts = evidence.whereabouts;
    if (Result<Identity> identity = readIdentity(connection); identity)
        diagnosis.identity = *std::move(identity);
    else if (identity.error().code == ErrorCode::IdentityUnknown)
        diagnosis.problems.append(identity.error());
    else
        return failure(identity.error());

    TRY_ASSIGN(const AccountPowers powers, readAccountPowers(connection));
    if (!powers.harmful.isEmpty())
        diagnosis.hints.append(
            Tr::tr("The user « %1 » could do harm (%2). For reading a production, a role that can only "
                   "read is safer: %3")
                .arg(powers.account, powers.harmful.join(u", "_s), powers.readerScript));
    TRY_ASSIGN(const pg::QueryResult database, connection.query(aboutDatabase));
    diagnosis.tables = database.integer(0, 0);
    diagnosis.bytes = database.integer(0, 1);
    return lookForClone(connection, diagnosis);
}

void addHints(ConnectionDiagnosis &diagnosis)
{
    if (diagnosis.isInRecovery) {
        diagnosis.hints.append(Tr::tr("This server is a standby: it can be a source of a clone, but not a target."));
    }
    if (diagnosis.poolerMode == PoolerMode::Transaction) {
        diagnosis.hints.append(
            Tr::tr("The connection goes through a transaction pooler: Sosie can read through it, but "
                   "not write. Use the session pooler or the server itself, usually on port 5432."));
    }
}

} // namespace

Result<PoolerMode> findPoolerMode(const pg::ConnectionInfo &info, std::stop_token stop)
{
    TRY_ASSIGN(pg::ReadOnlyConnection connection, pg::ReadOnlyConnection::open(info, {.stop = stop}));
    TRY(connection.begin());
    return findPoolerMode(connection, info, std::move(stop));
}

QString poolerModeKey(PoolerMode mode)
{
    switch (mode) {
    case PoolerMode::Unknown:
        return u"unknown"_s;
    case PoolerMode::Direct:
        return u"direct"_s;
    case PoolerMode::Session:
        return u"session"_s;
    case PoolerMode::Transaction:
        return u"transaction"_s;
    }
    return u"unknown"_s;
}

ConnectionDiagnosis diagnose(const pg::ConnectionInfo &info, std::stop_token stop)
{
    ConnectionDiagnosis diagnosis{.address = text(info.address()), .hints = addressHints(info)};
    QElapsedTimer timer;
    timer.start();
    Result<pg::ReadOnlyConnection> connection = pg::ReadOnlyConnection::open(info, {.stop = stop});
    diagnosis.connectMilliseconds = timer.elapsed();
    if (!connection) {
        diagnosis.problems.append(connection.error());
        return diagnosis;
    }
    diagnosis.reached = true;
    const pg::Reached reached = connection->connection().reached();
    diagnosis.attempts = reached.failed;
    for (const ConnectionAttempt &attempt : reached.failed)
        diagnosis.hints.append(Tr::tr("Tried first, in vain: %1").arg(attempt.displayed()));
    if (reached.isPooler)
        diagnosis.hints.append(Tr::tr("Reached through the session pooler %1.").arg(reached.address));
    else if (!reached.failed.isEmpty())
        diagnosis.hints.append(Tr::tr("Reached at %1.").arg(reached.address));
    diagnosis.tls = text(connection->connection().tlsVersion());
    diagnosis.serverVersionNumber = connection->connection().serverVersion();
    if (connection->connection().serverMajor() < oldestMajor) {
        diagnosis.problems.append({.code = ErrorCode::ServerVersion,
                                   .subject = diagnosis.address,
                                   .detail = QString::number(connection->connection().serverMajor())});
        return diagnosis;
    }

    Result<> looked = connection->begin();
    if (looked) {
        diagnosis.poolerMode = isKnownTransactionPooler(info) && !reached.isPooler
                                   ? PoolerMode::Transaction
                                   : findPoolerMode(*connection, info, std::move(stop));
        looked = look(*connection, info, diagnosis);
    }
    if (!looked)
        diagnosis.problems.append(looked.error());
    else
        static_cast<void>(connection->end());
    addHints(diagnosis);
    return diagnosis;
}

} // namespace engine::environments
