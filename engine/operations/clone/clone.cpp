// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/clone/clone.h"

#include "engine/anonymize/keys/project_key.h"
#include "engine/base/freed_memory.h"
#include "engine/operations/clone/clone_inspection.h"
#include "engine/operations/clone/clone_run.h"
#include "engine/safety/guard.h"

namespace engine::operations {

struct Clone::Session
{
    End source;
    End target;
    CloneOptions options;
    const safety::ProductionRegistry &registry;
    CloneInspection inspection{};
};

Clone::Clone(End source, End target, CloneOptions options, const safety::ProductionRegistry &registry)
    : m_session(
        std::make_unique<Session>(Session{std::move(source), std::move(target), std::move(options), registry, {}}))
{}

Clone::~Clone() = default;

QList<runs::Stage> Clone::stages() const
{
    // Measured on clones of 1 to 2 GB: rows take most of it, indexes a third.
    QList<runs::Stage> stages = runs::usualStages();
    stages.insert(1, {.phase = Phase::SettingAside, .weight = 1});
    return stages;
}

Result<runs::Plan> Clone::plan(std::stop_token stop, Progress &progress)
{
    const auto inspect = [&]() -> Result<CloneInspection> {
        return inspectClone(m_session->source, m_session->target, m_session->options, m_session->registry, stop,
                            progress);
    };
    for (int tried = 1;; ++tried) {
        TRY_ASSIGN(m_session->inspection, inspect());
        m_session->options.key = m_session->inspection.key;
        giveBackFreedMemory();
        const runs::Plan &plan = m_session->inspection.plan;
        const Error problems{.code = ErrorCode::PreflightFailed, .causes = plan.problems};
        if (plan.problems.isEmpty() || !waitForNextTry(m_session->options.retries, tried, problems, stop, progress))
            return plan;
    }
}

runs::Report Clone::run(const safety::Permit &permit, std::stop_token stop, Progress &progress)
{
    const runs::Plan &plan = m_session->inspection.plan;
    const safety::DestructivePermit *destructive = permit.destructiveFor(plan.number);
    if (destructive == nullptr)
        return withoutPermit(plan);
    for (int tried = 1;; ++tried) {
        runs::Report report = CloneRun(m_session->source, m_session->target, m_session->options, m_session->inspection,
                                       *destructive, stop, progress)
                                  .run();
        // A run that set nothing aside has left nothing behind: the next begins with a snapshot of its own.
        const bool mayBegin = report.error && report.targetState == TargetState::Unchanged;
        if (!mayBegin || !waitForNextTry(m_session->options.retries, tried, *report.error, stop, progress))
            return report;
    }
}

} // namespace engine::operations
