// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/clone.h"

#include "engine/operations/clone_inspection.h"
#include "engine/operations/clone_run.h"

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

Result<safety::Plan> Clone::plan(std::stop_token stop, Progress &progress)
{
    TRY_ASSIGN(m_session->inspection, inspectClone(m_session->source, m_session->target, m_session->options,
                                                   m_session->registry, std::move(stop), progress));
    return m_session->inspection.plan;
}

Report Clone::run(const safety::DestructivePermit &permit, std::stop_token stop, Progress &progress)
{
    return CloneRun(m_session->source, m_session->target, m_session->options, m_session->inspection, permit,
                    std::move(stop), progress)
        .run();
}

} // namespace engine::operations
