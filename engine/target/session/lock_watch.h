// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/pg/connection.h"

#include <compare>
#include <set>
#include <stop_token>
#include <string>
#include <thread>

namespace engine::target {

/// Workers wait for locks without end, because they wait for each other. This tells when one of them waits for somebody
/// else: who holds the lock, to the progress, once for each such session. It ends nobody's session.
///
/// Runs a thread of its own.
class LockWatch final
{
public:
    /// `session`: to the target, left alone by everybody else meanwhile. Its waiting ends with `stop` from now on.
    /// `applicationName`: of the connections that belong to the clone.
    LockWatch(pg::Connection &session, std::string applicationName, std::stop_token stop, Progress &progress);

private:
    /// A session that holds locks, as the server knows it.
    struct Holder
    {
        long long pid = 0;
        std::string program{};
        std::string user{};

        auto operator<=>(const Holder &) const = default;
    };

    void run(std::stop_token stop);
    void look();
    void tell(const Holder &holder, const std::string &since);

    pg::Connection &m_session;
    std::string m_applicationName;
    Progress &m_progress;
    std::set<Holder> m_seenBefore;
    std::set<Holder> m_toldAlready;
    // Last: it uses what is above, and its destructor waits for it.
    std::jthread m_thread;
};

} // namespace engine::target
