// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/operations/operation.h"
#include "engine/runs/report.h"
#include "engine/safety/guard.h"

#include <stop_token>
#include <string>
#include <vector>

namespace engine::safety {
class ProductionRegistry;
}

namespace engine::operations {

/// Compares two live databases: catalogs, then the digest of every table, without writing to either.
/// Without anonymization in between the two must be equal; columns with a rule differ by design, and the report says
/// so.
class VerifyPair final : public Operation
{
public:
    /// Borrows the registry.
    VerifyPair(End source, End target, std::vector<std::string> schemas, const safety::ProductionRegistry &registry);

    /// What is read is compared at once.
    [[nodiscard]] QList<runs::Stage> stages() const override;
    /// Reads both and changes neither: there is nothing to look at first.
    Result<runs::Plan> plan(std::stop_token stop, Progress &progress) override;
    /// Outcome Succeeded: equal. Failed with VerificationFailed: `report.warnings` lists the differences.
    runs::Report run(const safety::Permit &permit, std::stop_token stop, Progress &progress) override;

private:
    End m_source;
    End m_target;
    std::vector<std::string> m_schemas;
    const safety::ProductionRegistry &m_registry;
    runs::Plan m_plan{};
};

} // namespace engine::operations
