// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/session/lock_watch.h"

#include "engine/base/errors/error.h"
#include "engine/base/errors/sentence.h"

#include <QDateTime>

#include <condition_variable>
#include <mutex>

namespace engine::target {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Twice in a row makes a wait that is worth telling: most end within milliseconds.
constexpr auto pause = 2s;

// A prepared transaction has the number 0 and no row among the sessions.
constexpr std::string_view holders = R"(
SELECT blocker.pid, coalesce(b.application_name, ''), coalesce(b.usename, ''),
    pg_catalog.to_char(min(w.query_start) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
FROM pg_catalog.pg_stat_activity AS w
CROSS JOIN LATERAL pg_catalog.unnest(pg_catalog.pg_blocking_pids(w.pid)) AS blocker (pid)
LEFT JOIN pg_catalog.pg_stat_activity AS b ON b.pid = blocker.pid
WHERE w.application_name = $1 AND w.datname = pg_catalog.current_database() AND w.wait_event_type = 'Lock'
    AND b.application_name IS DISTINCT FROM $1
GROUP BY 1, 2, 3)";

} // namespace

LockWatch::LockWatch(pg::Connection &session, std::string applicationName, std::stop_token stop, Progress &progress)
    : m_session(session)
    , m_applicationName(std::move(applicationName))
    , m_progress(progress)
{
    m_session.setStop(std::move(stop));
    m_thread = std::jthread([this](std::stop_token ending) { run(std::move(ending)); });
}

void LockWatch::run(std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    while (!never.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); }) && m_session.isUsable())
        look();
}

void LockWatch::look()
{
    const Result<pg::QueryResult> rows = m_session.query(holders, {m_applicationName});
    // Whatever is wrong with the session, the next step that needs it says so.
    if (!rows)
        return;
    std::set<Holder> seen;
    for (int row = 0; row < rows->rowCount(); ++row) {
        Holder holder{.pid = rows->integer(row, 0), .program = rows->string(row, 1), .user = rows->string(row, 2)};
        if (m_seenBefore.contains(holder) && m_toldAlready.insert(holder).second)
            tell(holder, rows->string(row, 3));
        seen.insert(std::move(holder));
    }
    m_seenBefore = std::move(seen);
}

void LockWatch::tell(const Holder &holder, const std::string &since)
{
    m_progress.warn(
        Tr::sentence("The clone has been waiting since %1 for a lock that another session of the target holds: process "
                     "%2, program \"%3\", user \"%4\". It goes on when that session ends its transaction.")
            .arg(QDateTime::fromString(text(since), Qt::ISODate), QString::number(holder.pid), text(holder.program),
                 text(holder.user)));
}

} // namespace engine::target
