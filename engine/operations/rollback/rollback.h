// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/retry.h"
#include "engine/operations/operation.h"

#include <stop_token>

namespace engine::operations {

/// Brings back what the last clone replaced in `target`, in one transaction.
class Rollback final : public Operation
{
public:
    explicit Rollback(End target, RetryPolicy retries = {});

    /// One step of a second, in one transaction.
    [[nodiscard]] QList<runs::Stage> stages() const override
    {
        return {{.phase = Phase::Commit, .weight = 1, .isCancellable = false}};
    }
    /// Problem NothingToRollBack when the target has no restore point.
    Result<runs::Plan> plan(std::stop_token stop, Progress &progress) override;
    runs::Report run(const safety::Permit &permit, std::stop_token stop, Progress &progress) override;

private:
    End m_target;
    RetryPolicy m_retries;
    quint64 m_planNumber = 0;
};

} // namespace engine::operations
