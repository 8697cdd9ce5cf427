// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/operations/operation.h"
#include "engine/operations/structure_comparison.h"
#include "engine/operations/structure_proof.h"
#include "engine/safety/guard.h"

#include <functional>
#include <memory>
#include <optional>

namespace engine::operations {

struct CompareRun
{
    ComparisonOptions options{};
    /// Runs the script on a copy of the target's structure.
    bool prove = false;
    ProofPlace place{};
    /// Gets what was found, before the report.
    std::function<void(ComparisonFound)> take{};
};

/// Reads two structures, says what differs, and writes the script, proven where that is wanted. Writes to neither.
class Compare final : public Operation
{
public:
    /// Borrows the registry.
    Compare(StructureSource source, StructureSource target, CompareRun how, const safety::ProductionRegistry &registry);

    /// Reads both and changes neither: there is nothing to look at first.
    Result<runs::Plan> plan(std::stop_token stop, Progress &progress) override;
    [[nodiscard]] QList<runs::Stage> stages() const override;
    /// Outcome Succeeded whether they differ or not; `warnings` says what does.
    runs::Report run(const safety::Permit &permit, std::stop_token stop, Progress &progress) override;

private:
    Result<ComparisonFound> compare(const std::stop_token &stop, Progress &progress) const;

    StructureSource m_source;
    StructureSource m_target;
    CompareRun m_how;
    const safety::ProductionRegistry &m_registry;
    runs::Plan m_plan{};
};

} // namespace engine::operations
