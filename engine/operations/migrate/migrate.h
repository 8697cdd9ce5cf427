// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/retry.h"
#include "engine/operations/operation.h"
#include "engine/operations/structure_comparison.h"
#include "engine/operations/structure_proof.h"
#include "engine/safety/guard.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace engine::operations {

struct MigrationRun
{
    ComparisonOptions compare{};
    /// Patterns of objects that are to follow, with what they need; empty: everything.
    std::vector<std::string> only{};
    /// The same as objects: what was ticked.
    std::optional<std::set<catalog::ObjectKey>> ticked{};
    ProofPlace place{};
    RetryPolicy retries{};
    /// Gets the plan's script, its proof, and what both are of, before the plan.
    std::function<void(const ScriptToProve &, const StructureProof &, const StructuresCompared &)> take{};
};

/// Makes the structure of a live database like another one, where data stays.
///
/// plan() compares, writes the script and proves it on a copy; a script that is not proven (or, where no copy can be
/// made, simulated) is a problem of the plan. run() refuses when either side has changed since, and applies the script
/// in one transaction, in which what it destroys is set aside for a rollback: whatever happens, the target is as it was
/// or as it should be. Then both are compared again.
class Migrate final : public Operation
{
public:
    /// Borrows the registry.
    Migrate(StructureSource source, End target, MigrationRun how, const safety::ProductionRegistry &registry);

    Result<runs::Plan> plan(std::stop_token stop, Progress &progress) override;
    [[nodiscard]] QList<runs::Stage> stages() const override;
    runs::Report run(const safety::Permit &permit, std::stop_token stop, Progress &progress) override;

private:
    Result<> inspect(const std::stop_token &stop, Progress &progress);
    Result<> inspectEnds(const std::stop_token &stop);
    Result<> choose();
    void describe();
    Result<> apply(const safety::DestructivePermit &permit, const std::stop_token &stop, Progress &progress);
    Result<> applyOnce(pg::Connection &session, const safety::DestructivePermit &permit, bool isOneTransaction);
    Result<std::vector<migration::Statement>> inOneTransaction() const;
    Result<> checkUnchanged(const std::stop_token &stop) const;
    Result<bool> isApplied() const;
    Result<std::vector<catalog::Change>> compareAgain(const std::stop_token &stop, Progress &progress) const;

    StructureSource m_source;
    StructureSource m_target;
    MigrationRun m_how;
    const safety::ProductionRegistry &m_registry;
    runs::Plan m_plan{};
    StructuresCompared m_compared{};
    ScriptToProve m_script{};
    std::optional<StructureProof> m_proof{};
    int m_heldBack = 0;
    long long m_point = 0;
};

} // namespace engine::operations
