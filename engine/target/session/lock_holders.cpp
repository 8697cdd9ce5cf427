// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/session/lock_holders.h"

#include "engine/sql/identifier.h"

namespace engine::target {

using namespace Qt::StringLiterals;

namespace {

// What only keeps others from changing the structure is in the way of moving it: every lock counts. A prepared
// transaction has no process, and a name of its own. Whose session it is, others may not see.
constexpr std::string_view holders = R"(
SELECT coalesce(l.pid, 0), coalesce(a.usename, p.owner, '?'), coalesce(a.application_name, 'prepared transaction ' || p.gid, ''),
    pg_catalog.to_char(coalesce(min(a.xact_start), min(p.prepared)) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    coalesce(a.state, ''),
    pg_catalog.string_agg(DISTINCT pg_catalog.format('%I.%I (%s)', n.nspname, c.relname, l.mode), ', '),
    count(DISTINCT c.oid), min(pg_catalog.format('%I.%I', n.nspname, c.relname))
FROM pg_catalog.pg_locks AS l
JOIN pg_catalog.pg_class AS c ON c.oid = l.relation AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
LEFT JOIN pg_catalog.pg_prepared_xacts AS p ON l.pid IS NULL AND l.virtualtransaction = '-1/' || p.transaction::text
WHERE l.granted AND l.database = (SELECT oid FROM pg_catalog.pg_database
                                  WHERE datname = pg_catalog.current_database())
    AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid() AND (n.nspname = ANY ($1::text[]) OR ($3::boolean AND n.nspname !~ '^(pg_|information_schema$)'))
    AND coalesce(a.application_name, '') <> $2
GROUP BY l.pid, a.usename, p.owner, a.application_name, p.gid, a.state
ORDER BY min(coalesce(a.xact_start, p.prepared))
LIMIT 5)";

// Of what one session holds.
constexpr qsizetype mostSaid = 400;

QString holderOf(const pg::QueryResult &rows, int row)
{
    QString held = text(rows.view(row, 5));
    if (held.size() > mostSaid)
        held = held.left(mostSaid) + u"…"_s;
    const QString who = rows.integer(row, 0) == 0 ? QString() : u"pid %1, "_s.arg(rows.integer(row, 0));
    const QString state = rows.view(row, 4).empty() ? QString() : u", "_s + text(rows.view(row, 4));
    return u"%1user %2, application \"%3\", since %4%5: %6"_s.arg(who, text(rows.view(row, 1)), text(rows.view(row, 2)),
                                                                  text(rows.view(row, 3)), state, held);
}

} // namespace

Error namingHolders(pg::Connection &target, Error error, const std::vector<std::string> &schemas,
                    const std::string &except)
{
    if (error.code != ErrorCode::ObjectLocked || !target.isUsable())
        return error;
    const auto ask = [&](const char *isAnywhere) {
        return target.query(holders, {sql::arrayLiteral(schemas), except.empty() ? "sosie" : except, isAnywhere});
    };
    Result<pg::QueryResult> rows = ask("false");
    // What is made anew in other schemas waits for locks there.
    if (rows && rows->rowCount() == 0)
        rows = ask("true");
    if (!rows || rows->rowCount() == 0)
        return error;
    QStringList all;
    for (int row = 0; row < rows->rowCount(); ++row)
        all.append(holderOf(*rows, row));
    error.subject = text(rows->view(0, 7));
    error.detail = all.join(u'\n') + (error.detail.isEmpty() ? QString() : u'\n' + error.detail);
    return error;
}

} // namespace engine::target
