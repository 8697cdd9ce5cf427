// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/compare/compare.h"

#include <QElapsedTimer>

namespace engine::operations {

Compare::Compare(StructureSource source, StructureSource target, CompareRun how,
                 const safety::ProductionRegistry &registry)
    : m_source(std::move(source))
    , m_target(std::move(target))
    , m_how(std::move(how))
    , m_registry(registry)
{}

QList<runs::Stage> Compare::stages() const
{
    QList<runs::Stage> stages{{.phase = Phase::Preflight, .weight = 5},
                              {.phase = Phase::Structure, .weight = 60},
                              {.phase = Phase::Verification, .weight = 35}};
    if (m_how.prove)
        stages.last().weight = 100;
    return stages;
}

Result<runs::Plan> Compare::plan(std::stop_token /*stop*/, Progress & /*progress*/)
{
    m_plan = {.kind = runs::OperationKind::Compare,
              .number = runs::newPlanNumber(),
              .effects = runs::effectsOfVerification()};
    m_plan.source.environment = m_source.end.environment;
    m_plan.target.environment = m_target.end.environment;
    return m_plan;
}

Result<ComparisonFound> Compare::compare(const std::stop_token &stop, Progress &progress) const
{
    ComparisonFound found;
    TRY_ASSIGN(found.compared, compareStructures(m_source, m_target, m_how.options, m_registry, stop, progress));
    if (!m_how.prove || found.compared.comparison->areEqual())
        return found;
    TRY_ASSIGN(found.proof, proveScript(wholeScript(found.compared), m_target.file ? nullptr : &m_target.end,
                                        m_how.place, stop, progress));
    return found;
}

runs::Report Compare::run(const safety::Permit &permit, std::stop_token stop, Progress &progress)
{
    if (!permit.isFor(m_plan.number))
        return withoutPermit(m_plan);
    QElapsedTimer timer;
    timer.start();
    runs::Report report{.kind = runs::OperationKind::Compare, .source = m_source.name(), .target = m_target.name()};
    Result<ComparisonFound> found = compare(stop, progress);
    progress.enter(Phase::Done);
    report.durationMilliseconds = timer.elapsed();
    report.targetState = TargetState::Unchanged;
    if (!found) {
        report.outcome = found.error().isCancelled() ? runs::Outcome::Cancelled : runs::Outcome::Failed;
        report.error = found.error();
        return report;
    }
    const migration::Comparison &comparison = *found->compared.comparison;
    report.outcome = runs::Outcome::Succeeded;
    report.verified = comparison.areEqual();
    report.remarks = comparison.remarks;
    for (const catalog::Change &change : comparison.changes)
        report.warnings << change.description();
    if (m_how.take)
        m_how.take(std::move(*found));
    return report;
}

} // namespace engine::operations
