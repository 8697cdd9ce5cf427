// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/worker_pool.h"

#include <functional>
#include <stop_token>

namespace engine::fingerprint {

/// Asks both databases at the same time. What fails on one side stops the other at once: a server that is gone is not
/// waited for by one that hashes a large table. For one thread.
class TwoSides final
{
public:
    explicit TwoSides(const std::stop_token &outer);
    TwoSides(const TwoSides &) = delete;
    TwoSides &operator=(const TwoSides &) = delete;
    ~TwoSides() = default;

    /// For the connections of both, and whatever looks at a token.
    [[nodiscard]] std::stop_token stopToken() const { return m_either.get_token(); }
    /// `target` runs on another thread. Errors: the first of both; of a side that was stopped because the other had
    /// failed, that of the other. After an error nothing can be asked any more.
    Result<> ask(const std::function<Result<>()> &source, const std::function<Result<>()> &target);

private:
    std::stop_source m_either;
    std::stop_callback<std::function<void()>> m_forward;
    WorkerPool m_other;
};

} // namespace engine::fingerprint
