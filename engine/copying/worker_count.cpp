// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/copying/worker_count.h"

#include <QThread>

#include <algorithm>

namespace engine::copying {

namespace {

constexpr int most = 8;

// Limits of the server, the database and the role. Sessions count that belong to a database: what kind the others'
// are is not for everyone to see.
constexpr pg::Statement freeConnections = R"(
SELECT least(
    (SELECT sum(CASE name WHEN 'max_connections' THEN setting::int ELSE -setting::int END)
     FROM pg_catalog.pg_settings
     WHERE name IN ('max_connections', 'superuser_reserved_connections', 'reserved_connections'))
        - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datid IS NOT NULL),
    CASE WHEN d.datconnlimit >= 0 AND NOT r.rolsuper
         THEN d.datconnlimit - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datid = d.oid) END,
    CASE WHEN r.rolconnlimit >= 0 AND NOT r.rolsuper
         THEN r.rolconnlimit - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE usesysid = r.oid) END)
FROM pg_catalog.pg_roles AS r, pg_catalog.pg_database AS d
WHERE r.rolname = session_user AND d.datname = current_database())";

int workersOf(long long freeConnectionsThere)
{
    const int wanted = std::clamp(QThread::idealThreadCount(), 2, most);
    return static_cast<int>(std::clamp<long long>(freeConnectionsThere / 2, 1, wanted));
}

} // namespace

Result<int> workerCount(int chosen, pg::ReadOnlyConnection &source, pg::Connection &target)
{
    if (chosen > 0)
        return chosen;
    TRY_ASSIGN(const pg::QueryResult atSource, source.query(freeConnections));
    TRY_ASSIGN(const pg::QueryResult atTarget, target.query(freeConnections.sql()));
    const long long free = std::min(atSource.integer(0, 0), atTarget.integer(0, 0));
    return workersOf(free);
}

Result<int> workerCount(int chosen, pg::ReadOnlyConnection &source)
{
    if (chosen > 0)
        return chosen;
    TRY_ASSIGN(const pg::QueryResult atSource, source.query(freeConnections));
    return workersOf(atSource.integer(0, 0));
}

} // namespace engine::copying
