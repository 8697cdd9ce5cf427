// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/comparison/schema_diff.h"
#include "engine/migration/comparison.h"
#include "engine/migration/renames.h"
#include "engine/operations/operation.h"
#include "engine/safety/guard.h"

#include <string>
#include <vector>

namespace engine::safety {
class ProductionRegistry;
}

namespace engine::operations {

struct ComparisonOptions
{
    /// Empty: every schema of people's.
    std::vector<std::string> schemas{};
    catalog::CompareOptions compare{.sequenceValues = false};
    /// What people say has another name in the source.
    std::vector<migration::Rename> renames{};
    /// Drops are part of the script, and not only named in it.
    bool mayLoseData = false;
};

/// Reads the structure of two databases, says what differs, and writes the script. Writes to neither; the texts of one
/// are never run on the other.
class Compare final : public Operation
{
public:
    /// Borrows the registry.
    Compare(End source, End target, ComparisonOptions options, const safety::ProductionRegistry &registry);

    /// Reads both and changes neither: there is nothing to look at first.
    Result<runs::Plan> plan(std::stop_token stop, Progress &progress) override;
    /// Outcome Succeeded whether they differ or not; `warnings` says what does.
    runs::Report run(const safety::Permit &permit, std::stop_token stop, Progress &progress) override;
    /// Of the last run that succeeded.
    [[nodiscard]] const migration::Comparison &comparison() const { return m_comparison; }

private:
    Result<> compare(const std::stop_token &stop, Progress &progress);

    End m_source;
    End m_target;
    ComparisonOptions m_options;
    const safety::ProductionRegistry &m_registry;
    runs::Plan m_plan{};
    migration::Comparison m_comparison{};
};

} // namespace engine::operations
