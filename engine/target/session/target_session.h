// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/base/result.h"
#include "engine/base/retry.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/pg/connection.h"

#include <chrono>
#include <stop_token>
#include <string>

namespace engine::target {

/// Opens a connection to a target and prepares its session: nothing found through search_path, values read back in the
/// very form in which the source sends them, no function body run while objects are made, and a server process that
/// ends by itself within a second when this program is killed.
///
/// `name` becomes application_name, by which recovery finds the processes of an interrupted clone.
/// Errors: those of Connection::open(); TransactionPooler when settings do not stay with the connection;
/// ReadOnlyServer.
Result<pg::Connection> openTarget(const pg::ConnectionInfo &info, const std::string &name, std::stop_token stop,
                                  std::chrono::seconds connectTimeout = std::chrono::seconds{10});

/// Runs `work` in a transaction: committed when it succeeds, rolled back when it fails.
template <typename Work>
Result<> transaction(pg::Connection &target, const Work &work)
{
    TRY(target.execute("BEGIN"));
    Result<> done = work();
    if (!done) {
        if (target.isUsable())
            static_cast<void>(target.execute("ROLLBACK"));
        return done;
    }
    return target.execute("COMMIT");
}

/// Runs `statements` in one transaction, which is committed, or rolled back on the first error.
Result<> inTransaction(pg::Connection &target, const std::vector<std::string> &statements);

/// How often a transaction of the target is tried again, and where that is said. Without `progress`: never.
struct TryingAgain
{
    RetryPolicy policy{};
    std::stop_token stop{};
    Progress *progress = nullptr;
};

/// Runs `work`, of which the server keeps nothing when it fails, until it succeeds or what is wrong does not pass by
/// itself. Of a connection that is lost nobody knows whether its COMMIT arrived: then it is over.
template <typename Work>
auto tryingAgain(pg::Connection &target, const TryingAgain &again, const Work &work) -> decltype(work())
{
    for (int tried = 1;; ++tried) {
        auto result = work();
        if (result || !target.isUsable() || again.progress == nullptr
            || !waitForNextTry(again.policy, tried, result.error(), again.stop, *again.progress))
            return result;
    }
}

/// Runs `statements` in order, in as few transactions as the server's table of locks allows. What passes by itself (a
/// deadlock, a lock that was not had in time) is tried again, with all that the server rolled back with it.
Result<> runScript(pg::Connection &target, const std::vector<catalog::DdlStatement> &statements,
                   const TryingAgain &again = {});

} // namespace engine::target
