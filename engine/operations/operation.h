// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/base/result.h"
#include "engine/environments/end.h"
#include "engine/runs/plan.h"
#include "engine/runs/report.h"
#include "engine/runs/stage.h"

#include <stop_token>

namespace engine::safety {
class Permit;
}

namespace engine::operations {

using environments::End;

/// A verb: first it says what it would do, then, with the guard's permit, it does it.
///
/// One object is one operation on one target. Both methods block, so they belong on a control thread (Job); they are
/// called one after the other, never at the same time.
class Operation
{
public:
    Operation() = default;
    Operation(const Operation &) = delete;
    Operation &operator=(const Operation &) = delete;
    virtual ~Operation() = default;

    /// What it goes through, in order; only what it enters (Progress::enter()) is shown.
    [[nodiscard]] virtual QList<runs::Stage> stages() const { return runs::usualStages(); }

    /// Looks at both sides and writes nothing to either. What stands in the way is in Plan::problems, all of it at
    /// once. Errors: only Cancelled; everything else is a problem of the plan.
    virtual Result<runs::Plan> plan(std::stop_token stop, Progress &progress) = 0;

    /// Does what the last plan said. On failure or stop the target is as before, or the report says Incomplete.
    /// A permit that was given for any other plan does nothing: outcome Refused.
    virtual runs::Report run(const safety::Permit &permit, std::stop_token stop, Progress &progress) = 0;
};

/// The report of an operation that was given a permit for another plan.
[[nodiscard]] runs::Report withoutPermit(const runs::Plan &plan);

} // namespace engine::operations
