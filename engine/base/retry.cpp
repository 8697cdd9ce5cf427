// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/retry.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>

namespace engine {

using namespace Qt::StringLiterals;

namespace {

/// serialization_failure, deadlock_detected, lock_not_available, cannot_connect_now.
constexpr std::array passingStates{"40001"_L1, "40P01"_L1, "55P03"_L1, "57P03"_L1};

/// True when the whole wait has passed; false when it was stopped.
bool sleepUnlessStopped(std::chrono::milliseconds wait, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any wakeUp;
    std::unique_lock lock(mutex);
    wakeUp.wait_for(lock, stop, wait, [] { return false; });
    return !stop.stop_requested();
}

} // namespace

std::chrono::milliseconds RetryPolicy::waitBefore(int retry) const
{
    std::chrono::milliseconds wait = firstWait;
    for (int i = 1; i < retry; ++i)
        wait *= 4;
    return wait;
}

bool passesByItself(const Error &error)
{
    switch (error.code) {
    case ErrorCode::TooManyConnections:
    case ErrorCode::ServerStarting:
    case ErrorCode::ConnectionLost:
    case ErrorCode::TransactionConflict:
        return true;
    case ErrorCode::PreflightFailed:
        return !error.causes.isEmpty() && std::all_of(error.causes.begin(), error.causes.end(), passesByItself);
    default:
        return std::find(passingStates.begin(), passingStates.end(), error.sqlState) != passingStates.end();
    }
}

bool waitForNextTry(const RetryPolicy &policy, int tried, const Error &error, const std::stop_token &stop,
                    Progress &progress)
{
    if (tried > policy.retries || !passesByItself(error) || stop.stop_requested())
        return false;
    const std::chrono::milliseconds wait = policy.waitBefore(tried);
    const Error &cause = error.causes.isEmpty() ? error : error.causes.first();
    progress.warn(Tr::sentence("%1: try %2 of %3 in %4 s.")
                      .arg(cause.detail.isEmpty() ? cause.subject : cause.detail.section(u'\n', 0, 0))
                      .arg(tried + 1)
                      .arg(policy.retries + 1)
                      .arg(QString::number(static_cast<double>(wait.count()) / 1000.0)));
    return sleepUnlessStopped(wait, stop);
}

} // namespace engine
