// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/planned_end.h"

#include "engine/environments/identity_reader.h"

namespace engine::operations {

namespace {

constexpr pg::Statement aboutDatabase = R"(
SELECT pg_catalog.current_database(), pg_catalog.current_setting('server_version'),
    pg_catalog.pg_database_size(pg_catalog.current_database()), pg_catalog.pg_is_in_recovery())";

} // namespace

Result<pg::ReadOnlyConnection> openForInspection(const environments::End &end, runs::PlannedEnd &planned,
                                                 std::stop_token stop)
{
    planned.environment = end.environment;
    TRY_ASSIGN(pg::ReadOnlyConnection connection,
               pg::ReadOnlyConnection::open(end.connection, {.stop = std::move(stop)}));
    TRY(connection.begin());
    TRY_ASSIGN(const pg::QueryResult about, connection.query(aboutDatabase));
    planned.database = text(about.view(0, 0));
    planned.serverVersion = text(about.view(0, 1));
    planned.bytes = about.integer(0, 2);
    planned.isInRecovery = about.boolean(0, 3);
    TRY_ASSIGN(const environments::Evidence evidence, environments::readEvidence(connection, end.connection));
    planned.take(evidence);
    return connection;
}

} // namespace engine::operations
