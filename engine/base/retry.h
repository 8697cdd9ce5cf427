// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/base/result.h"

#include <chrono>
#include <stop_token>

namespace engine {

/// How often something that may fail for a moment is tried again, and how long is waited before.
///
/// Only for what is whole in itself: opening a connection, a plan, a statement that the server rolled back, a run that
/// has not touched its target. Never in the middle of a snapshot: two of them would be mixed.
struct RetryPolicy
{
    /// Tries after the first.
    int retries = 2;
    /// Before the first of them; four times as long before each one more.
    std::chrono::milliseconds firstWait{2000};

    [[nodiscard]] std::chrono::milliseconds waitBefore(int retry) const;
};

/// True for faults that pass by themselves: a server that starts up, a full pool, a link that dropped, a deadlock, a
/// lock that was not had in time, two transactions in each other's way; and for a preflight that found nothing else.
/// False where nobody answers at all (a wrong address would be three times as slow to say) and for passwords and
/// rights: those can lock an account.
[[nodiscard]] bool passesByItself(const Error &error);

/// Waits before try number `tried` + 1 and says so in `progress`. False, at once, when there is to be none: the error
/// does not pass by itself, or the tries are used up. False also when `stop` was triggered while waiting.
[[nodiscard]] bool waitForNextTry(const RetryPolicy &policy, int tried, const Error &error, const std::stop_token &stop,
                                  Progress &progress);

/// Runs `work`, which gives back a Result, until it succeeds or may not be tried again; the last result.
template <typename Work>
auto tryingAgain(const RetryPolicy &policy, const std::stop_token &stop, Progress &progress, const Work &work)
    -> decltype(work())
{
    for (int tried = 1;; ++tried) {
        auto result = work();
        if (result || !waitForNextTry(policy, tried, result.error(), stop, progress))
            return result;
    }
}

} // namespace engine
